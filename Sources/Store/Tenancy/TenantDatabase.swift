package import Postgres

/// The only door to what tenants keep. Every statement goes through a transaction that has said for whom it acts; one that has
/// not is shown nothing and can write nothing, by the database's own policies.
package struct TenantDatabase: Sendable {
    private let pool: PostgresPool
    private let personKey: PersonKey?

    /// The database behind a pool of `hoctap_server`'s or, for the operator, of `hoctap_admin`'s.
    ///
    /// - Parameter personKey: makes tokens of citizen IDs that are written; without it members count as ones whom nobody can
    ///   link across organisations.
    package init(pool: PostgresPool, personKey: PersonKey? = nil) {
        self.pool = pool
        self.personKey = personKey
    }

    /// Runs `body` in a transaction that changes nothing. Reads of persons leave a line in the audit, by the repositories.
    ///
    /// - Throws: what `body` throws, and `PostgresError`.
    package func read<Result>(
        _ context: TenantContext,
        _ body: (TenantTransaction) async throws -> Result
    ) async throws -> Result {
        try await run(context, .read, PostgresTransactionOptions(), body)
    }

    /// The same, with everything as it was when it began, for what is read in many pieces.
    ///
    /// - Throws: what `body` throws, and `PostgresError`.
    package func snapshot<Result>(
        _ context: TenantContext,
        _ body: (TenantTransaction) async throws -> Result
    ) async throws -> Result {
        try await run(context, .read, PostgresTransactionOptions(isolation: .repeatableRead), body)
    }

    /// Runs `body` in a transaction: all that it does, or nothing. It runs again after a deadlock or a serialization failure,
    /// so it must have no other effects.
    ///
    /// - Throws: what `body` throws, and `PostgresError`; `.commitOutcomeUnknown` when nobody can say whether it was done.
    package func write<Result>(
        _ context: TenantContext,
        _ body: (TenantTransaction) async throws -> Result
    ) async throws -> Result {
        try await run(context, .write, PostgresTransactionOptions(retry: .init(attempts: 3)), body)
    }

    private func run<Result>(
        _ context: TenantContext,
        _ access: TenantContext.Access,
        _ options: PostgresTransactionOptions,
        _ body: (TenantTransaction) async throws -> Result
    ) async throws -> Result {
        try await pool.transaction(options, settings: context.settings(for: access)) { transaction in
            try await body(TenantTransaction(context: context, transaction: transaction, personKey: personKey))
        }
    }
}
