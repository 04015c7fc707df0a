import Postgres
import Programme

extension AdminDatabase {
    /// Before a ward is removed: takes from the others' records what points to its own, clans to which their households belong and
    /// what their subjects became.
    func forgetSubjects(of ward: TenantID, leaving: [TenantID], in transaction: PostgresTransaction) async throws {
        let tenants = try await transaction.query(Self.everyTenant).decode(Tenant.self).map(\.id)
        let others = tenants.filter { !leaving.contains($0) }
        _ = try await forEach(others, in: transaction) { tenant in
            """
            -- AdminDatabase.forgetSubjects: clans
            delete from app.clan_households
            where tenant_id = \(tenant)
                and clan_tenant_id = \(ward)
            """
        }
        _ = try await forEach(others, in: transaction) { tenant in
            """
            -- AdminDatabase.forgetSubjects: successions
            delete from app.subject_successions
            where tenant_id = \(tenant)
                and to_tenant_id = \(ward)
            """
        }
    }
}
