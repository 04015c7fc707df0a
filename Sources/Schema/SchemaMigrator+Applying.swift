import Postgres

/// Sending files, and recording them.
extension SchemaMigrator {
    func makeHistory(_ connection: PostgresConnection) async throws {
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
    func apply(
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

    /// Outside of a transaction: each statement for itself, and the record behind them. There is no lock timeout: what
    /// has to run here (`concurrently`) waits for others without being in their way, and a wait that ends early leaves
    /// an index behind that is not valid.
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
    func apply(
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
                            try await apply(file, transaction)
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

    /// Sends one present file. A policy that its file no longer makes would go on standing, and whoever reads the file
    /// would not know: that is an error.
    private func apply(_ file: SchemaPresentFile, _ transaction: PostgresTransaction) async throws {
        guard file.kind == .policies else {
            try await transaction.script(file.sql, timeout: options.fileTimeout)
            return
        }
        let before = try await transaction.query("select oid::bigint from pg_catalog.pg_policy").decode(Int64.self)
        try await transaction.script(file.sql, timeout: options.fileTimeout)
        let left = try await transaction.query(
            """
            -- SchemaMigrator.apply policies: those that stood before, of tables for which the file has made some
            select format('%I on %s', p.polname, p.polrelid::regclass)
            from pg_catalog.pg_policy as p
            where p.oid::bigint = any (\(before))
                and exists (
                    select from pg_catalog.pg_policy as made
                    where made.polrelid = p.polrelid and made.oid::bigint <> all (\(before))
                )
            order by 1
            """
        ).decode(String.self)
        guard let first = left.first else { return }
        throw SchemaError.file(
            path: file.path,
            problem: "does not make the policy \(first), which stands in the database: drop it in this file, "
                + "which has to make all policies of its table"
        )
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
    @discardableResult
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
