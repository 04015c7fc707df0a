internal import Foundation
internal import Programme
internal import Store

/// The tenant itself, its audit, and the tokens of whoever calls.
struct TenantOperations: Sendable {
    let services: APIServices

    var all: [APIOperation] { [own, audit, tokens, revoke] }

    private static let id: JSONValue = "0192f0c1-5a30-7c1e-8f00-3b6a1d2e4f80"

    private var own: APIOperation {
        APIOperation(
            .get,
            "/tenant",
            .viewer,
            .init(
                id: "getTenant",
                summary: "The organisation for which the caller works, and what the caller may do there.",
                answer: .reference("Tenant"),
                answerExample: [
                    "id": Self.id, "version": 1, "key": "phu-nu", "kind": "organisation",
                    "name": "Hội Liên hiệp Phụ nữ", "area": .null, "created_at": "2026-02-01T01:30:00.000Z",
                    "role": "editor", "sees_whole_tenant": true,
                ],
                hasVersion: true
            )
        ) { call in
            try await services.read(call) { tx in
                let tenant = try await tx.tenants.own
                return APIAnswer(
                    [
                        "id": JSONValue(tenant.id), "version": .integer(tenant.version), "key": .string(tenant.key),
                        "kind": .string(tenant.kind.rawValue), "name": .string(tenant.name),
                        "area": JSONValue(tenant.area), "created_at": JSONValue(tenant.createdAt),
                        "role": .string(call.context.role.rawValue),
                        "sees_whole_tenant": .boolean(call.context.part == .wholeTenant),
                    ],
                    version: tenant.version
                )
            }
        }
    }

    private var audit: APIOperation {
        APIOperation(
            .get,
            "/audit",
            .administrator,
            .init(
                id: "listAudit",
                summary: "Who did what to which records, the latest first.",
                query: [
                    .optional("subject", JSONSchema.identity.described("Only what was done to this record.")),
                    .optional("officer", JSONSchema.identity.described("Only what this officer did.")),
                    .optional("since", JSONSchema.form(.instant).described("From this moment on.")),
                    .optional("before", JSONSchema.form(.instant).described("Before this moment.")),
                ] + APISchemas.paging(most: AuditRepository.longestPage),
                answer: .page(of: .reference("AuditEntry"), most: AuditRepository.longestPage),
                answerExample: [
                    "items": [
                        [
                            "id": "0192f0c1-5a30-7c1e-8f00-3b6a1d2e4f81", "happened_at": "2026-02-01T01:30:00.000Z",
                            "officer": "0192f0c1-5a30-7c1e-8f00-3b6a1d2e4f70", "actor": "officer",
                            "action": "member.update", "subjects": [MemberExamples.id], "fields": ["phone"],
                            "details": [:], "request": "0192f0c1-5a30-7c1e-8f00-3b6a1d2e4f82",
                        ]
                    ], "next": .null,
                ]
            )
        ) { call in
            let subject: MemberID? = APICall.identity("subject", in: call.query)
            let filter = AuditFilter(
                subject: subject?.uuid,
                officer: APICall.identity("officer", in: call.query),
                since: call.query["since"]?.text.flatMap(JSONSchema.moment),
                before: call.query["before"]?.text.flatMap(JSONSchema.moment)
            )
            let after: AuditEntryID? = try APICursor.identity(call.query["cursor"]?.text)
            return try await services.read(call) { tx in
                let page = try await tx.audit.list(filter, after: after, limit: call.limit(usual: 50))
                return .page(page.entries.map { JSONValue($0) }, next: page.next?.description)
            }
        }
    }

    private var tokens: APIOperation {
        APIOperation(
            .get,
            "/tokens",
            .viewer,
            .init(
                id: "listTokens",
                summary: "The caller's own tokens for this organisation. New ones are made on the page of the account.",
                answer: .page(of: .reference("Token"), most: 200),
                answerExample: [
                    "items": [
                        [
                            "id": "0192f0c1-5a30-7c1e-8f00-3b6a1d2e4f90", "name": "Phần mềm hội viên",
                            "scopes": ["read", "write"], "created_at": "2026-02-01T01:30:00.000Z",
                            "expires_at": "2027-02-01T01:30:00.000Z", "last_used_at": .null, "is_own": true,
                        ]
                    ], "next": .null,
                ]
            )
        ) { call in
            let tokens = try await services.identity.tokens(of: call.principal.account)
            let own = tokens.filter { $0.workplace == .tenant(call.context.tenant) }
            return .page(own.map { JSONValue($0, isOwn: call.principal.holder.token == $0.id) }, next: nil)
        }
    }

    private var revoke: APIOperation {
        APIOperation(
            .delete,
            "/tokens/{id}",
            .viewer,
            .init(
                id: "revokeToken",
                summary: "Ends a token of the caller's, at once. A program may end its own.",
                effect: .ends,
                status: .noContent
            )
        ) { call in
            let id: APITokenID = try call.identity()
            let account = call.principal.account
            if let holder = call.principal.holder.token, holder != id { throw Problem(.notFound) }
            let isOwn = try await services.identity.tokens(of: account).contains {
                $0.id == id && $0.workplace == .tenant(call.context.tenant)
            }
            guard isOwn, try await services.identity.revokeToken(id, of: account) else { throw Problem(.notFound) }
            return .done
        }
    }
}

extension Principal.Holder {
    /// The token of a program; nil for a browser.
    var token: APITokenID? { if case .token(let id, _) = self { id } else { nil } }
}

extension JSONValue {
    init(_ entry: AuditEntry) {
        let details = entry.details.sorted { $0.key < $1.key }.map { ($0.key, JSONValue.string($0.value)) }
        self = [
            "id": JSONValue(entry.id), "happened_at": JSONValue(entry.happenedAt), "officer": JSONValue(entry.officer),
            "actor": .string(entry.actor), "action": .string(entry.action.rawValue),
            "subjects": .array(entry.subjects.map { .string($0.uuidString.lowercased()) }),
            "fields": .array(entry.fields.map(JSONValue.string)), "details": JSONValue(members: details),
            "request": JSONValue(entry.requestID),
        ]
    }

    init(_ token: APITokenSummary, isOwn: Bool) {
        self = [
            "id": JSONValue(token.id), "name": .string(token.name),
            "scopes": .array(token.scopes.map(\.rawValue).sorted().map(JSONValue.string)),
            "created_at": JSONValue(token.createdAt), "expires_at": JSONValue(token.expiresAt),
            "last_used_at": JSONValue(token.lastUsedAt), "is_own": .boolean(isOwn),
        ]
    }
}
