import Foundation
import Logging
import Postgres
import Synchronization
import TestSupport
import Testing

@Suite struct ServerErrorTests {
    /// The error of a statement that runs in a session with a few objects to trip over.
    private func error(
        of query: PostgresQuery,
        detailed: Bool = false,
        line: Int = #line
    ) async throws -> PostgresError {
        try await SharedDatabase.withConnection {
            $0.includesErrorDetail = detailed
        } _: { connection in
            try await connection.script(
                """
                create temp table ward (id int primary key);
                create temp table person (
                    id int4 constraint person_id_unique unique,
                    name varchar(20) not null,
                    age int constraint person_age_check check (age >= 0),
                    ward_id int constraint person_ward_fk references ward on delete cascade
                );
                insert into person values (1, 'one', 1, null);
                create function pg_temp.raises(said text, state text) returns void language plpgsql as
                $$ begin raise exception 'heard %', said using errcode = state, hint = 'hinted ' || said; end $$;
                """
            )
            let found = await failure { _ = try await connection.query(query, line: line) }
            try await connection.expectToWork()
            return try #require(found)
        }
    }

    // MARK: Fields

    @Test func `a violated constraint is told by its names`() async throws {
        let unique = try await error(of: "insert into person values (1, 'x', 1)")
        let server = try #require(unique.server)
        #expect(unique.kind == .server)
        #expect(server.sqlState == .uniqueViolation)
        #expect(server.severity == "ERROR")
        #expect(server.constraint == "person_id_unique")
        #expect(server.table == "person")
        #expect(server.schema?.hasPrefix("pg_temp") == true)
        #expect(server.detail == "Key (id)=(1) already exists.")
        #expect(server.routine == "_bt_check_unique")

        let null = try await error(of: "insert into person (id) values (2)")
        #expect(null.server?.sqlState == .notNullViolation)
        #expect(null.server?.column == "name")
        let check = try await error(of: "insert into person values (2, 'x', -1)")
        #expect(check.server?.sqlState == .checkViolation)
        #expect(check.server?.constraint == "person_age_check")
        let foreign = try await error(of: "insert into person values (2, 'x', 1, 77)")
        #expect(foreign.server?.sqlState == .foreignKeyViolation)
        #expect(foreign.server?.constraint == "person_ward_fk")
        for error in [unique, null, check, foreign] {
            #expect(error.sqlState?.class == .integrityConstraintViolation)
            #expect(error.description.contains("table person"))
        }
    }

    @Test func `a place in the statement, a hint and a context are told`() async throws {
        let syntax = try await error(of: "select 1 2")
        #expect(syntax.server?.sqlState == .syntaxError)
        #expect(syntax.server?.position == 10)
        #expect(syntax.sql == "select 1 2")
        let column = try await error(of: "select agee from person")
        #expect(column.server?.sqlState == .undefinedColumn)
        #expect(column.server?.hint?.contains("age") == true)
        let raised = try await error(of: "select pg_temp.raises(\("aloud"), \("HT042"))")
        #expect(raised.server?.sqlState == SQLState("HT042"))
        #expect(raised.server?.message == "heard aloud")
        #expect(raised.server?.hint == "hinted aloud")
        #expect(raised.server?.context?.contains("PL/pgSQL function") == true)
        let type = try await error(of: "select (1000000 * 1000000)::int2")
        #expect(type.server?.sqlState == .numericValueOutOfRange)
    }

    @Test func `the place of the call is told`() async throws {
        let error = try await error(of: "select 1 / 0", line: 4711)
        #expect(error.callSite?.line == 4711)
        #expect(error.description.contains("ServerErrorTests.swift:4711"))
    }

    // MARK: No values

