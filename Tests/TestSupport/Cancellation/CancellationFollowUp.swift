import Postgres

/// What the connection does after a cancellation. Each has an answer that is known.
enum CancellationFollowUp: CaseIterable, Sendable {
    case plain, sameStatement, slow, batch, transaction, savepoint, stream, copyIn, copyOut, script, describe, listen
    case settings, failing, concurrent, longParameter

    /// - Throws: `StormProblem` for a wrong answer; any error of the connection's.
    func check(on connection: PostgresConnection, seed: Int64) async throws {
        switch self {
        case .plain:
            try same(try await connection.query("select \(seed) + 1").value(Int64.self), seed + 1)
        case .sameStatement:
            try same(try await connection.query("select pg_sleep(\(0.0))::text").value(String.self), "")
        case .batch:
            let rows = try await connection.batch([
                "select \(seed)", "select 'b'::text", "select generate_series(1, 7)",
            ])
            try same(rows.map(\.count), [1, 1, 7])
            try same(try rows[0].value(Int64.self), seed)
        // Long enough for a cancellation that comes late.
        case .slow: try same(try await connection.query("select 9 from pg_sleep(0.004)").value(Int32.self), 9)
        case .transaction: try await transaction(connection, seed)
        case .savepoint: try await savepoint(connection, seed)
        case .concurrent: try await concurrent(connection, seed)
        case .stream:
            let sum = try await connection.stream("select n::int8 from generate_series(1, 1000) n") { rows in
                var sum: Int64 = 0
                for try await row in rows { sum += try row.decode(Int64.self) }
                return sum
            }
            try same(sum, 500_500)
        case .copyIn, .copyOut: try await copy(connection, seed)
        case .script:
            try same(try await connection.script("select 1; select 2; select 3"), ["SELECT 1", "SELECT 1", "SELECT 1"])
        case .describe:
            let description = try await connection.describe("select 1::int4 as one, 'x'::text as two")
            try same(description.columns.map(\.name), ["one", "two"])
        case .listen:
            try await connection.script("listen storm; notify storm, 'x'; unlisten storm")
        case .settings:
            let setting = CancellationStorm.setting
            let found = try await connection.query("select current_setting(\(setting))", settings: [setting: "\(seed)"])
            try same(try found.value(String.self), "\(seed)")
        case .failing: try await failing(connection)
        case .longParameter:
            let long = String(repeating: "đ", count: 60_000)
            try same(try await connection.query("select length(\(long))").value(Int32.self), 60_000)
        }
    }

    private func same<Value: Equatable>(_ found: Value, _ expected: Value) throws {
        guard found == expected else { throw StormProblem("\(found) instead of \(expected)") }
    }

    private func transaction(_ connection: PostgresConnection, _ seed: Int64) async throws {
        let setting = CancellationStorm.setting
        let found = try await connection.transaction(settings: [setting: "\(seed)"]) { transaction in
            let first = try await transaction.query("select current_setting(\(setting))").value(String.self)
            let second = try await transaction.query("select \(seed)").value(Int64.self)
            return [first, "\(second)"]
        }
        try same(found, ["\(seed)", "\(seed)"])
    }

    private func copy(_ connection: PostgresConnection, _ seed: Int64) async throws {
        guard self == .copyIn else {
            let sum = try await connection.copyOut(rowsOf: "select n::int8 from generate_series(1, 1000) n") { reader in
                var sum: Int64 = 0
                while let rows = try await reader.next((Int64).self) { sum += rows.reduce(0, +) }
                return sum
            }
            return try same(sum, 500_500)
        }
        // In rows that no victim counts.
        let copied = try await connection.copyIn(
            table: "copied",
            schema: CancellationStorm.schema,
            columns: ["run", "n"]
        ) { writer in
            for number in Int32(0)..<100 { try await writer.write(-seed - 1, number) }
        }
        try same(copied, 100)
    }

    private func failing(_ connection: PostgresConnection) async throws {
        do {
            _ = try await connection.query("select 1 / \(Int64(0))")
        } catch let error as PostgresError where error.sqlState == .divisionByZero {
            return
        }
        throw StormProblem("a division by zero gave an answer")
    }

    private func savepoint(_ connection: PostgresConnection, _ seed: Int64) async throws {
        struct Undone: Error {}
        let sum = try await connection.transaction { transaction in
            _ = try await transaction.query("create temporary table storm (n int8) on commit drop")
            _ = try await transaction.query("insert into storm values (\(seed))")
            do {
                try await transaction.transaction { inner in
                    _ = try await inner.query("insert into storm values (1)")
                    throw Undone()
                }
            } catch is Undone {}
            return try await transaction.query("select sum(n)::int8 from storm").value(Int64.self)
        }
        try same(sum, seed)
    }

    private func concurrent(_ connection: PostgresConnection, _ seed: Int64) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in Int64(0)..<5 {
                group.addTask {
                    try same(try await connection.query("select \(number) + \(seed)").value(Int64.self), number + seed)
                }
            }
            try await group.waitForAll()
        }
    }
}
