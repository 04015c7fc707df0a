import Foundation
import Postgres
import Programme

extension AdminDatabase {
    /// Puts an archive back, into a database of the same version of the schema that has no such tenant: all of it, or nothing.
    /// Rows are as they were; only areas, centres and topics take the identity that this database knows them by, a room that it does
    /// not know is left out, where it does not know the class in which members were guests they have learned elsewhere, and
    /// the audit has one line more, and persons' tokens are made with this installation's key. Accounts that are not there are made without a password: their owners need new links.
    ///
    /// - Parameter schemaVersion: of this database, as the room Schema reads it.
    /// - Throws: `StoreError.refused`: `.archiveUnreadable`, `.archiveAreaUnknown`, `.tenantKeyTaken`, `.loginTaken`;
    ///   Foundation's errors of the folder; `PostgresError` for rows that the database refuses.
    package func restoreTenant(from path: String, schemaVersion: Int) async throws -> Tenant {
        let folder = TenantArchiveFolder(path: path)
        let manifest = try folder.readManifest()
        guard manifest.schemaVersion == schemaVersion else { throw StoreError.refused(.archiveUnreadable) }
        return try await inTenant(manifest.tenant) { tx in
            let tables = try await TenantCatalogue.read(in: tx.transaction).ownTables
            try manifest.check(against: tables)
            _ = try await tx.transaction.query(Self.archiveSettings)
            try await refuseTaken(manifest, in: tx.transaction)
            for name in TenantArchiveManifest.shared {
                try await loadShared(name, manifest, from: folder, in: tx.transaction)
            }
            try await restoreAccounts(manifest, from: folder, in: tx.transaction)
            var loaded: [LoadingTable] = []
            for table in tables { loaded.append(try await load(table, manifest, from: folder, in: tx.transaction)) }
            let (visited, visitedColumns) = (TenantArchiveManifest.visited, TenantArchiveManifest.visitedColumns)
            try await load(visited, columns: visitedColumns, manifest, from: folder, in: tx.transaction)
            try await settleVisits(of: tx.tenant, in: tx.transaction)
            for (table, rows) in zip(tables, loaded) { _ = try await rows.insert(into: table) }
            try await tx.makeAllTokens()
            _ = try await tx.transaction.query(
                tx.auditLine(.tenantRestore, subjects: [tx.tenant.uuid])
            )
            return try await tx.tenants.own
        }
    }

    private func refuseTaken(_ manifest: TenantArchiveManifest, in transaction: PostgresTransaction) async throws {
        let isTaken = try await transaction.query(
            """
            -- AdminDatabase.restoreTenant: taken
            select exists (select from app.tenants where id = \(manifest.tenant) or key = \(manifest.key))
            """
        ).value(Bool.self)
        if isTaken { throw StoreError.refused(.tenantKeyTaken) }
    }

    /// Leaves a table of what the archive names of a shared table.
    private func loadShared(
        _ name: String,
        _ manifest: TenantArchiveManifest,
        from folder: TenantArchiveFolder,
        in transaction: PostgresTransaction
    ) async throws {
        try await load(name, columns: TenantArchiveManifest.sharedColumns, manifest, from: folder, in: transaction)
        let loaded = PostgresQuery.quoted(identifier: Self.loadedName(name))
        let unknown: PostgresQuery = """
            -- AdminDatabase.restoreTenant: shared
            select count(*)
            from pg_temp.\(raw: loaded) archived
            where not exists (select from \(raw: name) known where known.key = archived.key)
            """
        guard try await transaction.query(unknown).value(Int.self) > 0 else { return }
        throw StoreError.refused(name == "app.areas" ? .archiveAreaUnknown : .archiveCentreUnknown)
    }

