package import Postgres

/// How a database stands to a folder of schema files; nothing is changed by looking.
package struct SchemaStatus: Sendable, Equatable, Codable {
    /// By number.
    package let applied: [SchemaAppliedMigration]
    /// Paths of migrations to come, in their order.
    package let pending: [String]
    /// What makes the migrator refuse this database: edited or missing migrations, one sentence each.
    package let edited: [String]
    /// Numbers that the database has and the folder does not: the folder is older.
    package let unknown: [Int]
    /// Paths of functions, views and policies that are to be applied, in their order.
    package let changed: [String]
    /// Paths of functions, views and policies that were applied and have no file any more: what they made is still
    /// there. A migration drops it, with the directive `-- hoctap: drops PATH`.
    package let orphaned: [String]

    /// Nothing is to be done, and nothing stands in the way.
    package var isCurrent: Bool {
        pending.isEmpty && edited.isEmpty && unknown.isEmpty && changed.isEmpty && orphaned.isEmpty
    }

    /// Number of the last migration applied; 0 for an empty database.
    package var version: Int { applied.last?.number ?? 0 }

    /// Looks at the database of `connection`, whose role must be able to read `schema_history`.
    /// - Throws: `PostgresError`, `CancellationError`.
    package static func read(_ connection: PostgresConnection, files: SchemaFiles) async throws -> SchemaStatus {
        SchemaStatus(try await SchemaHistory.read(connection), files: files)
    }

    init(_ history: SchemaHistory, files: SchemaFiles) {
        let known = history.migrations.filter { $0.number <= files.version }
        let comparable = SchemaHistory(migrations: known, present: history.present)
        applied = history.migrations
        pending = comparable.pending(of: files).map(\.path)
        // cannot throw: what the folder does not know has been left out
        edited = (try? comparable.differences(from: files)) ?? []
        unknown = history.migrations.map(\.number).filter { $0 > files.version }
        changed = history.changed(of: files).map(\.path)
        orphaned = history.orphaned(of: files)
    }
}
