internal import HTTPTypes
internal import Hummingbird
internal import Programme
internal import Store

/// `/reports`: the reports of the tenant, what can be asked for, and what is made by itself.
struct ReportListActions: Sendable {
    let desk: TenantDesk

    static let schedulePath = "/reports/schedules"
    static let decisionPath = "/reports/decisions"
    static let centrePath = "/reports/centres"

    func show(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        try await page(request, officer)
    }

    func ask(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        try await fill(request, officer, at: ReportWords.path, ReportFields.ask(OfficialForm.allCases)) { values in
            ReportSubject(
                try values.option("form", of: OfficialForm.self),
                year: values.number("year"),
                period: try values.option("period", of: ReturnPeriod.self)
            )
        }
    }

    func askDecision(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        try await fill(request, officer, at: Self.decisionPath, ReportFields.decision) { values in
            ReportSubject(.titleDecision, about: DecisionID(values.line("about"))?.uuid)
        }
    }

    func askCentre(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        try await fill(request, officer, at: Self.centrePath, ReportFields.centre) { values in
            ReportSubject(
                .centreActivity,
                year: values.number("year"),
                period: try values.option("period", of: ReturnPeriod.self),
                about: CentreID(values.line("about"))?.uuid
            )
        }
    }

    /// Of a member, from the page of what the member has learned.
    func askRecord(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        let sent = try await request.form()
        let member: MemberID = try request.identity("id")
        return try await desk.once(request, sent, officer) { tx in
            let id = try await tx.reports.ask(ReportSubject(.learningRecord, about: member.uuid))
            return LocalPath(trusted: "\(ReportWords.path)/\(id)")
        }
    }

    func schedule(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        let sent = try await request.form()
        let fields = ReportFields.schedule(OfficialForm.allCases)
        var form = TypedForm(sent, fields.map(\.name))
        guard let values = PlanSection.read(&form, fields) else {
            return try await page(request, officer, (Self.schedulePath, form))
        }
        do {
            return try await desk.once(request, sent, officer) { tx in
                try await tx.reportSchedules.set(
                    try values.option("form", of: OfficialForm.self),
                    try values.option("period", of: ReturnPeriod.self),
                    isOn: sent["deed"] != "off"
                )
                return LocalPath(trusted: "\(ReportWords.path)?done=saved")
            }
        } catch StoreError.refused(let refusal) {
            form.refuse("form", refusal.phrase)
            return try await page(request, officer, (Self.schedulePath, form))
        }
    }

    private func fill(
        _ request: WebRequest,
        _ officer: SignedInOfficer,
        at path: String,
        _ fields: [WorkField],
        _ subject: (JSONObject) throws -> ReportSubject
    ) async throws -> Response {
        let sent = try await request.form()
        var form = TypedForm(sent, fields.map(\.name))
        guard let values = PlanSection.read(&form, fields) else {
            return try await page(request, officer, (path, form))
        }
        do {
            return try await desk.once(request, sent, officer) { tx in
                let id = try await tx.reports.ask(try subject(values))
                return LocalPath(trusted: "\(ReportWords.path)/\(id)")
            }
        } catch StoreError.refused(let refusal) {
            let field = refusal == .reportSubject ? "year" : fields.first?.name ?? ""
            form.refuse(fields.contains { $0.name == field } ? field : fields.first?.name ?? "", refusal.phrase)
            return try await page(request, officer, (path, form))
        }
    }
}

// MARK: The page

extension ReportListActions {
    /// What the page is made of.
    private struct Content {
        let reports: [StoredReport]
        let schedules: [ReportSchedule]
        let forms: [OfficialForm]
        let decisions: [WorkField.Choice]
        let centres: [WorkField.Choice]
    }

    private func page(
        _ request: WebRequest,
        _ officer: SignedInOfficer,
        _ typed: (path: String, form: TypedForm)? = nil
    ) async throws -> Response {
        let language = request.language
        let scene = WorkScene(
            language: language,
            today: .inVietnam(),
            mayEdit: WorkSections.mayEdit(officer),
            tenant: officer.context.tenant,
            typed: typed.map { [$0.path: $0.form] } ?? [:]
        )
        let content = try await desk.database.read(officer.context) { try await Self.content($0) }
        let page = WorkSheetPage(
            ReportWords.title.text(in: language),
            at: ReportWords.path,
            [Self.reportPart(content, scene), Self.schedulePart(content, scene)],
            notice: WorkSections.notice(request),
            in: language
        )
        let status: HTTPResponse.Status = typed == nil ? .ok : .unprocessableContent
        return desk.show(page, request, officer, at: ReportWords.path, status: status)
    }

