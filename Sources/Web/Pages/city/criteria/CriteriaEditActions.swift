internal import HTTPTypes
internal import Hummingbird
internal import Programme
internal import Store

/// What changes a draft: its head, one criterion, one level. What was typed is kept with what is wrong beside it, and what somebody
/// else wrote since the form was shown is never written over.
struct CriteriaEditActions: Sendable {
    let desk: CriteriaDesk

    // MARK: Head

    func new(_ request: WebRequest, _ viewer: SignedInViewer) async throws -> Response {
        let (_, words) = try await read(nil, request)
        let asked = request.query["title"] ?? ""
        let title = words.titles.contains { $0.key == asked } ? asked : words.titles.first?.key ?? ""
        return head(request, viewer, CriteriaHeadForm(title: title), nil, words)
    }

    func make(_ request: WebRequest, _ viewer: SignedInViewer) async throws -> Response {
        let (_, words) = try await read(nil, request)
        var form = CriteriaHeadForm(try await request.form(), isNew: true)
        let key = form.key()
        if let set = form.read(into: CriteriaSet(key: key, title: "", name: "")) {
            if case .failure(let found) = set.checked() {
                if found.faults.contains(.key) { form.typed.refuse("key", CriteriaWords.wrongKey) }
            }
            if !form.typed.isRefused {
                do {
                    let id = try await desk.database.write(viewer.principal.account) { editor -> CriteriaSetID? in
                        try await editor.hold(key: set.key)
                        if try await editor.exists(set.key) { return nil }
                        return try await editor.load(set).id
                    }
                    if let id { return .redirect(to: LocalPath(trusted: "\(CriteriaPath.of(id))?done=saved")) }
                    form.typed.refuse("key", Phrase("Mã này đã có.", "There is a set with this key already."))
                } catch StoreError.refused(let refusal) {
                    return head(request, viewer, form, nil, words, problem: refusal.phrase)
                }
            }
        }
        return head(request, viewer, form, nil, words, problem: ClassFormPage.mend)
    }

    func showHead(_ request: WebRequest, _ viewer: SignedInViewer) async throws -> Response {
        let (stored, words) = try await read(request.identity("id"), request)
        guard let stored else { throw Problem(.notFound) }
        return head(request, viewer, CriteriaHeadForm(stored.set), stored, words)
    }

    func saveHead(_ request: WebRequest, _ viewer: SignedInViewer) async throws -> Response {
        let (stored, words) = try await read(request.identity("id"), request)
        guard let stored else { throw Problem(.notFound) }
        let sent = try await request.form()
        var form = CriteriaHeadForm(sent, isNew: false)
        guard let changed = form.read(into: stored.set) else {
            return head(request, viewer, form, stored, words, sent, problem: ClassFormPage.mend)
        }
        if let problem = try await save(changed, of: stored, sent, viewer) {
            return head(request, viewer, form, stored, words, sent, problem: problem)
        }
        return .redirect(to: LocalPath(trusted: "\(CriteriaPath.of(stored.id))?done=saved"))
    }

    private func head(
        _ request: WebRequest,
        _ viewer: SignedInViewer,
        _ form: CriteriaHeadForm,
        _ stored: StoredCriteriaSet?,
        _ words: CriteriaWords,
        _ sent: FormFields? = nil,
        problem: Phrase? = nil
    ) -> Response {
        let path = stored.map { "\(CriteriaPath.of($0.id))/head" } ?? "\(CriteriaPath.list)/new"
        let page = CriteriaFormPage(
            stored?.set.name ?? Phrase("Bộ tiêu chí mới", "A new set of criteria").text(in: request.language),
            action: path,
            back: stored.map { CriteriaPath.of($0.id) } ?? CriteriaPath.list,
            hidden: Self.stamp(stored, sent),
            groups: [.init(heading: CriteriaPath.name.text(in: request.language), inputs: form.fields(words))],
            problem: problem?.text(in: request.language)
        )
        return show(page, request, viewer)
    }

    // MARK: One criterion

