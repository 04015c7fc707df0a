internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import Intake
internal import Programme
internal import Store

/// The register of a class as a workbook: handed out, and taken back filled in. What a file would change is shown first.
struct AttendanceFileActions: Sendable {
    let desk: TenantDesk
    /// For files of one request.
    let folder: String

    func download(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        let id = try request.identity("id", of: IdentitySubject.Class.self)
        let book = try await book(id, officer)
        let file = HandedFile(name: "diem-danh.xlsx", in: folder)
        defer { file.remove() }
        try AttendanceSheet.write(book.roll, to: file.path)
        return try file.response()
    }

    /// Reads a file and shows what it would change.
    func upload(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        let id = try request.identity("id", of: IdentitySubject.Class.self)
        let path = "\(folder)/hoctap-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: path) }
        let upload = try await FormUpload.read(request, to: path)
        let book = try await book(id, officer)
        guard upload.sizeBytes > 0 else {
            let page = AttendanceFilePage(book, .init(), request.language, problem: ImportWords.noFile)
            return desk.show(page, request, officer, at: page.back, status: .unprocessableContent)
        }
        do {
            let reading = try AttendanceSheet.read(path: path, against: book.roll)
            let page = AttendanceFilePage(book, reading, request.language, problem: nil)
            let status: HTTPResponse.Status = reading.findings.isEmpty ? .ok : .unprocessableContent
            return desk.show(page, request, officer, at: page.back, status: status)
        } catch {
            let problem = Phrase(error.message(in: .vietnamese), error.message(in: .english))
            let page = AttendanceFilePage(book, .init(), request.language, problem: problem)
            return desk.show(page, request, officer, at: page.back, status: .unprocessableContent)
        }
    }

    /// Takes the changes that were shown.
    func take(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        let id = try request.identity("id", of: IdentitySubject.Class.self)
        let form = try await request.form()
        guard let changes = AttendanceChange.list(form["changes"] ?? "") else { throw Problem(.badRequest) }
        var problem: Phrase
        do {
            return try await desk.once(request, form, officer) { tx in
                let book = try await AttendanceBook(id, today: .inVietnam(), tx)
                let count = try await book.write(changes, tx)
                return LocalPath(trusted: "\(ClassPath.list)/\(id)?done=\(count > 0 ? "register" : "same")")
            }
        } catch AttendanceBook.Refusal.conflict {
            problem = Phrase(
                "Người khác vừa điểm danh lớp này. Chưa ghi gì: xin tải tệp lên lại để xem thay đổi mới.",
                "Somebody else has just changed the register. Nothing was written: upload the file again."
            )
        } catch AttendanceBook.Refusal.problems(let findings) {
            problem = findings.first?.code.phrase ?? ClassFormPage.mend
            if let first = findings.first {
                let seat = first.seat.map { ", \($0)" } ?? ""
                problem = Phrase(
                    "Buổi \(first.ordinal)\(seat): \(first.code.message(in: .vietnamese)). Chưa ghi gì.",
                    "Session \(first.ordinal)\(seat): \(first.code.message(in: .english)). Nothing was written."
                )
            }
        } catch StoreError.refused(let refusal) {
            problem = refusal.phrase
        }
        let page = AttendanceFilePage(try await book(id, officer), .init(), request.language, problem: problem)
        return desk.show(page, request, officer, at: page.back, status: .conflict)
    }

    private func book(_ id: ClassID, _ officer: SignedInOfficer) async throws -> AttendanceBook {
        try await desk.database.read(officer.context) { tx in
            try await AttendanceBook(id, today: .inVietnam(), tx)
        }
    }
}

/// What an uploaded register would change, and what must be mended in it.
struct AttendanceFilePage: Page {
    struct Finding: Sendable {
        let cell: String
        let message: String
    }

    struct Row: Sendable {
        let seat: Int
        let name: String
        let changes: [String]
    }

    static let template = "classes/attendance"
    /// People whose changes are listed; the number of all is said.
    private static let mostRows = 300

    let path: String
    let back: String
    let className: String
    let key = FormKey().text
    let findings: [Finding]
    let hasFindings: Bool
    let rows: [Row]
    let hasRows: Bool
    let count: String
    let changes: String
    let isSame: Bool
    let problem: String?

    func trail(in language: Language) -> [(path: String, text: String)] { [(back, className)] }

    func title(in language: Language) -> String {
        Phrase("Điểm danh bằng Excel", "Register by Excel").text(in: language)
    }

    init(_ book: AttendanceBook, _ reading: AttendanceSheet.Reading, _ language: Language, problem: Phrase?) {
        back = "\(ClassPath.list)/\(book.found.id)"
        path = "\(back)/attendance"
        className = book.found.record.title
        findings = reading.findings.map { finding in
            let phrase = Phrase(finding.problem.message(in: .vietnamese), finding.problem.message(in: .english))
            return Finding(cell: finding.cell, message: phrase.text(in: language))
        }
        hasFindings = !findings.isEmpty
        let sessions = Dictionary(book.roll.sessions.map { ($0.ordinal, $0) }) { first, _ in first }
        let grouped = Dictionary(grouping: reading.changes, by: \.seat)
        rows = book.roll.people.filter { grouped[$0.seat] != nil }.prefix(Self.mostRows).map { person in
            Row(
                seat: person.seat,
                name: person.name ?? person.place,
                changes: (grouped[person.seat] ?? []).compactMap { change in
                    sessions[change.ordinal].map { Self.text(change, $0, language) }
                }
            )
        }
        hasRows = !rows.isEmpty && !hasFindings
        isSame = reading.personCount > 0 && reading.changes.isEmpty && !hasFindings && problem == nil
        count = Phrase("{0} thay đổi", "{0} changes").text(
            in: language,
            Number.text(reading.changes.count, in: language)
        )
        changes = AttendanceChange.text(of: reading.changes)
        self.problem = problem?.text(in: language)
    }

    private static func text(
        _ change: AttendanceChange,
        _ session: AttendanceRoll.Session,
        _ language: Language
    ) -> String {
        func words(_ minutes: Int?) -> String {
            guard let minutes else { return Phrase("vắng", "absent").text(in: language) }
            if minutes == session.minutes { return Phrase("có mặt", "present").text(in: language) }
            return Phrase("{0} phút", "{0} minutes").text(in: language, "\(minutes)")
        }
        return "\(session.heldOn.vietnamese): \(words(change.before)) → \(words(change.after))"
    }
}
