internal import Programme
internal import Store

/// Who works for the tenant. Every officer sees the others by name; administrators change them.
struct OfficerOperations: Sendable {
    let services: APIServices

    var all: [APIOperation] { [list, find, insert, update, end, invite] }

    /// A link lies in somebody's mail for a while, and not for ever.
    static let invitationDays = 7

    private static let id: JSONValue = "0192f0c1-5a30-7c1e-8f00-3b6a1d2e4f70"
    private static let example: JSONValue = [
        "id": id, "version": 1, "display_name": "Trần Văn Bình", "role": "editor", "branch": MemberExamples.branch,
        "area": .null, "is_ended": false, "created_at": "2026-02-01T01:30:00.000Z",
    ]
    private static let invitationExample: JSONValue = [
        "outcome": "issued", "link": "https://hoctap.example.vn/invitation/...", "valid_days": 7,
    ]

    private var list: APIOperation {
        APIOperation(
            .get,
            "/officers",
            .viewer,
            .init(
                id: "listOfficers",
                summary: "Officers by name; those who were ended behind, if asked for.",
                query: [
                    .optional("ended", JSONSchema.boolean.described("Whether those who were ended are wanted too."))
                ]
                    + APISchemas.paging(most: 200),
                answer: .page(of: .reference("Officer"), most: 200),
                answerExample: ["items": [Self.example], "next": .null]
            )
        ) { call in
            let after: OfficerID? = try APICursor.identity(call.query["cursor"]?.text)
            return try await services.read(call) { tx in
                let officers = try await tx.officers.list(includingEnded: call.query["ended"]?.flag ?? false)
                return try APICursor.page(of: officers, \.id, after: after, limit: call.limit(usual: 50)) {
                    JSONValue($0)
                }
            }
        }
    }

    private var find: APIOperation {
        APIOperation(
            .get,
            "/officers/{id}",
            .viewer,
            .init(
                id: "getOfficer",
                summary: "One officer, also one who was ended.",
                answer: .reference("Officer"),
                answerExample: Self.example,
                hasVersion: true
            )
        ) { call in
            let id: OfficerID = try call.identity()
            return try await services.read(call) { tx in
                let officer = try await tx.officers.find(id)
                return APIAnswer(JSONValue(officer), version: officer.version)
            }
        }
    }

    private var insert: APIOperation {
        APIOperation(
            .post,
            "/officers",
            .administrator,
            .init(
                id: "addOfficer",
                summary:
                    "Makes somebody an officer. Who has no password yet gets a link; the same key brings a new one.",
                effect: .changes,
                body: .reference("OfficerDraft"),
                bodyExample: [
                    "login": "binh.tran", "display_name": "Trần Văn Bình", "role": "editor",
                    "branch": MemberExamples.branch,
                ],
                status: .created,
                answer: .reference("NewOfficer"),
                answerExample: ["id": Self.id, "version": 1, "invitation": Self.invitationExample],
                hasVersion: true,
                refusals: [.invalid, .conflict]
            )
        ) { call in
            let draft = try Self.draft(call.body, from: nil)
            let language = call.body["language"]?.text.flatMap(AccountLanguage.init(rawValue:)) ?? .vietnamese
            // No account is made for a call that is refused here already.
            _ = try await services.earlier(call)
            guard draft.role != .administrator || draft.scope == .wholeTenant else {
                throw StoreError.refused(.administratorScope)
            }
            let account = try await services.identity.account(
                forLogin: call.body["login"]?.text ?? "",
                displayName: draft.displayName,
                language: language,
                in: call.context.tenant
            )
            var answer = try await services.change(call) { tx in
                let officer = try await tx.officers.insert(draft, account: account.id)
                return .made(
                    ["id": JSONValue(officer.id), "version": .integer(officer.version)],
                    at: "/officers/\(officer.id)",
                    version: officer.version
                )
            }
            // The link is not kept with the answer: a secret is stored nowhere. A repetition makes another one.
            var document = try answer.body.map { try JSONParser.value(of: $0) }?.members ?? JSONObject()
            document["invitation"] = try await invitation(account.id, call)
            answer.body = JSONValue.object(document).bytes
            return answer
        }
    }

