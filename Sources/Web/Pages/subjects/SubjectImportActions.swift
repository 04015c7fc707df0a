internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import Intake
internal import Programme
internal import Store

/// Lists of households, clans, communities and units out of Excel: uploaded, looked at, taken over.
struct SubjectImportActions: Sendable {
    let desk: TenantDesk
    /// For files of one request.
    let folder: String

    func start(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        try await startPage(request, officer)
    }

    /// An empty list to fill in.
    func form(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        let kind = try SubjectActions.kind(request)
        let file = HandedFile(name: "danh-sach-\(kind.rawValue).xlsx", in: folder)
        defer { file.remove() }
        try SubjectSheet.writeForm(kind, to: file.path)
        return try file.response()
    }

    func upload(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        let kind = try SubjectActions.kind(request)
        let path = "\(folder)/hoctap-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: path) }
        let upload = try await FormUpload.read(request, to: path)
        guard upload.sizeBytes > 0 else { return try await startPage(request, officer, problem: ImportWords.noFile) }
        do {
            let id = try await importer().receive(path: path, fileName: upload.fileName, kind, officer.context)
            return .redirect(to: LocalPath(trusted: Self.path(kind, id)))
        } catch let error as IntakeError {
            let problem = Phrase(error.message(in: .vietnamese), error.message(in: .english))
            return try await startPage(request, officer, problem: problem)
        }
    }

    func show(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        let id = try request.identity("id", of: IdentitySubject.Import.self)
        let found = try await importer().look(id, officer.context)
        return try await page(found, request, officer)
    }

    /// Takes the list over, with the rows that are to be mended left out if the officer says so.
    func take(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        let kind = try SubjectActions.kind(request)
        let id = try request.identity("id", of: IdentitySubject.Import.self)
        let form = try await request.form()
        guard let version = form["version"].flatMap({ Int($0) }) else { throw Problem(.badRequest) }
        do {
            let leavingOut = form["leaving_out"] == "yes"
            let taken = try await importer().take(id, version: version, leavingOut: leavingOut, officer.context)
            if taken.isTaken { return .redirect(to: LocalPath(trusted: Self.path(kind, id))) }
            let found = try await importer().look(id, officer.context)
            return try await page(found, request, officer, problem: SubjectImportPage.mend)
        } catch StoreError.refused(let refusal) {
            let found = try await importer().look(id, officer.context)
            // sent twice: it was done the first time
            if found.stored.state == .committed {
                return .redirect(to: LocalPath(trusted: "\(SubjectPath.list(kind))?done=taken"))
            }
            return try await page(found, request, officer, problem: refusal.phrase)
        } catch StoreError.versionDiffers {
            let found = try await importer().look(id, officer.context)
            if found.stored.state == .committed {
                return .redirect(to: LocalPath(trusted: "\(SubjectPath.list(kind))?done=taken"))
            }
            return try await page(found, request, officer, problem: ClassNotices.changedMeanwhile)
        }
    }

    /// Takes back what the list added, as far as nobody has touched it since.
    func undo(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        let kind = try SubjectActions.kind(request)
        let id = try request.identity("id", of: IdentitySubject.Import.self)
        let form = try await request.form()
        guard let version = form["version"].flatMap({ Int($0) }) else { throw Problem(.badRequest) }
        do {
            let back = try await importer().undo(id, version: version, officer.context)
            return .redirect(to: LocalPath(trusted: "\(Self.path(kind, id))?ended=\(back.ended)&kept=\(back.kept)"))
        } catch StoreError.refused(let refusal) {
            let found = try await importer().look(id, officer.context)
            return try await page(found, request, officer, problem: refusal.phrase)
        } catch StoreError.versionDiffers {
            let found = try await importer().look(id, officer.context)
            return try await page(found, request, officer, problem: ClassNotices.changedMeanwhile)
        }
    }

    func discard(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        let kind = try SubjectActions.kind(request)
        let id = try request.identity("id", of: IdentitySubject.Import.self)
        let form = try await request.form()
        guard let version = form["version"].flatMap({ Int($0) }) else { throw Problem(.badRequest) }
        try await importer().discard(id, version: version, officer.context)
        return .redirect(to: LocalPath(trusted: "\(SubjectPath.list(kind))?done=dropped"))
    }

    /// The uploaded file with a column that says what to mend.
    func problems(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        let id = try request.identity("id", of: IdentitySubject.Import.self)
        let importer = try await importer()
        let isWorkbook = try await importer.look(id, officer.context).stored.fileName.lowercased().hasSuffix(".xlsx")
        let file = HandedFile(name: isWorkbook ? "can-sua.xlsx" : "can-sua.csv", in: folder)
        defer { file.remove() }
        try await importer.writeProblems(of: id, to: file.path, in: request.language, officer.context)
        return try file.response()
    }

    private static func path(_ kind: SubjectKind, _ id: ImportID) -> String {
        "\(SubjectPath.list(kind))/imports/\(id)"
    }

    private func importer() async throws -> SubjectImporter {
        let areas = try await desk.areas.history
        return SubjectImporter(database: desk.database, areas: areas, today: .inVietnam(), folder: folder)
    }

    private func startPage(
        _ request: WebRequest,
        _ officer: SignedInOfficer,
        problem: Phrase? = nil
    ) async throws -> Response {
        let kind = try SubjectActions.kind(request)
        let page = SubjectUploadPage(kind, request.language, problem: problem)
        let status: HTTPResponse.Status = problem == nil ? .ok : .unprocessableContent
        return desk.show(page, request, officer, at: page.path, status: status)
    }

