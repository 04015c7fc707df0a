internal import Programme
internal import Store

/// Records that may be one person: looked for, compared, merged, parted again, or known to be two people.
struct DuplicateOperations: Sendable {
    let services: APIServices

    var all: [APIOperation] { [list, compare, merge, undo, dismiss] }

    private static let other: JSONValue = "0192f0c1-5a30-7c1e-8f00-3b6a1d2e4f54"
    private static let twoExample: JSONValue = ["one": MemberExamples.id, "other": other]

    private var list: APIOperation {
        APIOperation(
            .get,
            "/duplicates",
            .viewer,
            .init(
                id: "listDuplicates",
                summary: "Pairs of records that may be one person, for one reason, without those known to be two.",
                query: [.required("reason", DuplicateSchemas.reasons)]
                    + APISchemas.paging(most: DuplicateRepository.longestPage),
                answer: .page(of: .reference("Pair"), most: DuplicateRepository.longestPage),
                answerExample: [
                    "items": [["one": MemberExamples.member, "other": MemberExamples.member]], "next": .null,
                ]
            )
        ) { call in
            guard let reason = call.query["reason"]?.text.flatMap(DuplicateReason.init(rawValue:)) else {
                throw Problem(.internalError)
            }
            let place = try Self.place(call.query["cursor"]?.text)
            return try await services.read(call) { tx in
                let page = try await tx.duplicates.list(reason, after: place, limit: call.limit(usual: 20))
                let pairs = page.pairs.map { pair -> JSONValue in
                    ["one": JSONValue(pair.one), "other": JSONValue(pair.other)]
                }
                return .page(pairs, next: page.next.map { "\($0.one).\($0.other)" })
            }
        }
    }

    private var compare: APIOperation {
        APIOperation(
            .post,
            "/duplicates/comparisons",
            .viewer,
            .init(
                id: "compareMembers",
                summary: "Two records side by side, and the fields in which they differ.",
                body: DuplicateSchemas.two,
                bodyExample: Self.twoExample,
                answer: .reference("Comparison"),
                answerExample: [
                    "one": MemberExamples.member, "other": MemberExamples.member, "differing": ["phone"],
                ],
                refusals: [.notFound]
            )
        ) { call in
            let (one, other) = try Self.two(call)
            return try await services.read(call) { tx in
                let comparison = try await tx.duplicates.compare(one, other)
                return APIAnswer([
                    "one": JSONValue(comparison.one), "other": JSONValue(comparison.other),
                    "differing": .array(comparison.differing.map { .string($0.rawValue) }),
                ])
            }
        }
    }

    private var merge: APIOperation {
        APIOperation(
            .post,
            "/duplicates/merges",
            .editor,
            .init(
                id: "mergeMembers",
                summary:
                    "Takes one record into another. It can be taken back while the record that stays is not changed.",
                effect: .changes,
                body: .reference("MergeRequest"),
                bodyExample: [
                    "kept": MemberExamples.id, "kept_version": 1, "absorbed": Self.other, "absorbed_version": 3,
                    "absorbed_fields": ["phone"],
                ],
                status: .created,
                answer: .object([.required("id", .identity)]),
                answerExample: ["id": "0192f0c1-5a30-7c1e-8f00-3b6a1d2e4f53"],
                refusals: [.invalid, .conflict, .notFound, .preconditionFailed, .forbidden]
            )
        ) { call in
            let request = try Self.request(call)
            return try await services.change(call) { tx in
                let id = try await tx.duplicates.merge(request)
                return .made(["id": JSONValue(id)], at: "/members/\(request.kept)/merges")
            }
        }
    }

    private var undo: APIOperation {
        APIOperation(
            .post,
            "/duplicates/merges/{id}/undo",
            .editor,
            .init(
                id: "undoMerge",
                summary: "Takes a merge back: both records are what they were.",
                effect: .changes,
                status: .noContent,
                refusals: [.conflict, .forbidden]
            )
        ) { call in
            let id: MergeID = try call.identity()
            return try await services.change(call) { tx in
                try await tx.duplicates.undo(id)
                return .done
            }
        }
    }

    private var dismiss: APIOperation {
        APIOperation(
            .post,
            "/duplicates/dismissals",
            .editor,
            .init(
                id: "dismissDuplicate",
                summary: "Records that two records are two people.",
                effect: .changes,
                body: DuplicateSchemas.two,
                bodyExample: Self.twoExample,
                status: .noContent,
                refusals: [.invalid, .notFound, .forbidden]
            )
        ) { call in
            let (one, other) = try Self.two(call)
            return try await services.change(call) { tx in
                try await tx.duplicates.dismiss(one, other)
                return .done
            }
        }
    }

    private static func place(_ cursor: String?) throws(Problem) -> DuplicatePlace? {
        let ids: (MemberID, MemberID)? = try APICursor.identities(cursor)
        return ids.map { one, other in DuplicatePlace(one: one, other: other) }
    }

    private static func two(_ call: APICall) throws(Problem) -> (MemberID, MemberID) {
        guard let one: MemberID = APICall.identity("one", in: call.body),
            let other: MemberID = APICall.identity("other", in: call.body)
        else { throw Problem(.internalError) }
        guard one != other else { throw same("other") }
        return (one, other)
    }

    private static func request(_ call: APICall) throws(Problem) -> MergeRequest {
        let body = call.body
        guard let kept: MemberID = APICall.identity("kept", in: body), let keptVersion = body["kept_version"]?.whole,
            let absorbed: MemberID = APICall.identity("absorbed", in: body),
            let absorbedVersion = body["absorbed_version"]?.whole
        else { throw Problem(.internalError) }
        guard kept != absorbed else { throw same("absorbed") }
        let fields = body["absorbed_fields"]?.elements ?? []
        return MergeRequest(
            kept: kept,
            keptVersion: keptVersion,
            absorbed: absorbed,
            absorbedVersion: absorbedVersion,
            absorbedFields: Set(fields.compactMap { $0.text.flatMap(MemberField.init(rawValue:)) }),
            takesLife: body["takes_life"]?.flag ?? false
        )
    }

    private static func same(_ field: String) -> Problem {
        let message = Phrase("Phải là hai hồ sơ khác nhau.", "These must be two records.")
        return Problem(invalid: [Problem.Detail(field: field, code: "duplicate.same", message: message)])
    }
}
