internal import HTTPTypes
internal import Hummingbird
internal import Intake
internal import Programme
internal import Store

/// What the pages of one kind of the programme's work do: its list, its workbook, a sheet for each record.
struct WorkActions<Section: WorkSection>: Sendable {
    let desk: TenantDesk
    /// For files of one request.
    let folder: String

    private static var names: [String] { Section.fields.map(\.name) }

    func list(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        try await listPage(request, officer)
    }

    func add(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        let sent = try await request.form()
        var form = TypedForm(sent, Self.names)
        guard let values = Section.read(&form, Section.fields) else {
            return try await listPage(request, officer, form)
        }
        do {
            return try await desk.once(request, sent, officer) { tx in
                LocalPath(trusted: "\(Section.path)/\(try await Section.insert(tx, values))?done=saved")
            }
        } catch StoreError.refused(let refusal) {
            form.refuse(WorkSections.field(of: refusal, in: Section.fields), refusal.phrase)
            return try await listPage(request, officer, form)
        }
    }

    func show(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        try await sheet(request, officer)
    }

    func save(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        let id = try request.identity("id", of: Section.Subject.self)
        let sent = try await request.form()
        guard let version = sent["version"].flatMap({ Int($0) }) else { throw Problem(.badRequest) }
        let fields = Section.fields.filter { !Section.fixed.contains($0.name) }
        var form = TypedForm(sent, fields.map(\.name))
        guard let read = Section.read(&form, fields) else {
            return try await sheet(request, officer, form: form, version: version, problem: ClassFormPage.mend)
        }
        do {
            return try await desk.once(request, sent, officer) { tx in
                var values = JSONObject()
                for (name, value) in Section.values(try await Section.find(tx, id)) { values[name] = value }
                for name in read.names { values[name] = read[name] }
                _ = try await Section.update(tx, id, version: version, values)
                return LocalPath(trusted: "\(Section.path)/\(id)?done=saved")
            }
        } catch StoreError.refused(let refusal) {
            form.refuse(WorkSections.field(of: refusal, in: fields), refusal.phrase)
            return try await sheet(request, officer, form: form, version: version, problem: ClassFormPage.mend)
        } catch StoreError.versionDiffers {
            let now = try await desk.database.read(officer.context) { tx in
                WorkSections.texts(Section.values(try await Section.find(tx, id)), fields)
            }
            form = form.rebased(on: now)
            return try await sheet(
                request,
                officer,
                form: form,
                problem: ClassFormPage.conflict,
                status: .conflict
            )
        }
    }

    func remove(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        let id = try request.identity("id", of: Section.Subject.self)
        guard let removal = Section.removal else { throw Problem(.notFound) }
        return try await change(request, officer) { tx, sent in
            try await removal(tx, id, try WorkSections.version(sent))
            return LocalPath(trusted: "\(Section.path)?done=removed")
        }
    }

    func download(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        let ask = WorkAsk(year: WorkSections.year(request), limit: WorkLimits.most)
        let fields = Section.fields + Section.outcomes
        let lines = try await desk.database.read(officer.context) { tx in
            var (lines, ask) = ([[WorkList.Cell]](), ask)
            let offered = try await WorkSections.offered(Section.self, tx)
            while lines.count < WorkList.mostLines {
                let page = try await Section.list(tx, ask)
                lines += page.items.map { item in
                    let values = JSONValue(members: Section.values(item)).members ?? JSONObject()
                    return fields.map { $0.cell(values[$0.name], offered: offered[$0.name] ?? []) }
                }
                guard page.hasMore, let last = page.items.last else { break }
                ask.after = Section.id(last).description
            }
            return lines
        }
        let list = WorkList(
            organisation: officer.principal.tenantName ?? "",
            title: Section.words.title.vietnamese + (ask.year.map { " \($0)" } ?? ""),
            headings: fields.map(\.label.vietnamese),
            lines: lines
        )
        let file = HandedFile(name: Section.words.file, in: folder)
        defer { file.remove() }
        try list.write(to: file.path)
        return try file.response()
    }

    /// Does what a form below a sheet asks for, or shows the sheet again with what is wrong.
    func change(
        _ request: WebRequest,
        _ officer: SignedInOfficer,
        _ work: (TenantTransaction, FormFields) async throws -> LocalPath
    ) async throws -> Response {
        let sent = try await request.form()
        do {
            return try await desk.once(request, sent, officer) { tx in try await work(tx, sent) }
        } catch StoreError.refused(let refusal) {
            return try await sheet(request, officer, problem: refusal.phrase)
        } catch StoreError.versionDiffers {
            return try await sheet(request, officer, problem: LearningWords.changedMeanwhile, status: .conflict)
        }
    }

    /// The same for a form with fields, which keeps what was typed.
    func fill(
        _ request: WebRequest,
        _ officer: SignedInOfficer,
        _ fields: [WorkField],
        _ work: (TenantTransaction, FormFields, JSONObject) async throws -> Void
    ) async throws -> Response {
        let id = try request.identity("id", of: Section.Subject.self)
        let sent = try await request.form()
        var form = TypedForm(sent, fields.map(\.name))
        guard let values = Section.read(&form, fields) else {
            return try await sheet(request, officer, typed: form, problem: ClassFormPage.mend)
        }
        do {
            return try await desk.once(request, sent, officer) { tx in
                try await work(tx, sent, values)
                return LocalPath(trusted: "\(Section.path)/\(id)?done=saved")
            }
        } catch StoreError.refused(let refusal) {
            form.refuse(WorkSections.field(of: refusal, in: fields), refusal.phrase)
            return try await sheet(request, officer, typed: form, problem: ClassFormPage.mend)
        } catch StoreError.versionDiffers {
            return try await sheet(request, officer, problem: LearningWords.changedMeanwhile, status: .conflict)
        }
    }

    private func listPage(
        _ request: WebRequest,
        _ officer: SignedInOfficer,
        _ form: TypedForm? = nil
    ) async throws -> Response {
        let ask = WorkAsk(year: WorkSections.year(request), after: request.query["after"])
        let page = try await desk.database.read(officer.context) { tx in
            WorkListPage(
                Section.self,
                try await Section.list(tx, ask),
                ask,
                offered: try await WorkSections.offered(Section.self, tx),
                form: form,
                mayEdit: WorkSections.mayEdit(officer),
                notice: WorkSections.notice(request),
                request.language
            )
        }
        return desk.show(page, request, officer, at: Section.path, status: form == nil ? .ok : .unprocessableContent)
    }

    private func sheet(
        _ request: WebRequest,
        _ officer: SignedInOfficer,
        form: TypedForm? = nil,
        version: Int? = nil,
        typed: TypedForm? = nil,
        problem: Phrase? = nil,
        status: HTTPResponse.Status? = nil
    ) async throws -> Response {
        let id = try request.identity("id", of: Section.Subject.self)
        let scene = WorkScene(
            language: request.language,
            today: .inVietnam(),
            mayEdit: WorkSections.mayEdit(officer),
            tenant: officer.context.tenant,
            typed: typed.map { [request.path: $0] } ?? [:]
        )
        let page = try await desk.database.read(officer.context) { tx in
            let item = try await Section.find(tx, id)
            return WorkSheetPage(
                Section.self,
                item,
                try await Section.parts(item, tx, scene),
                offered: try await WorkSections.offered(Section.self, tx),
                form: form,
                version: version,
                scene,
                notice: WorkSections.notice(request),
                problem: problem
            )
        }
        let status = status ?? (problem == nil ? .ok : .unprocessableContent)
        return desk.show(page, request, officer, at: "\(Section.path)/\(id)", status: status)
    }
}
