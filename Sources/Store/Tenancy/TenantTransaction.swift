import Postgres
package import Programme

/// One transaction for one tenant. It exists only inside the closure that it is handed to, is not Sendable, and every use after
/// the closure's end throws. The repositories are reached through it: `tx.members`, `tx.branches` ...
package final class TenantTransaction {
    /// Who acts, and for whom.
    package let context: TenantContext
    let transaction: PostgresTransaction
    /// Makes tokens of citizen IDs that are written; nil where there is none: then members have none.
    let personKey: PersonKey?

    init(context: TenantContext, transaction: PostgresTransaction, personKey: PersonKey?) {
        self.context = context
        self.transaction = transaction
        self.personKey = personKey
    }

    /// The tenant: every statement names it besides the policies, so that plans stay local to it.
    package var tenant: TenantID { context.tenant }
}
