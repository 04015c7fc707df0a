import Postgres
import TestSupport
import Testing

@Suite struct BatchTests {
    /// Transactions that the database has committed and rolled back so far, with those of `connection` told.
    private func transactions(_ connection: PostgresConnection) async throws -> (Int, Int) {
        let rows = try await connection.batch([
            "select pg_stat_force_next_flush()", "select pg_stat_clear_snapshot()",
        ])
        _ = rows
        let row = try await connection.query(
            "select xact_commit, xact_rollback from pg_stat_database where datname = current_database()"
        ).decode((Int, Int).self)
        return try #require(row.first)
    }

    /// A database where nobody else is at work, so that its transactions can be counted.
    private func withQuietDatabase(_ body: (PostgresConnection) async throws -> Void) async throws {
        try await Turnstile.pass {
            let database = try await PostgresCluster.shared.createDatabase()
            let connection = try await PostgresConnection.connect(try PostgresConfiguration(database.dsn()))
            try await body(connection)
            await connection.close()
        }
    }

    @Test func `the statements of a batch answer in their order`() async throws {
        try await SharedDatabase.withConnection { connection in
            let results = try await connection.batch([
                "create temp table batched (id int)", "insert into batched values (1), (2)",
                "select count(*) from batched", "select 1 where false", "",
            ])
            #expect(results.map(\.count) == [0, 0, 1, 0, 0])
            #expect(results[1].affectedRows == 2)
            #expect(try results[2].value(Int.self) == 2)
            let nothing = try await connection.batch([])
            #expect(nothing.isEmpty)
            try await connection.expectToWork()
        }
    }

    @Test func `a batch is one transaction, and one that fails leaves nothing`() async throws {
        try await withQuietDatabase { connection in
            _ = try await connection.query("create table kept (id int primary key)")
            let before = try await transactions(connection)
            _ = try await connection.batch((1...10).map { "insert into kept values (\($0))" })
            let after = try await transactions(connection)
            // The batch itself, and the two transactions of the count before it.
            #expect(after.0 - before.0 == 3)
            let error = await failure {
                _ = try await connection.batch([
                    "insert into kept values (11)", "insert into kept values (12)", "insert into kept values (3)",
                    "insert into kept values (13)",
                ])
            }
            #expect(error?.sqlState == .uniqueViolation)
            #expect(error?.statementIndex == 2)
            #expect(error?.sql == "insert into kept values (3)")
            #expect(error?.description.contains("statement 3") == true)
            #expect(try await connection.query("select count(*) from kept").value(Int.self) == 10)
            #expect(try await transactions(connection).1 - after.1 == 1)
            try await connection.expectToWork()
        }
    }

    @Test func `a batch that cannot be parsed in its midst leaves nothing either`() async throws {
        try await SharedDatabase.withConnection { connection in
            _ = try await connection.query("create temp table parsed (id int)")
            let error = await failure {
                _ = try await connection.batch([
                    "insert into parsed values (1)", "selekt 1", "insert into parsed values (2)",
                ])
            }
            #expect(error?.sqlState == .syntaxError)
            #expect(error?.statementIndex == 1)
            #expect(try await connection.query("select count(*) from parsed").value(Int.self) == 0)
        }
    }

    @Test func `a batch of one names no statement`() async throws {
        try await SharedDatabase.withConnection { connection in
            let error = await failure { _ = try await connection.query("select 1 / 0", settings: ["app.a": "1"]) }
            #expect(error?.sqlState == .divisionByZero)
            #expect(error?.statementIndex == nil)
            #expect(error?.sql == "select 1 / 0")
        }
    }

