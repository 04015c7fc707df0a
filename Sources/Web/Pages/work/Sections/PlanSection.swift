internal import Programme
internal import Store

/// `/programme/plans`: plans of the tenant for the programme, each with its tasks.
enum PlanSection: WorkSection {
    static let words = WorkWords(
        path: "plans",
        name: "WorkPlan",
        title: Phrase("Kế hoạch", "Plans"),
        add: Phrase("Thêm kế hoạch", "Add a plan"),
        none: Phrase("Chưa có kế hoạch nào.", "There are no plans yet."),
        about: Phrase(
            "Kế hoạch năm với các nhiệm vụ, người thực hiện, hạn và tiến độ.",
            "Plans of the year with tasks, who does them, until when and how far they are."
        ),
        file: "ke-hoach.xlsx"
    )

    static let fields = [
        WorkField("title", Phrase("Tên kế hoạch", "Title"), .line(300), isRequired: true),
        WorkField("year", Phrase("Năm", "Year"), .number(WorkDefect.years), isRequired: true),
        WorkField("number", Phrase("Số, ký hiệu", "Number"), .line(60)),
        WorkField(
            "issued_on",
            Phrase("Ngày ban hành", "Signed on"),
            .day,
            help: Phrase("Để trống nếu đang soạn.", "Empty while it is a draft.")
        ),
        WorkField("starts_on", Phrase("Từ ngày", "From"), .day, isRequired: true),
        WorkField("ends_on", Phrase("Đến ngày", "Until"), .day, isRequired: true),
        WorkField("content", Phrase("Mục tiêu, nội dung", "What is to be reached"), .long(4000)),
    ]
    static let outcomes = [
        WorkField(
            "state",
            Phrase("Tình trạng", "State"),
            WorkField.choices(WorkPlanState.self) { Phrase($0.vietnameseName, $0.englishName) },
            isRequired: true
        ),
        WorkField("tasks", Phrase("Số nhiệm vụ", "Tasks"), .number(0...WorkLimits.mostLines), isRequired: true),
        WorkField("tasks_done", Phrase("Đã xong", "Done"), .number(0...WorkLimits.mostLines), isRequired: true),
    ]
    static let columns = ["title", "year", "number", "ends_on", "state", "tasks", "tasks_done"]

    static let example: [(String, JSONValue)] = [
        ("title", "Xây dựng xã hội học tập năm 2026"), ("year", 2026), ("number", "12/KH-UBND"),
        ("issued_on", "2026-01-15"), ("starts_on", "2026-01-01"), ("ends_on", "2026-12-31"),
        ("content", "60 % gia đình đạt danh hiệu"), ("state", "issued"), ("tasks", 4), ("tasks_done", 1),
    ]

    /// Of a task that is added.
    static let taskFields = [
        WorkField("task_title", Phrase("Nhiệm vụ", "Task"), .line(300), isRequired: true),
        WorkField("task_content", Phrase("Cách làm", "How"), .long(2000)),
        WorkField("task_due_on", Phrase("Hạn", "Due"), .day, isRequired: true),
        WorkField("assignee", Phrase("Đơn vị thực hiện", "Who does it"), .record),
    ]

    static func list(_ tx: TenantTransaction, _ ask: WorkAsk) async throws -> WorkPage<StoredWorkPlan> {
        try await tx.workPlans.list(in: ask.year, after: ask.after.flatMap(WorkPlanID.init), limit: ask.limit)
    }

    static func find(_ tx: TenantTransaction, _ id: WorkPlanID) async throws -> StoredWorkPlan {
        try await tx.workPlans.find(id)
    }

    static func insert(_ tx: TenantTransaction, _ values: JSONObject) async throws -> WorkPlanID {
        try await tx.workPlans.insert(try record(values))
    }

    static func update(
        _ tx: TenantTransaction,
        _ id: WorkPlanID,
        version: Int,
        _ values: JSONObject
    ) async throws -> Int {
        try await tx.workPlans.update(id, version: version, try record(values))
    }

    static var removal: (@Sendable (TenantTransaction, WorkPlanID, Int) async throws -> Void)? {
        { tx, id, version in try await tx.workPlans.remove(id, version: version) }
    }

    static func id(_ item: StoredWorkPlan) -> WorkPlanID { item.id }
    static func version(_ item: StoredWorkPlan) -> Int { item.version }

    static func values(_ item: StoredWorkPlan) -> [(String, JSONValue)] {
        let record = item.record
        return [
            ("title", .string(record.title)), ("year", .integer(record.year)), ("number", .string(record.number)),
            ("issued_on", JSONValue(record.issuedOn)), ("starts_on", JSONValue(record.startsOn)),
            ("ends_on", JSONValue(record.endsOn)), ("content", .string(record.content)),
            ("state", .string(item.state.rawValue)), ("tasks", .integer(item.taskCount)),
            ("tasks_done", .integer(item.doneCount)),
        ]
    }

    static func parts(_ item: StoredWorkPlan, _ tx: TenantTransaction, _ scene: WorkScene) async throws -> [WorkPart] {
        let language = scene.language
        let base = "\(path)/\(item.id)"
        let version = [("version", String(item.version))]
        let tasks = try await tx.tasks.list(of: item.id)
        var deeds: [WorkDeed] = []
        if scene.mayEdit {
            if item.state != .closed {
                let offered = ["assignee": try await assignees(tx, scene)]
                deeds.append(
                    WorkDeed(
                        "\(base)/tasks",
                        Phrase("Thêm nhiệm vụ", "Add a task").text(in: language),
                        taskFields,
                        scene,
                        offered: offered
                    )
                )
            }
            deeds += item.state.next.map { next in
                WorkDeed("\(base)/state", move(to: next).text(in: language), version + [("state", next.rawValue)])
            }
        }
        let table = WorkTable(
            [
                Phrase("Nhiệm vụ", "Task"), Phrase("Thực hiện", "By"), Phrase("Hạn", "Due"),
                Phrase("Tiến độ", "Progress"), Phrase("Tình trạng", "State"),
            ].map { $0.text(in: language) },
            tasks.map { TaskWords.line($0, name: $0.assigneeName, scene) },
            none: Phrase("Chưa có nhiệm vụ nào.", "There are no tasks yet.").text(in: language)
        )
        return [WorkPart(Phrase("Nhiệm vụ", "Tasks").text(in: language), table, deeds: deeds)]
    }

    /// Who a task may be for: the tenant itself, and of the association that leads everybody.
    private static func assignees(_ tx: TenantTransaction, _ scene: WorkScene) async throws -> [WorkField.Choice] {
        guard try await tx.programme.isLead else { return [] }
        return try await tx.programme.tenants().filter { $0.id != scene.tenant }.map {
            WorkField.Choice(code: $0.id.description, name: Phrase($0.name, $0.name))
        }
    }

    private static func move(to state: WorkPlanState) -> Phrase {
        switch state {
        case .draft: Phrase("Đưa về bản soạn", "Make it a draft again")
        case .issued: Phrase("Ban hành (hoặc mở lại)", "Issue it, or open it again")
        case .closed: Phrase("Kết thúc kế hoạch", "Close the plan")
        }
    }

    private static func record(_ values: JSONObject) throws -> WorkPlan {
        WorkPlan(
            year: values.number("year") ?? 0,
            title: values.line("title"),
            number: values.line("number"),
            issuedOn: values.day("issued_on"),
            startsOn: try values.requiredDay("starts_on"),
            endsOn: try values.requiredDay("ends_on"),
            content: values.line("content")
        )
    }
}
