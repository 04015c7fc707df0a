import TestSupport
import Testing

@testable import Postgres

/// Many callers on few connections, each doing at random what callers do, the bad things included. Every answer must be
/// the caller's own, and no caller may find a trace of the one before.
@Suite(.timeLimit(.minutes(3))) struct PoolStressTests {
    private struct Refusal: Error {}

    @Test(arguments: [1, 2, 3] as [UInt64])
    func `callers that misbehave at random harm nobody else`(seed: UInt64) async throws {
        let configuration = try await PoolFixture.configuration()
        try await PoolFixture.withPool(
            configuration,
            {
                $0.maximumConnections = 5
                $0.lifetime = .milliseconds(500)
                $0.idleTimeout = .milliseconds(50)
            }
        ) { pool in
            _ = try await pool.query("create table t (n int)")
            try await withThrowingTaskGroup(of: Void.self) { group in
                for caller in 0..<15 {
                    group.addTask { try await Self.call(pool, caller: caller, seed: seed) }
                }
                try await group.waitForAll()
            }
            try await PoolFixture.wait(pool) { $0.lent == 0 && $0.resetting == 0 && $0.waiting == 0 }
            let rows = try await pool.query("select count(*) from t").value(Int.self)
            #expect(rows == 0, "seed \(seed): a transaction that nobody committed was kept")
            let figures = pool.figures
            #expect(figures.opened - figures.closed == figures.size - figures.connecting)
        }
    }

    private static func call(_ pool: PostgresPool, caller: Int, seed: UInt64) async throws {
        var chance = PostgresPoolState.Jitter(state: seed &* 1000 &+ UInt64(caller))
        for step in 0..<80 {
            let token = caller * 1000 + step
            let choice = chance.next()
            let pause = Duration.microseconds(Int(chance.next() * 3000))
            do {
                switch choice {
                case ..<0.40: try await expectOwnAnswer(pool, token)
                case ..<0.60: try await cancelled(pool, after: pause)
                case ..<0.75: try await leaveOpen(pool, token)
                case ..<0.85: try await pool.withConnection { _ in throw Refusal() }
                case ..<0.92: _ = try await pool.query("select 1 / 0")
                case ..<0.96: _ = try await pool.query("select pg_terminate_backend(pg_backend_pid())")
                default: _ = try await pool.query("select pg_sleep(5)", timeout: pause)
                }
            } catch is Refusal, is CancellationError {
                continue
            } catch let error as PostgresError {
                let expected = error.sqlState == .divisionByZero || error.sqlState == .adminShutdown
                let ended: Set<PostgresError.Kind> = [.connectionLost, .deadlineExceeded]
                #expect(expected || ended.contains(error.kind), "seed \(seed), caller \(caller), step \(step)")
            }
        }
    }

    /// Asks for something that only this caller asks for, after a look for traces of the one before.
    private static func expectOwnAnswer(_ pool: PostgresPool, _ token: Int) async throws {
        try await pool.withConnection { connection in
            let rows = try await connection.query(
                """
                select \(token), pg_current_xact_id_if_assigned() is null, coalesce(current_setting('app.ctx', true), '')
                """
            )
            let (answer, isOutside, context) = try #require(try rows.decode((Int, Bool, String).self).first)
            #expect(answer == token)
            #expect(isOutside)
            #expect(context == "")
        }
    }

    private static func cancelled(_ pool: PostgresPool, after pause: Duration) async throws {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { _ = try? await pool.query("select pg_sleep(5)") }
            try? await Task.sleep(for: pause)
            group.cancelAll()
        }
    }

    /// A transaction with a write and a setting, and nobody who ends it.
    private static func leaveOpen(_ pool: PostgresPool, _ token: Int) async throws {
        try await pool.withConnection { connection in
            _ = try await connection.query("begin")
            _ = try await connection.query("insert into t values (\(token))", settings: ["app.ctx": "\(token)"])
        }
    }
}
