internal import Crypto
internal import Foundation
internal import Programme
package import Store

/// Lets people and programs in: what they show is hashed or unsealed here and compared in the database, which knows no
/// secret.
///
///     password -> right -> session (-> code owed -> code right -> session under a new token) -> tenant chosen -> at work
///
/// A failed try costs time, counted by name and by source; the two steps count apart.
package struct Doorkeeper: Sendable {
    let identity: IdentityDatabase
    let hasher: PasswordHasher
    let keys: ServerKeys
    let policy: SignInPolicy

    /// - Parameter hasher: one for the process.
    package init(
        identity: IdentityDatabase,
        keys: ServerKeys,
        hasher: PasswordHasher = PasswordHasher(),
        policy: SignInPolicy = SignInPolicy()
    ) {
        self.identity = identity
        self.keys = keys
        self.hasher = hasher
        self.policy = policy
    }

    /// Who holds a credential now; nil if nobody does.
    /// - Throws: `PostgresError`.
    package func authenticate(_ credential: Credential, _ request: WebRequest) async throws -> Principal? {
        let hash = credential.token.hash
        if credential.token.kind == .api {
            return try await identity.resolve(token: hash).map { Principal($0, requestID: request.id) }
        }
        return try await identity.resolve(session: hash, idleLimit: policy.idleLimit).map {
            Principal($0, policy, requestID: request.id)
        }
    }

    /// Whose failures are counted. Keyed, because addresses are few enough to be tried out.
    func subject(_ kind: String, _ name: String, _ rule: SignInSubject.Rule) -> SignInSubject {
        let text = Data("\(kind) \(name)".utf8)
        let code = Array(HMAC<SHA256>.authenticationCode(for: text, using: keys.key(for: .attempts)))
        return SignInSubject(hash: SecretHash(exactly: code), rule: rule)
    }

    /// Where a request came from, as failures count it.
    func source(of request: WebRequest) -> SignInSubject {
        subject("source", request.client?.network.description ?? "local", .source)
    }

    /// What binds an account's sealed secret to the account.
    static func record(of account: AccountID) -> String { "totp \(account)" }
}

extension SecretToken {
    /// The digest as the database compares it.
    package var hash: SecretHash { SecretHash(exactly: Array(digest)) }
}

extension SecretHash {
    /// The hash with these bytes, which are those of a SHA-256 or an HMAC with it, and so always 32.
    init(exactly bytes: [UInt8]) {
        let whole = bytes.prefix(SecretHash.sizeBytes)
        let filled = whole + Array(repeating: 0, count: SecretHash.sizeBytes - whole.count)
        guard let hash = SecretHash(filled) else { preconditionFailure("32 bytes are a hash") }
        self = hash
    }
}

extension Principal {
    fileprivate init(_ token: ResolvedAPIToken, requestID: String) {
        var work = Work.city
        var officer: AccountOfficer?
        if case .officer(let acting) = token.acting, let context = token.context(requestID: requestID) {
            officer = acting.officer
            work = .tenant(context, name: acting.officer.tenantName)
        }
        self.init(
            account: token.account,
            holder: .token(token.id, scopes: token.scopes),
            displayName: officer?.tenantName ?? CityWords.city.vietnamese,
            work: work,
            secondFactor: .settled,
            officers: officer.map { [$0] } ?? [],
            seesCity: officer == nil,
            isSteward: token.isSteward
        )
    }

    fileprivate init(_ session: ResolvedSession, _ policy: SignInPolicy, requestID: String) {
        var work = Work.nowhere
        var mustHaveApp = false
        switch session.acting {
        case .officer(let acting):
            work = .tenant(acting.context(requestID: requestID), name: acting.officer.tenantName)
            mustHaveApp = acting.officer.role == .administrator
        case .city: (work, mustHaveApp) = (.city, true)
        case .nowhere, .suspended: break
        }
        var secondFactor = SecondFactor.settled
        if session.account.hasSecondFactor {
            secondFactor = session.isSecondFactorPassed ? .settled : .owed
        } else if policy.wantsSecondFactorOfAdministrators, mustHaveApp {
            secondFactor = .unset
        }
        self.init(
            account: session.account.id,
            holder: .session(session.id),
            displayName: session.account.displayName,
            work: work,
            secondFactor: secondFactor,
            officers: session.officers,
            seesCity: session.seesCity,
            isSteward: session.isSteward
        )
    }
}
