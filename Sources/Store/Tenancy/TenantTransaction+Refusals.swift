import Postgres

extension TenantTransaction {
    /// Runs statements in one round trip; an error at one of these constraints becomes what it means to the caller. Whatever
    /// is thrown ends the transaction.
    func run(
        _ queries: [PostgresQuery],
        refusing refusals: [String: StoreRefusal] = [:],
        timeout: Duration? = nil
    ) async throws -> [PostgresRows] {
        do {
            return try await transaction.batch(queries, timeout: timeout)
        } catch let error as PostgresError {
            if error.server?.constraint == "closed_years_closed" { throw StoreError.refused(.yearFrozen) }
            if let refusal = error.server?.constraint.flatMap({ refusals[$0] }) { throw StoreError.refused(refusal) }
            if error.sqlState == .insufficientPrivilege, context.role >= .editor, context.part != .wholeTenant {
                throw StoreError.refused(.outsidePart)
            }
            throw error
        }
    }

    /// The same of one statement.
    func run(
        _ query: PostgresQuery,
        refusing refusals: [String: StoreRefusal] = [:],
        timeout: Duration? = nil
    ) async throws -> PostgresRows {
        guard let rows = try await run([query], refusing: refusals, timeout: timeout).first else {
            throw StoreError.notFound
        }
        return rows
    }
}
