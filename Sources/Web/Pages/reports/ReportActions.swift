internal import HTTPTypes
internal import Hummingbird
internal import Programme
internal import Store

/// `/reports/{id}`: one report, with its files and what can be done with it.
struct ReportActions: Sendable {
    let desk: TenantDesk
    /// For files of one request.
    let folder: String

    func show(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        try await page(request, officer)
    }

    func download(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        guard let kind = OfficialFile(rawValue: request.place("kind")) else { throw StoreError.notFound }
        let download = ReportDownload(database: desk.database, folder: folder)
        return try await download.response(try request.identity("id"), kind, officer.context)
    }

    func makeAgain(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        try await step(request, officer) { tx, id, version in
            _ = try await tx.reports.askAgain(id, version: version)
        }
    }

    func remove(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        try await step(request, officer, then: "\(ReportWords.path)?done=removed") { tx, id, version in
            try await tx.reports.remove(id, version: version)
        }
    }

    func sign(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        let id: ReportID = try request.identity("id")
        let sent = try await request.form()
        let version = try WorkSections.version(sent)
        let fields = ReportFields.signature
        var form = TypedForm(sent, fields.map(\.name))
        guard let values = PlanSection.read(&form, fields) else { return try await page(request, officer, form) }
        do {
            return try await desk.once(request, sent, officer) { tx in
                _ = try await tx.reports.sign(id, version: version, try ReportFields.signature(values))
                return LocalPath(trusted: "\(ReportWords.path)/\(id)?done=saved")
            }
        } catch StoreError.refused(let refusal) {
            form.refuse("number", refusal.phrase)
            return try await page(request, officer, form)
        } catch StoreError.versionDiffers {
            return try await page(request, officer, problem: LearningWords.changedMeanwhile, status: .conflict)
        }
    }

    private func step(
        _ request: WebRequest,
        _ officer: SignedInOfficer,
        then next: String? = nil,
        _ work: (TenantTransaction, ReportID, Int) async throws -> Void
    ) async throws -> Response {
        let id: ReportID = try request.identity("id")
        let sent = try await request.form()
        let version = try WorkSections.version(sent)
        do {
            return try await desk.once(request, sent, officer) { tx in
                try await work(tx, id, version)
                return LocalPath(trusted: next ?? "\(ReportWords.path)/\(id)?done=saved")
            }
        } catch StoreError.refused(let refusal) {
            return try await page(request, officer, problem: refusal.phrase)
        } catch StoreError.versionDiffers {
            return try await page(request, officer, problem: LearningWords.changedMeanwhile, status: .conflict)
        }
    }
}

// MARK: The page

extension ReportActions {
    private func page(
        _ request: WebRequest,
        _ officer: SignedInOfficer,
        _ typed: TypedForm? = nil,
        problem: Phrase? = nil,
        status: HTTPResponse.Status? = nil
    ) async throws -> Response {
        let id: ReportID = try request.identity("id")
        let (report, files) = try await desk.database.read(officer.context) { try await $0.reports.find(id) }
        let path = "\(ReportWords.path)/\(id)"
        let scene = WorkScene(
            language: request.language,
            today: .inVietnam(),
            mayEdit: WorkSections.mayEdit(officer),
            tenant: officer.context.tenant,
            typed: typed.map { ["\(path)/signature": $0] } ?? [:]
        )
        let page = WorkSheetPage(
            ReportWords.form(report.subject.form).text(in: request.language),
            at: path,
            back: (ReportWords.path, ReportWords.title),
            facts: Self.facts(report, verification: "\(desk.baseURL.origin)/v/", request.language),
            [Self.part(report, files, path, scene)],
            notice: WorkSections.notice(request),
            problem: problem,
            in: request.language
        )
        let isMended = typed == nil && problem == nil
        return desk.show(page, request, officer, at: path, status: status ?? (isMended ? .ok : .unprocessableContent))
    }

