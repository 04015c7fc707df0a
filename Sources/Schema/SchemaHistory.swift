package import Foundation
package import Postgres

/// A migration as the database recorded it.
package struct SchemaAppliedMigration: Sendable, Hashable, Codable {
    package let number: Int
    package let name: String
    /// SHA-256 of the file as it was applied, in hexadecimal.
    package let hash: String
    /// When it was recorded, just before its transaction was committed.
    package let appliedAt: Date
    /// The login role.
    package let appliedBy: String
    package let durationMilliseconds: Int
    /// Version of the binary that applied it.
    package let binaryVersion: String

    /// `migrations/0012_add_member_gender.sql`.
    package var path: String { "migrations/\(SchemaMigration.fileName(number, name))" }
}

extension SchemaAppliedMigration: PostgresRowDecodable {
    package init(from row: inout PostgresRowReader) throws(PostgresError) {
        number = Int(try row.next(Int32.self))
        name = try row.next()
        hash = try row.next()
        appliedAt = try row.next()
        appliedBy = try row.next()
        durationMilliseconds = Int(try row.next(Int64.self))
        binaryVersion = try row.next()
    }
}

/// What the database has recorded of its schema, in the tables of `schema_history`.
struct SchemaHistory: Sendable {
    /// By number.
    var migrations: [SchemaAppliedMigration] = []
    /// Hashes of the present files, by path.
    var present: [String: String] = [:]

    /// Reads it; empty where `schema_history` is missing.
    static func read(_ connection: PostgresConnection) async throws -> SchemaHistory {
        guard try await exists(connection) else { return SchemaHistory() }
        let rows = try await connection.batch([
            """
            -- SchemaHistory.read migrations
            select number, name, hash, applied_at, applied_by, duration_milliseconds, binary_version
            from schema_history.migrations
            order by number
            """,
            """
            -- SchemaHistory.read present
            select path, hash
            from schema_history.present
            """,
        ])
        let present = try rows[1].decode((String, String).self)
        return SchemaHistory(
            migrations: try rows[0].decode(SchemaAppliedMigration.self),
            present: Dictionary(present, uniquingKeysWith: { first, _ in first })
        )
    }

    static func exists(_ connection: PostgresConnection) async throws -> Bool {
        try await connection.query(
            """
            -- SchemaHistory.exists
            select count(*) = 2
            from pg_catalog.pg_class as c
            join pg_catalog.pg_namespace as n on n.oid = c.relnamespace
            where n.nspname = 'schema_history' and c.relname in ('migrations', 'present') and c.relkind = 'r'
            """
        ).value(Bool.self)
    }

    /// Where the record and the folder do not agree; empty where the folder only has more.
    /// - Throws: `.tooNew` where the record has more.
    func differences(from files: SchemaFiles) throws(SchemaError) -> [String] {
        var differences: [String] = []
        if let last = migrations.last, last.number > files.version {
            throw .tooNew(found: last.number, supported: 0...files.version)
        }
        for (index, applied) in migrations.enumerated() {
            guard applied.number == index + 1 else {
                differences.append("migration \(index + 1) was never applied, and \(applied.path) was")
                break
            }
            let file = files.migrations[index]
            if file.name != applied.name {
                differences.append("\(file.path) was applied as \(applied.path)")
            } else if file.hash != applied.hash {
                differences.append("\(file.path) has been edited since it was applied")
            }
        }
        return differences
    }

    /// Migrations of the folder that have not been applied, in their order.
    func pending(of files: SchemaFiles) -> ArraySlice<SchemaMigration> {
        files.migrations.dropFirst(migrations.count)
    }

    /// Present files that have not been applied as they are, in the order of application.
    func changed(of files: SchemaFiles) -> [SchemaPresentFile] {
        files.present.filter { present[$0.path] != $0.hash }
    }

    /// Paths of present files that were applied and are not in the folder any more, by name.
    func orphaned(of files: SchemaFiles) -> [String] {
        let known = Set(files.present.map(\.path))
        return present.keys.filter { !known.contains($0) }.sorted()
    }
}