    private var update: APIOperation {
        APIOperation(
            .patch,
            "/officers/{id}",
            .administrator,
            .init(
                id: "changeOfficer",
                summary: "Changes what an officer is called and may do. What is not sent stays.",
                effect: .changesVersion,
                body: .reference("OfficerPatch"),
                bodyExample: ["role": "administrator", "branch": .null],
                answer: .reference("Officer"),
                answerExample: Self.example,
                hasVersion: true,
                refusals: [.invalid, .conflict]
            )
        ) { call in
            let id: OfficerID = try call.identity()
            return try await services.change(call) { tx in
                let before = try await tx.officers.find(id)
                let draft = try Self.draft(call.body, from: before)
                let officer = try await tx.officers.update(id, ifVersion: call.version, to: draft)
                return APIAnswer(JSONValue(officer), version: officer.version)
            }
        }
    }

    private var end: APIOperation {
        APIOperation(
            .delete,
            "/officers/{id}",
            .administrator,
            .init(
                id: "endOfficer",
                summary: "Ends an officer's work for the tenant, at once.",
                effect: .changesVersion,
                status: .noContent,
                refusals: [.conflict]
            )
        ) { call in
            let id: OfficerID = try call.identity()
            return try await services.change(call) { tx in
                _ = try await tx.officers.end(id, ifVersion: call.version)
                return .done
            }
        }
    }

    private var invite: APIOperation {
        APIOperation(
            .post,
            "/officers/{id}/invitation",
            .administrator,
            .init(
                id: "inviteOfficer",
                summary: "A new link for an officer who has no password yet. Earlier links work no more.",
                effect: .ends,
                answer: .reference("Invitation"),
                answerExample: Self.invitationExample
            )
        ) { call in
            let id: OfficerID = try call.identity()
            let officer = try await services.tenants.read(call.context) { try await $0.officers.find(id) }
            return APIAnswer(try await invitation(officer.account, call))
        }
    }

    private func invitation(_ account: AccountID, _ call: APICall) async throws -> JSONValue {
        let token = SecretToken(.invitation)
        let outcome = try await services.identity.invite(
            account,
            by: call.context.tenant,
            tokenHash: token.hash,
            validFor: .seconds(Self.invitationDays * 86400)
        )
        let word =
            switch outcome {
            case .issued: "issued"
            case .hasPassword: "has_password"
            case .invitedElsewhere: "invited_elsewhere"
            case .refused: "refused"
            }
        let link = outcome == .issued ? "\(services.baseURL)/invitation/\(token.text)" : nil
        return ["outcome": .string(word), "link": JSONValue(link), "valid_days": .integer(Self.invitationDays)]
    }

    /// What an administrator decided, with what is not sent as it was.
    private static func draft(_ body: JSONObject, from before: Officer?) throws -> OfficerDraft {
        let name = VietnameseText.clean(body["display_name"]?.text ?? before?.displayName ?? "")
        guard (1...OfficerSchemas.longestName).contains(name.unicodeScalars.count) else {
            throw Problem(invalid: [Problem.Detail(field: "display_name", .length, "1...\(OfficerSchemas.longestName)")]
            )
        }
        var (branch, area): (BranchID?, AreaID?) = (nil, nil)
        switch before?.scope {
        case .branch(let id): branch = id
        case .area(let id): area = id
        case .wholeTenant, nil: break
        }
        if body["branch"] != nil { branch = APICall.identity("branch", in: body) }
        if body["area"] != nil { area = APICall.identity("area", in: body) }
        guard branch == nil || area == nil else {
            let message = Phrase("Chi hội hoặc địa bàn, không cả hai.", "A branch or an area, not both.")
            throw Problem(invalid: [Problem.Detail(field: "area", code: "officer.scope_twice", message: message)])
        }
        let role = body["role"]?.text.flatMap(OfficerRole.init(rawValue:)) ?? before?.role ?? .viewer
        return OfficerDraft(
            displayName: name,
            role: role,
            scope: branch.map { .branch($0) } ?? area.map { .area($0) } ?? .wholeTenant
        )
    }
}

extension JSONValue {
    init(_ officer: Officer) {
        var (branch, area): (BranchID?, AreaID?) = (nil, nil)
        switch officer.scope {
        case .branch(let id): branch = id
        case .area(let id): area = id
        case .wholeTenant: break
        }
        self = [
            "id": JSONValue(officer.id), "version": .integer(officer.version),
            "display_name": .string(officer.displayName), "role": .string(officer.role.rawValue),
            "branch": JSONValue(branch), "area": JSONValue(area), "is_ended": .boolean(officer.isEnded),
            "created_at": JSONValue(officer.createdAt),
        ]
    }
}
