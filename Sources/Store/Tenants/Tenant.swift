package import FoundationEssentials
package import Programme

/// An organisation or a ward that keeps its own records (đơn vị).
package struct Tenant: Hashable, Sendable {
    package let id: TenantID
    /// Names it in commands and addresses; never used again.
    package let key: String
    package let kind: TenantKind
    package let name: String
    /// Of a ward.
    package let area: AreaID?
    /// Nobody acts for it until the operator resumes it.
    package let isSuspended: Bool
    package let createdAt: Date
    package let version: Int
}

/// A tenant to be set up.
package struct TenantDraft: Hashable, Sendable {
    /// 2 to 40 of `a-z 0-9 -`, beginning with a letter.
    package let key: String
    package let kind: TenantKind
    /// 1 to 200 characters.
    package let name: String
    /// A ward's, and only a ward's.
    package let area: AreaID?

    /// A draft of these parts.
    package init(key: String, kind: TenantKind, name: String, area: AreaID? = nil) {
        self.key = key
        self.kind = kind
        self.name = name
        self.area = area
    }
}

/// A tenant in the operator's list.
package struct TenantSummary: Hashable, Sendable {
    package let tenant: Tenant
    /// Who may act for it.
    package let officers: Int
    package let branches: Int
    /// Members now: those who left, died, were merged or erased are not counted.
    package let members: Int
}
