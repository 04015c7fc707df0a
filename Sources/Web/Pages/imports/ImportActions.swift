internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import Intake
internal import Programme
internal import Store

/// What the pages of imports do: four steps that may lie days apart.
///
///     upload -> columns -> check (beside the request) -> take over (beside the request) -> undo
struct ImportActions: Sendable {
    let desk: TenantDesk
    let runner: ImportRunner
    /// For files of one request.
    let folder: String

    /// Rows on the page of an import.
    private static let pageRows = 50

    func list(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        try await listPage(request, officer, problem: nil)
    }

    func upload(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        let path = temporaryPath()
        defer { try? FileManager.default.removeItem(atPath: path) }
        let upload = try await FormUpload.read(request, to: path)
        guard upload.sizeBytes > 0 else { return try await listPage(request, officer, problem: ImportWords.noFile) }
        do {
            let detail = try await importer().receive(
                path: path,
                fileName: String(upload.fileName.suffix(200)),
                officer.context
            )
            return .redirect(to: LocalPath(trusted: "\(ImportsPage.path)/\(detail.id)/columns"))
        } catch let error as IntakeError {
            return try await listPage(request, officer, problem: error.phrase)
        } catch StoreError.refused(let refusal) {
            return try await listPage(request, officer, problem: refusal.phrase)
        }
    }

    func columns(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        try await columnsPage(request, officer, problem: nil)
    }

    /// Keeps the columns and asks for the check.
    func choose(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        let id = try request.identity("id", of: IdentitySubject.Import.self)
        let form = try await request.form()
        let importer = try await importer()
        let detail = try await importer.find(id, officer.context)
        let version = try Self.version(form)
        do {
            if let sheet = form["sheet"].flatMap({ Int($0) }) {
                _ = try await importer.choose(sheet: sheet, of: id, version: version, officer.context)
                return .redirect(to: LocalPath(trusted: "\(ImportsPage.path)/\(id)/columns"))
            }
            let places = try await places(officer)
            let settings = try detail.settings.changed(by: form, places)
            let kept = try await importer.set(settings, of: id, version: version, officer.context)
            return try start(importer, kept, applying: false, officer)
        } catch let error as IntakeError {
            return try await columnsPage(request, officer, problem: error.phrase)
        } catch StoreError.refused(let refusal) {
            return try await columnsPage(request, officer, problem: refusal.phrase)
        } catch StoreError.versionDiffers {
            return try await columnsPage(request, officer, problem: ImportWords.changedMeanwhile)
        }
    }

    func show(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        let id = try request.identity("id", of: IdentitySubject.Import.self)
        let detail = try await importer().find(id, officer.context)
        if detail.state == .uploaded, !runner.isBusy(id), runner.failure(id) == nil {
            return .redirect(to: LocalPath(trusted: "\(ImportsPage.path)/\(id)/columns"))
        }
        return try await page(request, officer, problem: runner.failure(id))
    }

    /// Asks for the taking over, of all rows or of the good ones.
    func approve(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        let form = try await request.form()
        return try await change(request, officer, form) { importer, id, version in
            guard let mode = form["mode"].flatMap(ImportSettings.Mode.init(rawValue:)) else {
                throw Problem(.badRequest)
            }
            if runner.isBusy(id) { return LocalPath(trusted: "\(ImportsPage.path)/\(id)") }
            var detail = try await importer.find(id, officer.context)
            guard detail.version == version else { throw StoreError.versionDiffers(current: detail.version) }
            if detail.settings.mode != mode {
                var settings = detail.settings
                settings.mode = mode
                detail = try await importer.set(settings, of: id, version: version, officer.context)
            }
            _ = try start(importer, detail, applying: true, officer)
            return LocalPath(trusted: "\(ImportsPage.path)/\(id)")
        }
    }

    func undo(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        try await change(request, officer, try await request.form()) { importer, id, version in
            let undone = try await importer.undo(id, version: version, officer.context)
            let rest = undone.remainingCount > 0 ? "&rest=\(undone.remainingCount)" : ""
            return LocalPath(trusted: "\(ImportsPage.path)/\(id)?done=undone\(rest)")
        }
    }

    func discard(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        try await change(request, officer, try await request.form()) { importer, id, version in
            try await importer.discard(id, version: version, officer.context)
            return LocalPath(trusted: "\(ImportsPage.path)?done=discarded")
        }
    }

    /// The uploaded file with a column that says what to mend.
    func downloadProblems(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        let id = try request.identity("id", of: IdentitySubject.Import.self)
        let importer = try await importer()
        let stored = try await importer.find(id, officer.context).stored
        let isWorkbook = stored.fileName.lowercased().hasSuffix(".xlsx")
        let file = HandedFile(name: isWorkbook ? "can-sua.xlsx" : "can-sua.csv", in: folder)
        defer { file.remove() }
        try await importer.writeProblems(of: id, to: file.path, in: request.language, officer.context)
        return try file.response()
    }

    // MARK: Steps

