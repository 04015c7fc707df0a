import Postgres
import TestSupport
import Testing

private struct Enough: Error {}

@Suite struct StreamTests {
    private func numbers(_ count: Int) -> PostgresQuery {
        "select n from generate_series(1, \(count)) n"
    }

    /// Around the first batch (256 rows), its successors (4 times as many each) and the largest (8192).
    @Test(arguments: [0, 1, 2, 255, 256, 257, 1279, 1280, 1281, 5376, 13_568, 13_569, 50_000])
    func `every row comes once, in its order`(_ count: Int) async throws {
        try await SharedDatabase.withConnection { connection in
            let sum = try await connection.stream(numbers(count)) { rows in
                var last = 0
                for try await row in rows {
                    let n = try row.decode(Int.self)
                    guard n == last + 1 else { throw Enough() }
                    last = n
                }
                return last
            }
            #expect(sum == count)
            try await connection.expectToWork()
        }
    }

    @Test func `batches come as they are, and none is empty`() async throws {
        try await SharedDatabase.withConnection { connection in
            let counts = try await connection.stream(numbers(20_000)) { rows in
                var counts: [Int] = []
                while let batch = try await rows.nextBatch() { counts.append(batch.count) }
                let after = try await rows.nextBatch()
                #expect(after == nil)
                return counts
            }
            #expect(counts.first == 256)
            #expect(counts.reduce(0, +) == 20_000)
            #expect(counts.allSatisfy { $0 > 0 && $0 <= 8192 })
        }
    }

    @Test func `parameters and settings go with the query`() async throws {
        try await SharedDatabase.withConnection { connection in
            let query: PostgresQuery =
                "select \("it's"), current_setting('app.stream'), n from generate_series(1, \(600)) n where n > \(598)"
            let rows = try await connection.stream(query, settings: ["app.stream": "on"]) { rows in
                var found: [(String, String, Int)] = []
                for try await row in rows { found.append(try row.decode((String, String, Int).self)) }
                return found
            }
            #expect(rows.count == 2)
            #expect(rows.first ?? ("", "", 0) == ("it's", "on", 599))
        }
    }

    @Test func `a comment before or after the query does no harm`() async throws {
        try await SharedDatabase.withConnection { connection in
            let query: PostgresQuery = """
                -- StreamTests.comment
                select 1 -- the end
                """
            let count = try await connection.stream(query) { rows in
                var count = 0
                for try await _ in rows { count += 1 }
                return count
            }
            #expect(count == 1)
        }
    }

