internal import HTTPTypes
internal import Programme
internal import Store

extension LearningOperations {
    /// What members mean to learn in a year.
    var plans: [APIOperation] { [planList, register, done, removePlan] }

    private var planList: APIOperation {
        APIOperation(
            .get,
            "/members/{id}/plans",
            .viewer,
            .init(
                id: "listPlans",
                summary: "What a member means to learn, the latest year first.",
                answer: .page(of: .reference("LearningPlan"), most: LearningPlanRepository.most),
                answerExample: ["items": [LearningSchemas.planExample], "next": .null]
            )
        ) { call in
            let id: MemberID = try call.identity()
            return try await services.read(call) { tx in
                _ = try await tx.members.history(id)
                return .page(try await tx.plans.list(id).map { JSONValue($0) }, next: nil)
            }
        }
    }

    private var register: APIOperation {
        APIOperation(
            .post,
            "/members/{id}/plans",
            .editor,
            .init(
                id: "registerPlan",
                summary: "Registers what a member means to learn in a year.",
                effect: .changes,
                body: .object([
                    .required("year", LearningSchemas.year), .optional("topic", .nullable(.identity)),
                    .optional("goal", .text(0...500)),
                ]),
                bodyExample: ["year": 2026, "goal": "Dùng điện thoại thông minh"],
                status: .created,
                answer: .reference("RecordVersion"),
                answerExample: LearningSchemas.change,
                hasVersion: true,
                refusals: [.invalid, .conflict, .forbidden]
            )
        ) { call in
            let member: MemberID = try call.identity()
            guard let year = call.body["year"]?.whole else { throw Problem(.internalError) }
            return try await services.change(call) { tx in
                let id = try await tx.plans.register(
                    member,
                    year: year,
                    topic: APICall.identity("topic", in: call.body),
                    goal: call.body["goal"]?.text ?? ""
                )
                let version = APISchemas.firstVersion
                return .made(Self.version(id, version), at: "/members/\(member)/plans/\(id)", version: version)
            }
        }
    }

    private var done: APIOperation {
        APIOperation(
            .post,
            "/members/{id}/plans/{plan}/completion",
            .editor,
            .init(
                id: "completePlan",
                summary: "Records when a plan was carried out; null takes that back.",
                effect: .changesVersion,
                body: .object([.required("done_on", .nullable(.form(.day)))]),
                bodyExample: ["done_on": "2026-06-01"],
                answer: .reference("RecordVersion"),
                answerExample: LearningSchemas.change,
                hasVersion: true,
                refusals: [.invalid, .forbidden]
            )
        ) { call in
            let (member, id) = try Self.plan(call)
            return try await services.change(call) { tx in
                try await Self.requirePlan(id, of: member, tx)
                let day = ClassDocument.day("done_on", in: call.body)
                let version = try await tx.plans.setDone(id, version: call.version, on: day)
                return APIAnswer(Self.version(id, version), version: version)
            }
        }
    }

    private var removePlan: APIOperation {
        APIOperation(
            .delete,
            "/members/{id}/plans/{plan}",
            .editor,
            .init(
                id: "removePlan",
                summary: "Removes a plan that was made by mistake.",
                effect: .changesVersion,
                status: .noContent,
                refusals: [.forbidden]
            )
        ) { call in
            let (member, id) = try Self.plan(call)
            return try await services.change(call) { tx in
                try await Self.requirePlan(id, of: member, tx)
                try await tx.plans.remove(id, version: call.version)
                return .done
            }
        }
    }

    private static func plan(_ call: APICall) throws -> (MemberID, LearningPlanID) {
        (try call.identity(), try call.identity("plan"))
    }

    private static func requirePlan(_ id: LearningPlanID, of member: MemberID, _ tx: TenantTransaction) async throws {
        guard try await tx.plans.list(member).contains(where: { $0.id == id }) else { throw StoreError.notFound }
    }
}
