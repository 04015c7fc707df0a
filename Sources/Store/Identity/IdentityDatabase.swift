package import Postgres
import Programme

/// Who may sign in: accounts, invitations, sessions, tokens, failed attempts. Works on a pool of `hoctap_auth`'s, which sees no
/// member, and of the tenants only those for which the account works that a transaction names.
///
/// The room knows no password, secret or token: it is given hashes and sealed secrets, and compares.
///
/// An officer is made in three steps, since no role may write both accounts and officers: `account(forLogin:...)`, then
/// `tx.officers.insert`, then `invite`. What stops half-way does no harm: an account without a password opens nothing,
/// and each step can be taken again.
package struct IdentityDatabase: Sendable {
    let pool: PostgresPool

    /// The database behind a pool of `hoctap_auth`'s.
    package init(pool: PostgresPool) { self.pool = pool }

    /// The settings under which the policies show an account's own officers, tenants and branches.
    static func settings(_ account: AccountID) -> PostgresSettings { ["app.account_id": account.description] }
}