    @Test func `a constraint that is checked at the end fails the batch and not the connection`() async throws {
        try await SharedDatabase.withConnection { connection in
            try await connection.script(
                "create temp table late (id int unique deferrable initially deferred)"
            )
            _ = try await connection.query("insert into late values (1)")
            let error = await failure { _ = try await connection.query("insert into late values (1)") }
            #expect(error?.sqlState == .uniqueViolation)
            #expect(error?.kind == .server)
            try await connection.expectToWork()
            let inBatch = await failure {
                _ = try await connection.batch(["insert into late values (2)", "insert into late values (2)"])
            }
            #expect(inBatch?.sqlState == .uniqueViolation)
            #expect(try await connection.query("select count(*) from late").value(Int.self) == 1)
            try await connection.expectToWork()
        }
    }

    // MARK: Settings

    @Test func `settings hold for their statement, in one transaction with it, and are gone after`() async throws {
        try await withQuietDatabase { connection in
            let setting: PostgresQuery = "select current_setting('app.tenant_id', true)"
            let before = try await transactions(connection)
            let rows = try await connection.query(setting, settings: ["app.tenant_id": "7", "app.role": "it's"])
            let after = try await transactions(connection)
            #expect(after.0 - before.0 == 3)
            #expect(try rows.value(String?.self) == "7")
            // PostgreSQL leaves an empty text behind, not NULL.
            #expect(try await connection.query(setting).value(String?.self) == "")
        }
    }

    @Test func `settings hold for every statement of a batch`() async throws {
        try await SharedDatabase.withConnection { connection in
            let rows = try await connection.batch(
                ["select current_setting('app.a')", "select current_setting('app.b') || current_setting('app.a')"],
                settings: ["app.a": "x", "app.b": "'; select 1"]
            )
            #expect(rows.count == 2)
            #expect(try rows[0].value(String.self) == "x")
            #expect(try rows[1].value(String.self) == "'; select 1x")
        }
    }

    @Test(arguments: ["app.a', '', true), set_config('app.evil", "app.a\\' --", "app.\"a\"", "app.ă", "", "'"])
    func `the name of a setting is never read as SQL`(_ name: String) async throws {
        try await SharedDatabase.withConnection { connection in
            let error = await failure {
                let settings = PostgresSettings(dictionaryLiteral: ("app.plain", "1"), (name, "2"))
                _ = try await connection.query("select 1", settings: settings)
            }
            // A name that the server may take or not, but as a whole.
            let states: [SQLState?] = [.invalidName, .undefinedObject, nil]
            #expect(states.contains(error?.sqlState) && error?.sqlState != .syntaxError)
            let evil: PostgresQuery = "select current_setting('app.evil', true)"
            #expect(try await connection.query(evil).value(String?.self) == nil)
            try await connection.expectToWork()
        }
    }

    @Test func `a setting that the server refuses fails the statement, which has not run`() async throws {
        try await SharedDatabase.withConnection { connection in
            _ = try await connection.query("create temp table refused (id int)")
            let error = await failure {
                _ = try await connection.query(
                    "insert into refused values (1)",
                    settings: ["statement_timeout": "marker5512"]
                )
            }
            #expect(error?.sqlState == .invalidParameterValue)
            #expect(error?.description.contains("marker5512") == false)
            #expect(error?.statementIndex == nil)
            #expect(try await connection.query("select count(*) from refused").value(Int.self) == 0)
            try await connection.expectToWork()
        }
    }

    @Test func `settings that fail with their statement leave nothing behind`() async throws {
        try await SharedDatabase.withConnection { connection in
            let error = await failure { _ = try await connection.query("select 1 / 0", settings: ["app.left": "9"]) }
            #expect(error?.sqlState == .divisionByZero)
            let left = try await connection.query("select coalesce(current_setting('app.left', true), '')")
            #expect(try left.value(String.self) == "")
        }
    }

    // MARK: Scripts

    @Test func `a script runs several statements and gives their tags`() async throws {
        try await SharedDatabase.withConnection { connection in
            let tags = try await connection.script(
                """
                create temp table scripted (id int); -- a comment; with a semicolon
                insert into scripted values (1), (2);
                select ';' from scripted;
                """
            )
            #expect(tags == ["CREATE TABLE", "INSERT 0 2", "SELECT 2"])
            #expect(try await connection.query("select count(*) from scripted").value(Int.self) == 2)
            let none = try await connection.script("")
            #expect(none.count < 2)
            try await connection.expectToWork()
        }
    }

