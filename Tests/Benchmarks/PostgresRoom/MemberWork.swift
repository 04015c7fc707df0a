import Postgres
import TestSupport

/// `one_row_*`: one member by its key.
struct OneRowWork: ConnectionWork {
    private var random: SeededRandom

    init(client: Int) { random = SeededRandom(seed: UInt64(client)) }

    mutating func run(on connection: PostgresConnection) async throws {
        let wanted = Int64.random(in: 1...Int64(BenchmarkMembers.count), using: &random)
        let rows = try await connection.query("select id, name from bench_member where id = \(wanted)")
        try check(rows.count == 1, "one row")
        try BenchmarkMembers.expect(try rows[0].decode((Int64, String).self), toBe: wanted)
    }
}

/// `rows_1000_*`: a thousand members in the order of their keys, every column of every row decoded.
struct ThousandRowsWork: ConnectionWork {
    private var random: SeededRandom

    init(client: Int) { random = SeededRandom(seed: UInt64(client)) }

    mutating func run(on connection: PostgresConnection) async throws {
        let first = Int64.random(in: 0...Int64(BenchmarkMembers.count - 1_000), using: &random)
        let rows = try await connection.query(
            "select id, name from bench_member where id > \(first) order by id limit 1000"
        )
        try check(rows.count == 1_000, "1,000 rows")
        // The ends in full, as the peers do; every column of every row is decoded all the same.
        try BenchmarkMembers.expect(try rows[0].decode((Int64, String).self), toBe: first + 1)
        try BenchmarkMembers.expect(try rows[999].decode((Int64, String).self), toBe: first + 1_000)
        var expected = first
        for row in rows {
            expected += 1
            try BenchmarkMembers.expectRoughly(try row.decode((Int64, String).self), toBe: expected)
        }
    }
}

/// `pipeline_1000`: a thousand statements in one round trip, and what each of them gives.
struct PipelineWork: ConnectionWork {
    static let count = 1_000
    private var random: SeededRandom

    init(client: Int) { random = SeededRandom(seed: UInt64(client)) }

    mutating func run(on connection: PostgresConnection) async throws {
        var wanted: [Int64] = []
        var queries: [PostgresQuery] = []
        wanted.reserveCapacity(Self.count)
        queries.reserveCapacity(Self.count)
        for _ in 0..<Self.count {
            let id = Int64.random(in: 1...Int64(BenchmarkMembers.count), using: &random)
            wanted.append(id)
            queries.append("select id, name from bench_member where id = \(id)")
        }
        let results = try await connection.batch(queries)
        try check(results.count == Self.count, "1,000 results")
        for (rows, id) in zip(results, wanted) {
            try check(rows.count == 1, "one row")
            try BenchmarkMembers.expect(try rows[0].decode((Int64, String).self), toBe: id)
        }
    }
}
