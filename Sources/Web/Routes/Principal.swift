package import Programme
package import Store

/// Who is signed in, by a session's cookie or by a token, as the database said for this very request: what was ended or
/// taken away counts from the next request on.
package struct Principal: Sendable {
    /// By what somebody is signed in.
    package enum Holder: Sendable, Hashable {
        /// A browser.
        case session(SessionID)
        /// A program. It may change something only if its token says so.
        case token(APITokenID, mayWrite: Bool)
    }

    /// The person.
    package let account: AccountID
    /// By what.
    package let holder: Holder
    /// How pages address the person.
    package let displayName: String
    /// For which tenant, in which role, and which part of it is seen; nil until a tenant is chosen.
    package let acting: TenantContext?
    /// What the tenant is called; nil until one is chosen.
    package let tenantName: String?
    /// Whether a code from the app is still owed.
    package let owesSecondFactor: Bool

    /// Who is signed in.
    package init(
        account: AccountID,
        holder: Holder,
        displayName: String,
        acting: TenantContext?,
        tenantName: String?,
        owesSecondFactor: Bool
    ) {
        self.account = account
        self.holder = holder
        self.displayName = displayName
        self.acting = acting
        self.tenantName = tenantName
        self.owesSecondFactor = owesSecondFactor
    }

    /// The tenant's context for a route that wants an officer of a role.
    /// - Throws: `Problem` that says what is missing.
    func context(for role: OfficerRole, isChange: Bool) throws(Problem) -> TenantContext {
        if owesSecondFactor { throw Problem(.secondFactorMissing) }
        if case .token(_, mayWrite: false) = holder, isChange { throw Problem(.forbidden) }
        guard let acting else { throw Problem(.tenantNotChosen) }
        guard acting.role >= role else { throw Problem(.forbidden) }
        return acting
    }
}

/// An officer at work: what handlers of a tenant's routes get.
package struct ActingOfficer: Sendable {
    /// Who is signed in.
    package let principal: Principal
    /// What opens a transaction of the tenant.
    package let context: TenantContext
}
