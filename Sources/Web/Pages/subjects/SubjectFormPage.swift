internal import HTTPTypes
internal import Hummingbird
internal import Programme
internal import Store

/// `/subjects/{kind}/new` and `/subjects/{kind}/{id}/edit`.
struct SubjectFormPage: Page {
    static let template = "subjects/form"

    /// One that may be the same.
    struct Alike: Sendable {
        let path: String
        let name: String
        let about: String
    }

    private let heading: String
    let action: String
    let back: String
    let key = FormKey().text
    let version: Int
    let hidden: [TypedForm.Hidden]
    let groups: [ClassForm.Group]
    let problem: String?
    /// Shown before a new one is entered that may be there already.
    let alike: [Alike]
    let hasAlike: Bool

    func title(in language: Language) -> String { heading }

    init(
        _ found: StoredSubject?,
        _ form: SubjectForm,
        _ words: SubjectWords,
        version: Int? = nil,
        alike: [StoredSubject] = [],
        problem: Phrase? = nil
    ) {
        let (language, list) = (words.language, SubjectPath.list(form.kind))
        heading =
            found?.record.name
            ?? Phrase("Thêm: {0}", "Add: {0}").text(in: language, words.name(form.kind))
        action = found.map { "\(list)/\($0.id)/edit" } ?? "\(list)/new"
        back = found.map { "\(list)/\($0.id)" } ?? list
        self.version = version ?? found?.version ?? 0
        hidden = found == nil ? [] : form.typed.hidden
        groups = form.groups(words)
        self.alike = alike.map { other in
            Alike(
                path: "\(list)/\(other.id)",
                name: other.record.name,
                about: [words.area(other.record.area), other.record.address].filter { !$0.isEmpty }
                    .joined(separator: ", ")
            )
        }
        hasAlike = !alike.isEmpty
        self.problem = (problem ?? (form.typed.isRefused ? ClassFormPage.mend : nil))?.text(in: language)
    }
}

/// Adds households, clans, communities and units, and changes them.
struct SubjectFormActions: Sendable {
    let desk: TenantDesk

    func new(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        let kind = try SubjectActions.kind(request)
        let words = try await words(request, officer)
        let page = SubjectFormPage(nil, SubjectForm(kind, words), words)
        return desk.show(page, request, officer, at: page.action)
    }

    /// Adds one; where there is one of the same name and hamlet, says so first and adds it when it is sent again.
    func add(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        let kind = try SubjectActions.kind(request)
        let sent = try await request.form()
        let words = try await words(request, officer)
        var form = SubjectForm(kind, sent)
        var problem: Phrase?
        var alike: [StoredSubject] = []
        if let record = form.read() {
            if sent["sure"] == nil {
                alike = try await desk.database.read(officer.context) { try await $0.subjects.alike(record) }
            }
            do {
                if alike.isEmpty {
                    return try await desk.once(request, sent, officer) { tx in
                        let id = try await tx.subjects.insert(record)
                        return LocalPath(trusted: "\(SubjectPath.list(kind))/\(id)?done=added")
                    }
                }
            } catch StoreError.refused(let refusal) {
                problem = form.take(refusal) ? nil : refusal.phrase
            }
        }
        let page = SubjectFormPage(nil, form, words, alike: alike, problem: problem)
        return desk.show(page, request, officer, at: page.action, status: .unprocessableContent)
    }

    func edit(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        let id = try request.identity("id", of: IdentitySubject.ProgrammeSubject.self)
        let words = try await words(request, officer)
        let found = try await desk.database.read(officer.context) { try await $0.subjects.find(id) }
        let page = SubjectFormPage(found, SubjectForm(found.record), words)
        return desk.show(page, request, officer, at: page.action)
    }

    func save(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        let kind = try SubjectActions.kind(request)
        let id = try request.identity("id", of: IdentitySubject.ProgrammeSubject.self)
        let sent = try await request.form()
        guard let version = sent["version"].flatMap({ Int($0) }) else { throw Problem(.badRequest) }
        let words = try await words(request, officer)
        var form = SubjectForm(kind, sent)
        var problem: Phrase?
        var status = HTTPResponse.Status.unprocessableContent
        if let record = form.read() {
            do {
                return try await desk.once(request, sent, officer) { tx in
                    _ = try await tx.subjects.update(id, version: version, record)
                    return LocalPath(trusted: "\(SubjectPath.list(kind))/\(id)?done=saved")
                }
            } catch StoreError.refused(let refusal) {
                problem = form.take(refusal) ? nil : refusal.phrase
            } catch StoreError.versionDiffers {
                let now = try await desk.database.read(officer.context) { try await $0.subjects.find(id) }
                form.typed = form.typed.rebased(on: SubjectForm.texts(of: now.record))
                problem = ClassFormPage.conflict
                status = .conflict
            }
        }
        let found = try await desk.database.read(officer.context) { try await $0.subjects.find(id) }
        let made = status == .conflict ? nil : version
        let page = SubjectFormPage(found, form, words, version: made, problem: problem)
        return desk.show(page, request, officer, at: page.action, status: status)
    }

    private func words(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> SubjectWords {
        let areas = try await desk.areas.history
        return try await desk.database.read(officer.context) { tx in
            try await SubjectWords.read(tx, areas, request.language)
        }
    }
}
