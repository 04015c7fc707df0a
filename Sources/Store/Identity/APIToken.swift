package import FoundationEssentials
package import Programme

/// What a program may do with a token; never more than its officer may.
package enum APITokenScope: String, Codable, CaseIterable, Sendable {
    /// Read.
    case read
    /// Change.
    case write
}

/// A token to be made: for one officer of one tenant.
package struct APITokenDraft: Sendable {
    package let account: AccountID
    package let tenant: TenantID
    package let tokenHash: SecretHash
    /// What its owner calls it; 1 to 100 characters.
    package let name: String
    package let scopes: Set<APITokenScope>
    package let lifetime: Duration

    /// A draft of these parts.
    package init(
        account: AccountID,
        tenant: TenantID,
        tokenHash: SecretHash,
        name: String,
        scopes: Set<APITokenScope>,
        lifetime: Duration
    ) {
        self.account = account
        self.tenant = tenant
        self.tokenHash = tokenHash
        self.name = name
        self.scopes = scopes
        self.lifetime = lifetime
    }
}

/// What a token stands for, as of now.
package struct ResolvedAPIToken: Hashable, Sendable {
    package let id: APITokenID
    package let account: AccountID
    package let scopes: Set<APITokenScope>
    package let acting: ActingOfficer

    /// Who acts. Without the scope `write` nobody more than a viewer does.
    package func context(requestID: String? = nil) -> TenantContext {
        let role = scopes.contains(.write) ? acting.officer.role : .viewer
        return acting.context(actor: .program(acting.officer.officer), role: role, requestID: requestID)
    }
}

/// A token in its owner's list.
package struct APITokenSummary: Hashable, Sendable {
    package let id: APITokenID
    package let tenant: TenantID
    package let name: String
    package let scopes: Set<APITokenScope>
    package let createdAt: Date
    package let expiresAt: Date
    /// To the minute; nil if never.
    package let lastUsedAt: Date?
}
