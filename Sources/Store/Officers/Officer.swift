package import FoundationEssentials
package import Programme

/// Somebody who signs in for a tenant (cán bộ phụ trách).
package struct Officer: Hashable, Sendable {
    package let id: OfficerID
    package let account: AccountID
    /// As the tenant knows the person.
    package let displayName: String
    package let role: OfficerRole
    package let scope: OfficerScope
    /// Works for the tenant no more; kept for what the audit says.
    package let isEnded: Bool
    package let createdAt: Date
    /// For `If-Match`.
    package let version: Int
}

/// What an administrator decides about an officer.
package struct OfficerDraft: Hashable, Sendable {
    /// 1 to 100 characters.
    package let displayName: String
    package let role: OfficerRole
    /// An administrator's is the whole tenant.
    package let scope: OfficerScope

    /// A draft of these parts.
    package init(displayName: String, role: OfficerRole, scope: OfficerScope = .wholeTenant) {
        self.displayName = displayName
        self.role = role
        self.scope = scope
    }
}
