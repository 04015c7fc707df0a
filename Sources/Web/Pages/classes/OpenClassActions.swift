internal import HTTPTypes
internal import Hummingbird
internal import Programme
internal import Store

/// What the page of another tenant's class does. Nothing of its people is shown but this tenant's own members.
struct OpenClassActions: Sendable {
    let desk: TenantDesk

    func show(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        try await page(request, officer, notice: EnrolActions.notice(request))
    }

    func cancelSeat(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        let reference = try EnrolActions.reference(request, officer)
        let form = try await request.form()
        guard let seat = form["enrolment"].flatMap(EnrolmentID.init) else { throw Problem(.badRequest) }
        do {
            return try await desk.once(request, form, officer) { tx in
                let own = EnrolmentReference(tenant: officer.context.tenant, id: seat)
                _ = try await tx.enrolments.cancel([own], in: reference)
                return LocalPath(
                    trusted: "\(ClassPath.of(reference, officer.context.tenant))?done=seat-cancelled"
                )
            }
        } catch StoreError.refused(let refusal) {
            return try await page(request, officer, problem: refusal.phrase)
        }
    }

    private func page(
        _ request: WebRequest,
        _ officer: SignedInOfficer,
        notice: Phrase? = nil,
        problem: Phrase? = nil
    ) async throws -> Response {
        let reference = try EnrolActions.reference(request, officer)
        guard reference.host != officer.context.tenant else {
            return .redirect(to: LocalPath(trusted: ClassPath.of(reference, officer.context.tenant)))
        }
        let areas = try await desk.areas.history
        let page = try await desk.database.read(officer.context) { tx in
            let found = try await tx.classes.find(reference)
            let sheet = ClassSheet(
                found: found,
                sessions: try await tx.sessions.list(reference),
                seats: try await tx.enrolments.list(reference),
                rooms: try await ClassActions.rooms(found.record.centre, tx),
                words: try await ClassWords.read(tx, areas, request.language)
            )
            return OpenClassPage(sheet, officer, notice: notice, problem: problem)
        }
        let status: HTTPResponse.Status = problem == nil ? .ok : .unprocessableContent
        return desk.show(page, request, officer, at: page.path, status: status)
    }
}

/// `/classes/open/{host}/{id}`: a class of another tenant's, with this tenant's own members in it and their numbers, by which
/// its host knows them.
struct OpenClassPage: Page {
    static let template = "classes/open"

    private let name: String
    let path: String
    let key = FormKey().text
    let host: String
    let state: String
    let people: String
    let rule: String
    let facts: [MemberSheetPage.Fact]
    let meetings: [ClassSheetPage.Meeting]
    let hasMeetings: Bool
    let seats: [ClassSheetPage.Person]
    let hasSeats: Bool
    let waiting: [ClassSheetPage.Person]
    let hasWaiting: Bool
    let mayEnrol: Bool
    let certificates: String?
    let notice: String?
    let problem: String?

    func title(in language: Language) -> String { name }

    init(_ sheet: ClassSheet, _ officer: SignedInOfficer, notice: Phrase?, problem: Phrase?) {
        let (found, words) = (sheet.found, sheet.words)
        let isEditor = officer.context.role >= .editor
        name = found.record.title
        path = ClassPath.of(found.reference, officer.context.tenant)
        host = found.hostName
        state = words.state(found.state)
        people = words.people(found)
        rule = words.rule(found.record.rule)
        facts = ClassSheetPage.facts(found, words)
        meetings = sheet.sessions.map { ClassSheetPage.Meeting($0, sheet, mayEdit: false) }
        hasMeetings = !meetings.isEmpty
        let isOpen = found.record.enrolment == .open && (found.state == .open || found.state == .running)
        seats = sheet.seats.filter { $0.state == .enrolled }
            .map { ClassSheetPage.Person($0, words, mayEdit: isEditor && isOpen) }
        hasSeats = !seats.isEmpty
        waiting = sheet.seats.filter { $0.state == .waiting }
            .map { ClassSheetPage.Person($0, words, mayEdit: isEditor && isOpen) }
        hasWaiting = !waiting.isEmpty
        mayEnrol = isEditor && isOpen
        certificates =
            isEditor && sheet.seats.contains { $0.outcome == .completed } ? "\(path)/certificates" : nil
        self.notice = notice?.text(in: words.language)
        self.problem = problem?.text(in: words.language)
    }
}
