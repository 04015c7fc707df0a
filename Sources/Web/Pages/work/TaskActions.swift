internal import HTTPTypes
internal import Hummingbird
internal import Programme
internal import Store

/// `/programme/tasks`: what the tenant is to do, and the sheet of one task. Whose task it is changes it; who does it says how far it is.
struct TaskActions: Sendable {
    let desk: TenantDesk

    static let path = "/programme/tasks"

    private static let title = Phrase("Nhiệm vụ của đơn vị", "Our tasks")

    private static let reportFields = [
        WorkField(
            "state",
            Phrase("Tình trạng", "State"),
            WorkField.choices(PlanTaskState.self) { Phrase($0.vietnameseName, $0.englishName) },
            isRequired: true
        ),
        WorkField("progress", Phrase("Tiến độ (%)", "Progress (%)"), .number(0...100), isRequired: true),
        WorkField("report", Phrase("Đã làm được gì", "What was done"), .long(2000)),
        WorkField("evidence", Phrase("Minh chứng (nơi lưu, đường dẫn)", "Proof (where it is kept)"), .line(500)),
    ]
    private static let changeFields = [
        WorkField("title", Phrase("Nhiệm vụ", "Task"), .line(300), isRequired: true),
        WorkField("content", Phrase("Cách làm", "How"), .long(2000)),
        WorkField("due_on", Phrase("Hạn", "Due"), .day, isRequired: true),
    ]

    func list(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        let scene = Self.scene(request, officer)
        let isAll = request.query["all"] != nil
        let tasks = try await desk.database.read(officer.context) { try await $0.tasks.assigned(isPending: !isAll) }
        let headings = [
            Phrase("Nhiệm vụ", "Task"), Phrase("Giao bởi", "Set by"), Phrase("Hạn", "Due"),
            Phrase("Tiến độ", "Progress"), Phrase("Tình trạng", "State"),
        ]
        let table = WorkTable(
            headings.map { $0.text(in: request.language) },
            tasks.map { TaskWords.line($0, name: $0.ownerName, scene) },
            none: Phrase("Không có nhiệm vụ nào đang chờ.", "There is nothing to be done.").text(in: request.language)
        )
        let heading = isAll ? Phrase("Tất cả", "All") : Phrase("Chưa xong", "To be done")
        let page = WorkSheetPage(
            Self.title.text(in: request.language),
            at: Self.path,
            [WorkPart(heading.text(in: request.language), table)],
            in: request.language
        )
        return desk.show(page, request, officer, at: Self.path)
    }

    func show(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        try await sheet(request, officer)
    }

    func report(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        try await fill(request, officer, Self.reportFields) { tx, task, version, values in
            let report = TaskReport(
                state: try values.option("state", of: PlanTaskState.self),
                progress: values.number("progress") ?? 0,
                report: values.line("report"),
                evidence: values.line("evidence")
            )
            _ = try await tx.tasks.report(task.id, of: task.owner, version: version, report)
            return "\(TaskWords.path(task))?done=saved"
        }
    }

    func change(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        try await fill(request, officer, Self.changeFields) { tx, task, version, values in
            guard task.owner == tx.tenant else { throw Problem(.forbidden) }
            var record = task.record
            (record.title, record.content) = (values.line("title"), values.line("content"))
            record.dueOn = try values.requiredDay("due_on")
            _ = try await tx.tasks.update(task.id, version: version, record)
            return "\(TaskWords.path(task))?done=saved"
        }
    }

    func remove(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        try await fill(request, officer, []) { tx, task, version, _ in
            guard task.owner == tx.tenant else { throw Problem(.forbidden) }
            try await tx.tasks.remove(task.id, version: version)
            return "\(PlanSection.path)/\(task.plan)?done=removed"
        }
    }

