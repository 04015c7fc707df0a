internal import HTTPTypes
internal import Hummingbird
internal import Programme
internal import Store

/// What the list of classes and the sheet of one do.
struct ClassActions: Sendable {
    let desk: TenantDesk

    func list(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        try await list(.own, request, officer)
    }

    /// Those of other tenants: open to this one, or with its members in them.
    func listOpen(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        try await list(request.query["scope"] == "visited" ? .visited : .open, request, officer)
    }

    private func list(
        _ scope: ClassFilter.Scope,
        _ request: WebRequest,
        _ officer: SignedInOfficer
    ) async throws -> Response {
        let query = ClassListQuery(request.query, officer.context.tenant)
        let areas = try await desk.areas.history
        do {
            let page = try await desk.database.read(officer.context) { tx in
                let words = try await ClassWords.read(tx, areas, request.language)
                let found = try await tx.classes.list(query.filter(scope, today: words.today), after: query.after)
                return ClassesPage(found, scope, query, words, officer, notice: ClassNotices.phrase(request))
            }
            return desk.show(page, request, officer, at: page.action)
        } catch StoreError.notFound where query.after != nil {
            // the class behind which the page begins is gone
            return .redirect(to: LocalPath(trusted: scope == .own ? ClassPath.list : ClassPath.open))
        }
    }

    func show(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        try await page(request, officer, notice: EnrolActions.notice(request))
    }

    /// Opens, begins, cancels a class, or takes it back.
    func move(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        let id = try request.identity("id", of: IdentitySubject.Class.self)
        let form = try await request.form()
        guard let version = form["version"].flatMap({ Int($0) }),
            let state = form["state"].flatMap(ClassState.init(rawValue:))
        else { throw Problem(.badRequest) }
        do {
            return try await desk.once(request, form, officer) { tx in
                _ = try await tx.classes.move(id, version: version, to: state)
                return LocalPath(trusted: "\(ClassPath.list)/\(id)?done=\(state.rawValue)")
            }
        } catch StoreError.refused(let refusal) {
            return try await page(request, officer, problem: refusal.phrase)
        } catch StoreError.versionDiffers {
            return try await page(request, officer, problem: ClassNotices.changedMeanwhile)
        }
    }

    /// Adds a session, or those of a timetable.
    func addSessions(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        let id = try request.identity("id", of: IdentitySubject.Class.self)
        let sent = try await request.form()
        var form = SessionForm(sent)
        guard let sessions = form.readAll() else {
            return try await page(request, officer, sessionForm: form, problem: ClassFormPage.mend)
        }
        do {
            return try await desk.once(request, sent, officer) { tx in
                _ = try await tx.sessions.insert(sessions, into: id)
                return LocalPath(trusted: "\(ClassPath.list)/\(id)?done=sessions")
            }
        } catch StoreError.refused(let refusal) {
            let problem = form.take(refusal) ? ClassFormPage.mend : refusal.phrase
            return try await page(request, officer, sessionForm: form, problem: problem)
        }
    }

    /// Gives up somebody's place.
    func cancelSeat(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        let id = try request.identity("id", of: IdentitySubject.Class.self)
        let form = try await request.form()
        guard let tenant = form["tenant"].flatMap(TenantID.init), let seat = form["enrolment"].flatMap(EnrolmentID.init)
        else { throw Problem(.badRequest) }
        let reference = ClassReference(host: officer.context.tenant, id: id)
        do {
            return try await desk.once(request, form, officer) { tx in
                _ = try await tx.enrolments.cancel([EnrolmentReference(tenant: tenant, id: seat)], in: reference)
                return LocalPath(trusted: "\(ClassPath.list)/\(id)?done=seat-cancelled")
            }
        } catch StoreError.refused(let refusal) {
            return try await page(request, officer, problem: refusal.phrase)
        }
    }

    private func page(
        _ request: WebRequest,
        _ officer: SignedInOfficer,
        sessionForm: SessionForm? = nil,
        notice: Phrase? = nil,
        problem: Phrase? = nil
    ) async throws -> Response {
        let id = try request.identity("id", of: IdentitySubject.Class.self)
        let areas = try await desk.areas.history
        let page = try await desk.database.read(officer.context) { tx in
            let found = try await tx.classes.find(id)
            let sheet = ClassSheet(
                found: found,
                sessions: try await tx.sessions.list(found.reference),
                seats: try await tx.enrolments.list(found.reference),
                rooms: try await Self.rooms(found.record.centre, tx),
                words: try await ClassWords.read(tx, areas, request.language)
            )
            return ClassSheetPage(sheet, officer, sessionForm: sessionForm, notice: notice, problem: problem)
        }
        let status: HTTPResponse.Status = problem == nil ? .ok : .unprocessableContent
        return desk.show(page, request, officer, at: page.path, status: status)
    }

    /// The rooms of a class's centre.
    static func rooms(_ centre: CentreID?, _ tx: TenantTransaction) async throws -> [Room] {
        guard let centre else { return [] }
        return try await tx.centres.find(centre).rooms
    }
}
