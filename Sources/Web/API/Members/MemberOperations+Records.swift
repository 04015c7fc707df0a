internal import Programme
internal import Store

extension MemberOperations {
    /// What is kept about a member besides the values, and the end of it.
    var records: [APIOperation] { [history, merges, dossier, erasure] }

    private var history: APIOperation {
        APIOperation(
            .get,
            "/members/{id}/history",
            .viewer,
            .init(
                id: "getMemberHistory",
                summary: "The life of a membership, in order.",
                answer: .page(of: .reference("MembershipEvent"), most: 100_000),
                answerExample: ["items": [MemberExamples.event], "next": .null]
            )
        ) { call in
            let id: MemberID = try call.identity()
            return try await services.read(call) { tx in
                .page(try await tx.members.history(id).map { JSONValue($0) }, next: nil)
            }
        }
    }

    private var merges: APIOperation {
        APIOperation(
            .get,
            "/members/{id}/merges",
            .viewer,
            .init(
                id: "listMemberMerges",
                summary: "The merges in which a member took part, the latest first.",
                answer: .page(of: .reference("Merge"), most: 10_000),
                answerExample: ["items": [MemberExamples.merge], "next": .null]
            )
        ) { call in
            let id: MemberID = try call.identity()
            return try await services.read(call) { tx in
                _ = try await tx.members.history(id)
                return .page(try await tx.duplicates.merges(of: id).map { JSONValue($0) }, next: nil)
            }
        }
    }

    private var dossier: APIOperation {
        APIOperation(
            .get,
            "/members/{id}/dossier",
            .administrator,
            .init(
                id: "getMemberDossier",
                summary: "Everything kept about a member, for the person who asks (Law 91/2025/QH15).",
                answer: .reference("Dossier"),
                answerExample: [
                    "records": [], "consents": [MemberExamples.consent], "merges": [MemberExamples.merge],
                    "imports": [], "audit": [], "has_more_entries": false,
                ]
            )
        ) { call in
            let id: MemberID = try call.identity()
            return try await services.read(call) { tx in APIAnswer(JSONValue(try await tx.members.dossier(id))) }
        }
    }

    private var erasure: APIOperation {
        APIOperation(
            .post,
            "/members/{id}/erasure",
            .administrator,
            .init(
                id: "eraseMember",
                summary:
                    "Takes away everything personal about a member, with records taken in by merges. Cannot be undone.",
                effect: .changesVersion,
                body: .object([.required("reason", .choice(ErasureReason.allCases.map(\.rawValue)))]),
                bodyExample: ["reason": "request"],
                answer: .object([
                    .required("records", .array(.identity, most: 1000).described("The records that were emptied.")),
                    .required(
                        "imports",
                        .array(.identity, most: 10_000).described("The imports whose file was dropped.")
                    ),
                ]),
                answerExample: ["records": [MemberExamples.id], "imports": []],
                refusals: [.invalid, .conflict]
            )
        ) { call in
            let id: MemberID = try call.identity()
            guard let reason = call.body["reason"]?.text.flatMap(ErasureReason.init(rawValue:)) else {
                throw Problem(.internalError)
            }
            return try await services.change(call) { tx in
                let erasure = try await tx.members.erase(id, version: call.version, reason: reason)
                return APIAnswer([
                    "records": .array(erasure.records.map { JSONValue($0) }),
                    "imports": .array(erasure.imports.map { JSONValue($0) }),
                ])
            }
        }
    }
}