    @Test func `a reader who has had enough leaves nothing behind`() async throws {
        try await SharedDatabase.withConnection { connection in
            for taken in [1, 256, 300] {
                let last = try await connection.stream(numbers(1_000_000)) { rows in
                    var last = 0
                    for try await row in rows {
                        last = try row.decode(Int.self)
                        if last == taken { break }
                    }
                    return last
                }
                #expect(last == taken)
                try await connection.expectToWork()
            }
            await #expect(throws: Enough.self) {
                try await connection.stream(numbers(1_000_000)) { rows in
                    for try await _ in rows { throw Enough() }
                }
            }
            try await connection.expectToWork()
            let cursors = try await connection.query("select count(*) from pg_cursors where name like 'hoctap%'")
            #expect(try cursors.value(Int.self) == 0)
        }
    }

    @Test func `an error in the midst comes after the rows before it`() async throws {
        try await SharedDatabase.withConnection { connection in
            var last = 0
            let error = await failure {
                try await connection.stream("select n, 1 / (5000 - n) from generate_series(1, 10000) n") { rows in
                    for try await row in rows { last = Int(try row.value(0, as: Int32.self)) }
                }
            }
            #expect(error?.sqlState == .divisionByZero)
            #expect(last >= 256)
            #expect(last < 5000)
            try await connection.expectToWork()
        }
    }

    @Test func `an error in the first batch is told with its statement`() async throws {
        try await SharedDatabase.withConnection { connection in
            let error = await failure {
                try await connection.stream("select nothing_such from pg_class") { _ in }
            }
            #expect(error?.sqlState == .undefinedColumn)
            #expect(error?.callSite?.description.contains("StreamTests.swift") == true)
            let decoding = await failure {
                try await connection.stream(numbers(1000)) { rows in
                    for try await row in rows { _ = try row.decode(String.self) }
                }
            }
            #expect(decoding?.column?.name == "n")
            try await connection.expectToWork()
        }
    }

    // MARK: In a transaction

    @Test func `two streams and other statements run side by side in one transaction`() async throws {
        try await SharedDatabase.withConnection { connection in
            let pairs = try await connection.transaction { transaction in
                try await transaction.stream(numbers(3000)) { left in
                    try await transaction.stream("select -n from generate_series(1, 3000) n") { right in
                        var (lefts, rights) = (left.makeAsyncIterator(), right.makeAsyncIterator())
                        var pairs = 0
                        while let one = try await lefts.next(), let other = try await rights.next() {
                            let sum = try one.decode(Int.self) + Int(try other.decode(Int32.self))
                            guard sum == 0 else { throw Enough() }
                            pairs += 1
                            guard pairs % 500 == 0 else { continue }
                            let between = try await transaction.query("select \(pairs)").value(Int.self)
                            guard between == pairs else { throw Enough() }
                        }
                        return pairs
                    }
                }
            }
            #expect(pairs == 3000)
            try await connection.expectToWork()
        }
    }

    @Test func `a stream whose body throws is closed, and the transaction goes on`() async throws {
        try await SharedDatabase.withConnection { connection in
            try await connection.transaction { transaction in
                await #expect(throws: Enough.self) {
                    try await transaction.stream(numbers(100_000)) { rows in
                        for try await row in rows where try row.decode(Int.self) == 300 { throw Enough() }
                    }
                }
                let cursors = try await transaction.query("select count(*) from pg_cursors where name like 'hoctap%'")
                #expect(try cursors.value(Int.self) == 0)
            }
            try await connection.expectToWork()
        }
    }

    @Test func `a stream is of no use after its closure`() async throws {
        try await SharedDatabase.withConnection { connection in
            var leaked: PostgresRowStream?
            await #expect(throws: Enough.self) {
                try await connection.stream(numbers(100_000)) { rows in
                    leaked = rows
                    _ = try await rows.nextBatch()
                    throw Enough()
                }
            }
            let after = try await leaked?.nextBatch()
            #expect(after == nil)
            try await connection.expectToWork()
        }
    }

    @Test func `the fetches of one stream do not stand in the way of another with other columns`() async throws {
        try await SharedDatabase.withConnection { connection in
            try await connection.script(
                """
                create schema stream_one; create schema stream_two;
                create table stream_one.item as select n from generate_series(1, 1000) n;
                create table stream_two.item as select 'x' || n as a, n as b from generate_series(1, 1000) n;
                """
            )
            for (schema, columns) in [("stream_one", 1), ("stream_two", 2), ("stream_one", 1)] {
                let settings: PostgresSettings = ["search_path": schema]
                let count = try await connection.stream("select * from item", settings: settings) { rows in
                    var count = 0
                    for try await row in rows where row.columnCount == columns { count += 1 }
                    return count
                }
                #expect(count == 1000)
            }
            try await connection.script("drop schema stream_one cascade; drop schema stream_two cascade")
        }
    }

    // MARK: Width and cancellation

    @Test func `wide rows come in small batches`() async throws {
        try await SharedDatabase.withConnection { connection in
            let query: PostgresQuery = "select n, repeat('x', 20000) from generate_series(1, 2000) n"
            let sizes = try await connection.stream(query) { rows in
                var sizes: [Int] = []
                while let batch = try await rows.nextBatch() { sizes.append(batch.memoryBytes) }
                return sizes
            }
            // The first two were asked for before the width was known: 256 rows each.
            #expect(sizes.dropFirst(2).allSatisfy { $0 <= 2 << 20 })
            #expect(sizes.count > 30)
        }
    }

    @Test func `a stream cancelled in its midst leaves the connection as it was`() async throws {
        try await SharedDatabase.withConnection { connection in
            let query: PostgresQuery = "select n, pg_sleep(0.0002) from generate_series(1, 1000000) n"
            for rows in [10, 300] {
                let task = Task {
                    try await connection.stream(query) { stream in
                        var count = 0
                        for try await _ in stream {
                            count += 1
                            if count == rows { withUnsafeCurrentTask { $0?.cancel() } }
                        }
                    }
                }
                await #expect(throws: CancellationError.self) { try await task.value }
                try await connection.expectToWork()
            }
        }
    }
}
