internal import HTTPTypes
internal import Hummingbird
internal import Programme
internal import Store

/// What the page of a session does.
struct SessionActions: Sendable {
    let desk: TenantDesk

    func show(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        try await page(request, officer)
    }

    func save(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        let (classID, id) = try Self.identities(request)
        let sent = try await request.form()
        var form = SessionForm(sent)
        guard let session = form.read() else {
            return try await page(request, officer, form: form, problem: ClassFormPage.mend)
        }
        do {
            let done = try await desk.onceIf(request, sent, officer) { tx in
                let stored = try await Self.find(id, of: classID, tx)
                // what the form was made from, against what there is now
                guard form.typed.isMade(from: SessionForm.texts(of: stored.session)) else { return nil }
                try await tx.sessions.update(id, session)
                return LocalPath(trusted: "\(ClassPath.list)/\(classID)?done=session")
            }
            if let done { return done }
            return try await conflict(request, officer, form)
        } catch StoreError.refused(let refusal) {
            let problem = form.take(refusal) ? ClassFormPage.mend : refusal.phrase
            return try await page(request, officer, form: form, problem: problem)
        }
    }

    /// Records that it was held or cancelled, or is planned again.
    func move(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        try await change(request, officer, "session") { tx, form, id in
            guard let state = form["state"].flatMap(ClassSessionState.init(rawValue:)) else {
                throw Problem(.badRequest)
            }
            try await tx.sessions.move(id, to: state)
        }
    }

    func remove(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        try await change(request, officer, "session-removed") { tx, _, id in try await tx.sessions.remove(id) }
    }

    private func change(
        _ request: WebRequest,
        _ officer: SignedInOfficer,
        _ done: String,
        _ work: (TenantTransaction, FormFields, ClassSessionID) async throws -> Void
    ) async throws -> Response {
        let (classID, id) = try Self.identities(request)
        let form = try await request.form()
        do {
            return try await desk.once(request, form, officer) { tx in
                _ = try await Self.find(id, of: classID, tx)
                try await work(tx, form, id)
                return LocalPath(trusted: "\(ClassPath.list)/\(classID)?done=\(done)")
            }
        } catch StoreError.refused(let refusal) {
            return try await page(request, officer, problem: refusal.phrase)
        }
    }

    private func conflict(
        _ request: WebRequest,
        _ officer: SignedInOfficer,
        _ form: SessionForm
    ) async throws -> Response {
        let (classID, id) = try Self.identities(request)
        let stored = try await desk.database.read(officer.context) { try await Self.find(id, of: classID, $0) }
        var form = form
        form.typed = form.typed.rebased(on: SessionForm.texts(of: stored.session))
        return try await page(request, officer, form: form, problem: ClassFormPage.conflict, status: .conflict)
    }

    private func page(
        _ request: WebRequest,
        _ officer: SignedInOfficer,
        form: SessionForm? = nil,
        problem: Phrase? = nil,
        status: HTTPResponse.Status? = nil
    ) async throws -> Response {
        let (classID, id) = try Self.identities(request)
        let areas = try await desk.areas.history
        let page = try await desk.database.read(officer.context) { tx in
            let stored = try await Self.find(id, of: classID, tx)
            let found = try await tx.classes.find(classID)
            return SessionPage(
                stored,
                found,
                form ?? SessionForm(stored.session),
                rooms: try await ClassActions.rooms(found.record.centre, tx),
                try await ClassWords.read(tx, areas, request.language),
                problem: problem
            )
        }
        let status = status ?? (problem == nil ? .ok : .unprocessableContent)
        return desk.show(page, request, officer, at: page.path, status: status)
    }

    static func identities(_ request: WebRequest) throws -> (ClassID, ClassSessionID) {
        (
            try request.identity("id", of: IdentitySubject.Class.self),
            try request.identity("session", of: IdentitySubject.ClassSession.self)
        )
    }

    /// A session of the class that the address names.
    static func find(_ id: ClassSessionID, of classID: ClassID, _ tx: TenantTransaction) async throws -> StoredSession {
        let stored = try await tx.sessions.find(id)
        guard stored.classID == classID else { throw StoreError.notFound }
        return stored
    }
}

/// `/classes/{id}/sessions/{session}`: one session, to be changed.
struct SessionPage: Page {
    static let template = "classes/session"

    let path: String
    let back: String
    let className: String
    let key = FormKey().text
    let hidden: [TypedForm.Hidden]
    let inputs: [FormField.View]
    let day: String
    let state: String
    /// What it can become, as buttons.
    let steps: [ClassSheetPage.Step]
    let mayRemove: Bool
    let register: String
    let door: String
    let problem: String?

    func trail(in language: Language) -> [(path: String, text: String)] { [(back, className)] }

    func title(in language: Language) -> String { Phrase("Buổi học", "Session").text(in: language) }

    init(
        _ stored: StoredSession,
        _ found: StoredClass,
        _ form: SessionForm,
        rooms: [Room],
        _ words: ClassWords,
        problem: Phrase?
    ) {
        let language = words.language
        path = ClassPath.session(stored)
        back = "\(ClassPath.list)/\(found.id)"
        className = found.record.title
        hidden = form.typed.hidden
        inputs = form.fields(rooms, language).one
        day = words.day(stored.session.heldOn)
        state = words.state(stored.state)
        let all: [(ClassSessionState, Phrase)]
        switch stored.state {
        case .planned:
            all =
                (stored.session.heldOn <= words.today ? [(.held, Phrase("Ghi: đã học", "Record: held"))] : [])
                + [(.cancelled, Phrase("Huỷ buổi học", "Cancel the session"))]
        case .held:
            all =
                stored.attended == 0
                ? [
                    (.planned, Phrase("Ghi: chưa học", "Record: not held yet")),
                    (.cancelled, Phrase("Huỷ buổi học", "Cancel the session")),
                ] : []
        case .cancelled: all = [(.planned, Phrase("Khôi phục buổi học", "Take it back"))]
        }
        steps = all.map {
            ClassSheetPage.Step(state: $0.0.rawValue, text: $0.1.text(in: language), isQuiet: $0.0 != .held)
        }
        mayRemove = stored.attended == 0
        register = "\(path)/register"
        door = "\(path)/door"
        self.problem = problem?.text(in: language)
    }
}
