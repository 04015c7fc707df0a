import Postgres
package import Programme

/// What is, or was, kept of a tenant.
package struct TenantRemoval: Hashable, Sendable {
    /// One table, with its rows before and after.
    package struct Table: Hashable, Sendable {
        /// `app.members`.
        package let name: String
        package let rowsBefore: Int
        /// As many as before in a dry run, else none.
        package let rowsLeft: Int
    }

    package let tenant: Tenant
    /// Every table that keeps something of tenants, whether or not of this one.
    package let tables: [Table]
    /// Officers of this tenant and of no other, who never saw the city: their accounts are left, and can be removed
    /// (`removeAccounts`).
    package let accountsLeft: [AccountID]
}

extension AdminDatabase {
    /// Removes everything of a tenant, its audit included, in one transaction; or with `dryRun` counts it and changes nothing.
    /// That nothing is left is counted before the transaction is committed, in every table that the catalogue says names
    /// tenants. What members of other tenants learned in its classes stays with them, as learning done elsewhere; what it was to
    /// do for others is theirs to do again.
    ///
    /// Backups still have it until they are thrown away.
    ///
    /// - Throws: `StoreError.notFound`.
    package func removeTenant(_ tenant: TenantID, dryRun: Bool) async throws -> TenantRemoval {
        guard let removal = try await removeTenants([tenant], dryRun: dryRun).first else { throw StoreError.notFound }
        return removal
    }

    /// The same of several, all or none, whatever their rows have to do with each other.
    ///
    /// - Returns: what was kept of each, in the order of `tenants`.
    package func removeTenants(_ tenants: [TenantID], dryRun: Bool) async throws -> [TenantRemoval] {
        guard let first = tenants.first else { return [] }
        return try await inTenant(first) { tx in
            let catalogue = try await TenantCatalogue.read(in: tx.transaction)
            let accounts = try await accounts(ofNoneBut: tenants, in: tx.transaction)
            var found: [(own: Tenant, rows: [Int])] = []
            for tenant in tenants {
                _ = try await tx.transaction.query(Self.enter(tenant))
                let own = try await lock(tenant, in: tx.transaction)
                found.append((own, try await count(catalogue.tables, of: tenant, in: tx.transaction)))
            }
            if !dryRun {
                for tenant in tenants {
                    try await keepGuests(of: tenant, leaving: tenants, in: tx.transaction)
                    try await takeTasksBack(from: tenant, leaving: tenants, in: tx.transaction)
                    try await forgetSubjects(of: tenant, leaving: tenants, in: tx.transaction)
                }
                // What refers to others goes first.
                for table in catalogue.tables.reversed() {
                    for tenant in tenants { try await empty(table, of: tenant, in: tx.transaction) }
                }
            }
            var removals: [TenantRemoval] = []
            for ((own, before), accounts) in zip(found, accounts) {
                var left = before
                if !dryRun {
                    _ = try await tx.transaction.query(Self.enter(own.id))
                    left = try await count(catalogue.tables, of: own.id, in: tx.transaction)
                }
                let tables = zip(catalogue.tables, zip(before, left)).map { table, rows in
                    TenantRemoval.Table(name: table.title, rowsBefore: rows.0, rowsLeft: rows.1)
                }
                removals.append(TenantRemoval(tenant: own, tables: tables, accountsLeft: accounts))
            }
            return removals
        }
    }

    private func empty(
        _ table: TenantCatalogue.Table,
        of tenant: TenantID,
        in transaction: PostgresTransaction
    ) async throws {
        let deletion: PostgresQuery = """
            -- AdminDatabase.removeTenant
            delete from \(raw: table.quoted)
            where \(identifier: table.tenantColumn) = \(tenant)
            """
        _ = try await transaction.batch([Self.enter(tenant), deletion], timeout: Self.archiveTimeout)
    }

    private func lock(_ tenant: TenantID, in transaction: PostgresTransaction) async throws -> Tenant {
        let rows = try await transaction.query(
            """
            -- AdminDatabase.removeTenant: lock
            select id, key, kind, name, area_id, state, created_at, version
            from app.tenants
            where id = \(tenant)
            for update
            """
        )
        guard let own = try rows.decode(Tenant.self).first else { throw StoreError.notFound }
        return own
    }

    private func count(
        _ tables: [TenantCatalogue.Table],
        of tenant: TenantID,
        in transaction: PostgresTransaction
    ) async throws -> [Int] {
        let results = try await transaction.batch(
            tables.map { table in
                """
                -- AdminDatabase.removeTenant: count
                select count(*)
                from \(raw: table.quoted)
                where \(identifier: table.tenantColumn) = \(tenant)
                """
            },
            timeout: Self.archiveTimeout
        )
        return try results.map { try $0.value(Int.self) }
    }

    /// Of each of the tenants, the accounts of its officers that no tenant has which stays, and that never saw the city.
    private func accounts(
        ofNoneBut leaving: [TenantID],
        in transaction: PostgresTransaction
    ) async throws -> [[AccountID]] {
        let tenants = try await transaction.query(Self.everyTenant).decode(Tenant.self).map(\.id)
        let staying = tenants.filter { !leaving.contains($0) }
        let accounts = try await forEach(leaving + staying, in: transaction) { tenant in
            """
            -- AdminDatabase.removeTenant: accounts
            select account_id
            from app.officers
            where tenant_id = \(tenant)
            """
        }.map { Set(try $0.decode(AccountID.self)) }
        let viewers = try await transaction.query(
            "-- AdminDatabase.removeTenant: viewers\nselect account_id from identity.city_viewers"
        ).decode(AccountID.self)
        let kept = accounts.dropFirst(leaving.count).reduce(into: Set(viewers)) { $0.formUnion($1) }
        return accounts.prefix(leaving.count).map { $0.subtracting(kept).sorted() }
    }
}
