import Postgres
import Testing

/// Counts the attempts of a body, which runs in one task.
private final class Attempts {
    var count = 0
}

/// Where two rivals wait for each other.
private actor Meeting {
    private(set) var count = 0

    func arrive() { count += 1 }
}

@Suite struct TransactionRetryTests {
    private static let retry = PostgresTransactionOptions.Retry(attempts: 5, delay: .milliseconds(1))

    /// A transaction that fails the first time for its rival, who comes between its read and its write.
    private func race(
        _ table: String,
        _ options: PostgresTransactionOptions,
        _ attempts: Attempts
    ) async throws {
        try await SharedDatabase.withConnection { connection in
            try await SharedDatabase.withConnection { rival in
                try await connection.script("create table \(table) (n int); insert into \(table) values (0)")
                let increment: PostgresQuery = "update \(identifier: table) set n = n + 1"
                let error = await failure {
                    try await connection.transaction(options) { transaction in
                        attempts.count += 1
                        _ = try await transaction.query("select n from \(identifier: table)")
                        if attempts.count == 1 { _ = try await rival.query(increment) }
                        _ = try await transaction.query(increment)
                    }
                }
                let n = try await connection.query("select n from \(identifier: table)").value(Int32.self)
                try await connection.script("drop table \(table)")
                try await connection.expectToWork()
                if let error { throw error }
                #expect(n == 2)
            }
        }
    }

    @Test func `a serialization failure is tried again where that was asked for`() async throws {
        let attempts = Attempts()
        try await race("retried", .init(isolation: .repeatableRead, retry: Self.retry), attempts)
        #expect(attempts.count == 2)
    }

    @Test func `nothing is tried again unasked`() async throws {
        let attempts = Attempts()
        let error = await failure { try await race("not_retried", .init(isolation: .repeatableRead), attempts) }
        #expect(error?.sqlState == .serializationFailure)
        #expect(attempts.count == 1)
    }

    @Test func `other errors are not tried again`() async throws {
        try await SharedDatabase.withConnection { connection in
            let attempts = Attempts()
            let error = await failure {
                try await connection.transaction(.init(retry: Self.retry)) { transaction in
                    attempts.count += 1
                    _ = try await transaction.query("select 1 / 0")
                }
            }
            #expect(error?.sqlState == .divisionByZero)
            #expect(attempts.count == 1)
        }
    }

    @Test func `attempts end, and the last error is told`() async throws {
        try await SharedDatabase.withConnection { connection in
            let attempts = Attempts()
            let error = await failure {
                try await connection.transaction(.init(retry: .init(attempts: 3, delay: .zero))) { transaction in
                    attempts.count += 1
                    _ = try await transaction.query("do $$ begin raise exception 'x' using errcode = '40001'; end $$")
                }
            }
            #expect(error?.sqlState == .serializationFailure)
            #expect(attempts.count == 3)
            try await connection.expectToWork()
        }
    }

    @Test func `a failure at the commit is tried again too`() async throws {
        try await SharedDatabase.withConnection { connection in
            try await SharedDatabase.withConnection { rival in
                try await connection.script("create table skew (id int, n int); insert into skew values (1, 0), (2, 0)")
                let options = PostgresTransactionOptions(isolation: .serializable, retry: Self.retry)
                let attempts = Attempts()
                try await connection.transaction(options) { transaction in
                    attempts.count += 1
                    _ = try await transaction.query("select sum(n) from skew")
                    _ = try await transaction.query("update skew set n = 1 where id = 1")
                    guard attempts.count == 1 else { return }
                    // Write skew: the rival reads what we wrote, and writes what we read, and commits first.
                    try await rival.transaction(.init(isolation: .serializable)) { other in
                        _ = try await other.query("select sum(n) from skew")
                        _ = try await other.query("update skew set n = 1 where id = 2")
                    }
                }
                #expect(attempts.count == 2)
                try await connection.script("drop table skew")
            }
        }
    }

    @Test func `of two transactions in a deadlock both end, one at its second try`() async throws {
        try await SharedDatabase.withConnection { setUp in
            try await setUp.script("create table knot (id int, n int); insert into knot values (1, 0), (2, 0)")
            let meeting = Meeting()
            try await withThrowingTaskGroup(of: Int.self) { group in
                for (first, second) in [(1, 2), (2, 1)] {
                    group.addTask {
                        try await SharedDatabase.withConnection { connection in
                            _ = try await connection.query("set deadlock_timeout = '50ms'")
                            var attempts = 0
                            try await connection.transaction(.init(retry: Self.retry)) { transaction in
                                attempts += 1
                                _ = try await transaction.query("update knot set n = n + 1 where id = \(first)")
                                await meeting.arrive()
                                while await meeting.count < 2 { try await Task.sleep(for: .milliseconds(5)) }
                                _ = try await transaction.query("update knot set n = n + 1 where id = \(second)")
                            }
                            return attempts
                        }
                    }
                }
                var attempts = 0
                for try await count in group { attempts += count }
                #expect(attempts >= 3)
            }
            let sums = try await setUp.query("select n from knot").decode(Int32.self)
            #expect(sums == [2, 2])
            try await setUp.script("drop table knot")
        }
    }
}
