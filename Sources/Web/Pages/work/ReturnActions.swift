internal import HTTPTypes
internal import Hummingbird
internal import Intake
internal import Programme
internal import Store

/// `/programme/returns`: the tenant's returns, and, for the association that leads, those that were sent to it.
struct ReturnActions: Sendable {
    let desk: TenantDesk
    /// For files of one request.
    let folder: String

    static let path = "/programme/returns"
    static let title = Phrase("Báo cáo", "Returns")

    private static let periods = WorkField.choices(ReturnPeriod.self) { Phrase($0.vietnameseName, $0.englishName) }
    private static let newFields = [
        WorkField("year", Phrase("Năm", "Year"), .number(WorkDefect.years), isRequired: true),
        WorkField("period", Phrase("Kỳ", "Period"), periods, isRequired: true),
    ]

    func list(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        try await listPage(request, officer)
    }

    func add(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        let sent = try await request.form()
        var form = TypedForm(sent, Self.newFields.map(\.name))
        guard let values = PlanSection.read(&form, Self.newFields), let year = values.number("year") else {
            return try await listPage(request, officer, form)
        }
        do {
            return try await desk.once(request, sent, officer) { tx in
                let period = try values.option("period", of: ReturnPeriod.self)
                let id = try await tx.returns.insert(year: year, period: period)
                return LocalPath(trusted: "\(Self.path)/\(tx.tenant)/\(id)?done=saved")
            }
        } catch StoreError.refused(let refusal) {
            form.refuse("year", refusal.phrase)
            return try await listPage(request, officer, form)
        }
    }

    func show(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        try await sheet(request, officer)
    }

    func save(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        try await step(request, officer) { tx, found, version, sent in
            guard found.owner == tx.tenant else { throw Problem(.forbidden) }
            _ = try await tx.returns.update(found.id, version: version, remark: sent["remark"] ?? "")
        }
    }

    func submit(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        try await step(request, officer) { tx, found, version, _ in
            guard found.owner == tx.tenant else { throw Problem(.forbidden) }
            _ = try await tx.returns.submit(found.id, version: version)
        }
    }

    func decide(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        try await step(request, officer) { tx, found, version, sent in
            let isApproved = sent["deed"] == "approve"
            guard isApproved || sent["deed"] == "return" else { throw Problem(.badRequest) }
            let reply = sent["reply"] ?? ""
            _ = try await tx.returns.decide(
                found.id,
                of: found.owner,
                version: version,
                isApproved: isApproved,
                reply: reply
            )
        }
    }

    func lock(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        try await step(request, officer) { tx, found, version, _ in
            _ = try await tx.returns.lock(found.id, of: found.owner, version: version)
        }
    }

    func remove(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        try await step(request, officer, then: "\(Self.path)?done=removed") { tx, found, version, _ in
            guard found.owner == tx.tenant else { throw Problem(.forbidden) }
            try await tx.returns.remove(found.id, version: version)
        }
    }

    func download(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        let (owner, id) = try Self.places(request)
        let found = try await desk.database.read(officer.context) { try await $0.returns.find(id, of: owner) }
        let lines = ReturnFigure.allCases.compactMap { figure in
            found.figures[figure.rawValue].map { [WorkList.Cell.text(figure.vietnameseName), .number($0)] }
        }
        let list = WorkList(
            organisation: found.ownerName,
            title: "Báo cáo \(found.period.vietnameseName) \(found.year)",
            headings: ["Nội dung", "Số liệu"],
            lines: lines + [[.text("Tình trạng: \(found.state.vietnameseName)"), .text(found.hash ?? "")]]
        )
        let file = HandedFile(name: "bao-cao.xlsx", in: folder)
        defer { file.remove() }
        try list.write(to: file.path)
        return try file.response()
    }

    private func step(
        _ request: WebRequest,
        _ officer: SignedInOfficer,
        then next: String? = nil,
        _ work: (TenantTransaction, StoredReturn, Int, FormFields) async throws -> Void
    ) async throws -> Response {
        let (owner, id) = try Self.places(request)
        let sent = try await request.form()
        let version = try WorkSections.version(sent)
        do {
            return try await desk.once(request, sent, officer) { tx in
                try await work(tx, try await tx.returns.find(id, of: owner), version, sent)
                return LocalPath(trusted: next ?? "\(Self.path)/\(owner)/\(id)?done=saved")
            }
        } catch StoreError.refused(let refusal) {
            return try await sheet(request, officer, problem: Self.phrase(refusal))
        } catch StoreError.versionDiffers {
            return try await sheet(request, officer, problem: LearningWords.changedMeanwhile, status: .conflict)
        }
    }