    /// Statements whose errors know `marker5150`, a value of theirs.
    static let revealing: [PostgresQuery] = [
        "insert into person select 5151, \("marker5150") || repeat('x', 20)",
        "insert into person values (\("marker5150")::text::int, 'x')",
        "select \("marker5150")::text::int", "select \("marker5150 \" marker5150")::text::int",
        "select \("\"marker5150")::text::numeric", "select \("marker5150")::text::timestamptz",
        "select \("marker5150")::text::uuid", "select \("{marker5150: 1}")::text::jsonb",
        "select \("{\"marker5150\"")::text::json", "select \("{marker5150")::text::int[]",
        "select \("marker5150")::text::inet", "select \("marker5150")::text::interval",
        "select \("marker5150")::text::bool",
        "select pg_temp.raises(\("marker5150"), 'P0001')", "select pg_temp.raises(\("marker5150"), 'HT001')",
        "select pg_temp.raises(\("marker5150"), '23505')", "select pg_temp.raises(\("marker5150"), '42501')",
        "select to_date(\("marker5150"), 'YYYY')", "select set_config('work_mem', \("marker5150"), true)",
        "select decode(\("marker5150"), 'hex')", "select \("marker5150")::text::bit(3)",
        "select regexp_replace('a', \("marker5150("), '')", "select \("$.marker5150[")::text::jsonpath",
        "select convert_to(\("marker5150 ế"), 'LATIN1')", "select \("marker5150")::text::\"char\"::text::int",
    ]

    @Test(arguments: revealing.indices)
    func `no description shows a value`(_ index: Int) async throws {
        let error = try await error(of: Self.revealing[index])
        let server = try #require(error.server)
        // Unless it is one of the few that tell none, the marker is there for those who may see it.
        for text in [error.description, error.debugDescription, error.message, "\(error)", String(reflecting: error)] {
            #expect(!text.lowercased().contains("arker"), "\(server.sqlState)")
            #expect(!text.contains("hinted"))
        }
        #expect(error.description.contains(server.sqlState.code))
    }

    @Test func `keys and rows in a detail are not shown`() async throws {
        for query in [
            "insert into person select 1, 'marker5150', 1", "insert into person values (515051, 'marker5150', -1)",
            "insert into person values (2, 'marker5150', 1, 515051)", "insert into person values (515051, null)",
        ] as [PostgresQuery] {
            let error = try await error(of: query)
            #expect(!error.description.contains("515"))
            #expect(!error.debugDescription.contains("515"))
        }
    }

    @Test func `the debug description shows all where that is switched on`() async throws {
        let unique = try await error(of: "insert into person values (1, 'x', 1)", detailed: true)
        #expect(!unique.description.contains("Key (id)"))
        #expect(unique.debugDescription.contains("Key (id)=(1) already exists."))
        #expect(unique.debugDescription.contains("insert into person"))
        let raised = try await error(of: "select pg_temp.raises(\("marker5150"), 'P0001')", detailed: true)
        #expect(!raised.description.contains("marker5150"))
        #expect(raised.debugDescription.contains("heard marker5150"))
        #expect(raised.debugDescription.contains("hinted marker5150"))
        #expect(raised.debugDescription.contains("context: PL/pgSQL function"))
    }

    @Test func `a message in another language shows no value either`() {
        var german = PostgresServerError(
            severity: "ERROR",
            sqlState: .invalidTextRepresentation,
            message: "ungültige Eingabesyntax für Typ integer: »marker5150«"
        )
        var error = PostgresError(.server, "")
        error.server = german
        #expect(error.description == "ERROR 22P02: invalid text representation")
        german.message = "syntaxe en entrée invalide pour le type integer : « marker5150 »"
        error.server = german
        #expect(!error.description.contains("marker5150"))
    }

    // MARK: Notices

    @Test func `notices are handed over, and logged without their words`() async throws {
        let notices = Mutex<[PostgresServerError]>([])
        let log = Mutex<[String]>([])
        try await SharedDatabase.withConnection { configuration in
            configuration.onNotice = { notice in notices.withLock { $0.append(notice) } }
            let handler = LinesLogHandler { line in log.withLock { $0.append(line) } }
            configuration.logger = Logger(label: "test") { _ in handler }
            configuration.logger.logLevel = .trace
        } _: { connection in
            _ = try await connection.query(
                "do $$ begin raise notice 'marker5150'; raise warning 'second' using errcode = '01HT1'; end $$"
            )
            try await connection.script("drop table if exists table_marker5150")
            _ = try await connection.query("select 1")
        }
        let found = notices.withLock { $0 }
        #expect(found.map(\.severity) == ["NOTICE", "WARNING", "NOTICE"])
        #expect(found.first?.message == "marker5150")
        #expect(found.dropFirst().first?.sqlState == SQLState("01HT1"))
        let lines = log.withLock { $0 }
        #expect(lines.contains { $0.contains("01HT1") })
        #expect(!lines.contains { $0.contains("marker5150") })
    }

    @Test func `what a statement says has been handed over when its call returns`() async throws {
        let count = Mutex(0)
        try await SharedDatabase.withConnection { configuration in
            configuration.onNotice = { _ in
                // a slow taker, so that a call that returns first is seen to
                usleep(200)
                count.withLock { $0 += 1 }
            }
        } _: { connection in
            for round in 1...500 {
                _ = try await connection.query("do $$ begin raise notice 'a'; end $$")
                try #require(count.withLock { $0 } == round)
            }
        }
    }

    @Test func `a flood of notices is bounded, and the connection goes on`() async throws {
        let count = Mutex(0)
        try await SharedDatabase.withConnection { configuration in
            configuration.onNotice = { _ in count.withLock { $0 += 1 } }
        } _: { connection in
            _ = try await connection.query("do $$ begin for i in 1..20000 loop raise notice '%', i; end loop; end $$")
            try await connection.expectToWork()
        }
        #expect(count.withLock { $0 } > 0)
    }
}

/// Gives each line, with its metadata, to a closure.
private struct LinesLogHandler: LogHandler {
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.trace
    let write: @Sendable (String) -> Void

    init(_ write: @escaping @Sendable (String) -> Void) { self.write = write }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        write("\(event.message) \(event.metadata ?? [:])")
    }
}
