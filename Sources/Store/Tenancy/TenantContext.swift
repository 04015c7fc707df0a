package import Programme

/// Who acts, for which tenant, and what part of it the database lets them see. Made from a session, a token or an operator's
/// command; never from what a request says about itself.
package struct TenantContext: Hashable, Sendable {
    /// Who acts.
    package enum Actor: Hashable, Sendable {
        /// An officer, in a browser.
        case officer(OfficerID)
        /// A program with an officer's token.
        case program(OfficerID)
        /// The operator, with a command; sees the whole tenant.
        case `operator`
    }

    package let tenant: TenantID
    package let actor: Actor
    package let role: OfficerRole
    package let part: VisiblePart
    /// Which request it is, for the audit; at most 64 characters are kept.
    package let requestID: String?

    /// A context of these parts.
    package init(
        tenant: TenantID,
        actor: Actor,
        role: OfficerRole,
        part: VisiblePart = .wholeTenant,
        requestID: String? = nil
    ) {
        self.tenant = tenant
        self.actor = actor
        self.role = role
        self.part = part
        self.requestID = requestID.map { String($0.prefix(64)) }
    }

    /// The operator at work in a tenant. For `hoctap_admin`'s pool: no other role is shown a tenant without an officer.
    package static func `operator`(in tenant: TenantID, requestID: String? = nil) -> TenantContext {
        TenantContext(tenant: tenant, actor: .operator, role: .administrator, requestID: requestID)
    }

    /// The officer who acts or whose token acts; nil for the operator.
    package var officer: OfficerID? {
        switch actor {
        case .officer(let officer), .program(let officer): officer
        case .operator: nil
        }
    }
}
