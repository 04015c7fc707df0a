internal import Foundation
internal import Programme
internal import Store

extension Doorkeeper {
    /// An app that is being set up.
    struct Enrolment: Sendable {
        let password: OneTimePassword
        let login: String
    }

    /// The secret that a person is to put into an app: the one that was begun, or a new one. Nil if the account has an
    /// app.
    /// - Throws: `PostgresError`.
    func enrolment(of account: AccountID) async throws -> Enrolment? {
        guard let credentials = try await identity.credentials(account: account) else { throw Problem(.notSignedIn) }
        let login = credentials.account.login
        switch credentials.secondFactor {
        case .confirmed: return nil
        case .enrolling(let sealed):
            // One that was sealed with a key that is gone is made anew.
            let secret = try? Sealed(bytes: Data(sealed)).open(for: Self.record(of: account), keys: keys)
            if let secret { return Enrolment(password: OneTimePassword(secret: secret), login: login) }
        case .none: break
        }
        let password = OneTimePassword()
        let sealed = try Sealed(password.secret, for: Self.record(of: account), keys: keys)
        guard try await identity.beginSecondFactor(account, sealedSecret: Array(sealed.bytes)) else { return nil }
        return Enrolment(password: password, login: login)
    }

    /// The first code of an app that is being set up.
    /// - Returns: the codes on paper, which are shown once; nil if the code is not right.
    func confirmEnrolment(_ typed: String, _ principal: Principal) async throws -> [RecoveryCode]? {
        let account = principal.account
        guard case .enrolling(let sealed)? = try await identity.credentials(account: account)?.secondFactor else {
            return nil
        }
        let secret = try Sealed(bytes: Data(sealed)).open(for: Self.record(of: account), keys: keys)
        guard let step = OneTimePassword(secret: secret).step(of: typed, at: Date(), after: nil) else { return nil }
        let codes = RecoveryCode.several()
        let isConfirmed = try await identity.confirmSecondFactor(
            account,
            sealedSecret: sealed,
            step: step,
            recoveryCodes: hashes(of: codes, account)
        )
        return isConfirmed ? codes : nil
    }

    /// New codes on paper; the old ones are worth nothing.
    func renewRecoveryCodes(_ account: AccountID) async throws -> [RecoveryCode] {
        let codes = RecoveryCode.several()
        try await identity.replaceRecoveryCodes(account, by: hashes(of: codes, account))
        return codes
    }

    private func hashes(of codes: [RecoveryCode], _ account: AccountID) -> [SecretHash] {
        codes.map { SecretHash(exactly: Array($0.digest(account: account.description, keys: keys))) }
    }
}