    private func start(
        _ importer: Importer,
        _ detail: ImportDetail,
        applying: Bool,
        _ officer: SignedInOfficer
    ) throws -> Response {
        try runner.ask(
            ImportRunner.Job(
                id: detail.id,
                version: detail.version,
                applying: applying,
                context: officer.context,
                importer: importer
            )
        )
        return .redirect(to: LocalPath(trusted: "\(ImportsPage.path)/\(detail.id)"))
    }

    /// A change that names the version it was made from: sent twice, the second finds another one and does nothing.
    private func change(
        _ request: WebRequest,
        _ officer: SignedInOfficer,
        _ form: FormFields,
        _ work: (Importer, ImportID, Int) async throws -> LocalPath
    ) async throws -> Response {
        let id = try request.identity("id", of: IdentitySubject.Import.self)
        do {
            return .redirect(to: try await work(try await importer(), id, try Self.version(form)))
        } catch let error as IntakeError {
            return try await page(request, officer, problem: error.phrase)
        } catch StoreError.refused(let refusal) {
            return try await page(request, officer, problem: refusal.phrase)
        } catch StoreError.versionDiffers {
            return try await page(request, officer, problem: ImportWords.changedMeanwhile)
        }
    }

    private static func version(_ form: FormFields) throws(Problem) -> Int {
        guard let version = form["version"].flatMap({ Int($0) }) else { throw Problem(.badRequest) }
        return version
    }

    private func importer() async throws -> Importer {
        Importer(
            database: desk.database,
            areas: try await desk.areas.history,
            today: .inVietnam(),
            folder: folder
        )
    }

    private func temporaryPath() -> String { "\(folder)/hoctap-\(UUID().uuidString)" }

    private func places(_ officer: SignedInOfficer) async throws -> PlaceChoices {
        let areas = try await desk.areas.history
        let tree = try await desk.database.read(officer.context) { try await $0.branches.tree() }
        return PlaceChoices(branches: tree, areas: areas)
    }

    private func listPage(
        _ request: WebRequest,
        _ officer: SignedInOfficer,
        problem: Phrase?
    ) async throws -> Response {
        let after = request.query["after"].flatMap(ImportID.init)
        let page = try await desk.database.read(officer.context) { tx in
            ImportsPage(
                try await tx.imports.list(after: after),
                try await tx.officers.list(includingEnded: true),
                request.language,
                notice: request.query["done"].flatMap { ImportWords.notices[$0] },
                problem: problem
            )
        }
        let status: HTTPResponse.Status = problem == nil ? .ok : .unprocessableContent
        return desk.show(page, request, officer, at: ImportsPage.path, status: status)
    }

    private func columnsPage(
        _ request: WebRequest,
        _ officer: SignedInOfficer,
        problem: Phrase?
    ) async throws -> Response {
        let id = try request.identity("id", of: IdentitySubject.Import.self)
        let detail = try await importer().find(id, officer.context)
        guard detail.state == .uploaded || detail.state == .checked else {
            return .redirect(to: LocalPath(trusted: "\(ImportsPage.path)/\(id)"))
        }
        let page = ColumnsPage(detail, try await places(officer), request.language, problem: problem)
        let status: HTTPResponse.Status = problem == nil ? .ok : .unprocessableContent
        return desk.show(page, request, officer, at: "\(ImportsPage.path)/\(id)/columns", status: status)
    }

    private func page(
        _ request: WebRequest,
        _ officer: SignedInOfficer,
        problem: Phrase?
    ) async throws -> Response {
        let id = try request.identity("id", of: IdentitySubject.Import.self)
        let detail = try await importer().find(id, officer.context)
        let words = MemberWords(language: request.language, places: try await places(officer))
        let outcome =
            request.query["outcome"].map(ImportOutcome.init(rawValue:))
            ?? ((detail.summary?.count(.problem) ?? 0) > 0 ? .problem : nil)
        let after = request.query["after"].flatMap { Int($0) }
        let (progress, rows) = try await desk.database.read(officer.context) { tx in
            (
                try await tx.imports.progress(of: id),
                try await tx.imports.rows(of: id, outcome: outcome, after: after ?? 0, limit: Self.pageRows)
            )
        }
        let sheet = ImportSheet(
            detail: detail,
            progress: progress,
            rows: rows,
            outcome: outcome,
            isBusy: runner.isBusy(id),
            words: words
        )
        let page = ImportSheetPage(
            sheet,
            notice: request.query["done"].flatMap { ImportWords.notices[$0] },
            problem: problem ?? Self.rest(request)
        )
        let status: HTTPResponse.Status = problem == nil ? .ok : .unprocessableContent
        return desk.show(page, request, officer, at: "\(ImportsPage.path)/\(id)", status: status)
    }

    private static func rest(_ request: WebRequest) -> Phrase? {
        guard let rest = request.query["rest"].flatMap({ Int($0) }), rest > 0 else { return nil }
        return Phrase(
            "\(rest) hội viên đã được sửa sau khi nhập nên giữ nguyên.",
            "\(rest) members were changed after the import and stay as they are."
        )
    }
}

extension IntakeError {
    /// What is the matter and what to do.
    var phrase: Phrase { Phrase(message(in: .vietnamese), message(in: .english)) }
}
