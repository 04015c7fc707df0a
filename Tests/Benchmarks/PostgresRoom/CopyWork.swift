import Postgres

/// The rows of `copy_in` and `copy_out`.
private enum CopyRow {
    static let columns = ["id", "name", "born", "score", "is_active"]
    static let names = (0..<1_000).map { "Nguyễn Thị Học \($0)" }

    /// Throws unless the rows from 1 to `count` were met, each once.
    static func expect(sum: Int64, of count: Int) throws(BenchmarkError) {
        try check(sum == Int64(count) * Int64(count + 1) / 2, "sum of the rows copied")
    }
}

/// `copy_in`: typed rows in binary format.
struct CopyInJob: ConnectionJob {
    static func prepare(_ connection: PostgresConnection) async throws {
        _ = try await connection.query("truncate bench_copy_in")
    }

    static func run(on connection: PostgresConnection, _ scale: BenchmarkScale) async throws -> Int {
        guard let born = PostgresDate(year: 1990, month: 5, day: 19) else { throw BenchmarkError("no such date") }
        return try await connection.copyIn(table: "bench_copy_in", columns: CopyRow.columns) { rows in
            for id in 1...Int64(scale.copyRows) {
                try await rows.write(id, CopyRow.names[Int(id % 1_000)], born, Double(id) * 0.5, id.isMultiple(of: 2))
            }
        }
    }

    static func verify(_ connection: PostgresConnection, _ scale: BenchmarkScale) async throws {
        let rows = try await connection.query(
            "select count(*), sum(id)::bigint, min(born)::text, count(*) filter (where is_active) from bench_copy_in"
        )
        let (count, sum, born, active) = try rows[0].decode((Int64, Int64, String, Int64).self)
        try check(
            count == scale.copyRows && born == "1990-05-19" && active == scale.copyRows / 2,
            "rows copied in"
        )
        try CopyRow.expect(sum: sum, of: scale.copyRows)
    }
}

/// `copy_out`: every column of every row decoded.
struct CopyOutJob: ConnectionJob {
    static func prepare(_ connection: PostgresConnection) async throws {}

    static func run(on connection: PostgresConnection, _ scale: BenchmarkScale) async throws -> Int {
        let (count, sum) = try await connection.copyOut(
            rowsOf: "select id, name, born, score, is_active from bench_copy_out"
        ) { reader in
            var count = 0
            var sum: Int64 = 0
            while let rows = try await reader.next((Int64, String, PostgresDate, Double, Bool).self) {
                for (id, name, _, score, isActive) in rows {
                    guard score == Double(id) * 0.5, isActive == id.isMultiple(of: 2), !name.isEmpty else {
                        throw BenchmarkError("wrong answer: row \(id)")
                    }
                    sum += id
                }
                count += rows.count
            }
            return (count, sum)
        }
        try check(count == scale.copyRows, "rows copied out")
        try CopyRow.expect(sum: sum, of: scale.copyRows)
        return count
    }

    static func verify(_ connection: PostgresConnection, _ scale: BenchmarkScale) async throws {}
}

/// `toolbench_5`: ten thousand rows in one COPY.
struct ToolbenchCopyWork: ConnectionWork {
    static let count = 10_000

    init(client: Int) {}

    func run(on connection: PostgresConnection) async throws {
        let columns = ["a", "b", "c", "d", "e", "f", "g"]
        let count = try await connection.copyIn(table: "bench_insert", columns: columns) { rows in
            for _ in 0..<Self.count {
                try await rows.write(
                    Int32(10),
                    Int32(11),
                    Int32(10),
                    "TESTTESTTEST",
                    10.333,
                    Int32(12_341_234),
                    "123412341234"
                )
            }
        }
        try check(count == Self.count, "10,000 rows")
    }
}
