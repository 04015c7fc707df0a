import Postgres
import Programme

extension AdminDatabase {
    /// Removes the stored answers of every tenant that are too old: officers who do not come back leave some.
    ///
    /// - Returns: how many.
    @discardableResult
    package func purgeIdempotencyKeys() async throws -> Int {
        let tenants = try await pool.query(Self.everyTenant).decode(Tenant.self)
        var removed = 0
        for tenant in tenants { removed += try await inTenant(tenant.id) { try await $0.idempotency.purge() } }
        return removed
    }
}
