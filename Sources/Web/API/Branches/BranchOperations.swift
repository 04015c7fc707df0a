internal import Programme
internal import Store

/// The branches of the tenant. Every officer sees them; administrators change them.
struct BranchOperations: Sendable {
    let services: APIServices

    var all: [APIOperation] { [list, find, insert, update, remove] }

    static let longestPage = 1000
    private static let example: JSONValue = [
        "id": MemberExamples.branch, "version": 1, "parent": .null, "name": "Chi hội 3", "area": .null,
        "closed_on": .null,
    ]
    private static let changeExample: JSONValue = ["id": MemberExamples.branch, "version": 2]

    private var list: APIOperation {
        APIOperation(
            .get,
            "/branches",
            .viewer,
            .init(
                id: "listBranches",
                summary: "Branches as a tree: above before below, by name among neighbours.",
                query: APISchemas.paging(most: Self.longestPage),
                answer: .page(of: .reference("Branch"), most: Self.longestPage),
                answerExample: ["items": [Self.example], "next": .null]
            )
        ) { call in
            let after: BranchID? = try APICursor.identity(call.query["cursor"]?.text)
            return try await services.read(call) { tx in
                let branches = try await tx.branches.tree().branches
                return try APICursor.page(of: branches, \.id, after: after, limit: call.limit(usual: 200)) {
                    JSONValue($0)
                }
            }
        }
    }

    private var find: APIOperation {
        APIOperation(
            .get,
            "/branches/{id}",
            .viewer,
            .init(
                id: "getBranch",
                summary: "One branch.",
                answer: .reference("Branch"),
                answerExample: Self.example,
                hasVersion: true
            )
        ) { call in
            let id: BranchID = try call.identity()
            return try await services.read(call) { tx in
                let branch = try await tx.branches.find(id)
                return APIAnswer(JSONValue(branch), version: branch.version)
            }
        }
    }

    private var insert: APIOperation {
        APIOperation(
            .post,
            "/branches",
            .administrator,
            .init(
                id: "addBranch",
                summary: "Adds a branch.",
                effect: .changes,
                body: .reference("BranchDraft"),
                bodyExample: ["name": "Chi hội 3"],
                status: .created,
                answer: .reference("BranchVersion"),
                answerExample: Self.changeExample,
                hasVersion: true,
                refusals: [.invalid]
            )
        ) { call in
            try await services.change(call) { tx in
                let id = try await tx.branches.insert(
                    name: call.body["name"]?.text ?? "",
                    parent: APICall.identity("parent", in: call.body),
                    area: APICall.identity("area", in: call.body)
                )
                let version = APISchemas.firstVersion
                return .made(Self.change(id, version), at: "/branches/\(id)", version: version)
            }
        }
    }

    private var update: APIOperation {
        APIOperation(
            .patch,
            "/branches/{id}",
            .administrator,
            .init(
                id: "changeBranch",
                summary: "Renames, moves, closes or opens a branch. What is not sent stays.",
                effect: .changesVersion,
                body: .reference("BranchPatch"),
                bodyExample: ["name": "Chi hội 3A", "closed_on": .null],
                answer: .reference("BranchVersion"),
                answerExample: Self.changeExample,
                hasVersion: true,
                refusals: [.invalid]
            )
        ) { call in
            let id: BranchID = try call.identity()
            let body = call.body
            return try await services.change(call) { tx in
                var version = call.version
                let branch = try await tx.branches.find(id)
                guard branch.version == version else { throw StoreError.versionDiffers(current: branch.version) }
                if body["name"] != nil || body["area"] != nil {
                    version = try await tx.branches.update(
                        id,
                        version: version,
                        name: body["name"]?.text ?? branch.name,
                        area: body["area"] == nil ? branch.area : APICall.identity("area", in: body)
                    )
                }
                if body["parent"] != nil {
                    let parent: BranchID? = APICall.identity("parent", in: body)
                    version = try await tx.branches.move(id, version: version, under: parent)
                }
                if let closedOn = body["closed_on"] {
                    let day = closedOn.text.flatMap(CalendarDay.init)
                    version = try await tx.branches.close(id, version: version, on: day)
                }
                return APIAnswer(Self.change(id, version), version: version)
            }
        }
    }

    private var remove: APIOperation {
        APIOperation(
            .delete,
            "/branches/{id}",
            .administrator,
            .init(
                id: "removeBranch",
                summary: "Removes a branch that nothing refers to; one that has or had members is closed instead.",
                effect: .changesVersion,
                status: .noContent,
                refusals: [.conflict]
            )
        ) { call in
            let id: BranchID = try call.identity()
            return try await services.change(call) { tx in
                try await tx.branches.remove(id, version: call.version)
                return .done
            }
        }
    }

    private static func change(_ id: BranchID, _ version: Int) -> JSONValue {
        ["id": JSONValue(id), "version": .integer(version)]
    }
}

extension JSONValue {
    init(_ branch: StoredBranch) {
        self = [
            "id": JSONValue(branch.id), "version": .integer(branch.version), "parent": JSONValue(branch.parent),
            "name": .string(branch.name), "area": JSONValue(branch.area), "closed_on": JSONValue(branch.closedOn),
        ]
    }
}

extension APICursor {
    /// A page of what is in memory as a whole.
    /// - Throws: `Problem.badRequest` if the element behind which the page begins is not there.
    static func page<Element, Subject>(
        of elements: [Element],
        _ identity: (Element) -> Identity<Subject>,
        after: Identity<Subject>?,
        limit: Int,
        _ document: (Element) -> JSONValue
    ) throws(Problem) -> APIAnswer {
        var start = 0
        if let after {
            guard let place = elements.firstIndex(where: { identity($0) == after }) else { throw refused }
            start = place + 1
        }
        let shown = elements[start...].prefix(limit)
        let next = start + shown.count < elements.count ? shown.last.map { identity($0).description } : nil
        return .page(shown.map(document), next: next)
    }
}
