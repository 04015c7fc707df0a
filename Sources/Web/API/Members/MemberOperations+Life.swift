internal import Programme
internal import Store

extension MemberOperations {
    /// The life of a membership: each step is a document of its own.
    var lives: [APIOperation] {
        [
            step("transfer", "transferMember", "Moves a member to another branch.", [.required("branch", .identity)]) {
                tx,
                id,
                call,
                date in
                guard let branch: BranchID = APICall.identity("branch", in: call.body) else {
                    throw Problem(.internalError)
                }
                return try await tx.members.transfer(id, version: call.version, to: branch, on: date)
            },
            step("departure", "recordDeparture", "Records that a member left.", [reason]) { tx, id, call, date in
                let reason = call.body["reason"]?.text
                return try await tx.members.leave(id, version: call.version, reason: reason, on: date)
            },
            step("death", "recordDeath", "Records a death.", []) { tx, id, call, date in
                try await tx.members.die(id, version: call.version, on: date)
            },
            step(
                "return",
                "recordReturn",
                "Lets somebody who had left join again.",
                [.optional("branch", .nullable(.identity))]
            ) { tx, id, call, date in
                let branch: BranchID? = APICall.identity("branch", in: call.body)
                return try await tx.members.join(id, version: call.version, branch: branch, on: date)
            },
        ]
    }

    private var reason: JSONSchema.Member {
        let codes = ChoiceList.leavingReasons.choices.map(\.code).joined(separator: ", ")
        let text = JSONSchema.text(1...MemberField.leavingReason.longestCharacters)
        return .optional("reason", .nullable(text).described("A text, or a code of: \(codes)."))
    }

    private func step(
        _ noun: String,
        _ id: String,
        _ summary: String,
        _ members: [JSONSchema.Member],
        _ work: @escaping @Sendable (TenantTransaction, MemberID, APICall, PartialDate?) async throws -> Int
    ) -> APIOperation {
        let date = JSONSchema.nullable(.form(.partialDate)).described("As far as it is known.")
        let example: JSONValue =
            members.contains { $0.name == "branch" && $0.isRequired }
            ? ["branch": MemberExamples.branch, "date": "2026-02"] : ["date": "2026-02-01"]
        return APIOperation(
            .post,
            "/members/{id}/\(noun)",
            .editor,
            .init(
                id: id,
                summary: summary,
                effect: .changesVersion,
                body: .object(members + [.optional("date", date)]),
                bodyExample: example,
                answer: .reference("MemberChange"),
                answerExample: MemberExamples.change,
                hasVersion: true,
                refusals: [.invalid, .conflict, .forbidden]
            )
        ) { call in
            let member: MemberID = try call.identity()
            let date = try MemberDocument.date(in: call.body)
            return try await services.change(call) { tx in
                let version = try await work(tx, member, call, date)
                return APIAnswer(Self.change(member, version, [], call), version: version)
            }
        }
    }
}