    private func fill(
        _ request: WebRequest,
        _ officer: SignedInOfficer,
        _ fields: [WorkField],
        _ work: (TenantTransaction, StoredTask, Int, JSONObject) async throws -> String
    ) async throws -> Response {
        let (owner, id) = try Self.places(request)
        let sent = try await request.form()
        let version = try WorkSections.version(sent)
        var form = TypedForm(sent, fields.map(\.name))
        guard let values = PlanSection.read(&form, fields) else {
            return try await sheet(request, officer, typed: form, problem: ClassFormPage.mend)
        }
        do {
            return try await desk.once(request, sent, officer) { tx in
                let task = try await tx.tasks.find(id, of: owner)
                return LocalPath(trusted: try await work(tx, task, version, values))
            }
        } catch StoreError.refused(let refusal) {
            if !fields.isEmpty { form.refuse(WorkSections.field(of: refusal, in: fields), refusal.phrase) }
            return try await sheet(request, officer, typed: form, problem: refusal.phrase)
        } catch StoreError.versionDiffers {
            return try await sheet(request, officer, problem: LearningWords.changedMeanwhile, status: .conflict)
        }
    }

    private func sheet(
        _ request: WebRequest,
        _ officer: SignedInOfficer,
        typed: TypedForm? = nil,
        problem: Phrase? = nil,
        status: HTTPResponse.Status? = nil
    ) async throws -> Response {
        let (owner, id) = try Self.places(request)
        let scene = Self.scene(request, officer, typed)
        let task = try await desk.database.read(officer.context) { try await $0.tasks.find(id, of: owner) }
        let language = scene.language
        let isOwn = task.owner == scene.tenant
        let urgency = task.urgency(on: scene.today).flatMap { language == .vietnamese ? $0.vietnamese : $0.english }
        let page = WorkSheetPage(
            task.record.title,
            at: TaskWords.path(task),
            back: isOwn ? ("\(PlanSection.path)/\(task.plan)", PlanSection.words.title) : (Self.path, Self.title),
            facts: [
                (Phrase("Cách làm", "How"), task.record.content), (Phrase("Giao bởi", "Set by"), task.ownerName),
                (Phrase("Đơn vị thực hiện", "Who does it"), task.assigneeName),
                (Phrase("Hạn", "Due"), [task.record.dueOn.vietnamese, urgency ?? ""].joined(separator: " ")),
                (
                    Phrase("Tình trạng", "State"),
                    Phrase(task.state.vietnameseName, task.state.englishName).text(in: language)
                ), (Phrase("Tiến độ", "Progress"), "\(task.progress)%"),
                (Phrase("Đã làm được", "What was done"), task.report),
                (Phrase("Minh chứng", "Proof"), task.evidence),
                (Phrase("Xong ngày", "Done on"), task.doneOn?.vietnamese),
            ],
            scene.mayEdit ? Self.parts(task, scene) : [],
            notice: WorkSections.notice(request),
            problem: problem,
            in: language
        )
        let status = status ?? (problem == nil ? .ok : .unprocessableContent)
        return desk.show(page, request, officer, at: TaskWords.path(task), status: status)
    }

    private static func parts(_ task: StoredTask, _ scene: WorkScene) -> [WorkPart] {
        let language = scene.language
        let base = TaskWords.path(task)
        let version = [("version", String(task.version))]
        var deeds: [WorkDeed] = []
        if task.state != .cancelled || task.owner == scene.tenant {
            let filled = [
                "state": task.state.rawValue, "progress": String(task.progress), "report": task.report,
                "evidence": task.evidence,
            ]
            deeds.append(
                WorkDeed(
                    base,
                    Phrase("Báo cáo tiến độ", "Report how far it is").text(in: language),
                    reportFields,
                    scene,
                    version,
                    filled: filled
                )
            )
        }
        if task.owner == scene.tenant {
            let filled = [
                "title": task.record.title, "content": task.record.content, "due_on": task.record.dueOn.vietnamese,
            ]
            let change = Phrase("Sửa nhiệm vụ", "Change the task").text(in: language)
            deeds.append(WorkDeed("\(base)/change", change, changeFields, scene, version, filled: filled))
            if task.state == .open {
                deeds.append(
                    WorkDeed("\(base)/removal", Phrase("Xóa nhiệm vụ", "Remove it").text(in: language), version)
                )
            }
        }
        return [WorkPart(Phrase("Việc cần làm", "What can be done").text(in: language), deeds: deeds)]
    }

    private static func places(_ request: WebRequest) throws -> (TenantID, PlanTaskID) {
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
