internal import HTTPTypes
internal import Programme
internal import Store

/// Tasks of plans: the own ones, and those that the association has set.
struct PlanTaskOperations: Sendable {
    let services: APIServices

    var all: [APIOperation] { [assigned, list, insert, find, report, move, remove] }

    private static let page = JSONSchema.page(of: .reference("PlanTask"), most: WorkLimits.mostLines)
    private static let pageExample: JSONValue = ["items": [WorkSchemas.taskExample], "next": .null]

    private var assigned: APIOperation {
        APIOperation(
            .get,
            "/programme/tasks",
            .viewer,
            .init(
                id: "listAssignedTasks",
                summary: "What the tenant is to do, by day: its own tasks and those that the association has set it.",
                query: [.optional("all", JSONSchema.boolean.described("Also what is done."))],
                answer: Self.page,
                answerExample: Self.pageExample
            )
        ) { call in
            let isPending = call.query["all"]?.flag != true
            return try await services.read(call) { tx in
                .page(try await tx.tasks.assigned(isPending: isPending).map { JSONValue($0) }, next: nil)
            }
        }
    }

    private var list: APIOperation {
        APIOperation(
            .get,
            "/programme/plans/{id}/tasks",
            .viewer,
            .init(
                id: "listPlanTasks",
                summary: "The tasks of a plan, by day.",
                answer: Self.page,
                answerExample: Self.pageExample
            )
        ) { call in
            let plan: WorkPlanID = try call.identity()
            return try await services.read(call) { tx in
                _ = try await tx.workPlans.find(plan)
                return .page(try await tx.tasks.list(of: plan).map { JSONValue($0) }, next: nil)
            }
        }
    }

    private var insert: APIOperation {
        APIOperation(
            .post,
            "/programme/plans/{id}/tasks",
            .editor,
            .init(
                id: "addPlanTask",
                summary: "Adds a task to a plan; for another tenant only if this one leads the programme.",
                effect: .changes,
                body: .object([
                    .required("title", .text(1...300)), .required("due_on", .form(.day)),
                    .optional("content", .text(0...2000)), .optional("assignee", .nullable(.identity)),
                ]),
                bodyExample: ["title": "Phát động phong trào", "due_on": "2026-10-02"],
                status: .created,
                answer: .reference("RecordVersion"),
                answerExample: LearningSchemas.change,
                hasVersion: true,
                refusals: [.invalid, .conflict, .forbidden]
            )
        ) { call in
            let plan: WorkPlanID = try call.identity()
            return try await services.change(call) { tx in
                let task = PlanTask(
                    assignee: call.body.identity("assignee") ?? tx.tenant,
                    title: call.body.line("title"),
                    content: call.body.line("content"),
                    dueOn: try call.body.requiredDay("due_on")
                )
                let id = try await tx.tasks.insert(task, in: plan)
                let version = APISchemas.firstVersion
                return .made(
                    WorkDocument.version(id, version),
                    at: "/programme/tasks/\(tx.tenant)/\(id)",
                    version: version
                )
            }
        }
    }

    private var find: APIOperation {
        APIOperation(
            .get,
            "/programme/tasks/{owner}/{id}",
            .viewer,
            .init(
                id: "getPlanTask",
                summary: "One task: an own one, or one that the tenant is to do.",
                answer: .reference("PlanTask"),
                answerExample: WorkSchemas.taskExample,
                hasVersion: true
            )
        ) { call in
            let (owner, id): (TenantID, PlanTaskID) = (try call.identity("owner"), try call.identity())
            return try await services.read(call) { tx in
                let task = try await tx.tasks.find(id, of: owner)
                return APIAnswer(JSONValue(task), version: task.version)
            }
        }
    }

    private var report: APIOperation {
        APIOperation(
            .post,
            "/programme/tasks/{owner}/{id}/report",
            .editor,
            .init(
                id: "reportOnTask",
                summary: "Says how far a task is.",
                effect: .changesVersion,
                body: .reference("TaskReport"),
                bodyExample: WorkSchemas.reportExample,
                answer: .reference("RecordVersion"),
                answerExample: LearningSchemas.change,
                hasVersion: true,
                refusals: [.invalid, .conflict, .forbidden]
            )
        ) { call in
            let (owner, id): (TenantID, PlanTaskID) = (try call.identity("owner"), try call.identity())
            return try await services.change(call) { tx in
                let report = TaskReport(
                    state: try call.body.option("state", of: PlanTaskState.self),
                    progress: call.body.number("progress") ?? 0,
                    report: call.body.line("report"),
                    evidence: call.body.line("evidence")
                )
                let version = try await tx.tasks.report(id, of: owner, version: call.version, report)
                return APIAnswer(WorkDocument.version(id, version), version: version)
            }
        }
    }

    private var move: APIOperation {
        APIOperation(
            .post,
            "/programme/plans/{id}/state",
            .editor,
            .init(
                id: "moveWorkPlan",
                summary: "Issues a plan, closes it, or opens it again.",
                effect: .changesVersion,
                body: .object([.required("state", .choice(WorkPlanState.allCases.map(\.rawValue)))]),
                bodyExample: ["state": "issued"],
                answer: .reference("RecordVersion"),
                answerExample: LearningSchemas.change,
                hasVersion: true,
                refusals: [.invalid, .conflict, .forbidden]
            )
        ) { call in
            let id: WorkPlanID = try call.identity()
            return try await services.change(call) { tx in
                let state = try call.body.option("state", of: WorkPlanState.self)
                let version = try await tx.workPlans.move(id, version: call.version, to: state)
                return APIAnswer(WorkDocument.version(id, version), version: version)
            }
        }
    }

    private var remove: APIOperation {
        APIOperation(
            .delete,
            "/programme/tasks/{owner}/{id}",
            .editor,
            .init(
                id: "removePlanTask",
                summary: "Removes an own task that nobody has begun.",
                effect: .changesVersion,
                status: .noContent,
                refusals: [.conflict, .forbidden]
            )
        ) { call in
            let (owner, id): (TenantID, PlanTaskID) = (try call.identity("owner"), try call.identity())
            return try await services.change(call) { tx in
                guard owner == tx.tenant else { throw StoreError.notFound }
                try await tx.tasks.remove(id, version: call.version)
                return .done
            }
        }
    }
}
