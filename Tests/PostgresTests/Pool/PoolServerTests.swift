import Foundation
import Logging
import Postgres
import ServiceLifecycle
import TestSupport
import Testing

/// Servers that are not there, go and come back; and the pool's own end.
@Suite(.timeLimit(.minutes(3))) struct PoolServerTests {
    @Test func `without a server callers get the connect error, after pauses that grow`() async throws {
        let port = try LoopbackPort.free()
        let configuration = try PostgresConfiguration("host=127.0.0.1 port=\(port) user=nobody dbname=none")
        let start = ContinuousClock.now
        try await PoolFixture.withPool(configuration) { pool in
            try await PoolFixture.wait(pool) { $0.failedConnects >= 3 }
            let error = await PoolFixture.error {
                try await pool.withConnection(waitingAtMost: .milliseconds(200)) { _ in _ = Issue.record("lent") }
            }
            #expect(error?.kind == .connectionFailed)
            #expect((error?.underlying as? PostgresError)?.kind == .connectionFailed)
            // At 0, 0.1, 0.3, 0.7, 1.5 s and so on, at the earliest at half of that.
            let seconds = start.duration(to: .now) / .seconds(1)
            #expect(Double(pool.figures.failedConnects) <= 2 + log2(1 + seconds / 0.05))
            #expect(pool.figures.size <= 1)
        }
    }

    @Test func `a wrong password is told with its SQLSTATE and without the password`() async throws {
        let database = try await PostgresCluster.shared.createDatabase()
        let route = PostgresClusterRoute.tcp(.scram).password("not-the-password")
        try await PoolFixture.withPool(PostgresConfiguration(database.dsn(route))) { pool in
            try await PoolFixture.wait(pool) { $0.failedConnects >= 1 }
            let error = await PoolFixture.error {
                try await pool.withConnection(waitingAtMost: .milliseconds(200)) { _ in _ = Issue.record("lent") }
            }
            #expect(error?.kind == .connectionFailed)
            #expect(error?.sqlState == .invalidPassword)
            #expect(error.map { "\($0)".contains("not-the-password") } == false)
        }
    }

    @Test func `the pool comes back by itself after the server has`() async throws {
        try await PostgresCluster.withThrowaway { cluster in
            let configuration = try PostgresConfiguration(cluster.dsn(.unixSocket))
            try await PoolFixture.withPool(configuration, { $0.minimumConnections = 3 }) { pool in
                try await PoolFixture.wait(pool) { $0.idle == 3 }
                try await cluster.stopServer()
                try await PoolFixture.wait(pool) { $0.idle == 0 && $0.failedConnects > 1 }
                let error = await PoolFixture.error {
                    try await pool.withConnection(waitingAtMost: .milliseconds(100)) { _ in _ = Issue.record("lent") }
                }
                #expect(error?.kind == .connectionFailed)
                try await cluster.startServer()
                let answer1 = try await pool.query("select 1").value(Int.self)
                #expect(answer1 == 1)
                try await PoolFixture.wait(pool) { $0.idle == 3 }
                try await cluster.restart(.immediate)
                let answer2 = try await pool.query("select 1").value(Int.self)
                #expect(answer2 == 1)
            }
        }
    }

    @Test func `a server that goes silent while connecting holds nobody beyond the deadline`() async throws {
        let cluster = try await PostgresCluster.shared
        let proxy = try ChaosProxy(.tcp(port: cluster.port))
        defer { proxy.stop() }
        proxy.set(.freeze)
        let route = PostgresClusterRoute.tcp(.scram).through(port: proxy.port)
        var configuration = try PostgresConfiguration(cluster.dsn(route))
        configuration.connectTimeout = .seconds(20)
        let frozen = configuration
        let start = ContinuousClock.now
        try await PoolFixture.withPool(frozen, { $0.maximumConcurrentConnects = 2 }) { pool in
            await withTaskGroup(of: Void.self) { group in
                for _ in 0..<20 {
                    group.addTask {
                        let error = await PoolFixture.error {
                            try await pool.withConnection(waitingAtMost: .milliseconds(500)) { _ in }
                        }
                        #expect(error?.kind == .poolExhausted)
                    }
                }
            }
            #expect(start.duration(to: .now) < .seconds(5))
            #expect(pool.figures.connecting <= 2)
        }
        // The end has given the connects up and not waited for them.
        #expect(start.duration(to: .now) < .seconds(10))
    }

    @Test func `draining under load fails who waits, lets loans end and leaves no session`() async throws {
        let database = try await PostgresCluster.shared.createDatabase()
        let configuration = try PostgresConfiguration(database.dsn(.unixSocket))
        var limits = PostgresPoolConfiguration()
        limits.maximumConnections = 4
        let pool = try PostgresPool(configuration, limits: limits)
        let outcomes = Shared<[String: Int]>([:])
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await pool.run() }
            for _ in 0..<40 {
                group.addTask {
                    while true {
                        do {
                            _ = try await pool.query("select pg_sleep(0.05)")
                            outcomes.change { $0["done", default: 0] += 1 }
                        } catch {
                            let kind = (error as? PostgresError).map { "\($0.kind)" } ?? "\(error)"
                            outcomes.change { $0[kind, default: 0] += 1 }
                            return
                        }
                    }
                }
            }
            try await PoolFixture.wait(pool) { $0.lent == 4 && $0.waiting == 36 && $0.loans > 20 }
            pool.drain(within: .seconds(20))
            try await group.waitForAll()
        }
        // Every caller ended because the pool is closed; no query was cut off.
        #expect(Set(outcomes.value.keys) == ["done", "closed"])
        #expect(outcomes.value["closed"] == 40)
        #expect(pool.figures.size == 0)
        #expect(pool.figures.opened == pool.figures.closed)
        try await expectNoSessions(database)
    }

    @Test func `draining closes at its deadline what is not given back`() async throws {
        let pool = try PostgresPool(try await PoolFixture.configuration())
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await pool.run() }
            group.addTask {
                let error = await PoolFixture.error { _ = try await pool.query("select pg_sleep(60)") }
                #expect(error?.kind == .closed)
            }
            try await PoolFixture.wait(pool) { $0.lent == 1 }
            let start = ContinuousClock.now
            pool.drain(within: .milliseconds(300))
            try await group.waitForAll()
            #expect(start.duration(to: .now) < .seconds(10))
        }
        #expect(pool.figures.size == 0)
    }

    @Test func `cancelling the run closes everything and ends`() async throws {
        let database = try await PostgresCluster.shared.createDatabase()
        var limits = PostgresPoolConfiguration()
        limits.minimumConnections = 4
        let pool = try PostgresPool(PostgresConfiguration(database.dsn(.unixSocket)), limits: limits)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await pool.run() }
            try await PoolFixture.wait(pool) { $0.idle == 4 }
            group.cancelAll()
            try await group.waitForAll()
        }
        #expect(pool.figures.size == 0)
        let error = await PoolFixture.error { _ = try await pool.query("select 1") }
        #expect(error?.kind == .closed)
        try await expectNoSessions(database)
        let again = await PoolFixture.error { try await pool.run() }
        #expect(again?.kind == .misuse)
    }

    @Test func `a service group shuts the pool down in good order`() async throws {
        let pool = try PostgresPool(try await PoolFixture.configuration())
        let group = ServiceGroup(services: [pool], logger: Logger(label: "test"))
        let answer = Shared<Int?>(nil)
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            tasks.addTask {
                let rows = try await pool.query("select 42 from pg_sleep(0.3)")
                let value = try rows.value(Int.self)
                answer.change { $0 = value }
            }
            try await PoolFixture.wait(pool) { $0.lent == 1 }
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
        #expect(answer.value == 42)
        #expect(pool.figures.size == 0)
    }

    @Test func `a caller that comes before the pool runs is served once it does`() async throws {
        let pool = try PostgresPool(try await PoolFixture.configuration())
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                let answer3 = try await pool.query("select 1").value(Int.self)
                #expect(answer3 == 1)
                pool.drain(within: .seconds(5))
            }
            try await PoolFixture.wait(pool) { $0.waiting == 1 }
            group.addTask { try await pool.run() }
            try await group.waitForAll()
        }
    }

    @Test func `a caller of a pool that nobody runs is told at its deadline`() async throws {
        let pool = try PostgresPool(try await PoolFixture.configuration())
        let error = await PoolFixture.error {
            try await pool.withConnection(waitingAtMost: .milliseconds(200)) { _ in }
        }
        #expect(error?.kind == .poolExhausted)
    }

    /// A backend ends a moment after its client.
    private func expectNoSessions(_ database: PostgresClusterDatabase) async throws {
        let count =
            "select count(*) from pg_stat_activity where datname = '\(database.name)' and pid <> pg_backend_pid()"
        let end = ContinuousClock.now + .seconds(10)
        var sessions = try await database.run(count)
        while sessions.first != "0", ContinuousClock.now < end {
            try await Task.sleep(for: .milliseconds(20))
            sessions = try await database.run(count)
        }
        #expect(sessions.first == "0")
    }
}
