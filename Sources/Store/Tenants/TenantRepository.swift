import Postgres
import Programme

/// The tenant as it sees itself. What changes it is the operator's: `AdminDatabase`.
package struct TenantRepository {
    let tx: TenantTransaction

    /// The tenant for which the transaction acts.
    ///
    /// - Throws: `StoreError.notFound` for one that was removed.
    package var own: Tenant {
        get async throws {
            let rows = try await tx.transaction.query(
                """
                -- TenantRepository.own
                select id, key, kind, name, area_id, state, created_at, version
                from app.tenants
                where id = \(tx.tenant)
                """
            )
            guard let tenant = try rows.decode(Tenant.self).first else { throw StoreError.notFound }
            return tenant
        }
    }
}

extension TenantTransaction {
    /// The tenant itself.
    package var tenants: TenantRepository { TenantRepository(tx: self) }
}
