import Postgres
package import Programme

extension AdminDatabase {
    /// All tenants by key, with how much each keeps.
    package func tenants() async throws -> [TenantSummary] {
        try await pool.transaction(.init(isolation: .repeatableRead, readOnly: true)) { transaction in
            let tenants = try await transaction.query(Self.everyTenant).decode(Tenant.self)
            let counts = try await forEach(tenants.map(\.id), in: transaction) { tenant in
                """
                -- AdminDatabase.tenants
                select
                    (select count(*) from app.officers where tenant_id = \(tenant) and state = 'active'),
                    (select count(*) from app.branches where tenant_id = \(tenant)),
                    (select count(*) from app.members where tenant_id = \(tenant) and state = 'active')
                """
            }
            return try zip(tenants, counts).map { tenant, counts in
                guard let row = counts.first else { throw StoreError.notFound }
                let (officers, branches, members) = try row.decode((Int, Int, Int).self)
                return TenantSummary(tenant: tenant, officers: officers, branches: branches, members: members)
            }
        }
    }

    /// One tenant, by its key.
    ///
    /// - Throws: `StoreError.notFound`.
    package func tenant(key: String) async throws -> Tenant {
        let rows = try await pool.query(
            """
            -- AdminDatabase.tenant
            select id, key, kind, name, area_id, state, created_at, version
            from app.tenants
            where key = \(key)
            """
        )
        guard let tenant = try rows.decode(Tenant.self).first else { throw StoreError.notFound }
        return tenant
    }

    /// Sets a tenant up.
    ///
    /// - Throws: `StoreError.refused`: `.tenantKeyTaken`, also for a key of another shape; `.areaUnknown`, also where a ward has
    ///   no area or an organisation has one.
    package func insertTenant(_ draft: TenantDraft) async throws -> Tenant {
        try await inTenant(TenantID.next()) { tx in
            let rows = try await tx.run(
                [
                    """
                    -- AdminDatabase.insertTenant
                    insert into app.tenants (id, key, kind, name, area_id)
                    values (\(tx.tenant), \(draft.key), \(draft.kind.rawValue), \(draft.name), \(draft.area))
                    returning id, key, kind, name, area_id, state, created_at, version
                    """,
                    tx.auditLine(.tenantAdd, subjects: [tx.tenant.uuid]),
                ],
                refusing: Self.tenantRefusals
            )
            guard let tenant = try rows[0].decode(Tenant.self).first else { throw StoreError.notFound }
            return tenant
        }
    }

    /// Constraints of a tenant's row, and what they mean to whoever wrote it.
    static let tenantRefusals: [String: StoreRefusal] = [
        "tenants_key_unique": .tenantKeyTaken, "tenants_key_shape": .tenantKeyTaken, "tenants_area_fkey": .areaUnknown,
        "tenants_area_of_ward": .areaUnknown,
    ]

    /// Gives a tenant another name. The key stays.
    ///
    /// - Throws: `StoreError.notFound`.
    package func renameTenant(_ tenant: TenantID, to name: String) async throws -> Tenant {
        try await update(tenant, .tenantRename, field: "name") { tx in
            """
            -- AdminDatabase.renameTenant
            update app.tenants
            set name = \(name), version = version + 1
            where id = \(tx.tenant)
            returning id, key, kind, name, area_id, state, created_at, version
            """
        }
    }

    /// From now on nobody acts for the tenant; what it keeps stays as it is. Open sessions find it suspended at their next
    /// request.
    ///
    /// - Throws: `StoreError.notFound`.
    package func suspendTenant(_ tenant: TenantID) async throws -> Tenant {
        try await update(tenant, .tenantSuspend, field: "state") { tx in
            """
            -- AdminDatabase.suspendTenant
            update app.tenants
            set state = 'suspended', version = version + 1
            where id = \(tx.tenant)
            returning id, key, kind, name, area_id, state, created_at, version
            """
        }
    }

    /// Officers act for the tenant again.
    ///
    /// - Throws: `StoreError.notFound`.
    package func resumeTenant(_ tenant: TenantID) async throws -> Tenant {
        try await update(tenant, .tenantResume, field: "state") { tx in
            """
            -- AdminDatabase.resumeTenant
            update app.tenants
            set state = 'active', version = version + 1
            where id = \(tx.tenant)
            returning id, key, kind, name, area_id, state, created_at, version
            """
        }
    }

    private func update(
        _ tenant: TenantID,
        _ action: AuditAction,
        field: String,
        _ statement: (TenantTransaction) -> PostgresQuery
    ) async throws -> Tenant {
        try await inTenant(tenant) { tx in
            let rows = try await tx.transaction.query(statement(tx))
            guard let changed = try rows.decode(Tenant.self).first else { throw StoreError.notFound }
            _ = try await tx.transaction.query(
                tx.auditLine(action, subjects: [tenant.uuid], fields: [field])
            )
            return changed
        }
    }
}
