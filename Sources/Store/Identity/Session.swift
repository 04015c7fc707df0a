package import FoundationEssentials
package import Programme

/// A browser that has just signed in.
package struct SessionDraft: Sendable {
    package let account: AccountID
    package let tokenHash: SecretHash
    /// Browser and system in words, for the owner's list; 200 characters are kept.
    package let device: String
    /// False while a one-time code is still to come.
    package let isSecondFactorPassed: Bool
    /// After this it ends in any case.
    package let lifetime: Duration

    /// A draft of these parts.
    package init(
        account: AccountID,
        tokenHash: SecretHash,
        device: String,
        isSecondFactorPassed: Bool,
        lifetime: Duration
    ) {
        self.account = account
        self.tokenHash = tokenHash
        self.device = String(device.unicodeScalars.prefix(200))
        self.isSecondFactorPassed = isSecondFactorPassed
        self.lifetime = lifetime
    }
}

/// What a cookie stands for, as of now: an officer who was ended, a tenant that was suspended and an account that was disabled
/// show at once.
package struct ResolvedSession: Hashable, Sendable {
    /// For whom the session acts.
    package enum Acting: Hashable, Sendable {
        /// Nothing is chosen, or the account works for it no more.
        case nowhere
        /// The tenant that was chosen is suspended.
        case suspended(AccountOfficer)
        /// An officer at work.
        case officer(ActingOfficer)
        /// Somebody who looks at the city's totals.
        case city
    }

    package let id: SessionID
    package let account: Account
    /// Whether a one-time code was given, where one is asked for.
    package let isSecondFactorPassed: Bool
    package let createdAt: Date
    /// When it ends in any case.
    package let expiresAt: Date
    package let acting: Acting
    /// All tenants for which the account works now, by name.
    package let officers: [AccountOfficer]
    /// Whether the account may look at the city's totals now.
    package let seesCity: Bool
    /// Whether it may keep the city's criteria now.
    package let isSteward: Bool
}

/// A session in its owner's list.
package struct SessionSummary: Hashable, Sendable {
    package let id: SessionID
    package let device: String
    package let createdAt: Date
    /// To the minute.
    package let lastSeenAt: Date
    package let expiresAt: Date
}
