package import FoundationEssentials
package import Programme

/// What a program may do with a token; never more than its officer may.
package enum APITokenScope: String, Codable, CaseIterable, Sendable {
    /// Read.
    case read
    /// Change.
    case write
}

/// For whom somebody works by a session or a token: never for two at once.
package enum Workplace: Hashable, Sendable {
    /// An organisation or a ward.
    case tenant(TenantID)
    /// The city, whose published totals are looked at.
    case city
}

/// A token to be made: for one officer of one tenant, or for the city.
package struct APITokenDraft: Sendable {
    package let account: AccountID
    package let workplace: Workplace
    package let tokenHash: SecretHash
    /// What its owner calls it; 1 to 100 characters.
    package let name: String
    /// For the city only stewards have one that may write.
    package let scopes: Set<APITokenScope>
    package let lifetime: Duration

    /// A draft of these parts.
    package init(
        account: AccountID,
        workplace: Workplace,
        tokenHash: SecretHash,
        name: String,
        scopes: Set<APITokenScope>,
        lifetime: Duration
    ) {
        self.account = account
        self.workplace = workplace
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
    package let acting: Acting
    /// Whether it acts for the city, and its owner may keep the city's criteria now.
    package let isSteward: Bool

    /// For whom a program acts.
    package enum Acting: Hashable, Sendable {
        /// An officer of a tenant.
        case officer(ActingOfficer)
        /// Somebody who looks at the city's totals.
        case city
    }

    /// Who acts for a tenant; nil for the city. Without the scope `write` nobody more than a viewer does.
    package func context(requestID: String? = nil) -> TenantContext? {
        guard case .officer(let acting) = acting else { return nil }
        let role = scopes.contains(.write) ? acting.officer.role : .viewer
        return acting.context(actor: .program(acting.officer.officer), role: role, requestID: requestID)
    }
}

/// A token in its owner's list.
package struct APITokenSummary: Hashable, Sendable {
    package let id: APITokenID
    package let workplace: Workplace
    package let name: String
    package let scopes: Set<APITokenScope>
    package let createdAt: Date
    package let expiresAt: Date
    /// To the minute; nil if never.
    package let lastUsedAt: Date?
}
