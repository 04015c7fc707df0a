import Foundation
import Postgres
import TestSupport
import Testing

/// Results and values larger than they should be. One after the other: they look at the memory of the whole process.
@Suite(.serialized) struct MemoryTests {
    @Test func `what no message can hold is refused even where the limit would let it pass`() async throws {
        try await SharedDatabase.withConnection {
            $0.maximumParameterBytes = .max
        } _: { connection in
            let error = await failure {
                _ = try await connection.query("select length(\(Data(count: 1 << 30)))", timeout: .seconds(60))
            }
            guard case .encoding(.tooLarge) = error?.kind else {
                Issue.record("expected .tooLarge, got \(String(describing: error))")
                return
            }
            try await connection.expectToWork()
        }
    }

    @Test func `a gigabyte from the server is an error, and the connection goes on`() async throws {
        try await SharedDatabase.withConnection { connection in
            let error = await failure { _ = try await connection.query("select repeat('x', 1 << 30)") }
            #expect(error?.sqlState == .programLimitExceeded)
            try await connection.expectToWork()
        }
    }

    /// Results of 2 GiB: narrow rows and wide ones.
    static let large = [
        "select repeat('x', 1000), n from generate_series(1, 2000000) n",
        "select repeat('x', 2000000), n from generate_series(1, 1000) n",
    ]

    @Test(arguments: [PostgresClusterRoute.unixSocket, .tls(mode: "require", .superuser)], large)
    func `a result beyond maximumResultBytes is cancelled, and the connection goes on`(
        _ route: PostgresClusterRoute,
        _ sql: String
    ) async throws {
        var configuration = try PostgresConfiguration(try await SharedDatabase.database.dsn(route))
        configuration.maximumResultBytes = 4 << 20
        try await Turnstile.pass {
            let connection = try await PostgresConnection.connect(configuration)
            let before = try Memory.residentBytes()
            let error = await failure { _ = try await connection.query(PostgresQuery(sql: sql)) }
            #expect(error?.kind == .resultTooLarge)
            #expect(try Memory.residentBytes() - before < 256 << 20)
            try await connection.expectToWork()
            let within = try await connection.query("select repeat('x', 1000) from generate_series(1, 2000)")
            #expect(within.count == 2000)
            await connection.close()
        }
    }

    @Test func `a single value far beyond maximumResultBytes costs the connection, and not the memory`() async throws {
        try await SharedDatabase.withConnection {
            $0.maximumResultBytes = 4 << 20
        } _: { connection in
            let before = try Memory.residentBytes()
            let error = await failure {
                _ = try await connection.query("select repeat('x', 300000000)", timeout: .seconds(90))
            }
            #expect(error?.kind == .resultTooLarge)
            // It may have been in memory as a whole, but it is not kept there.
            #expect(try Memory.residentBytes() - before < 256 << 20)
            #expect(!connection.isUsable)
        }
    }

    /// Values of 5 MB: beyond the limit, and within what a connection survives.
    @Test func `a result beyond maximumResultBytes is refused however fast it came, and the connection goes on`()
        async throws
    {
        try await SharedDatabase.withConnection {
            $0.maximumResultBytes = 4 << 20
        } _: { connection in
            let query: PostgresQuery = "select repeat('x', 5000000)"
            for _ in 0..<20 {
                #expect(await failure { _ = try await connection.query(query) }?.kind == .resultTooLarge)
                try await connection.expectToWork()
            }
            let inBatch = await failure { _ = try await connection.batch(["select 1", query, "select 2"]) }
            #expect(inBatch?.kind == .resultTooLarge)
            let inScript = await failure { try await connection.script("select 1; \(query.sql); select 2") }
            #expect(inScript?.kind == .resultTooLarge)
            try await connection.expectToWork()
        }
    }

    /// Rows that are narrow on their way take more in memory than their bytes, and that is what counts.
    @Test func `a result is measured by what it takes in memory too`() async throws {
        try await SharedDatabase.withConnection {
            $0.maximumResultBytes = 4 << 20
        } _: { connection in
            let rows = try await connection.query("select n from generate_series(1, 50000) n")
            #expect(rows.count == 50_000 && rows.memoryBytes < 4 << 20)
            // 2.3 MB on their way.
            let error = await failure { _ = try await connection.query("select n from generate_series(1, 150000) n") }
            #expect(error?.kind == .resultTooLarge)
            #expect(error?.outcomeIsUnknown == true)
            try await connection.expectToWork()
        }
    }

    @Test func `memory does not grow with the number of rows`() async throws {
        try await SharedDatabase.withConnection { connection in
            let before = try Memory.residentBytes()
            var peak = 0
            // 400 MB in all.
            let query: PostgresQuery = "select n, repeat('x', 1000) from generate_series(1, 400000) n"
            try await connection.stream(query) { rows in
                while try await rows.nextBatch() != nil { peak = max(peak, try Memory.residentBytes()) }
            }
            // Other suites run beside this one.
            #expect(peak - before < 200 << 20)
        }
    }

    @Test func `a reader who lags does not fill the memory`() async throws {
        try await SharedDatabase.withConnection { connection in
            let before = try Memory.residentBytes()
            // 200 MB in all, of which next to nothing is taken before the server has had time for all of it.
            let query: PostgresQuery = "copy (select repeat('x', 1000) from generate_series(1, 200000)) to stdout"
            try await connection.copyOut(query) { reader in
                _ = try await reader.nextChunk()
                try await Task.sleep(for: .milliseconds(700))
                #expect(try Memory.residentBytes() - before < 100 << 20)
                var bytes = 0
                while let chunk = try await reader.nextChunk() { bytes += chunk.count }
                #expect(bytes > 190_000_000)
            }
            try await connection.expectToWork()
        }
    }
}

/// What this process holds.
enum Memory {
    /// Resident set size.
    static func residentBytes() throws -> Int {
        let fields = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8).split(separator: " ")
        return (fields.count > 1 ? Int(fields[1]) ?? 0 : 0) * Int(sysconf(Int32(_SC_PAGESIZE)))
    }
}