    private func page(
        _ found: SubjectImport,
        _ request: WebRequest,
        _ officer: SignedInOfficer,
        problem: Phrase? = nil
    ) async throws -> Response {
        let areas = try await desk.areas.history
        let words = try await desk.database.read(officer.context) { tx in
            try await SubjectWords.read(tx, areas, request.language)
        }
        let counts = ["ended", "kept"].compactMap { request.query[$0].flatMap { Int($0) } }
        let page = SubjectImportPage(found, words, undone: counts, problem: problem)
        let status: HTTPResponse.Status = problem == nil ? .ok : .unprocessableContent
        return desk.show(page, request, officer, at: page.path, status: status)
    }
}

/// `/subjects/{kind}/import`: which file.
struct SubjectUploadPage: Page {
    static let template = "subjects/upload"

    private let heading: String
    let path: String
    let form: String
    let back: String
    let problem: String?

    func title(in language: Language) -> String { heading }

    init(_ kind: SubjectKind, _ language: Language, problem: Phrase?) {
        let name = language == .vietnamese ? kind.vietnameseName : kind.englishName
        heading = Phrase("Nhập Excel: {0}", "Excel: {0}").text(in: language, name)
        back = SubjectPath.list(kind)
        path = "\(back)/imports"
        form = "\(back)/imports/form"
        self.problem = problem?.text(in: language)
    }
}

/// `/subjects/{kind}/imports/{id}`: what becomes of the rows of a list.
struct SubjectImportPage: Page {
    struct Finding: Sendable {
        let row: String
        let message: String
        let isError: Bool
    }

    struct Row: Sendable {
        let number: Int
        let name: String
        let area: String
        let outcome: String
    }

    static let template = "subjects/import"
    static let mend = Phrase(
        "Chưa nhập gì: còn dòng cần sửa. Sửa tệp rồi tải lên lại, hoặc đánh dấu bỏ qua các dòng đó.",
        "Nothing was taken over: rows are to be mended. Mend the file and upload it again, or leave those rows out."
    )
    /// Rows and findings that are listed; the numbers of all are said.
    private static let mostListed = 200

    private let heading: String
    let path: String
    let back: String
    let version: Int
    let fileName: String
    let headings: String
    let leftOut: String?
    let counts: [String]
    let findings: [Finding]
    let hasFindings: Bool
    let hasErrors: Bool
    let rows: [Row]
    let hasRows: Bool
    let isSame: Bool
    let mayTake: Bool
    let isTaken: Bool
    /// What taking it back came to; nil while it was not.
    let undone: String?
    let problem: String?

    func title(in language: Language) -> String { heading }

    /// - Parameter undone: how many of those that it added were ended, and how many stay.
    init(_ found: SubjectImport, _ words: SubjectWords, undone counts: [Int], problem: Phrase?) {
        let language = words.language
        heading = Phrase("Nhập Excel: {0}", "Excel: {0}").text(in: language, words.name(found.kind))
        back = SubjectPath.list(found.kind)
        path = "\(back)/imports/\(found.stored.id)"
        version = found.stored.version
        fileName = found.stored.fileName
        headings = found.headings.joined(separator: ", ")
        leftOut = found.leftOut.isEmpty ? nil : found.leftOut.joined(separator: ", ")
        let errors = found.problemRows
        var lines = SubjectOutcome.allCases.filter { !$0.isProblem }.map { (Self.phrase($0), found.count($0)) }
        lines.append((Phrase("Dòng cần sửa", "Rows to mend"), errors.count))
        lines.append((Phrase("Dòng không phải dữ liệu", "Rows that are no data"), found.skippedCount))
        self.counts = lines.map { "\($0.0.text(in: language)): \(words.number($0.1))" }
        findings = found.findings.prefix(Self.mostListed).map { finding in
            let message = Phrase(finding.problem.message(in: .vietnamese), finding.problem.message(in: .english))
            return Finding(
                row: Phrase("Dòng {0}", "Row {0}").text(in: language, String(finding.row)),
                message: message.text(in: language),
                isError: finding.problem.isError
            )
        }
        hasFindings = !findings.isEmpty
        hasErrors = !errors.isEmpty
        rows = found.rows.filter { $0.outcome == .new || $0.outcome == .changed }.prefix(Self.mostListed).map { row in
            Row(
                number: row.row.number,
                name: row.row.record.name,
                area: words.area(row.row.record.area),
                outcome: Self.phrase(row.outcome).text(in: language)
            )
        }
        hasRows = !rows.isEmpty
        isTaken = found.stored.state == .committed
        undone =
            found.stored.state == .undone ? Self.undone(counts, words) : nil
        let isOpen = found.stored.state == .uploaded || found.stored.state == .checked
        mayTake = found.hasChanges && isOpen
        isSame = !found.hasChanges && !hasErrors && isOpen
        self.problem = problem?.text(in: language)
    }

    private static func undone(_ counts: [Int], _ words: SubjectWords) -> String {
        guard counts.count == 2 else {
            return Phrase("Đợt nhập này đã được hoàn tác.", "It was taken back.").text(in: words.language)
        }
        return Phrase(
            "Đã hoàn tác: {0} bản ghi do danh sách này thêm đã kết thúc, {1} bản ghi đã được dùng nên giữ lại.",
            "Taken back: {0} of those that the list added were ended, {1} are in use and stay."
        ).text(in: words.language, words.number(counts[0]), words.number(counts[1]))
    }

    private static func phrase(_ outcome: SubjectOutcome) -> Phrase {
        switch outcome {
        case .new: Phrase("Thêm mới", "New")
        case .changed: Phrase("Có thay đổi", "Changed")
        case .same: Phrase("Không đổi", "The same")
        case .repeated: Phrase("Lặp lại dòng trên", "Repeated")
        case .codeTwice: Phrase("Trùng mã", "Code twice")
        case .ended: Phrase("Đã kết thúc", "Ended")
        }
    }
}