    func showItem(_ request: WebRequest, _ viewer: SignedInViewer) async throws -> Response {
        let (stored, words) = try await read(request.identity("id"), request)
        guard let stored else { throw Problem(.notFound) }
        if let code = request.query["code"] {
            guard let found = stored.set.items.first(where: { $0.code == code }) else { throw Problem(.notFound) }
            return item(request, viewer, CriteriaItemForm(found, of: stored.set), code, stored, words)
        }
        let parent = request.query["parent"].flatMap { code in stored.set.items.first { $0.code == code }?.code }
        return item(request, viewer, CriteriaItemForm(newIn: parent, of: stored.set), nil, stored, words)
    }

    func saveItem(_ request: WebRequest, _ viewer: SignedInViewer) async throws -> Response {
        let (stored, words) = try await read(request.identity("id"), request)
        guard let stored else { throw Problem(.notFound) }
        let sent = try await request.form()
        let former = sent["former"].flatMap { $0.isEmpty ? nil : $0 }
        guard former.map({ code in stored.set.items.contains { $0.code == code } }) ?? true else {
            throw Problem(.conflict, CriteriaStepActions.changed)
        }
        var form = CriteriaItemForm(sent)
        guard let changed = form.read(into: stored.set, replacing: former) else {
            return item(request, viewer, form, former, stored, words, sent, problem: ClassFormPage.mend)
        }
        if let problem = try await save(changed, of: stored, sent, viewer) {
            return item(request, viewer, form, former, stored, words, sent, problem: problem)
        }
        return .redirect(to: LocalPath(trusted: "\(CriteriaPath.of(stored.id))?done=saved"))
    }

    /// Takes a criterion out with its parts.
    func removeItem(_ request: WebRequest, _ viewer: SignedInViewer) async throws -> Response {
        try await change(request, viewer) { set, sent in
            guard let code = sent["former"], set.items.contains(where: { $0.code == code }) else {
                throw Problem(.conflict, CriteriaStepActions.changed)
            }
            set.remove(item: code)
        }
    }

    private func item(
        _ request: WebRequest,
        _ viewer: SignedInViewer,
        _ form: CriteriaItemForm,
        _ former: String?,
        _ stored: StoredCriteriaSet,
        _ words: CriteriaWords,
        _ sent: FormFields? = nil,
        problem: Phrase? = nil
    ) -> Response {
        let language = request.language
        let path = CriteriaPath.of(stored.id)
        let page = CriteriaFormPage(
            former.map { Phrase("Tiêu chí {0}", "Criterion {0}").text(in: language, $0) }
                ?? Phrase("Thêm tiêu chí", "A new criterion").text(in: language),
            action: "\(path)/item",
            back: path,
            hidden: Self.stamp(stored, sent) + [("former", former ?? "")],
            groups: [.init(heading: stored.set.name, inputs: form.fields(stored.set, replacing: former, words))],
            removal: former == nil ? nil : "\(path)/item/removal",
            problem: problem?.text(in: language)
        )
        return show(page, request, viewer)
    }

    // MARK: One level

    func showLevel(_ request: WebRequest, _ viewer: SignedInViewer) async throws -> Response {
        let (stored, words) = try await read(request.identity("id"), request)
        guard let stored else { throw Problem(.notFound) }
        let titles = CriteriaLevelForm.titles(words.titles, for: stored.set)
        let index = request.query["number"].flatMap { Int($0) }.map { $0 - 1 }
        if let index, !stored.set.levels.indices.contains(index) { throw Problem(.notFound) }
        let form = CriteriaLevelForm(index.map { stored.set.levels[$0] }, of: stored.set, titles)
        return level(request, viewer, form, index, stored, words)
    }

    func saveLevel(_ request: WebRequest, _ viewer: SignedInViewer) async throws -> Response {
        let (stored, words) = try await read(request.identity("id"), request)
        guard let stored else { throw Problem(.notFound) }
        let sent = try await request.form()
        let titles = CriteriaLevelForm.titles(words.titles, for: stored.set)
        let index = sent["former"].flatMap { Int($0) }
        var form = CriteriaLevelForm(sent, titles)
        guard let changed = form.read(into: stored.set, at: index, titles) else {
            return level(request, viewer, form, index, stored, words, sent, problem: ClassFormPage.mend)
        }
        if let problem = try await save(changed, of: stored, sent, viewer) {
            return level(request, viewer, form, index, stored, words, sent, problem: problem)
        }
        return .redirect(to: LocalPath(trusted: "\(CriteriaPath.of(stored.id))?done=saved"))
    }

