package import Postgres
import Programme

/// What the operator does, with commands: tenants set up, suspended, copied and removed; officers added who cannot add
/// themselves; accounts helped and ended. Works on a pool of `hoctap_admin`'s, which reads no password, secret or token.
///
/// Every act leaves a line in the audit of the tenant that it touches, in the same transaction. What touches an account leaves
/// one in each of its tenants.
package struct AdminDatabase: Sendable {
    let pool: PostgresPool
    /// Names the command's run in the audit; at most 64 characters are kept.
    package let requestID: String?
    /// Makes tokens of citizen IDs that are written; nil where there is none.
    let personKey: PersonKey?

    /// The database behind a pool of `hoctap_admin`'s.
    package init(pool: PostgresPool, requestID: String? = nil, personKey: PersonKey? = nil) {
        self.pool = pool
        self.personKey = personKey
        self.requestID = requestID.map { String($0.prefix(64)) }
    }

    /// Runs `body` in one transaction for a tenant.
    func inTenant<Result>(
        _ tenant: TenantID,
        _ options: PostgresTransactionOptions = PostgresTransactionOptions(),
        _ body: (TenantTransaction) async throws -> Result
    ) async throws -> Result {
        let context = TenantContext.operator(in: tenant, requestID: requestID)
        return try await pool.transaction(options, settings: context.settings(for: .write)) { transaction in
            try await body(TenantTransaction(context: context, transaction: transaction, personKey: personKey))
        }
    }

    /// One statement for each tenant in one transaction: what is the operator's to know of all of them, such as counts. The
    /// policies show one tenant at a time.
    ///
    /// - Returns: what each said, in the order of `tenants`.
    func forEach(
        _ tenants: [TenantID],
        in transaction: PostgresTransaction,
        _ query: (TenantID) -> PostgresQuery
    ) async throws -> [PostgresRows] {
        var results: [PostgresRows] = []
        for start in stride(from: 0, to: tenants.count, by: Self.tenantsAtOnce) {
            let some = tenants[start..<min(start + Self.tenantsAtOnce, tenants.count)]
            let batch = some.flatMap { tenant -> [PostgresQuery] in
                [Self.enter(tenant), query(tenant)]
            }
            let rows = try await transaction.batch(batch)
            results += rows.enumerated().filter { $0.offset % 2 == 1 }.map(\.element)
        }
        return results
    }

    /// Goes on as the operator at work in another tenant, in the transaction that is open.
    static func enter(_ tenant: TenantID) -> PostgresQuery {
        """
        -- AdminDatabase.enter
        select set_config('app.tenant_id', \(tenant.description), true)
        """
    }

    /// Every tenant, by key.
    static var everyTenant: PostgresQuery {
        """
        -- AdminDatabase.everyTenant
        select id, key, kind, name, area_id, state, created_at, version
        from app.tenants
        order by key
        """
    }

    /// So that a batch stays small in memory.
    private static let tenantsAtOnce = 100
}
