import Postgres
import Testing

@Suite struct StatementCacheTests {
    /// Names of the statements that the server keeps for this session, but for the one that asks.
    private func prepared(_ connection: PostgresConnection) async throws -> Set<String> {
        let rows = try await connection.query(
            "select statement from pg_prepared_statements where statement not like '%pg_prepared_statements%'"
        )
        return Set(try rows.decode(String.self))
    }

    private func withCache(
        of limit: Int = 256,
        _ body: (PostgresConnection) async throws -> Void
    ) async throws {
        try await SharedDatabase.withConnection({ $0.statementMode = .cached(limit: limit) }, body)
    }

    @Test func `a statement is prepared once and used again`() async throws {
        try await withCache { connection in
            for number in 1...5 {
                let rows = try await connection.query("select \(number) as again")
                #expect(try rows.value(Int.self) == number)
            }
            #expect(try await prepared(connection) == ["select $1 as again"])
            let uses = try await connection.query(
                "select generic_plans + custom_plans from pg_prepared_statements where statement like '%as again'"
            )
            #expect(try uses.value(Int.self) == 5)
        }
    }

    @Test func `one text with two types of parameter is two statements`() async throws {
        try await withCache { connection in
            #expect(try await connection.query("select \(1)::text as typed").value(String.self) == "1")
            #expect(try await connection.query("select \("one")::text as typed").value(String.self) == "one")
            #expect(try await connection.query("select \(2)::text as typed").value(String.self) == "2")
            let count = try await connection.query(
                "select count(*) from pg_prepared_statements where statement = 'select $1::text as typed'"
            )
            #expect(try count.value(Int.self) == 2)
        }
    }

    @Test func `the least recently used statement goes first, and the server closes it`() async throws {
        try await withCache(of: 4) { connection in
            for name in ["a", "b", "c", "a", "d", "e"] {
                _ = try await connection.query("select 1 as \(identifier: name)")
            }
            // Two make way: b and c, for e and for the statement that looks; what is evicted goes with the next request.
            _ = try await prepared(connection)
            let names = try await prepared(connection)
            #expect(names == ["select 1 as \"a\"", "select 1 as \"d\"", "select 1 as \"e\""])
            #expect(await connection.preparedStatementCount == 4)
            for number in 0..<100 { _ = try await connection.query("select 1 as \(identifier: "n\(number)")") }
            _ = try await prepared(connection)
            #expect(try await prepared(connection).count == 3)
        }
    }

    @Test func `a batch larger than the cache leaves no statement behind on the server`() async throws {
        try await withCache(of: 3) { connection in
            let queries = (0..<20).map { PostgresQuery(sql: "select \($0) as batched") }
            for _ in 0..<3 {
                let rows = try await connection.batch(queries)
                #expect(try rows.map { try $0.value(Int32.self) } == (0..<20).map(Int32.init))
            }
            for _ in 0..<10 { _ = try await prepared(connection) }
            #expect(try await prepared(connection).count <= 3)
            #expect(await connection.preparedStatementCount <= 3)
        }
    }

    @Test func `the same text twice in a batch is prepared once`() async throws {
        try await withCache { connection in
            let rows = try await connection.batch([
                "select \(1) as twice", "select \(2) as twice", "select \(3) as twice",
            ])
            #expect(try rows.map { try $0.value(Int.self) } == [1, 2, 3])
            #expect(try await connection.query("select count(*) from pg_prepared_statements").value(Int.self) == 2)
        }
    }

    @Test func `unnamed mode prepares nothing`() async throws {
        try await SharedDatabase.withConnection {
            $0.statementMode = .unnamed
        } _: { connection in
            for number in 1...3 {
                #expect(try await connection.query("select \(number) as bare").value(Int.self) == number)
            }
            _ = try await connection.batch(["select 1", "select 2"])
            #expect(try await connection.query("select count(*) from pg_prepared_statements").value(Int.self) == 0)
            #expect(await connection.preparedStatementCount == 0)
        }
    }

    @Test func `a very long text is not kept`() async throws {
        try await withCache { connection in
            let long = PostgresQuery(sql: "select 1 /*" + String(repeating: "x", count: 20_000) + "*/")
            _ = try await connection.query(long)
            #expect(try await prepared(connection).isEmpty)
        }
    }

    @Test func `a statement that cannot be prepared is not remembered as if it were`() async throws {
        try await withCache { connection in
            for _ in 0..<2 {
                let error = await failure { _ = try await connection.query("select later from not_yet_made") }
                #expect(error?.sqlState == .undefinedTable)
            }
            _ = try await connection.query("create temp table not_yet_made as select 7 as later")
            #expect(try await connection.query("select later from not_yet_made").value(Int32.self) == 7)
        }
    }

    // MARK: Healing

    @Test func `a statement whose result DDL has changed heals, whoever ran the DDL`() async throws {
        try await withCache { connection in
            try await SharedDatabase.withConnection { other in
                for (number, rival) in [connection, other].enumerated() {
                    let table = "healed_\(number)"
                    _ = try await rival.query("create table \(identifier: table) as select 1::int4 as a")
                    let select: PostgresQuery = "select * from \(identifier: table)"
                    #expect(try await connection.query(select).value(Int32.self) == 1)
                    _ = try await rival.query("alter table \(identifier: table) alter a type text")
                    #expect(try await connection.query(select).value(String.self) == "1")
                    _ = try await rival.query("alter table \(identifier: table) add b int8 default 2")
                    let row = try await connection.query(select).decode((String, Int64).self).first
                    #expect(row ?? ("", 0) == ("1", 2))
                    _ = try await rival.query("drop table \(identifier: table)")
                }
            }
            try await connection.expectToWork()
        }
    }

