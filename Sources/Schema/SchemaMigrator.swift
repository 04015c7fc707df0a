package import Postgres

/// Brings a database to what a folder of schema files says.
///
/// ```
/// take the lock -> make schema_history, if it is missing -> compare hashes -> each pending migration: one transaction
///   -> all changed functions, views, policies: one transaction -> give the lock back
/// ```
///
/// Whatever is done is recorded in the transaction that does it, so a run that ends anywhere, however it ends, is gone
/// on with by the next. Two runs at once: one waits for the other and then finds nothing to do. Everything runs as the
/// owner, with an empty `search_path`: names must say their schema.
package struct SchemaMigrator: Sendable {
    package let files: SchemaFiles
    package let options: SchemaMigratorOptions
    /// Key of the advisory lock: `hoctap` in ASCII. Such locks are each database's own.
    private static let lockKey: Int64 = 0x686F_6374_6170
    private static let lockLook: Duration = .milliseconds(250)

    /// A migrator to `files`.
    package init(_ files: SchemaFiles, options: SchemaMigratorOptions) {
        self.files = files
        self.options = options
    }

    /// Does all that is to be done.
    ///
    /// - Parameters:
    ///   - connection: of its own for the time, with the right to become the owner. Its session settings are reset.
    ///   - progress: called between the steps.
    /// - Throws: `SchemaError`; `PostgresError`, `CancellationError`. What was done before stays done.
    package func run(
        on connection: PostgresConnection,
        progress: (SchemaProgress) -> Void = { _ in }
    ) async throws -> SchemaReport {
        try await lock(connection, progress)
        do {
            let report = try await migrate(connection, progress)
            try await unlock(connection)
            return report
        } catch {
            // the lock goes with the session at the latest
            do { try await unlock(connection) } catch { await connection.close() }
            throw error
        }
    }

    private func migrate(
        _ connection: PostgresConnection,
        _ progress: (SchemaProgress) -> Void
    ) async throws -> SchemaReport {
        let recorded = try await SchemaHistory.read(connection)
        let differences = try recorded.differences(from: files)
        guard differences.isEmpty else { throw SchemaError.historyDiffers(differences) }
        try await makeHistory(connection)

        var report = SchemaReport()
        for migration in recorded.pending(of: files) {
            progress(.applying(migration.path))
            let milliseconds = try await apply(migration, connection, progress)
            // what it may have set for the session is not for the next one
            _ = try await connection.query("reset all")
            progress(.applied(migration.path, milliseconds: milliseconds))
            report.migrations.append(migration.path)
        }
        // read anew: migrations may have dropped some of it
        let history = try await SchemaHistory.read(connection)
        let changed = history.changed(of: files)
        try await apply(changed, connection, progress)
        report.present = changed.map(\.path)
        report.orphaned = history.orphaned(of: files)
        return report
    }

    // MARK: The lock

    /// Asks again and again: a session that waits inside `pg_advisory_lock` holds a snapshot, for which the other
    /// migrator's `create index concurrently` would wait in turn.
    private func lock(_ connection: PostgresConnection, _ progress: (SchemaProgress) -> Void) async throws {
        let clock = ContinuousClock()
        let deadline = clock.now + options.patience
        var isFirst = true
        while true {
            let isOurs = try await connection.query("select pg_try_advisory_lock(\(Self.lockKey))").value(Bool.self)
            if isOurs { return }
            if isFirst { progress(.waitingForAnother) }
            isFirst = false
            guard clock.now < deadline else {
                throw SchemaError.busy(waitedSeconds: Int(options.patience.components.seconds))
            }
            try await Task.sleep(for: Self.lockLook)
        }
    }

    private func unlock(_ connection: PostgresConnection) async throws {
        _ = try await connection.batch(["reset role", "reset all", "select pg_advisory_unlock(\(Self.lockKey))"])
    }
}