    func removeLevel(_ request: WebRequest, _ viewer: SignedInViewer) async throws -> Response {
        try await change(request, viewer) { set, sent in
            guard let index = sent["former"].flatMap({ Int($0) }), set.levels.indices.contains(index) else {
                throw Problem(.conflict, CriteriaStepActions.changed)
            }
            set.levels.remove(at: index)
        }
    }

    private func level(
        _ request: WebRequest,
        _ viewer: SignedInViewer,
        _ form: CriteriaLevelForm,
        _ index: Int?,
        _ stored: StoredCriteriaSet,
        _ words: CriteriaWords,
        _ sent: FormFields? = nil,
        problem: Phrase? = nil
    ) -> Response {
        let language = request.language
        let path = CriteriaPath.of(stored.id)
        let below = Phrase("Tỷ lệ danh hiệu cấp dưới", "Titles of those below").text(in: language)
        let page = CriteriaFormPage(
            index.map { Phrase("Mức {0}", "Level {0}").text(in: language, String($0 + 1)) }
                ?? Phrase("Thêm mức", "A new level").text(in: language),
            action: "\(path)/level",
            back: path,
            hidden: Self.stamp(stored, sent) + [("former", index.map(String.init) ?? "")],
            groups: [
                .init(heading: stored.set.name, inputs: form.fields(words)),
                .init(heading: below, inputs: form.conditions(words)),
            ],
            removal: index == nil ? nil : "\(path)/level/removal",
            problem: problem?.text(in: language)
        )
        return show(page, request, viewer)
    }

    // MARK: Steps

    private func read(
        _ id: CriteriaSetID?,
        _ request: WebRequest
    ) async throws -> (StoredCriteriaSet?, CriteriaWords) {
        do {
            return try await desk.database.read { criteria in
                let words = CriteriaWords(language: request.language, titles: try await criteria.titles())
                guard let id else { return (nil, words) }
                return (try await criteria.find(id), words)
            }
        } catch StoreError.refused(.criteriaUnknown) {
            throw Problem(.notFound)
        }
    }

    /// Writes the changed set, if the form was made from what stands there still.
    ///
    /// - Returns: why it was not written; nil if it was.
    private func save(
        _ changed: CriteriaSet,
        of stored: StoredCriteriaSet,
        _ sent: FormFields,
        _ viewer: SignedInViewer
    ) async throws -> Phrase? {
        do {
            return try await desk.database.write(viewer.principal.account) { editor in
                let now = try await editor.hold(stored.id)
                guard now.status.isOpen else { throw StoreError.refused(.criteriaFixed) }
                guard now.set.stamp == sent["stamp"] else { return CriteriaStepActions.changed }
                _ = try await editor.load(changed)
                return nil
            }
        } catch StoreError.refused(.criteriaUnknown) {
            throw Problem(.notFound)
        } catch StoreError.refused(let refusal) {
            return refusal.phrase
        }
    }

    private func change(
        _ request: WebRequest,
        _ viewer: SignedInViewer,
        _ change: (inout CriteriaSet, FormFields) throws -> Void
    ) async throws -> Response {
        let (stored, _) = try await read(request.identity("id"), request)
        guard let stored else { throw Problem(.notFound) }
        let sent = try await request.form()
        var changed = stored.set
        try change(&changed, sent)
        if let problem = try await save(changed, of: stored, sent, viewer) {
            return try await CriteriaActions(desk: desk).page(request, viewer, problem: problem)
        }
        return .redirect(to: LocalPath(trusted: "\(CriteriaPath.of(stored.id))?done=saved"))
    }

    /// A form that is shown again keeps what it was made from.
    private static func stamp(_ stored: StoredCriteriaSet?, _ sent: FormFields?) -> [(String, String)] {
        stored.map { [("stamp", sent?["stamp"] ?? $0.set.stamp)] } ?? []
    }

    private func show(_ page: CriteriaFormPage, _ request: WebRequest, _ viewer: SignedInViewer) -> Response {
        let status: HTTPResponse.Status = page.problem == nil ? .ok : .unprocessableContent
        return desk.show(page, request, viewer, at: page.back, status: status)
    }
}
