import Foundation
import Postgres
package import Programme

extension AdminDatabase {
    /// Copies everything of a tenant into a new folder, as it was at one moment; see `TenantArchiveManifest`. The audit has
    /// the line before the first row leaves.
    ///
    /// - Parameter schemaVersion: number of the last migration, as the room Schema reads it.
    /// - Throws: `StoreError.notFound`; Foundation's errors of the folder, which must not exist.
    package func exportTenant(
        _ tenant: TenantID,
        to path: String,
        schemaVersion: Int
    ) async throws -> TenantArchiveManifest {
        let own = try await inTenant(tenant) { tx in
            let own = try await tx.tenants.own
            _ = try await tx.transaction.query(
                tx.auditLine(.tenantExport, subjects: [tenant.uuid])
            )
            return own
        }
        let folder = try TenantArchiveFolder.make(path)
        let tables = try await inTenant(tenant, .init(isolation: .repeatableRead, readOnly: true)) { tx in
            _ = try await tx.transaction.query(Self.archiveSettings)
            return try await exportTables(of: tenant, in: tx.transaction, to: folder)
        }
        let manifest = TenantArchiveManifest(
            format: TenantArchiveManifest.format,
            formatVersion: TenantArchiveManifest.formatVersion,
            schemaVersion: schemaVersion,
            tenant: tenant,
            key: own.key,
            name: own.name,
            exportedAt: Date(),
            tables: tables
        )
        try folder.write(manifest)
        return manifest
    }

    /// How values are written and read, whatever the servers' settings say.
    static var archiveSettings: PostgresQuery {
        """
        -- AdminDatabase.archiveSettings
        select set_config('timezone', 'UTC', true), set_config('datestyle', 'ISO, YMD', true),
            set_config('intervalstyle', 'iso_8601', true), set_config('bytea_output', 'hex', true),
            -- what comes back was checked when it was made, and comes in the order of the tables
            set_config('app.restoring', 'on', true)
        """
    }

    private func exportTables(
        of tenant: TenantID,
        in transaction: PostgresTransaction,
        to folder: TenantArchiveFolder
    ) async throws -> [TenantArchiveManifest.Table] {
        let tables = try await TenantCatalogue.read(in: transaction).ownTables
        var written: [TenantArchiveManifest.Table] = []
        for name in TenantArchiveManifest.shared {
            written.append(
                try await export(
                    name,
                    columns: TenantArchiveManifest.sharedColumns,
                    rows: Self.sharedRows(name, of: tenant, tables),
                    in: transaction,
                    to: folder
                )
            )
        }
        written.append(
            try await export(
                TenantArchiveManifest.visited,
                columns: TenantArchiveManifest.visitedColumns,
                rows: Self.visitedRows(of: tenant),
                in: transaction,
                to: folder
            )
        )
        written.append(
            try await export(
                TenantArchiveManifest.accounts,
                columns: TenantArchiveManifest.accountColumns,
                rows: """
                    select id, login, display_name, language from identity.accounts
                    where id in (select account_id from app.officers where tenant_id = '\(tenant)') order by id
                    """,
                in: transaction,
                to: folder
            )
        )
        for table in tables {
            let key = table.keyColumns.map(PostgresQuery.quoted(identifier:)).joined(separator: ", ")
            written.append(
                try await export(
                    table.title,
                    columns: table.columns.map { ($0.name, $0.type) },
                    rows: """
                        select \(table.columnList) from \(table.quoted)
                        where \(table.tenantColumn) = '\(tenant)' order by \(key)
                        """,
                    in: transaction,
                    to: folder
                )
            )
        }
        return written
    }

    /// COPY takes no parameters: the text holds names out of the catalogue and an identity, which is hexadecimal.
    private func export(
        _ name: String,
        columns: [(String, String)],
        rows: String,
        in transaction: PostgresTransaction,
        to folder: TenantArchiveFolder
    ) async throws -> TenantArchiveManifest.Table {
        let file = try folder.create(name)
        defer { try? file.close() }
        var table = TenantArchiveManifest.Table(
            name: name,
            columns: columns.map(\.0),
            types: columns.map(\.1),
            rows: 0,
            bytes: 0
        )
        let count: PostgresQuery = "-- AdminDatabase.export: count\nselect count(*) from (\(raw: rows)) exported"
        table.rows = try await transaction.query(count, timeout: Self.archiveTimeout).value(Int.self)
        table.bytes = try await transaction.copyOut(
            "-- AdminDatabase.export\ncopy (\(raw: rows)) to stdout (format csv, header)",
            timeout: Self.archiveTimeout
        ) { reader in
            var bytes = 0
            while let chunk = try await reader.nextChunk() {
                try file.write(contentsOf: chunk)
                bytes += chunk.count
            }
            return bytes
        }
        return table
    }

    /// Every record of a shared table that a row of the tenant's names.
    private static func sharedRows(
        _ name: String,
        of tenant: TenantID,
        _ tables: [TenantCatalogue.Table]
    ) -> String {
        let named = tables.flatMap { table in
            table.columns.filter { $0.shared == name }.map { column in
                """
                select \(PostgresQuery.quoted(identifier: column.name)) from \(table.quoted)
                where \(table.tenantColumn) = '\(tenant)'
                """
            }
        }
        return "select id, key from \(name) where id in (\(named.joined(separator: " union "))) order by id"
    }

    /// For one table.
    static let archiveTimeout = LoadingTable.timeout
}
