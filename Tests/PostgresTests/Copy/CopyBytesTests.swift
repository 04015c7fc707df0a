import Postgres
import TestSupport
import Testing

private struct Enough: Error {}

@Suite struct CopyBytesTests {
    /// A connection with a table of its own.
    private func withTable(_ body: (PostgresConnection) async throws -> Void) async throws {
        try await SharedDatabase.withConnection { connection in
            try await connection.script(
                "create temp table item (id int primary key, name text, price numeric check (price >= 0))"
            )
            try await body(connection)
        }
    }

    private func count(_ connection: PostgresConnection) async throws -> Int {
        try await connection.query("select count(*) from item").value(Int.self)
    }

    // MARK: In

    @Test func `text goes in, wherever it is cut`() async throws {
        try await withTable { connection in
            let bytes = Array("1\tÁ\\nB\t1.50\n2\t\\N\t\\N\n3\t\t0\n".utf8)
            let rows = try await connection.copyIn("copy item from stdin") { writer in
                for byte in bytes { try await writer.write(bytes: [byte]) }
            }
            #expect(rows == 3)
            let found = try await connection.query("select name, price::text from item order by id")
                .decode((String?, String?).self)
            #expect(found[0] == ("Á\nB", "1.50"))
            #expect(found[1] == (nil, nil))
            #expect(found[2] == ("", "0"))
            try await connection.expectToWork()
        }
    }

    @Test func `CSV goes in`() async throws {
        try await withTable { connection in
            let csv = "id,name,price\n1,\"a,\"\"b\"\"\n\",2\n2,,\n"
            let rows = try await connection.copyIn("copy item from stdin (format csv, header)") { writer in
                try await writer.write(bytes: csv.utf8)
            }
            #expect(rows == 2)
            let names = try await connection.query("select name from item order by id").decode(String?.self)
            #expect(names == ["a,\"b\"\n", nil])
        }
    }

    @Test func `a COPY of nothing copies nothing`() async throws {
        try await withTable { connection in
            #expect(try await connection.copyIn("copy item from stdin") { _ in } == 0)
            #expect(try await connection.copyIn("copy item from stdin") { try await $0.write(bytes: []) } == 0)
            try await connection.expectToWork()
        }
    }

    @Test func `a megabyte in one call is cut into pieces`() async throws {
        try await withTable { connection in
            let bytes = (1...20_000).map { "\($0)\t\(String(repeating: "ế", count: 50))\t1\n" }.joined()
            let rows = try await connection.copyIn("copy item from stdin") { writer in
                try await writer.write(bytes: bytes.utf8)
            }
            #expect(rows == 20_000)
            try await connection.expectToWork()
        }
    }

