internal import Programme
internal import Store

/// Members: found, read, added and changed.
struct MemberOperations: Sendable {
    let services: APIServices

    var all: [APIOperation] { [list, search, find, insert, update] + lives + records + cares }

    /// The filters of a list; what is typed to search goes into a document instead, because it names people.
    static let filters: [JSONSchema.Member] = [
        .optional(
            "state",
            MemberSchemas.liveStates.described("Only members in this state; the active ones by default.")
        ),
        .optional("branch", JSONSchema.identity.described("Of this branch or one below it.")),
        .optional("area", JSONSchema.identity.described("Living in this area or one below it.")),
    ]

    private static let page = JSONSchema.page(of: .reference("Member"), most: MemberRepository.longestPage)

    private var list: APIOperation {
        APIOperation(
            .get,
            "/members",
            .viewer,
            .init(
                id: "listMembers",
                summary: "Members in the order of lists: by given name, family name, middle name.",
                query: Self.filters + APISchemas.paging(most: MemberRepository.longestPage),
                answer: Self.page,
                answerExample: ["items": [MemberExamples.member], "next": .null]
            )
        ) { call in
            try await self.page(call, call.query, text: "")
        }
    }

    private var search: APIOperation {
        let text = JSONSchema.text(0...200).described(
            "A name, whole or in part, with or without marks, or initials; or a whole citizen ID, telephone or card number."
        )
        return APIOperation(
            .post,
            "/members/search",
            .viewer,
            .init(
                id: "searchMembers",
                summary:
                    "Members by what was typed. A rare name among many may give a page that is not full, and go on.",
                body: .object(
                    [.required("text", text)] + Self.filters + APISchemas.paging(most: MemberRepository.longestPage)
                ),
                bodyExample: ["text": "nguyen hanh", "limit": 20],
                answer: Self.page,
                answerExample: ["items": [MemberExamples.member], "next": .null]
            )
        ) { call in
            try await self.page(call, call.body, text: call.body["text"]?.text ?? "")
        }
    }

    private func page(_ call: APICall, _ fields: JSONObject, text: String) async throws -> APIAnswer {
        let filter = Self.filter(fields, text: text)
        let after: MemberID? = try APICursor.identity(fields["cursor"]?.text)
        let limit = fields["limit"]?.whole ?? 50
        return try await services.read(call) { tx in
            try await APICursor.reading(after != nil) {
                let page = try await tx.members.list(filter, after: after, limit: limit)
                return APIAnswer.page(page.members.map { JSONValue($0) }, next: page.next?.description)
            }
        }
    }

    /// What `filters` says.
    static func filter(_ fields: JSONObject, text: String) -> MemberFilter {
        var filter = MemberFilter(text: text)
        if let state = fields["state"]?.text.flatMap(MemberState.init(rawValue:)) { filter.states = [state] }
        filter.branch = APICall.identity("branch", in: fields)
        filter.area = APICall.identity("area", in: fields)
        return filter
    }

    private var find: APIOperation {
        APIOperation(
            .get,
            "/members/{id}",
            .viewer,
            .init(
                id: "getMember",
                summary: "One member. Reading is noted in the audit.",
                answer: .reference("Member"),
                answerExample: MemberExamples.member,
                hasVersion: true
            )
        ) { call in
            let id: MemberID = try call.identity()
            return try await self.services.read(call) { tx in
                let member = try await tx.members.find(id)
                return APIAnswer(JSONValue(member), version: member.version)
            }
        }
    }

    private var insert: APIOperation {
        APIOperation(
            .post,
            "/members",
            .editor,
            .init(
                id: "addMember",
                summary: "Adds a member with the beginning of the membership.",
                effect: .changes,
                body: .reference("MemberDraft"),
                bodyExample: MemberExamples.draft,
                status: .created,
                answer: .reference("MemberChange"),
                answerExample: MemberExamples.change,
                hasVersion: true,
                refusals: [.invalid, .forbidden]
            )
        ) { call in
            let document = try MemberDocument(call.body)
            return try await self.services.change(call) { tx in
                let id = try await tx.members.insert(document.record, branch: document.branch)
                let change = Self.change(id, APISchemas.firstVersion, document.warnings, call)
                return .made(change, at: "/members/\(id)", version: APISchemas.firstVersion)
            }
        }
    }

    private var update: APIOperation {
        APIOperation(
            .patch,
            "/members/{id}",
            .editor,
            .init(
                id: "changeMember",
                summary:
                    "Changes the fields that are sent (RFC 7396); null empties one. A branch is changed by a transfer.",
                effect: .changesVersion,
                body: .reference("MemberPatch"),
                bodyExample: ["phone": "0905123456", "remark": .null],
                answer: .reference("MemberChange"),
                answerExample: MemberExamples.change,
                hasVersion: true,
                refusals: [.invalid, .conflict, .forbidden]
            )
        ) { call in
            let id: MemberID = try call.identity()
            let document = try MemberDocument(call.body)
            return try await self.services.change(call) { tx in
                let version = try await tx.members.update(id, version: call.version, document.changes)
                return APIAnswer(Self.change(id, version, document.warnings, call), version: version)
            }
        }
    }

    /// What a change of a member is answered.
    static func change(
        _ id: MemberID,
        _ version: Int,
        _ warnings: [MemberFieldProblem],
        _ call: APICall
    ) -> JSONValue {
        [
            "id": JSONValue(id), "version": .integer(version),
            "warnings": .array(warnings.map { $0.warning(in: call.request.language) }),
        ]
    }
}
