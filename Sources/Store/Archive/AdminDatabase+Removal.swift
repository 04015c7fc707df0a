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
    /// Officers of this tenant and of no other: their accounts are left, and can be removed (`removeAccounts`).
    package let accountsLeft: [AccountID]
}

extension AdminDatabase {
    /// Removes everything of a tenant, its audit included, in one transaction; or with `dryRun` counts it and changes nothing.
    /// That nothing is left is counted before the transaction is committed, in every table that the catalogue says names
    /// tenants. What members of other tenants learned in its classes stays with them, as learning done elsewhere.
    ///
    /// Backups still have it until they are thrown away.
    ///
    /// - Throws: `StoreError.notFound`.
    package func removeTenant(_ tenant: TenantID, dryRun: Bool) async throws -> TenantRemoval {
        try await inTenant(tenant) { tx in
            let own = try await lock(tx)
            let catalogue = try await TenantCatalogue.read(in: tx.transaction)
            let before = try await count(catalogue.tables, of: tenant, in: tx.transaction)
            let accounts = try await accounts(ofNoneBut: tenant, in: tx.transaction)
            if !dryRun {
                try await keepGuests(of: tenant, in: tx.transaction)
                // What refers to others goes first.
                for table in catalogue.tables.reversed() {
                    let deletion: PostgresQuery = """
                        -- AdminDatabase.removeTenant
                        delete from \(raw: table.quoted)
                        where \(identifier: table.tenantColumn) = \(tenant)
                        """
                    _ = try await tx.transaction.query(deletion, timeout: Self.archiveTimeout)
                }
            }
            let left = dryRun ? before : try await count(catalogue.tables, of: tenant, in: tx.transaction)
            let tables = zip(catalogue.tables, zip(before, left)).map { table, rows in
                TenantRemoval.Table(name: table.title, rowsBefore: rows.0, rowsLeft: rows.1)
            }
            return TenantRemoval(tenant: own, tables: tables, accountsLeft: accounts)
        }
    }

    private func lock(_ tx: TenantTransaction) async throws -> Tenant {
        let rows = try await tx.transaction.query(
            """
            -- AdminDatabase.removeTenant: lock
            select id, key, kind, name, area_id, state, created_at, version
            from app.tenants
            where id = \(tx.tenant)
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

    private func accounts(
        ofNoneBut tenant: TenantID,
        in transaction: PostgresTransaction
    ) async throws -> [AccountID] {
        let tenants = try await transaction.query(Self.everyTenant).decode(Tenant.self).map(\.id)
        let rows = try await forEach([tenant] + tenants.filter { $0 != tenant }, in: transaction) { tenant in
            """
            -- AdminDatabase.removeTenant: accounts
            select account_id
            from app.officers
            where tenant_id = \(tenant)
            """
        }
        _ = try await transaction.query(Self.enter(tenant))
        let accounts = try rows.map { Set(try $0.decode(AccountID.self)) }
        guard let own = accounts.first else { return [] }
        return accounts.dropFirst().reduce(own) { $0.subtracting($1) }.sorted()
    }
}
