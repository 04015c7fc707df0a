import Postgres

/// What is called after a call was struck.
enum CancellationFollower: String, CaseIterable, Sendable {
    case oneRow, sameStatement, slow, batch, settings, transaction, savepoint, stream, copyIn, copyOut, script, describe
    case failing, concurrent
}

extension CancellationSession {
    /// Makes the call; what was wrong with its answer, nil when all is well.
    func follow(_ follower: CancellationFollower) async -> String? {
        do {
            return try await isRight(follower) ? nil : "the next call: wrong answer"
        } catch {
            return "the next call: \(error)"
        }
    }

    private func isRight(_ follower: CancellationFollower) async throws -> Bool {
        switch follower {
        case .oneRow: try await connection.query("select 6 * 7").value(Int32.self) == 42
        case .sameStatement: try await connection.query("select \(Int64(1))").value(Int64.self) == 1
        // Long enough for a cancellation that comes late.
        case .slow: try await connection.query("select 9 from pg_sleep(0.004)").value(Int32.self) == 9
        case .batch: try await isBatchRight()
        case .settings: try await isSettingRight()
        case .transaction: try await isTransactionRight()
        case .savepoint: try await isSavepointRight()
        case .stream: try await isStreamRight()
        case .copyIn: try await isCopyInRight()
        case .copyOut: try await isCopyOutRight()
        case .script: try await connection.script("select 1; select 2; select 3").count == 3
        case .describe: try await connection.describe("select n from storm where n = \(Int64(1))").columns.count == 1
        case .failing: try await isFailureRight()
        case .concurrent: try await isConcurrencyRight()
        }
    }

    private func isBatchRight() async throws -> Bool {
        let results = try await connection.batch((0..<20).map { "select \(Int64($0))" })
        return try results.enumerated().allSatisfy { try $1.value(Int64.self) == Int64($0) }
    }

    /// The setting is there for the statement, and neither before nor afterwards.
    private func isSettingRight() async throws -> Bool {
        let read: PostgresQuery = "select coalesce(current_setting('app.storm', true), '')"
        let before = try await connection.query(read).value(String.self)
        let during = try await connection.query(read, settings: ["app.storm": "on"]).value(String.self)
        let after = try await connection.query(read).value(String.self)
        return before.isEmpty && during == "on" && after.isEmpty
    }

    private func isTransactionRight() async throws -> Bool {
        try await connection.transaction { transaction in
            _ = try await transaction.query("delete from storm")
            _ = try await transaction.query("insert into storm values (5)")
        }
        return try await connection.query("select sum(n)::bigint from storm").value(Int64?.self) == 5
    }

    private func isSavepointRight() async throws -> Bool {
        struct Undone: Error {}
        let sum = try await connection.transaction { transaction in
            _ = try await transaction.query("delete from storm")
            _ = try await transaction.query("insert into storm values (1)")
            do {
                try await transaction.transaction { inner in
                    _ = try await inner.query("insert into storm values (2)")
                    throw Undone()
                }
            } catch is Undone {}
            return try await transaction.query("select sum(n)::bigint from storm").value(Int64?.self)
        }
        return sum == 1
    }

    private func isStreamRight() async throws -> Bool {
        try await connection.stream("select n::bigint from generate_series(1, 1000) as n") { rows in
            var sum: Int64 = 0
            for try await row in rows { sum += try row.value(0, as: Int64.self) }
            return sum == 500_500
        }
    }

    private func isCopyInRight() async throws -> Bool {
        _ = try await connection.query("delete from storm")
        let copied = try await connection.copyIn(table: "storm", columns: ["n"]) { rows in
            for n in Int64(1)...100 { try await rows.write(n) }
        }
        let (count, sum) = try await connection.query("select count(*), sum(n)::bigint from storm")[0]
            .decode((Int64, Int64).self)
        return copied == 100 && count == 100 && sum == 5_050
    }

    private func isCopyOutRight() async throws -> Bool {
        try await connection.copyOut(rowsOf: "select n::bigint, n::bigint * 2 from generate_series(1, 100) as n") {
            reader in
            var sum: Int64 = 0
            while let rows = try await reader.next((Int64, Int64).self) {
                for (n, double) in rows where double == n * 2 { sum += n }
            }
            return sum == 5_050
        }
    }

    /// Its own error, not a cancellation.
    private func isFailureRight() async throws -> Bool {
        do {
            _ = try await connection.query("select 1 / \(Int32(0))")
            return false
        } catch let error as PostgresError where error.sqlState == .divisionByZero {
            return true
        }
    }

    private func isConcurrencyRight() async throws -> Bool {
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for n in Int64(0)..<5 {
                group.addTask { try await connection.query("select \(n) * 3").value(Int64.self) == n * 3 }
            }
            return try await group.allSatisfy { $0 }
        }
    }
}
