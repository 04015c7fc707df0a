package import Postgres

/// Brings a database to what a folder of schema files says.
///
/// ```
/// take the lock -> make schema_history, if it is missing -> compare hashes -> each pending migration: one transaction
///   -> all changed functions, views, policies: one transaction -> give the lock back
/// ```
///
/// Whatever is done is recorded in the transaction that does it, so a run that ends anywhere, however it ends, is gone on with by
/// the next. Two runs at once: one waits for the other and then finds nothing to do. Everything runs as the owner, with an empty
/// `search_path`: names must say their schema.
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

    /// Asks again and again: a session that waits inside `pg_advisory_lock` holds a snapshot, for which the other migrator's
    /// `create index concurrently` would wait in turn.
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

// MARK: - Applying

extension SchemaMigrator {
    private func makeHistory(_ connection: PostgresConnection) async throws {
        let file = "schema_history"
        if try await !SchemaHistory.exists(connection) {
            try await told(file, nil) {
                try await connection.transaction(settings: ownerSettings) { transaction in
                    try await transaction.script(SchemaHistory.creation)
                }
            }
        }
        let roles = try await connection.query(SchemaHistory.rolesWithoutSight).decode(String.self)
        guard !roles.isEmpty else { return }
        try await told(file, nil) {
            try await connection.transaction(settings: ownerSettings) { transaction in
                _ = try await transaction.batch(roles.flatMap { SchemaHistory.grants(to: $0) })
            }
        }
    }

    /// - Returns: how long it took, in milliseconds, without the tries that met a lock.
    private func apply(
        _ migration: SchemaMigration,
        _ connection: PostgresConnection,
        _ progress: (SchemaProgress) -> Void
    ) async throws -> Int {
        guard migration.isTransactional else { return try await applyByStatements(migration, connection) }
        return try await withLockAttempts(migration.path, progress) {
            let clock = ContinuousClock()
            let start = clock.now
            return try await told(migration.path, migration.sql) {
                try await connection.transaction(settings: ownerSettings) { transaction in
                    try await transaction.script(migration.sql, timeout: options.fileTimeout)
                    let milliseconds = Self.milliseconds(clock.now - start)
                    _ = try await transaction.batch(records(of: migration, milliseconds))
                    return milliseconds
                }
            }
        }
    }

    /// Outside of a transaction: each statement for itself, and the record behind them. There is no lock timeout: what has to
    /// run here (`concurrently`) waits for others without being in their way, and a wait that ends early leaves an index behind
    /// that is not valid.
    private func applyByStatements(_ migration: SchemaMigration, _ connection: PostgresConnection) async throws -> Int {
        let clock = ContinuousClock()
        let start = clock.now
        _ = try await connection.batch([
            "set role \(identifier: options.owner)", "set search_path to ''", "set lock_timeout to 0",
        ])
        for statement in SchemaScript(migration.sql).statements {
            try await told(migration.path, statement.text, lineOffset: statement.line - 1) {
                try await connection.script(statement.text, timeout: options.fileTimeout)
            }
        }
        _ = try await connection.batch(["reset role", "reset all"])
        let milliseconds = Self.milliseconds(clock.now - start)
        return try await told(migration.path, nil) {
            try await connection.transaction(settings: ownerSettings) { transaction in
                _ = try await transaction.batch(records(of: migration, milliseconds))
                return milliseconds
            }
        }
    }

    private func records(of migration: SchemaMigration, _ milliseconds: Int) -> [PostgresQuery] {
        let record = SchemaHistory.record(
            migration,
            milliseconds: milliseconds,
            binaryVersion: options.binaryVersion
        )
        return migration.drops.isEmpty ? [record] : [record, SchemaHistory.forget(migration.drops)]
    }

    /// All or none of them: a policy must not stand without the function that it calls.
    private func apply(
        _ changed: [SchemaPresentFile],
        _ connection: PostgresConnection,
        _ progress: (SchemaProgress) -> Void
    ) async throws {
        guard let first = changed.first else { return }
        try await withLockAttempts(first.path, progress) {
            let clock = ContinuousClock()
            var start = clock.now
            var times: [Int] = []
            let record = { SchemaHistory.record($0, binaryVersion: options.binaryVersion) }
            // a failure of the commit itself is told of the first
            try await told(first.path, nil) {
                try await connection.transaction(settings: ownerSettings) { transaction in
                    // functions name tables and each other in any order
                    _ = try await transaction.query("set local check_function_bodies to off")
                    for file in changed {
                        progress(.applying(file.path))
                        try await told(file.path, file.sql) {
                            try await transaction.script(file.sql, timeout: options.fileTimeout)
                            _ = try await transaction.query(record(file))
                        }
                        times.append(Self.milliseconds(clock.now - start))
                        start = clock.now
                    }
                }
            }
            for (file, time) in zip(changed, times) { progress(.applied(file.path, milliseconds: time)) }
        }
    }

    /// For one transaction. An empty path makes a name without its schema an error, not a guess.
    private var ownerSettings: PostgresSettings {
        ["role": options.owner, "lock_timeout": "\(Self.milliseconds(options.lockTimeout))ms", "search_path": ""]
    }

    /// Runs `body` again where it met a lock.
    private func withLockAttempts<Value>(
        _ file: String,
        _ progress: (SchemaProgress) -> Void,
        _ body: () async throws -> Value
    ) async throws -> Value {
        var attempt = 1
        while true {
            do {
                return try await body()
            } catch let error as SchemaError where error.isLockConflict && attempt < options.lockAttempts {
                attempt += 1
                progress(.lockConflict(file, nextAttempt: attempt))
                try await Task.sleep(for: options.lockPause)
            }
        }
    }

    /// Says of a failure which file it is of, and which line.
    private func told<Value>(
        _ file: String,
        _ sql: String?,
        lineOffset: Int = 0,
        _ body: () async throws -> Value
    ) async throws -> Value {
        do {
            return try await body()
        } catch let error as PostgresError {
            var line: Int?
            if let sql, let position = error.server?.position {
                line = sql.unicodeScalars.prefix(max(0, position - 1)).count { $0 == "\n" } + 1 + lineOffset
            }
            throw SchemaError.failed(file: file, line: line, error)
        }
    }

    private static func milliseconds(_ duration: Duration) -> Int {
        let (seconds, attoseconds) = duration.components
        return Int(seconds) * 1000 + Int(attoseconds / 1_000_000_000_000_000)
    }
}