    @Test func `a line that the server refuses is its error, and nothing is kept`() async throws {
        try await withTable { connection in
            for bad in ["x\tbad\t1\n", "1\ttwice\t1\n", "900001\tnegative\t-1\n", "only one column\n"] {
                let error = await failure {
                    try await connection.copyIn("copy item from stdin") { writer in
                        try await writer.write(bytes: "1\tone\t1\n".utf8)
                        try await writer.write(bytes: bad.utf8)
                        for id in 2...50_000 { try await writer.write(bytes: "\(id)\tmore\t1\n".utf8) }
                    }
                }
                #expect(error?.kind == .server)
                #expect(
                    [.invalidTextRepresentation, .uniqueViolation, .checkViolation, .badCopyFileFormat]
                        .contains(error?.sqlState)
                )
                #expect(error?.callSite?.description.contains("CopyBytesTests.swift") == true)
                #expect(try await count(connection) == 0)
                try await connection.expectToWork()
            }
        }
    }

    @Test func `a body that throws gets its own error, and nothing is kept`() async throws {
        try await withTable { connection in
            for rows in [0, 1, 30_000] {
                await #expect(throws: Enough.self) {
                    try await connection.copyIn("copy item from stdin") { writer in
                        for id in 0..<rows { try await writer.write(bytes: "\(id)\tgone\t1\n".utf8) }
                        throw Enough()
                    }
                }
                #expect(try await count(connection) == 0)
                try await connection.expectToWork()
            }
        }
    }

    @Test func `a body that gives up with a reason has it in the server's error`() async throws {
        try await withTable { connection in
            let error = await failure {
                try await connection.copyIn("copy item from stdin") { writer in
                    try await writer.write(bytes: "1\tone\t1\n".utf8)
                    try await writer.abort("the file ended early")
                }
            }
            #expect(error?.sqlState == .queryCanceled)
            #expect(error?.server?.message.contains("the file ended early") == true)
            #expect(try await count(connection) == 0)
            try await connection.expectToWork()
        }
    }

    @Test func `a cancelled COPY ends, and nothing is kept`() async throws {
        try await withTable { connection in
            let task = Task {
                try await connection.copyIn("copy item from stdin") { writer in
                    for id in 0... {
                        try await writer.write(bytes: "\(id)\tgone\t1\n".utf8)
                        if id == 20_000 { withUnsafeCurrentTask { $0?.cancel() } }
                    }
                }
            }
            await #expect(throws: CancellationError.self) { try await task.value }
            #expect(try await count(connection) == 0)
            try await connection.expectToWork()
        }
    }

    @Test(arguments: ["select 1", "copy item to stdout", "copy nothing_such from stdin", "selekt"])
    func `what is no COPY FROM STDIN is refused`(_ sql: String) async throws {
        try await withTable { connection in
            _ = try await connection.query("insert into item select n, 'x', 1 from generate_series(1, 50000) n")
            let error = await failure {
                try await connection.copyIn(PostgresQuery(sql: sql)) { _ in Issue.record("the body ran") }
            }
            #expect(error?.kind == .misuse || error?.kind == .server)
            try await connection.expectToWork()
        }
    }

    @Test func `two COPYs in one statement are refused, and the connection goes on`() async throws {
        try await withTable { connection in
            let error = await failure {
                try await connection.copyIn("copy item from stdin; copy item from stdin") { writer in
                    try await writer.write(bytes: "1\tone\t1\n".utf8)
                }
            }
            #expect(error?.kind == .misuse)
            try await connection.expectToWork()
        }
    }

    @Test func `COPY takes no parameters`() async throws {
        try await withTable { connection in
            let into = await failure { try await connection.copyIn("copy item from \("x")") { _ in } }
            #expect(into?.kind == .misuse)
            let out = await failure { try await connection.copyOut(rowsOf: "select \(1)") { _ in } }
            #expect(out?.kind == .misuse)
            let nul = await failure { try await connection.copyIn("copy item from stdin\0") { _ in } }
            #expect(nul?.kind == .encoding(.nulCharacter))
            try await connection.expectToWork()
        }
    }

    @Test func `a writer is of no use after its closure`() async throws {
        try await withTable { connection in
            var leaked: PostgresCopyWriter?
            try await connection.copyIn("copy item from stdin") { leaked = $0 }
            let error = await failure { try await leaked?.write(bytes: "1\tx\t1\n".utf8) }
            #expect(error?.kind == .closed)
            try await connection.expectToWork()
        }
    }

    // MARK: Out

    @Test func `text and CSV come out`() async throws {
        try await withTable { connection in
            _ = try await connection.query("insert into item values (1, E'a\\tb', 1.5), (2, null, null), (3, '\"', 0)")
            func read(_ statement: PostgresQuery) async throws -> String {
                try await connection.copyOut(statement) { reader in
                    var bytes: [UInt8] = []
                    while let chunk = try await reader.nextChunk() { bytes += chunk }
                    return String(decoding: bytes, as: UTF8.self)
                }
            }
            let text = try await read("copy (select * from item order by id) to stdout")
            #expect(text == "1\ta\\tb\t1.5\n2\t\\N\t\\N\n3\t\"\t0\n")
            let csv = try await read("copy (select * from item order by id) to stdout (format csv, header)")
            #expect(csv == "id,name,price\n1,a\tb,1.5\n2,,\n3,\"\"\"\",0\n")
            #expect(try await read("copy (select 1 where false) to stdout") == "")
            try await connection.expectToWork()
        }
    }

    @Test func `what goes out can go in again, chunk by chunk`() async throws {
        try await withTable { connection in
            _ = try await connection.query(
                "insert into item select n, repeat('x', n % 100), n from generate_series(1, 50000) n"
            )
            try await SharedDatabase.withConnection { other in
                _ = try await other.query("create temp table item (id int, name text, price numeric)")
                let rows = try await connection.copyOut("copy item to stdout (format binary)") { reader in
                    try await other.copyIn("copy item from stdin (format binary)") { writer in
                        while let chunk = try await reader.nextChunk() { try await writer.write(bytes: chunk) }
                    }
                }
                #expect(rows == 50_000)
                let sums: PostgresQuery = "select concat(sum(id), ' ', sum(length(name)), ' ', sum(price)) from item"
                let (left, right) = (try await connection.query(sums), try await other.query(sums))
                #expect(try left.value(String.self) == right.value(String.self))
            }
        }
    }

    @Test func `a reader who has had enough leaves the connection as it was`() async throws {
        try await withTable { connection in
            for chunks in [0, 1, 3] {
                try await connection.copyOut("copy (select generate_series(1, 2000000)) to stdout") { reader in
                    for _ in 0..<chunks { _ = try await reader.nextChunk() }
                }
                try await connection.expectToWork()
                await #expect(throws: Enough.self) {
                    try await connection.copyOut("copy (select generate_series(1, 2000000)) to stdout") { reader in
                        for _ in 0..<chunks { _ = try await reader.nextChunk() }
                        throw Enough()
                    }
                }
                try await connection.expectToWork()
            }
        }
    }

    @Test func `an error in the midst comes after what was sent before it`() async throws {
        try await withTable { connection in
            var bytes = 0
            let error = await failure {
                try await connection.copyOut(
                    "copy (select repeat('x', 100), 1 / (5000 - n) from generate_series(1, 9999) n) to stdout"
                ) { reader in
                    while let chunk = try await reader.nextChunk() { bytes += chunk.count }
                }
            }
            #expect(error?.sqlState == .divisionByZero)
            #expect(bytes > 100_000)
            try await connection.expectToWork()
        }
    }

    @Test func `a cancelled reader ends`() async throws {
        try await withTable { connection in
            let task = Task {
                try await connection.copyOut(
                    "copy (select n, pg_sleep(0.0005) from generate_series(1, 1000000) n) to stdout"
                ) { reader in
                    while try await reader.nextChunk() != nil {}
                }
            }
            try await Task.sleep(for: .milliseconds(100))
            task.cancel()
            await #expect(throws: CancellationError.self) { try await task.value }
            try await connection.expectToWork()
        }
    }

    // MARK: In a transaction

    @Test func `a COPY in a transaction is part of it, first or later`() async throws {
        try await withTable { connection in
            for isFirst in [true, false] {
                await #expect(throws: Enough.self) {
                    try await connection.transaction(settings: ["app.copy": "1"]) { transaction in
                        if !isFirst { _ = try await transaction.query("insert into item values (7)") }
                        try await transaction.copyIn("copy item from stdin") { writer in
                            try await writer.write(bytes: "1\ta\t1\n".utf8)
                        }
                        let inside = try await transaction.query("select count(*) from item").value(Int.self)
                        #expect(inside == (isFirst ? 1 : 2))
                        throw Enough()
                    }
                }
                #expect(try await count(connection) == 0)
            }
            try await connection.transaction { transaction in
                try await transaction.copyIn("copy item from stdin") { try await $0.write(bytes: "1\ta\t1\n".utf8) }
                let read = try await transaction.copyOut(rowsOf: "select id from item") { reader in
                    try await reader.next(Int32.self)
                }
                #expect(read == [1])
            }
            #expect(try await count(connection) == 1)
            try await connection.expectToWork()
        }
    }

    @Test func `a COPY that fails fails its savepoint alone`() async throws {
        try await withTable { connection in
            try await connection.transaction { outer in
                _ = try await outer.query("insert into item values (1)")
                let error = await failure {
                    _ = try await outer.transaction { inner in
                        try await inner.copyIn("copy item from stdin") { try await $0.write(bytes: "1\ta\t1\n".utf8) }
                    }
                }
                #expect(error?.sqlState == .uniqueViolation)
                try await outer.copyIn("copy item from stdin") { try await $0.write(bytes: "2\ta\t1\n".utf8) }
            }
            #expect(try await count(connection) == 2)
        }
    }
}
