internal import Foundation
internal import Programme
internal import Store

extension Doorkeeper {
    /// What became of a name and a password.
    enum Entry: Sendable {
        /// Name or password is wrong, or the account is disabled: which, is not said.
        case wrong
        /// Too many failures: not before this time has passed.
        case delayed(Duration)
        /// In. The token is the session's, and is shown to nobody but the browser.
        case open(SecretToken, Account, owesCode: Bool)
    }

    /// Looks at a name and a password.
    /// - Throws: `PasswordHasher.Busy`, `PostgresError`.
    func signIn(login: String, password: String, _ request: WebRequest) async throws -> Entry {
        let name = Account.login(login)
        let account = subject("login", name ?? String(login.prefix(100)).lowercased(), .account)
        let source = source(of: request)
        if case .delayed(let wait) = try await identity.admitSignIn([account, source]) { return .delayed(wait) }
        let isPossible = password.utf8.count <= 4 * PasswordRule.maximumBytes
        let found = try await identity.credentials(login: login)
        let isOpen = isPossible && found?.account.isDisabled == false
        let verdict = try await hasher.verify(isPossible ? password : "", against: isOpen ? found?.passwordHash : nil)
        guard let found, let old = found.passwordHash, verdict != .wrong else { return .wrong }
        if case .rightAndRehashed(let new) = verdict {
            _ = try await identity.rehashPassword(found.account.id, from: old, to: new)
        }
        try await identity.signInSucceeded(account: account, source: source)
        let token = SecretToken(.session)
        let draft = SessionDraft(
            account: found.account.id,
            tokenHash: token.hash,
            device: DeviceName.words(for: request.headers[.userAgent] ?? ""),
            isSecondFactorPassed: !found.account.hasSecondFactor,
            lifetime: policy.sessionLifetime
        )
        _ = try await identity.insertSession(draft)
        return .open(token, found.account, owesCode: found.account.hasSecondFactor)
    }

    /// What became of a code.
    enum CodeVerdict: Sendable {
        /// Not the code of now, one that was used, or no recovery code.
        case wrong
        /// Too many failures: not before this time has passed.
        case delayed(Duration)
        /// Right: the session goes on under this token, and the old one is worth nothing.
        case right(SecretToken)
    }

    /// Looks at a code from the app, or one of those on paper, for a session that owes it.
    /// - Throws: `PostgresError`, `Sealed.Unreadable` when the server's key is not the one of before.
    func giveCode(_ typed: String, _ principal: Principal, _ request: WebRequest) async throws -> CodeVerdict {
        let session = try principal.session()
        let account = subject("code", principal.account.description, .account)
        let source = source(of: request)
        if case .delayed(let wait) = try await identity.admitSignIn([account, source]) { return .delayed(wait) }
        guard try await useCode(typed, of: principal.account) else { return .wrong }
        try await identity.signInSucceeded(account: account, source: source)
        let token = SecretToken(.session)
        guard try await identity.passSecondFactor(session, newTokenHash: token.hash) else { return .wrong }
        return .right(token)
    }

    /// Uses a code up, if it is one.
    private func useCode(_ typed: String, of account: AccountID) async throws -> Bool {
        guard
            case .confirmed(let sealed, let lastStep)? = try await identity.credentials(account: account)?.secondFactor
        else { return false }
        let secret = try Sealed(bytes: Data(sealed)).open(for: Self.record(of: account), keys: keys)
        if let step = OneTimePassword(secret: secret).step(of: typed, at: Date(), after: lastStep) {
            return try await identity.useSecondFactor(account, step: step)
        }
        guard let code = RecoveryCode(typed) else { return false }
        for digest in code.digests(account: account.description, keys: keys) {
            if try await identity.useRecoveryCode(account, SecretHash(exactly: Array(digest))) { return true }
        }
        return false
    }

    /// Whether this is the account's password: asked again before something that a stolen session must not do.
    /// - Returns: nil when it is; else why not.
    func confirm(password: String, of account: AccountID, _ request: WebRequest) async throws -> Entry? {
        let subject = subject("confirm", account.description, .account)
        let source = source(of: request)
        if case .delayed(let wait) = try await identity.admitSignIn([subject, source]) { return .delayed(wait) }
        let hash = try await identity.credentials(account: account)?.passwordHash
        guard password.utf8.count <= 4 * PasswordRule.maximumBytes,
            try await hasher.verify(password, against: hash) != .wrong
        else { return .wrong }
        try await identity.signInSucceeded(account: subject, source: source)
        return nil
    }
}