    @Test func `a batch with a stale statement heals as a whole`() async throws {
        try await withCache { connection in
            try await SharedDatabase.withConnection { other in
                _ = try await other.query("create table stale_batch (a int4)")
                let batch: [PostgresQuery] = ["insert into stale_batch values (1)", "select * from stale_batch"]
                _ = try await connection.batch(batch)
                _ = try await other.query("alter table stale_batch alter a type text")
                _ = try await other.query("alter table stale_batch add b int")
                let rows = try await connection.batch(["insert into stale_batch values ('2')", batch[1]])
                #expect(rows[1].count == 2)
                #expect(rows[1].columnCount == 2)
                _ = try await other.query("drop table stale_batch")
            }
        }
    }

    @Test(arguments: ["discard all", "deallocate all"])
    func `statements that the session was told to forget are prepared again`(_ forget: String) async throws {
        try await withCache { connection in
            _ = try await connection.query("select 1 as remembered")
            _ = try await connection.query(PostgresQuery(sql: forget))
            #expect(await connection.preparedStatementCount == 0)
            #expect(try await connection.query("select 1 as remembered").value(Int32.self) == 1)
            // The same behind our back, where no command tag tells of it.
            try await connection.script("do $$ begin execute 'deallocate all'; end $$")
            #expect(try await connection.query("select 1 as remembered").value(Int32.self) == 1)
            try await connection.expectToWork()
        }
    }

    @Test func `a statement that a transaction finds stale fails it, and the next try succeeds`() async throws {
        try await withCache { connection in
            try await SharedDatabase.withConnection { other in
                _ = try await other.query("create table stale_inside as select 1::int4 as a")
                _ = try await connection.query("select * from stale_inside")
                _ = try await other.query("alter table stale_inside alter a type text")
                // The first statement travels with BEGIN, so it heals.
                let first = try await connection.transaction { try await $0.query("select * from stale_inside") }
                #expect(try first.value(String.self) == "1")
                _ = try await other.query("alter table stale_inside alter a type int8 using a::int8")
                let error = await failure {
                    try await connection.transaction { transaction in
                        _ = try await transaction.query("select 1")
                        _ = try await transaction.query("select * from stale_inside")
                    }
                }
                #expect(error?.sqlState == .featureNotSupported)
                _ = try await other.query("alter table stale_inside alter a type text")
                _ = try await connection.query("select * from stale_inside")
                _ = try await other.query("alter table stale_inside alter a type int8 using a::int8")
                let retried = try await connection.transaction(.init(retry: .init(attempts: 2))) { transaction in
                    _ = try await transaction.query("select 1")
                    return try await transaction.query("select * from stale_inside").value(Int.self)
                }
                #expect(retried == 1)
                _ = try await other.query("drop table stale_inside")
            }
        }
    }

    @Test func `concurrent callers all heal`() async throws {
        try await withCache { connection in
            try await SharedDatabase.withConnection { other in
                _ = try await other.query("create table stale_crowd as select 1::int4 as a")
                _ = try await connection.query("select * from stale_crowd")
                _ = try await other.query("alter table stale_crowd alter a type text")
                try await withThrowingTaskGroup(of: String.self) { group in
                    for _ in 0..<20 {
                        group.addTask { try await connection.query("select * from stale_crowd").value(String.self) }
                    }
                    for try await answer in group { #expect(answer == "1") }
                }
                _ = try await other.query("drop table stale_crowd")
            }
        }
    }

    @Test func `DDL in a batch leaves no statement behind on the server`() async throws {
        try await withCache { connection in
            _ = try await connection.batch([
                "create temp table in_batch (id int)", "select count(*) from in_batch",
                "alter table in_batch add name text", "select count(*) as again from in_batch",
                "drop table in_batch", "select 1 as last",
            ])
            for _ in 0..<3 { _ = try await prepared(connection) }
            let onServer = try await prepared(connection).count
            let known = await connection.preparedStatementCount
            // The one that looks is known and not counted.
            #expect(onServer == known - 1)
        }
    }

    @Test func `a search_path for one statement does not change what another finds`() async throws {
        try await withCache { connection in
            try await connection.script(
                """
                create schema path_one; create schema path_two;
                create table path_one.found as select 1::int4 as a;
                create table path_two.found as select 'two'::text as b, 2 as c;
                """
            )
            let select: PostgresQuery = "select * from found"
            for _ in 0..<3 {
                let one = try await connection.query(select, settings: ["search_path": "path_one"])
                #expect(one.columns.map(\.name) == ["a"])
                let two = try await connection.query(select, settings: ["search_path": "path_two"])
                #expect(two.columns.map(\.name) == ["b", "c"])
            }
            try await connection.script("drop schema path_one cascade; drop schema path_two cascade")
        }
    }
}
