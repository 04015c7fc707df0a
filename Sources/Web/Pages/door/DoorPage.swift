internal import HTTPTypes
internal import Hummingbird
internal import Programme
internal import Store

/// `/door`: whoever stands at the door of a class types its code, the number in the class and the year of birth, and is recorded.
/// Nobody is signed in, and nothing of anybody is shown.
package struct DoorRoutes: Sendable {
    private let door: ClassDoor
    private let pages: PageRenderer

    /// The page over this door.
    package init(_ door: ClassDoor, pages: PageRenderer) {
        self.door = door
        self.pages = pages
    }

    /// The routes.
    package var all: [Route] { [.open(.get, DoorPage.path, show), .open(.post, DoorPage.path, enter)] }

    private func show(_ request: WebRequest) async throws -> Response { page(DoorPage(), request) }

    private func enter(_ request: WebRequest) async throws -> Response {
        let form = try await request.form()
        let typed = DoorPage.Typed(form)
        guard try await door.enter(typed.entry, request) else {
            let page = DoorPage(typed, problem: ClassDoor.refusal.text(in: request.language))
            return self.page(page, request, status: .unprocessableContent)
        }
        return page(DoorPage(isDone: true), request)
    }

    private func page(_ page: DoorPage, _ request: WebRequest, status: HTTPResponse.Status = .ok) -> Response {
        let frame = PageFrame(language: request.language, path: LocalPath(trusted: DoorPage.path))
        return pages.response(page, frame, status: status)
    }
}

/// What the page at the door says.
struct DoorPage: Page {
    /// What was typed, as it was typed.
    struct Typed: Sendable {
        let code: String
        let seat: String
        let year: String

        /// Nothing yet.
        static let nothing = Typed(code: "", seat: "", year: "")

        /// The entry; nil for what cannot be one. People write a code in two halves.
        var entry: DoorEntry? {
            let digits = code.filter { $0 != " " && $0 != "-" && $0 != "." }
            guard let seat = Self.number(seat), let year = Self.number(year) else { return nil }
            return DoorEntry(code: digits, seat: seat, birthYear: year)
        }

        private static func number(_ text: String) -> Int? {
            let text = VietnameseText.clean(text)
            return text.utf8.allSatisfy((UInt8(ascii: "0")...UInt8(ascii: "9")).contains) ? Int(text) : nil
        }
    }

    static let template = "door"
    static let path = "/door"

    let code: String
    let seat: String
    let year: String
    let isDone: Bool
    let problem: String?

    /// The page with what was typed.
    init(_ typed: Typed = .nothing, isDone: Bool = false, problem: String? = nil) {
        (code, seat, year) = (typed.code, typed.seat, typed.year)
        self.isDone = isDone
        self.problem = problem
    }

    func title(in language: Language) -> String {
        Phrase("Điểm danh ở cửa lớp", "Record that you are here").text(in: language)
    }
}

extension DoorPage.Typed {
    private static let longest = 20

    /// What a form sent; too long a text is none.
    init(_ form: FormFields) {
        func text(_ name: String) -> String { form[name].flatMap { $0.utf8.count <= Self.longest ? $0 : nil } ?? "" }
        self.init(code: text("code"), seat: text("seat"), year: text("year"))
    }
}