    private static func facts(
        _ report: StoredReport,
        verification: String,
        _ language: Language
    ) -> [(Phrase, String?)] {
        let progress = Phrase("Đã xong {0} dòng. Tải lại trang để xem.", "{0} rows so far. Load the page again to see.")
        let signature = report.signature
        let isSigned = report.state == .signed
        return [
            (Phrase("Tình trạng", "State"), ReportWords.state(report.state).text(in: language)),
            (
                Phrase("Tiến độ", "Progress"),
                report.state.isBusy ? progress.text(in: language, Number.text(report.rowsDone, in: language)) : nil
            ), (Phrase("Lý do", "Why"), report.problem.map { ReportWords.problem($0).text(in: language) }),
            (Phrase("Nội dung", "About"), report.title),
            (Phrase("Kỳ", "Period"), ReportWords.time(report.subject, language)),
            (Phrase("Yêu cầu lúc", "Asked for at"), Moment.text(report.createdAt)),
            (Phrase("Lấy số liệu lúc", "Counted at"), report.madeAt.map { Moment.text($0) }),
            (Phrase("Số văn bản", "Number"), signature?.number),
            (Phrase("Ngày ký", "Signed on"), signature?.signedOn.vietnamese),
            (Phrase("Người ký", "Signatory"), signature.map { "\($0.office): \($0.signatory)" }),
            (Phrase("Trang kiểm tra", "Verification"), isSigned ? report.code.map { verification + $0.text } : nil),
            (Phrase("Mã băm nội dung (sha256)", "Hash of the content (sha256)"), report.hash),
        ]
    }

    private static func part(
        _ report: StoredReport,
        _ files: [StoredReportFile],
        _ path: String,
        _ scene: WorkScene
    ) -> WorkPart {
        let language = scene.language
        let shown = report.state.hasFiles ? OfficialFile.allCases.filter { $0 != .content } + [.content] : []
        let links = shown.filter { kind in files.contains { $0.kind == kind } }.map { kind in
            WorkPart.Link("\(path)/files/\(kind.rawValue)", ReportWords.file(kind), language)
        }
        var note: String?
        if report.state.hasFiles, !files.contains(where: { $0.kind == .pdf }) {
            note =
                Phrase(
                    "Báo cáo này không có tệp PDF: danh sách quá dài để in một lần, hoặc máy chủ chưa cài phần in PDF. "
                        + "Xin dùng tệp Excel.",
                    "There is no PDF of this report: its list is too long to be printed at once, or printing is not "
                        + "installed on the server. Please use the workbook."
                ).text(in: language)
        }
        return WorkPart(
            Phrase("Tệp báo cáo", "Files").text(in: language),
            note: note,
            deeds: scene.mayEdit ? deeds(report, path, scene) : [],
            links: links
        )
    }

    private static func deeds(_ report: StoredReport, _ path: String, _ scene: WorkScene) -> [WorkDeed] {
        let language = scene.language
        let version = ("version", String(report.version))
        var deeds: [WorkDeed] = []
        if report.state == .made {
            let sign = Phrase(
                "Ký, phát hành (không sửa được nữa)",
                "Sign and issue it (it never changes after that)"
            )
            deeds.append(
                WorkDeed(
                    "\(path)/signature",
                    sign.text(in: language),
                    ReportFields.signature,
                    scene,
                    [version],
                    filled: ["signed_on": scene.today.vietnamese]
                )
            )
        }
        if report.state == .made || report.state == .failed {
            let again = Phrase("Lập lại từ số liệu mới nhất", "Make it again from the latest records")
            deeds.append(WorkDeed("\(path)/making", again.text(in: language), [version]))
        }
        if report.state.isRemovable {
            deeds.append(
                WorkDeed("\(path)/removal", Phrase("Xóa bản nháp", "Remove the draft").text(in: language), [version])
            )
        }
        return deeds
    }
}
