import Postgres
import TestSupport
import Testing

private struct Refusal: Error {}

@Suite struct TransactionTests {
    /// A connection with a table of its own, and what stands in it afterwards.
    private func withTable(_ body: (PostgresConnection) async throws -> Void) async throws {
        try await SharedDatabase.withConnection { connection in
            _ = try await connection.query("create temp table entry (id int primary key)")
            try await body(connection)
        }
    }

    private func entries(_ connection: PostgresConnection) async throws -> [Int32] {
        try await connection.query("select id from entry order by id").decode(Int32.self)
    }

    @Test func `what returns is committed, and gives its result`() async throws {
        try await withTable { connection in
            let answer = try await connection.transaction { transaction in
                _ = try await transaction.query("insert into entry values (1)")
                _ = try await transaction.batch(["insert into entry values (2)", "insert into entry values (3)"])
                return "done"
            }
            #expect(answer == "done")
            #expect(try await entries(connection) == [1, 2, 3])
            try await connection.expectToWork()
        }
    }

    @Test func `what throws is rolled back, and throws what it threw`() async throws {
        try await withTable { connection in
            await #expect(throws: Refusal.self) {
                try await connection.transaction { transaction in
                    _ = try await transaction.query("insert into entry values (1)")
                    throw Refusal()
                }
            }
            let error = await failure {
                try await connection.transaction { transaction in
                    _ = try await transaction.query("insert into entry values (1)")
                    _ = try await transaction.query("insert into entry values (1)")
                }
            }
            #expect(error?.sqlState == .uniqueViolation)
            #expect(try await entries(connection) == [])
            try await connection.expectToWork()
        }
    }

    @Test(arguments: [
        (PostgresTransactionOptions(), "read committed", "off", "off"),
        (PostgresTransactionOptions(isolation: .repeatableRead), "repeatable read", "off", "off"),
        (.init(isolation: .serializable, readOnly: true, deferrable: true), "serializable", "on", "on"),
        (.init(isolation: .readCommitted, readOnly: false, deferrable: false), "read committed", "off", "off"),
        (PostgresTransactionOptions(readOnly: true), "read committed", "on", "off"),
    ])
    func `the options reach the server`(
        _ options: PostgresTransactionOptions,
        _ isolation: String,
        _ readOnly: String,
        _ deferrable: String
    ) async throws {
        try await SharedDatabase.withConnection { connection in
            let row = try await connection.transaction(options) { transaction in
                try await transaction.query(
                    """
                    select current_setting('transaction_isolation'), current_setting('transaction_read_only'),
                        current_setting('transaction_deferrable')
                    """
                ).decode((String, String, String).self).first
            }
            #expect(row ?? ("", "", "") == (isolation, readOnly, deferrable))
        }
    }

    @Test func `a read-only transaction writes nothing`() async throws {
        try await SharedDatabase.withConnection { connection in
            let error = await failure {
                try await connection.transaction(.init(readOnly: true)) {
                    _ = try await $0.query("create table written (id int)")
                }
            }
            #expect(error?.sqlState == .readOnlySQLTransaction)
            try await connection.expectToWork()
        }
    }

    @Test func `a transaction without statements sends nothing`() async throws {
        try await SharedDatabase.withConnection { connection in
            try await connection.transaction { transaction in
                #expect(await transaction.connection.transactionStatus == .idle)
            }
            await #expect(throws: Refusal.self) { try await connection.transaction { _ in throw Refusal() } }
            // Even where the session is gone, so that anything sent would fail.
            await connection.close()
            #expect(try await connection.transaction { _ in 7 } == 7)
        }
    }

    @Test func `settings hold to the end of the transaction and no longer`() async throws {
        try await SharedDatabase.withConnection { connection in
            let setting: PostgresQuery = "select coalesce(current_setting('app.tx', true), '')"
            let values = try await connection.transaction(settings: ["app.tx": "a'b"]) { transaction in
                let first = try await transaction.query(setting).value(String.self)
                return [first, try await transaction.query(setting).value(String.self)]
            }
            #expect(values == ["a'b", "a'b"])
            #expect(try await connection.query(setting).value(String.self) == "")
        }
    }

    @Test func `a setting within a transaction ends with it too`() async throws {
        try await SharedDatabase.withConnection { connection in
            let setting: PostgresQuery = "select coalesce(current_setting('app.within', true), '')"
            try await connection.transaction { transaction in
                _ = try await transaction.query("select 1")
                let within = try await connection.query(setting, settings: ["app.within": "1"])
                #expect(try within.value(String.self) == "1")
                #expect(try await transaction.query(setting).value(String.self) == "1")
            }
            #expect(try await connection.query(setting).value(String.self) == "")
        }
    }

    // MARK: Nesting

    @Test func `an inner transaction that fails leaves the outer one as it was`() async throws {
        try await withTable { connection in
            try await connection.transaction { outer in
                _ = try await outer.query("insert into entry values (1)")
                let error = await failure {
                    try await outer.transaction { inner in
                        _ = try await inner.query("insert into entry values (2)")
                        _ = try await inner.query("insert into entry values (1)")
                    }
                }
                #expect(error?.sqlState == .uniqueViolation)
                await #expect(throws: Refusal.self) {
                    try await outer.transaction { inner in
                        _ = try await inner.query("insert into entry values (3)")
                        throw Refusal()
                    }
                }
                let kept = try await outer.transaction { inner in
                    try await inner.query("insert into entry values (4) returning id").value(Int32.self)
                }
                #expect(kept == 4)
                _ = try await outer.query("insert into entry values (5)")
            }
            #expect(try await entries(connection) == [1, 4, 5])
        }
    }

    @Test func `transactions nest, and each level fails alone`() async throws {
        try await withTable { connection in
            try await connection.transaction { first in
                // The savepoint is the first statement of all.
                try await first.transaction { second in
                    _ = try await second.query("insert into entry values (1)")
                    await #expect(throws: Refusal.self) {
                        try await second.transaction { third in
                            _ = try await third.query("insert into entry values (2)")
                            try await third.transaction { _ = try await $0.query("insert into entry values (3)") }
                            throw Refusal()
                        }
                    }
                    try await second.transaction { _ = try await $0.query("insert into entry values (4)") }
                }
            }
            #expect(try await entries(connection) == [1, 4])
        }
    }

    @Test func `an error that the inner body swallows is still an error`() async throws {
        try await withTable { connection in
            try await connection.transaction { outer in
                _ = try await outer.query("insert into entry values (1)")
                let error = await failure {
                    try await outer.transaction { inner in
                        _ = try? await inner.query("select 1 / 0")
                    }
                }
                #expect(error?.sqlState == .inFailedSQLTransaction)
                _ = try await outer.query("insert into entry values (2)")
            }
            #expect(try await entries(connection) == [1, 2])
        }
    }

    // MARK: What goes wrong

    @Test func `a statement's error that the body swallows is not committed over`() async throws {
        try await withTable { connection in
            let error = await failure {
                try await connection.transaction { transaction in
                    _ = try await transaction.query("insert into entry values (1)")
                    _ = try? await transaction.query("select 1 / 0")
                }
            }
            #expect(error?.kind == .misuse)
            #expect(try await entries(connection) == [])
            try await connection.expectToWork()
        }
    }

    @Test func `a first statement that was never sent does not cost the transaction its beginning`() async throws {
        try await withTable { connection in
            await #expect(throws: Refusal.self) {
                try await connection.transaction(settings: ["app.first": "set"]) { transaction in
                    let error = await failure { _ = try await transaction.query("select \("a\0b")") }
                    #expect(error?.kind == .encoding(.nulCharacter))
                    _ = try await transaction.query("insert into entry values (1)")
                    let setting = try await transaction.query("select current_setting('app.first', true)")
                    #expect(try setting.value(String?.self) == "set")
                    throw Refusal()
                }
            }
            #expect(try await entries(connection) == [])
            try await connection.expectToWork()
        }
    }

    @Test func `a first statement that was never sent leaves no transaction that keeps what follows`() async throws {
        try await withTable { connection in
            let slow = Task { try await connection.query("select pg_sleep(0.5)") }
            while await connection.transactionStatus != .active { try await Task.sleep(for: .milliseconds(5)) }
            await #expect(throws: Refusal.self) {
                try await connection.transaction { transaction in
                    // Waits behind the slow one, and is taken out of the queue.
                    let late = await failure { _ = try await transaction.query("select 1", timeout: .milliseconds(20)) }
                    #expect(late?.kind == .deadlineExceeded)
                    let next = await failure { _ = try await transaction.query("insert into entry values (1)") }
                    #expect(next?.kind == .misuse)
                    throw Refusal()
                }
            }
            _ = try await slow.value
            #expect(try await entries(connection) == [])
        }
    }

    @Test(arguments: ["commit", "rollback"])
    func `a statement that ends the transaction under its body is misuse`(_ end: String) async throws {
        try await withTable { connection in
            let error = await failure {
                try await connection.transaction { transaction in
                    _ = try await transaction.query("insert into entry values (1)")
                    _ = try await transaction.query(PostgresQuery(sql: end))
                    _ = try await transaction.query("insert into entry values (2)")
                }
            }
            #expect(error?.kind == .misuse)
            #expect(try await entries(connection) == (end == "commit" ? [1] : []))
            let atTheEnd = await failure {
                try await connection.transaction { _ = try await $0.query(PostgresQuery(sql: end)) }
            }
            #expect(atTheEnd?.kind == .misuse)
            try await connection.expectToWork()
        }
    }

    @Test func `a transaction is of no use after its end`() async throws {
        try await withTable { connection in
            var leaked: PostgresTransaction?
            var inner: PostgresTransaction?
            try await connection.transaction { transaction in
                leaked = transaction
                try await transaction.transaction { inner = $0 }
                let error = await failure { _ = try await inner?.query("select 1") }
                #expect(error?.kind == .closed)
                _ = try await transaction.query("select 1")
            }
            let query = await failure { _ = try await leaked?.query("insert into entry values (1)") }
            #expect(query?.kind == .closed)
            let nested = await failure { try await leaked?.transaction { _ in } }
            #expect(nested?.kind == .closed)
            let copy = await failure { _ = try await leaked?.copyIn("copy entry from stdin") { _ in } }
            #expect(copy?.kind == .closed)
            #expect(try await entries(connection) == [])
        }
    }

    @Test func `a body that goes on after the session died gets its own error back`() async throws {
        try await SharedDatabase.withConnection { connection in
            let processID = connection.processID
            await #expect(throws: Refusal.self) {
                try await connection.transaction { transaction in
                    _ = try await transaction.query("select 1")
                    try await SharedDatabase.withConnection {
                        _ = try await $0.query("select pg_terminate_backend(\(processID), 5000)")
                    }
                    let error = await failure { _ = try await transaction.query("select 1") }
                    #expect([.connectionLost, .closed, .server].contains(error?.kind))
                    throw Refusal()
                }
            }
            #expect(!connection.isUsable)
        }
    }

    @Test func `a commit that finds the session dead fails`() async throws {
        try await SharedDatabase.withConnection { connection in
            let processID = connection.processID
            let error = await failure {
                try await connection.transaction { transaction in
                    _ = try await transaction.query("select 1")
                    try await SharedDatabase.withConnection {
                        _ = try await $0.query("select pg_terminate_backend(\(processID), 5000)")
                    }
                }
            }
            #expect([.closed, .connectionLost, .commitOutcomeUnknown].contains(error?.kind))
        }
    }

    @Test func `a deferred constraint fails the commit, with the server's reason`() async throws {
        try await SharedDatabase.withConnection { connection in
            try await connection.script("create temp table at_commit (id int unique deferrable initially deferred)")
            let error = await failure {
                try await connection.transaction { transaction in
                    _ = try await transaction.query("insert into at_commit values (1), (1)")
                }
            }
            #expect(error?.sqlState == .uniqueViolation)
            #expect(error?.kind == .server)
            #expect(error?.outcomeIsUnknown == false)
            #expect(try await connection.query("select count(*) from at_commit").value(Int.self) == 0)
            try await connection.expectToWork()
        }
    }

    @Test func `a cancelled body is rolled back, whatever it was at`() async throws {
        try await withTable { connection in
            for statement in ["select pg_sleep(30)", "select 1"] as [PostgresQuery] {
                let task = Task {
                    try await connection.transaction { transaction in
                        _ = try await transaction.query("insert into entry values (1)")
                        while true {
                            _ = try await transaction.query(statement)
                            try await Task.sleep(for: .milliseconds(10))
                        }
                    }
                }
                try await Task.sleep(for: .milliseconds(100))
                task.cancel()
                await #expect(throws: CancellationError.self) { try await task.value }
                #expect(try await entries(connection) == [])
                try await connection.expectToWork()
            }
        }
    }

    @Test func `a task cancelled before the commit does not commit`() async throws {
        try await withTable { connection in
            let task = Task {
                try await connection.transaction { transaction in
                    _ = try await transaction.query("insert into entry values (1)")
                    withUnsafeCurrentTask { $0?.cancel() }
                }
            }
            await #expect(throws: CancellationError.self) { try await task.value }
            #expect(try await entries(connection) == [])
            try await connection.expectToWork()
        }
    }

    // MARK: Other work in a transaction

    @Test func `scripts and descriptions are part of the transaction`() async throws {
        try await withTable { connection in
            await #expect(throws: Refusal.self) {
                try await connection.transaction { transaction in
                    // The first thing of all: BEGIN has to go before it.
                    try await transaction.script("insert into entry values (1); insert into entry values (2)")
                    #expect(await connection.transactionStatus == .inTransaction)
                    _ = try await transaction.query("alter table entry add column name text")
                    let described = try await transaction.describe("select name from entry")
                    #expect(described.columns == [.init(name: "name", type: .text)])
                    throw Refusal()
                }
            }
            let kept = try await entries(connection)
            #expect(kept.isEmpty)
        }
    }
}
