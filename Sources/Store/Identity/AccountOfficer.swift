package import Programme

/// One tenant for which an account works, as who signs in chooses between them.
package struct AccountOfficer: Hashable, Sendable {
    package let tenant: TenantID
    /// Names the tenant in addresses.
    package let tenantKey: String
    package let tenantKind: TenantKind
    package let tenantName: String
    /// The operator has suspended the tenant: nobody acts for it.
    package let isTenantSuspended: Bool
    package let officer: OfficerID
    package let role: OfficerRole
    package let scope: OfficerScope
}

/// An officer at work, with the part of the tenant that the officer sees written out.
package struct ActingOfficer: Hashable, Sendable {
    package let officer: AccountOfficer
    package let part: VisiblePart

    /// Who acts, for a request in a browser.
    package func context(requestID: String? = nil) -> TenantContext {
        context(actor: .officer(officer.officer), role: officer.role, requestID: requestID)
    }

    func context(actor: TenantContext.Actor, role: OfficerRole, requestID: String?) -> TenantContext {
        TenantContext(tenant: officer.tenant, actor: actor, role: role, part: part, requestID: requestID)
    }
}