    private static func phrase(_ refusal: StoreRefusal) -> Phrase {
        guard refusal == .textLength else { return refusal.phrase }
        return Phrase(
            "Trả lại thì phải ghi rõ cần sửa gì; ý kiến không quá 2.000 ký tự.",
            "Sending back needs a word about what to mend, of at most 2,000 characters."
        )
    }

    // MARK: Pages

    private func listPage(
        _ request: WebRequest,
        _ officer: SignedInOfficer,
        _ typed: TypedForm? = nil
    ) async throws -> Response {
        let (language, today) = (request.language, CalendarDay.inVietnam())
        let year = WorkSections.year(request) ?? today.year
        let scene = Self.scene(request, officer, typed)
        let (own, received, isLead) = try await desk.database.read(officer.context) { tx in
            (try await tx.returns.list(), try await tx.returns.received(in: year), try await tx.programme.isLead)
        }
        var add: [WorkDeed] = []
        if scene.mayEdit {
            let filled = [
                "year": String(today.year), "period": (today.month < 9 ? ReturnPeriod.firstHalf : .year).rawValue,
            ]
            let text = Phrase("Lập báo cáo", "Begin a return").text(in: language)
            add = [WorkDeed(Self.path, text, Self.newFields, scene, filled: filled)]
        }
        var parts = [
            WorkPart(
                Phrase("Báo cáo của đơn vị", "Our returns").text(in: language),
                Self.table(own, language, isOwn: true),
                deeds: add,
                links: [.init(ReportWords.path, ReportWords.title, language)]
            )
        ]
        if isLead {
            let heading = Phrase("Báo cáo đã nhận năm {0}", "Returns received in {0}").text(in: language, String(year))
            parts.append(WorkPart(heading, Self.table(received, language, isOwn: false)))
        }
        let page = WorkSheetPage(
            Self.title.text(in: language),
            at: Self.path,
            parts,
            notice: WorkSections.notice(request),
            in: language
        )
        return desk.show(page, request, officer, at: Self.path, status: typed == nil ? .ok : .unprocessableContent)
    }

    private static func table(_ returns: [StoredReturn], _ language: Language, isOwn: Bool) -> WorkTable {
        let headings = [
            isOwn ? Phrase("Năm", "Year") : Phrase("Đơn vị", "From"), Phrase("Kỳ", "Period"),
            Phrase("Tình trạng", "State"), Phrase("Ý kiến của Hội", "The association's word"),
        ]
        let lines = returns.map { found in
            WorkTable.Line(
                texts: [
                    isOwn ? String(found.year) : found.ownerName,
                    Phrase(found.period.vietnameseName, found.period.englishName).text(in: language),
                    Phrase(found.state.vietnameseName, found.state.englishName).text(in: language), found.reply,
                ],
                path: "\(path)/\(found.owner)/\(found.id)"
            )
        }
        return WorkTable(
            headings.map { $0.text(in: language) },
            lines,
            none: Phrase("Chưa có báo cáo nào.", "There are no returns yet.").text(in: language)
        )
    }

    private func sheet(
        _ request: WebRequest,
        _ officer: SignedInOfficer,
        problem: Phrase? = nil,
        status: HTTPResponse.Status? = nil
    ) async throws -> Response {
        let (owner, id) = try Self.places(request)
        let scene = Self.scene(request, officer)
        let (found, isLead) = try await desk.database.read(officer.context) { tx in
            (try await tx.returns.find(id, of: owner), try await tx.programme.isLead)
        }
        let page = ReturnSheet.page(
            found,
            isLead: isLead,
            scene,
            notice: WorkSections.notice(request),
            problem: problem
        )
        let status = status ?? (problem == nil ? .ok : .unprocessableContent)
        return desk.show(page, request, officer, at: "\(Self.path)/\(owner)/\(id)", status: status)
    }

    private static func places(_ request: WebRequest) throws -> (TenantID, WorkReturnID) {
        (try request.identity("owner"), try request.identity("id"))
    }

    private static func scene(
        _ request: WebRequest,
        _ officer: SignedInOfficer,
        _ typed: TypedForm? = nil
    ) -> WorkScene {
        WorkScene(
            language: request.language,
            today: .inVietnam(),
            mayEdit: WorkSections.mayEdit(officer),
            tenant: officer.context.tenant,
            typed: typed.map { [request.path: $0] } ?? [:]
        )
    }
}
