internal import HTTPTypes
internal import Programme
internal import Store

/// Returns for half a year or a year: the own ones, and for the association those that were sent to it.
struct ReturnOperations: Sendable {
    let services: APIServices

    var all: [APIOperation] { [list, received, find, insert, update, submit, decide, lock, remove] }

    private static let page = JSONSchema.page(of: .reference("WorkReturn"), most: WorkLimits.mostLines)
    private static let pageExample: JSONValue = ["items": [WorkSchemas.returnExample], "next": .null]
    private static let path = "/programme/returns/{owner}/{id}"

    private var list: APIOperation {
        APIOperation(
            .get,
            "/programme/returns",
            .viewer,
            .init(
                id: "listReturns",
                summary: "The own returns, the latest first.",
                answer: Self.page,
                answerExample: Self.pageExample
            )
        ) { call in
            try await services.read(call) { tx in .page(try await tx.returns.list().map { JSONValue($0) }, next: nil) }
        }
    }

    private var received: APIOperation {
        APIOperation(
            .get,
            "/programme/received-returns",
            .viewer,
            .init(
                id: "listReceivedReturns",
                summary: "What others have sent for a year, if this tenant leads the programme.",
                query: [.required("year", .integer(WorkDefect.years))],
                answer: Self.page,
                answerExample: Self.pageExample
            )
        ) { call in
            let year = call.query["year"]?.whole ?? 0
            return try await services.read(call) { tx in
                .page(try await tx.returns.received(in: year).map { JSONValue($0) }, next: nil)
            }
        }
    }

    private var find: APIOperation {
        APIOperation(
            .get,
            Self.path,
            .viewer,
            .init(
                id: "getReturn",
                summary: "One return: an own one, or one that was sent to this tenant.",
                answer: .reference("WorkReturn"),
                answerExample: WorkSchemas.returnExample,
                hasVersion: true
            )
        ) { call in
            let (owner, id) = try Self.places(call)
            return try await services.read(call) { tx in
                let found = try await tx.returns.find(id, of: owner)
                return APIAnswer(JSONValue(found), version: found.version)
            }
        }
    }

    private var insert: APIOperation {
        APIOperation(
            .post,
            "/programme/returns",
            .editor,
            .init(
                id: "addReturn",
                summary: "Begins a return with the figures as they are.",
                effect: .changes,
                body: .object([
                    .required("year", .integer(WorkDefect.years)),
                    .required("period", .choice(ReturnPeriod.allCases.map(\.rawValue))),
                    .optional("remark", .text(0...4000)),
                ]),
                bodyExample: ["year": 2026, "period": "first_half"],
                status: .created,
                answer: .reference("RecordVersion"),
                answerExample: LearningSchemas.change,
                hasVersion: true,
                refusals: [.invalid, .conflict, .forbidden]
            )
        ) { call in
            try await services.change(call) { tx in
                let id = try await tx.returns.insert(
                    year: call.body.number("year") ?? 0,
                    period: try call.body.option("period", of: ReturnPeriod.self),
                    remark: call.body.line("remark")
                )
                let version = APISchemas.firstVersion
                return .made(
                    WorkDocument.version(id, version),
                    at: "/programme/returns/\(tx.tenant)/\(id)",
                    version: version
                )
            }
        }
    }

    private var update: APIOperation {
        step(
            "\(Self.path)/count",
            "countReturn",
            "Takes the figures again, and changes the remark.",
            body: .object([.required("remark", .text(0...4000))]),
            example: ["remark": "Đã rà soát"]
        ) { tx, found, call in
            guard found.owner == tx.tenant else { throw StoreError.notFound }
            return try await tx.returns.update(found.id, version: call.version, remark: call.body.line("remark"))
        }
    }

    private var submit: APIOperation {
        step("\(Self.path)/submission", "submitReturn", "Sends a return to the association.") { tx, found, call in
            guard found.owner == tx.tenant else { throw StoreError.notFound }
            return try await tx.returns.submit(found.id, version: call.version)
        }
    }

    private var decide: APIOperation {
        step(
            "\(Self.path)/decision",
            "decideReturn",
            "Approves a return, or sends it back with a word; for the association.",
            body: .object([.required("is_approved", .boolean), .optional("reply", .text(0...2000))]),
            example: ["is_approved": false, "reply": "Thiếu số liệu tập huấn"]
        ) { tx, found, call in
            try await tx.returns.decide(
                found.id,
                of: found.owner,
                version: call.version,
                isApproved: call.body["is_approved"]?.flag ?? false,
                reply: call.body.line("reply")
            )
        }
    }

    private var lock: APIOperation {
        step("\(Self.path)/lock", "lockReturn", "Locks a return for ever; for the association.") { tx, found, call in
            try await tx.returns.lock(found.id, of: found.owner, version: call.version)
        }
    }

    private func step(
        _ path: String,
        _ id: String,
        _ summary: String,
        body: JSONSchema? = nil,
        example: JSONValue? = nil,
        _ work: @escaping @Sendable (TenantTransaction, StoredReturn, APICall) async throws -> Int
    ) -> APIOperation {
        APIOperation(
            .post,
            path,
            .editor,
            .step(id: id, summary: summary, body: body, example: example)
        ) { call in
            let (owner, id) = try Self.places(call)
            return try await services.change(call) { tx in
                let version = try await work(tx, try await tx.returns.find(id, of: owner), call)
                return APIAnswer(WorkDocument.version(id, version), version: version)
            }
        }
    }

    private var remove: APIOperation {
        APIOperation(
            .delete,
            Self.path,
            .editor,
            .init(
                id: "removeReturn",
                summary: "Removes a return that was not sent, or came back.",
                effect: .changesVersion,
                status: .noContent,
                refusals: [.conflict, .forbidden]
            )
        ) { call in
            let (owner, id) = try Self.places(call)
            return try await services.change(call) { tx in
                guard owner == tx.tenant else { throw StoreError.notFound }
                try await tx.returns.remove(id, version: call.version)
                return .done
            }
        }
    }

    private static func places(_ call: APICall) throws -> (TenantID, WorkReturnID) {
        (try call.identity("owner"), try call.identity())
    }
}
