import Foundation
import Postgres
import Programme

extension AdminDatabase {
    /// Puts an archive back, into a database of the same version of the schema that has no such tenant: all of it, or nothing.
    /// Rows are as they were; only the areas take the identity that this database knows them by, and the audit has one line
    /// more. Accounts that are not there are made without a password: their owners need new links.
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
            try await restoreAreas(manifest, from: folder, in: tx.transaction)
            try await restoreAccounts(manifest, from: folder, in: tx.transaction)
            for table in tables { try await restore(table, manifest, from: folder, in: tx.transaction) }
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

    /// Leaves a table of the archive's areas and the identities that they have here.
    private func restoreAreas(
        _ manifest: TenantArchiveManifest,
        from folder: TenantArchiveFolder,
        in transaction: PostgresTransaction
    ) async throws {
        let name = TenantArchiveManifest.areas
        try await load(name, columns: TenantArchiveManifest.areaColumns, manifest, from: folder, in: transaction)
        let unknown = try await transaction.query(
            """
            -- AdminDatabase.restoreTenant: areas
            select count(*)
            from pg_temp."archive_app.areas" archived
            where not exists (select from app.areas where areas.key = archived.key)
            """
        ).value(Int.self)
        if unknown > 0 { throw StoreError.refused(.archiveAreaUnknown) }
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

    private func restore(
        _ table: TenantCatalogue.Table,
        _ manifest: TenantArchiveManifest,
        from folder: TenantArchiveFolder,
        in transaction: PostgresTransaction
    ) async throws {
        let columns = table.columns.map { ($0.name, $0.type) }
        let loaded = try await load(table.title, columns: columns, manifest, from: folder, in: transaction)
        for column in table.columns where column.isArea {
            let name = PostgresQuery.quoted(identifier: column.name)
            let mapping: PostgresQuery = """
                -- AdminDatabase.restoreTenant: area
                update \(raw: loaded.quoted) loaded
                set \(raw: name) = areas.id
                from pg_temp."archive_app.areas" archived
                join app.areas on areas.key = archived.key
                where archived.id = loaded.\(raw: name) and areas.id <> archived.id
                """
            _ = try await transaction.query(mapping, timeout: Self.archiveTimeout)
        }
        _ = try await loaded.insert(into: table)
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
        let loaded = try await LoadingTable("archive_\(name)", columns: columns, in: transaction)
        let file = try folder.open(name)
        defer { try? file.close() }
        let rows = try await loaded.copy(csv: { try file.read(upToCount: TenantArchiveFolder.chunkBytes) })
        guard rows == manifest.tables.first(where: { $0.name == name })?.rows else {
            throw StoreError.refused(.archiveUnreadable)
        }
        return loaded
    }
}

extension TenantArchiveManifest {
    /// - Throws: `StoreError.refused(.archiveUnreadable)` unless it has exactly these tables and columns.
    func check(against catalogue: [TenantCatalogue.Table]) throws(StoreError) {
        var expected = Dictionary(
            catalogue.map { ($0.title, $0.columns.map { "\($0.name) \($0.type)" }) },
            uniquingKeysWith: { first, _ in first }
        )
        for (name, columns) in [(Self.areas, Self.areaColumns), (Self.accounts, Self.accountColumns)] {
            expected[name] = columns.map { "\($0) \($1)" }
        }
        let found = Dictionary(
            tables.map { ($0.name, zip($0.columns, $0.types).map { "\($0) \($1)" }) },
            uniquingKeysWith: { first, _ in first }
        )
        guard found == expected, tables.count == expected.count else { throw .refused(.archiveUnreadable) }
    }
}