    private func restoreAccounts(
        _ manifest: TenantArchiveManifest,
        from folder: TenantArchiveFolder,
        in transaction: PostgresTransaction
    ) async throws {
        let name = TenantArchiveManifest.accounts
        try await load(name, columns: TenantArchiveManifest.accountColumns, manifest, from: folder, in: transaction)
        // A name that belongs to somebody else here would hand them this tenant.
        let results = try await transaction.batch([
            """
            -- AdminDatabase.restoreTenant: logins
            select exists (
                select from pg_temp."archive_identity.accounts" archived
                join identity.accounts on accounts.login = archived.login and accounts.id <> archived.id
                    or accounts.id = archived.id and accounts.login <> archived.login
            )
            """,
            """
            -- AdminDatabase.restoreTenant: accounts
            insert into identity.accounts (id, login, display_name, language)
            select id, login, display_name, language
            from pg_temp."archive_identity.accounts"
            on conflict do nothing
            """,
        ])
        if try results[0].value(Bool.self) { throw StoreError.refused(.loginTaken) }
    }

    /// Reads a table of the tenant's, and has it name what is shared as this database does.
    private func load(
        _ table: TenantCatalogue.Table,
        _ manifest: TenantArchiveManifest,
        from folder: TenantArchiveFolder,
        in transaction: PostgresTransaction
    ) async throws -> LoadingTable {
        let columns = table.columns.map { ($0.name, $0.type) }
        let loaded = try await load(table.title, columns: columns, manifest, from: folder, in: transaction)
        for column in table.columns {
            guard let shared = column.shared else { continue }
            let name = PostgresQuery.quoted(identifier: column.name)
            let archived = PostgresQuery.quoted(identifier: Self.loadedName(shared))
            let mapping: PostgresQuery =
                TenantArchiveManifest.shared.contains(shared)
                ? """
                -- AdminDatabase.restoreTenant: shared
                update \(raw: loaded.quoted) loaded
                set \(raw: name) = known.id
                from pg_temp.\(raw: archived) archived
                join \(raw: shared) known on known.key = archived.key
                where archived.id = loaded.\(raw: name) and known.id <> archived.id
                """
                : """
                -- AdminDatabase.restoreTenant: rooms
                update \(raw: loaded.quoted) loaded
                set \(raw: name) = null
                where not exists (select from \(raw: shared) known where known.id = loaded.\(raw: name))
                """
            _ = try await transaction.query(mapping, timeout: Self.archiveTimeout)
        }
        return loaded
    }

    /// Reads a file into a table that is gone with the transaction.
    @discardableResult
    private func load(
        _ name: String,
        columns: [(String, String)],
        _ manifest: TenantArchiveManifest,
        from folder: TenantArchiveFolder,
        in transaction: PostgresTransaction
    ) async throws -> LoadingTable {
        let loaded = try await LoadingTable(Self.loadedName(name), columns: columns, in: transaction)
        let file = try folder.open(name)
        defer { try? file.close() }
        let rows = try await loaded.copy(csv: { try file.read(upToCount: TenantArchiveFolder.chunkBytes) })
        guard rows == manifest.tables.first(where: { $0.name == name })?.rows else {
            throw StoreError.refused(.archiveUnreadable)
        }
        return loaded
    }

    static func loadedName(_ table: String) -> String { "archive_\(table)" }
}

extension TenantArchiveManifest {
    /// - Throws: `StoreError.refused(.archiveUnreadable)` unless it has exactly these tables and columns.
    func check(against catalogue: [TenantCatalogue.Table]) throws(StoreError) {
        var expected = Dictionary(
            catalogue.map { ($0.title, $0.columns.map { "\($0.name) \($0.type)" }) },
            uniquingKeysWith: { first, _ in first }
        )
        for (name, columns) in Self.extras {
            expected[name] = columns.map { "\($0) \($1)" }
        }
        let found = Dictionary(
            tables.map { ($0.name, zip($0.columns, $0.types).map { "\($0) \($1)" }) },
            uniquingKeysWith: { first, _ in first }
        )
        guard found == expected, tables.count == expected.count else { throw .refused(.archiveUnreadable) }
    }
}