    private static func content(_ tx: TenantTransaction) async throws -> Content {
        let own = try await tx.tenants.own
        let isLead = try await tx.programme.isLead
        return Content(
            reports: try await tx.reports.list(),
            schedules: try await tx.reportSchedules.list(),
            forms: ReportWords.forms(for: own.kind, isLead: isLead),
            decisions: own.kind == .ward ? try await tx.reportFigures.latestDecisions().map(choice) : [],
            centres: try await tx.centres.list().filter { own.area == nil || $0.record.area == own.area }.map {
                .init(code: $0.id.description, name: Phrase($0.record.name, $0.record.name))
            }
        )
    }

    private static func choice(_ decision: StoredDecision) -> WorkField.Choice {
        let record = decision.record
        let text = "\(record.number), \(record.decidedOn.vietnamese) (\(decision.count))"
        return .init(code: decision.id.description, name: Phrase(text, text))
    }

    private static func reportPart(_ content: Content, _ scene: WorkScene) -> WorkPart {
        let language = scene.language
        let headings = [
            Phrase("Báo cáo", "Report"), Phrase("Kỳ", "Period"), Phrase("Yêu cầu ngày", "Asked for on"),
            Phrase("Số văn bản", "Number"), Phrase("Tình trạng", "State"),
        ]
        let lines = content.reports.map { report in
            WorkTable.Line(
                texts: [
                    ReportWords.form(report.subject.form).text(in: language),
                    ReportWords.time(report.subject, language), Moment.text(report.createdAt),
                    report.signature?.number ?? "", ReportWords.state(report.state).text(in: language),
                ],
                path: "\(ReportWords.path)/\(report.id)"
            )
        }
        let none = Phrase(
            "Chưa có báo cáo nào. Chọn mẫu và kỳ bên dưới; hệ thống lập bản nháp trong ít phút.",
            "There are no reports yet. Choose a form and a period below; a draft is made within minutes."
        )
        let table = WorkTable(headings.map { $0.text(in: language) }, lines, none: none.text(in: language))
        let heading = Phrase("Các báo cáo đã lập", "Reports").text(in: language)
        return WorkPart(heading, table, deeds: scene.mayEdit ? asking(content, scene) : [])
    }

    private static func asking(_ content: Content, _ scene: WorkScene) -> [WorkDeed] {
        let language = scene.language
        let year = String(scene.today.year)
        let period = (scene.today.month < 9 ? ReturnPeriod.firstHalf : .year).rawValue
        let filled = ["year": year, "period": period, "form": content.forms.first?.rawValue ?? ""]
        var deeds = [
            WorkDeed(
                ReportWords.path,
                Phrase("Lập báo cáo của đơn vị", "Have our report made").text(in: language),
                ReportFields.ask(content.forms),
                scene,
                filled: filled
            )
        ]
        if !content.decisions.isEmpty {
            deeds.append(
                WorkDeed(
                    decisionPath,
                    Phrase("In quyết định kèm danh sách", "Lay out a decision with its list").text(in: language),
                    ReportFields.decision,
                    scene,
                    offered: ["about": content.decisions]
                )
            )
        }
        if !content.centres.isEmpty {
            deeds.append(
                WorkDeed(
                    centrePath,
                    Phrase("Lập báo cáo trung tâm", "Have a centre's report made").text(in: language),
                    ReportFields.centre,
                    scene,
                    filled: filled,
                    offered: ["about": content.centres]
                )
            )
        }
        return deeds
    }

    private static func schedulePart(_ content: Content, _ scene: WorkScene) -> WorkPart {
        let language = scene.language
        let lines = content.schedules.map { schedule in
            let off = [("form", schedule.form.rawValue), ("period", schedule.period.rawValue), ("deed", "off")]
            let stop = Phrase("Thôi tự lập", "Stop").text(in: language)
            return WorkTable.Line(
                texts: [
                    ReportWords.form(schedule.form).text(in: language),
                    Phrase(schedule.period.vietnameseName, schedule.period.englishName).text(in: language),
                    schedule.nextOn.vietnamese,
                ],
                deeds: scene.mayEdit ? [WorkDeed(schedulePath, stop, off)] : []
            )
        }
        let headings = [
            Phrase("Báo cáo", "Report"), Phrase("Kỳ", "Period"), Phrase("Lập lần tới", "Made next on"),
        ]
        let none = Phrase("Chưa đặt lịch nào.", "Nothing is made by itself.").text(in: language)
        let table = WorkTable(headings.map { $0.text(in: language) }, lines, none: none)
        let add = WorkDeed(
            schedulePath,
            Phrase("Tự lập bản nháp khi đến kỳ", "Have drafts made when the time is over").text(in: language),
            ReportFields.schedule(content.forms),
            scene,
            filled: ["form": content.forms.first?.rawValue ?? "", "period": ReturnPeriod.year.rawValue]
        )
        let heading = Phrase("Lịch tự lập báo cáo", "Made by itself").text(in: language)
        return WorkPart(heading, table, deeds: scene.mayEdit ? [add] : [])
    }
}
