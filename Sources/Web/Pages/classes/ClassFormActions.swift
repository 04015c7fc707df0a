internal import HTTPTypes
internal import Hummingbird
internal import Programme
internal import Store

/// Adds classes and changes them.
struct ClassFormActions: Sendable {
    let desk: TenantDesk

    func new(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        let words = try await words(request, officer)
        let page = ClassFormPage(nil, ClassForm(today: words.today), words)
        return desk.show(page, request, officer, at: "\(ClassPath.list)/new")
    }

    func add(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        let sent = try await request.form()
        let words = try await words(request, officer)
        var form = ClassForm(sent)
        var problem: Phrase?
        if let record = form.read(words.places) {
            do {
                return try await desk.once(request, sent, officer) { tx in
                    let id = try await tx.classes.insert(record)
                    return LocalPath(trusted: "\(ClassPath.list)/\(id)?done=added")
                }
            } catch StoreError.refused(let refusal) {
                problem = form.take(refusal) ? nil : refusal.phrase
            }
        }
        let page = ClassFormPage(nil, form, words, problem: problem)
        return desk.show(page, request, officer, at: "\(ClassPath.list)/new", status: .unprocessableContent)
    }

    func edit(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        let id = try request.identity("id", of: IdentitySubject.Class.self)
        let words = try await words(request, officer)
        let found = try await desk.database.read(officer.context) { try await $0.classes.find(id) }
        let page = ClassFormPage(found, ClassForm(found.record, words.places), words)
        return desk.show(page, request, officer, at: page.action)
    }

    func save(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        let id = try request.identity("id", of: IdentitySubject.Class.self)
        let sent = try await request.form()
        guard let version = sent["version"].flatMap({ Int($0) }) else { throw Problem(.badRequest) }
        let words = try await words(request, officer)
        var form = ClassForm(sent)
        var problem: Phrase?
        var status = HTTPResponse.Status.unprocessableContent
        if let record = form.read(words.places) {
            do {
                return try await desk.once(request, sent, officer) { tx in
                    _ = try await tx.classes.update(id, version: version, record)
                    return LocalPath(trusted: "\(ClassPath.list)/\(id)?done=saved")
                }
            } catch StoreError.refused(let refusal) {
                problem = form.take(refusal) ? nil : refusal.phrase
            } catch StoreError.versionDiffers {
                let now = try await desk.database.read(officer.context) { try await $0.classes.find(id) }
                form.typed = form.typed.rebased(on: ClassForm.texts(of: now.record, words.places))
                problem = ClassFormPage.conflict
                status = .conflict
            }
        }
        let found = try await desk.database.read(officer.context) { try await $0.classes.find(id) }
        let made = status == .conflict ? nil : version
        let page = ClassFormPage(found, form, words, version: made, problem: problem)
        return desk.show(page, request, officer, at: page.action, status: status)
    }

    private func words(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> ClassWords {
        let areas = try await desk.areas.history
        return try await desk.database.read(officer.context) { tx in
            try await ClassWords.read(tx, areas, request.language)
        }
    }
}
