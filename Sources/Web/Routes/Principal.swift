package import Programme
package import Store

/// Who is signed in, by a session's cookie or by a token, as the database said for this very request: what was ended or
/// taken away counts from the next request on.
package struct Principal: Sendable {
    /// By what somebody is signed in.
    package enum Holder: Sendable, Hashable {
        /// A browser.
        case session(SessionID)
        /// A program. It may do what its token's scopes say, and no more than its officer may.
        case token(APITokenID, scopes: Set<APITokenScope>)
    }

    /// How it stands with the code from the app.
    package enum SecondFactor: Sendable, Hashable {
        /// Given, or not asked for.
        case settled
        /// The account has an app, and this session has not given its code.
        case owed
        /// The account must have an app and has none.
        case unset
    }

    /// For whom somebody works at the moment: for nobody but this one.
    package enum Work: Sendable {
        /// Nothing is chosen yet.
        case nowhere
        /// A tenant, in a role, with the part of it that is seen; and what it is called.
        case tenant(TenantContext, name: String)
        /// The city, whose totals are looked at.
        case city
    }

    /// The person.
    package let account: AccountID
    /// By what.
    package let holder: Holder
    /// How pages address the person.
    package let displayName: String
    /// For whom.
    package let work: Work
    /// The code from the app.
    package let secondFactor: SecondFactor
    /// All tenants for which the person works; of a program only its own.
    package let officers: [AccountOfficer]
    /// Whether the person may look at the city's totals; of a program, whether it does.
    package let seesCity: Bool
    /// Whether the person may keep the city's criteria.
    package let isSteward: Bool

    /// Somebody of these parts.
    package init(
        account: AccountID,
        holder: Holder,
        displayName: String,
        work: Work,
        secondFactor: SecondFactor,
        officers: [AccountOfficer],
        seesCity: Bool,
        isSteward: Bool = false
    ) {
        self.account = account
        self.holder = holder
        self.displayName = displayName
        self.work = work
        self.secondFactor = secondFactor
        self.officers = officers
        self.seesCity = seesCity
        self.isSteward = isSteward
    }

    /// For which tenant, in which role, and which part of it is seen; nil while none is chosen.
    package var acting: TenantContext? { if case .tenant(let context, _) = work { context } else { nil } }

    /// What the tenant is called; nil while none is chosen.
    package var tenantName: String? { if case .tenant(_, let name) = work { name } else { nil } }

    /// What kind of body the tenant is; nil while none is chosen.
    package var tenantKind: TenantKind? {
        acting.flatMap { acting in officers.first { $0.tenant == acting.tenant }?.tenantKind }
    }

    /// Whether the city's totals are looked at now.
    package var isForCity: Bool { if case .city = work { true } else { false } }

    /// The session.
    /// - Throws: `Problem.forbidden` for a program: what belongs to the person alone is not a program's to change.
    package func session() throws(Problem) -> SessionID {
        guard case .session(let session) = holder else { throw Problem(.forbidden) }
        return session
    }

    /// - Throws: `Problem` if a code is still owed.
    func requireSignedIn() throws(Problem) {
        if secondFactor == .owed { throw Problem(.secondFactorMissing) }
    }

    /// The tenant's context for a route that wants an officer of a role and, of a program, one of these scopes.
    /// - Throws: `Problem` that says what is missing.
    func context(for role: OfficerRole, scopes: [APITokenScope]) throws(Problem) -> TenantContext {
        try requireWholeSignIn()
        if isForCity { throw Problem(.wrongWorkplace) }
        try requireScope(of: scopes)
        guard let acting else { throw Problem(.tenantNotChosen) }
        guard acting.role >= role else { throw Problem(.forbidden) }
        return acting
    }

    /// - Throws: `Problem` that says what is missing, unless the city's totals are looked at.
    func requireCity(scopes: [APITokenScope] = [.readTotals, .read]) throws(Problem) {
        try requireWholeSignIn()
        switch work {
        case .city: try requireScope(of: scopes)
        case .tenant: throw Problem(seesCity ? .wrongWorkplace : .forbidden)
        case .nowhere: throw Problem(.tenantNotChosen)
        }
    }

    /// - Throws: `Problem` that says what is missing, unless the city's totals are looked at by a steward.
    func requireSteward(scopes: [APITokenScope]) throws(Problem) {
        try requireCity(scopes: scopes)
        guard isSteward else { throw Problem(.forbidden) }
    }

    /// A browser has no scopes: its officer's role decides alone.
    /// - Throws: `Problem.scopeMissing` that names the scope.
    private func requireScope(of scopes: [APITokenScope]) throws(Problem) {
        guard case .token(_, let own) = holder, own.isDisjoint(with: scopes) else { return }
        throw Problem(scopeMissing: scopes)
    }

    private func requireWholeSignIn() throws(Problem) {
        try requireSignedIn()
        if secondFactor == .unset { throw Problem(.secondFactorUnset) }
    }
}

/// An officer at work: what handlers of a tenant's routes get.
package struct SignedInOfficer: Sendable {
    /// Who is signed in.
    package let principal: Principal
    /// What opens a transaction of the tenant.
    package let context: TenantContext
}

/// Somebody who looks at the city's totals: what handlers of the city's routes get. It opens no tenant.
package struct SignedInViewer: Sendable {
    /// Who is signed in.
    package let principal: Principal
}
