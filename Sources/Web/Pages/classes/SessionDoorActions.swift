internal import FoundationEssentials
internal import HTTPTypes
internal import Hummingbird
internal import Programme
internal import Store

/// `/classes/{id}/sessions/{session}/door`: the code of a session, opened and ended, in type that a hall can read.
struct SessionDoorActions: Sendable {
    let desk: TenantDesk

    func show(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        try await page(request, officer)
    }

    func change(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        let (classID, id) = try SessionActions.identities(request)
        let form = try await request.form()
        let minutes = form["minutes"].flatMap { Int($0) }
        guard form["deed"] == "close" || minutes.map({ SessionDoor.minuteLimits.contains($0) }) == true else {
            throw Problem(.badRequest)
        }
        do {
            return try await desk.once(request, form, officer) { tx in
                let stored = try await SessionActions.find(id, of: classID, tx)
                if form["deed"] == "close" {
                    try await tx.sessions.closeDoor(id)
                } else if let minutes {
                    _ = try await tx.sessions.openDoor(id, forMinutes: minutes)
                }
                return LocalPath(trusted: "\(ClassPath.session(stored))/door")
            }
        } catch StoreError.refused(let refusal) {
            return try await page(request, officer, problem: refusal.phrase)
        }
    }

    private func page(
        _ request: WebRequest,
        _ officer: SignedInOfficer,
        problem: Phrase? = nil
    ) async throws -> Response {
        let (classID, id) = try SessionActions.identities(request)
        let areas = try await desk.areas.history
        let page = try await desk.database.read(officer.context) { tx in
            let stored = try await SessionActions.find(id, of: classID, tx)
            let found = try await tx.classes.find(classID)
            return SessionDoorPage(
                stored,
                found,
                door: try await tx.sessions.door(of: id),
                address: desk.baseURL.origin + DoorPage.path,
                try await ClassWords.read(tx, areas, request.language),
                problem: problem
            )
        }
        return desk.show(page, request, officer, at: page.path, status: problem == nil ? .ok : .unprocessableContent)
    }
}

/// The code at the door as its officer shows it.
struct SessionDoorPage: Page {
    /// How long a code may be good.
    struct Choice: Sendable {
        let minutes: Int
        let text: String
    }

    static let template = "classes/door"
    private static let choices = [15, 30, 60, 120]

    let path: String
    let back: String
    let register: String
    let className: String
    let key = FormKey().text
    let day: String
    /// The code in two halves; nil if there is none now.
    let code: String?
    let until: String
    let address: String
    let picture: QRCode?
    let attended: String
    /// Nil until somebody typed what is not in the class.
    let misses: String?
    let mayOpen: Bool
    let choices: [Choice]
    let problem: String?

    func trail(in language: Language) -> [(path: String, text: String)] { [(back, className)] }

    func title(in language: Language) -> String { Phrase("Mã điểm danh ở cửa", "Code for the door").text(in: language) }

    init(
        _ stored: StoredSession,
        _ found: StoredClass,
        door: SessionDoor?,
        address: String,
        _ words: ClassWords,
        problem: Phrase?
    ) {
        let language = words.language
        let session = ClassPath.session(stored)
        path = "\(session)/door"
        back = "\(ClassPath.list)/\(found.id)"
        register = "\(session)/register"
        className = found.record.title
        day = words.day(stored.session.heldOn)
        code = door.map { "\($0.code.prefix(3)) \($0.code.suffix(3))" }
        until = door.map { String(Moment.text($0.until).suffix(5)) } ?? ""
        self.address = address
        picture = door.flatMap { QRCode("\(address)#\($0.code)") }
        attended = Number.text(stored.attended, in: language)
        misses = door.flatMap { $0.misses > 0 ? "\($0.misses)/\(SessionDoor.mostMisses)" : nil }
        mayOpen = stored.state != .cancelled && stored.session.heldOn == words.today
        choices = Self.choices.map { minutes in
            Choice(minutes: minutes, text: Phrase("{0} phút", "{0} minutes").text(in: language, "\(minutes)"))
        }
        self.problem = problem?.text(in: language)
    }
}
