import Postgres
import Programme

extension AdminDatabase {
    /// While a tenant is removed: the tasks that others have set it become their own again, so that none is nobody's.
    func takeTasksBack(
        from assignee: TenantID,
        leaving: [TenantID],
        in transaction: PostgresTransaction
    ) async throws {
        let tenants = try await transaction.query(Self.everyTenant).decode(Tenant.self).map(\.id)
        let others = tenants.filter { !leaving.contains($0) }
        _ = try await forEach(others, in: transaction) { owner in
            """
            -- AdminDatabase.takeTasksBack
            update app.plan_tasks
            set assigned_id = tenant_id, version = version + 1
            where tenant_id = \(owner)
                and assigned_id = \(assignee)
            """
        }
    }
}