    @Test func `of a script that fails nothing is kept`() async throws {
        try await SharedDatabase.withConnection { connection in
            let error = await failure {
                try await connection.script("create table half (id int); insert into half values (1); select 1 / 0")
            }
            #expect(error?.sqlState == .divisionByZero)
            #expect(error?.statementIndex == 2)
            #expect(try await connection.query("select to_regclass('half') is null").value(Bool.self))
            try await connection.expectToWork()
        }
    }

    @Test(arguments: ["copy into_script from stdin", "copy into_script to stdout"])
    func `COPY has no place in a script, and the connection goes on`(_ copy: String) async throws {
        try await SharedDatabase.withConnection { connection in
            try await connection.script("create temp table into_script as select generate_series(1, 100000) as id")
            let error = await failure {
                try await connection.script("insert into into_script values (0); \(copy); select 1")
            }
            #expect(error?.kind == .misuse)
            try await connection.expectToWork()
        }
    }

    @Test func `a script that leaves a transaction open leaves it to the caller`() async throws {
        try await SharedDatabase.withConnection { connection in
            try await connection.script("begin; create temp table opened (id int)")
            #expect(await connection.transactionStatus == .inTransaction)
            try await connection.script("rollback")
            try await connection.expectToWork()
        }
    }

    // MARK: Describe

    @Test func `a statement is described without being run`() async throws {
        try await SharedDatabase.withConnection { connection in
            _ = try await connection.query("create temp table described (id int8, name text, born date)")
            let insert = try await connection.describe("insert into described values ($1, $2, $3)")
            #expect(insert.parameters == [.int8, .text, .date])
            #expect(insert.columns.isEmpty)
            let select = try await connection.describe("select id, name as called from described where born > $1")
            #expect(select.parameters == [.date])
            #expect(select.columns == [.init(name: "id", type: .int8), .init(name: "called", type: .text)])
            #expect(try await connection.query("select count(*) from described").value(Int.self) == 0)
            let error = await failure { _ = try await connection.describe("select nothing_such from described") }
            #expect(error?.sqlState == .undefinedColumn)
            try await connection.expectToWork()
        }
    }

    // MARK: What does not go this way

    @Test func `several statements in one query are refused`() async throws {
        try await SharedDatabase.withConnection { connection in
            let error = await failure { _ = try await connection.query("select 1; select 2") }
            #expect(error?.sqlState == .syntaxError)
            try await connection.expectToWork()
        }
    }

    @Test func `COPY as a query ends the connection with a clear error`() async throws {
        try await SharedDatabase.withConnection { connection in
            _ = try await connection.query("create temp table wrong_way (id int)")
            let error = await failure { _ = try await connection.query("copy wrong_way from stdin") }
            #expect(error?.kind == .misuse)
            #expect(error?.description.contains("copyIn") == true)
            let after = await failure { _ = try await connection.query("select 1") }
            #expect(after?.kind == .closed)
        }
    }

    @Test func `callers of one connection wait in turn`() async throws {
        try await SharedDatabase.withConnection { connection in
            _ = try await connection.query("create temp table turns (n serial, id int)")
            try await withThrowingTaskGroup(of: Int.self) { group in
                for id in 0..<50 {
                    group.addTask {
                        let sleep: PostgresQuery = "select \(id)::int8, pg_sleep(0.001)"
                        let rows = try await connection.batch([sleep, "insert into turns (id) values (\(id))"])
                        return try rows[0][0].value(0)
                    }
                }
                var answers: Set<Int> = []
                for try await answer in group { answers.insert(answer) }
                #expect(answers == Set(0..<50))
            }
            #expect(try await connection.query("select count(distinct id) from turns").value(Int.self) == 50)
        }
    }
}
