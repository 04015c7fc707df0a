import MetricsTestKit
import TestSupport
import Testing

@testable import Postgres

@Suite(.timeLimit(.minutes(1))) struct PoolMetricsTests {
    @Test func `the pool records its metrics under OpenTelemetry's names`() async throws {
        let metrics = TestMetrics()
        var limits = PostgresPoolConfiguration()
        limits.name = "mine"
        limits.maximumConnections = 3
        limits.minimumConnections = 2
        limits.metricsInterval = .milliseconds(20)
        let pool = try PostgresPool(
            try await PoolFixture.configuration(),
            limits: limits,
            metrics: PostgresPoolMetrics(poolName: limits.name, factory: metrics)
        )
        let name = ("db.client.connection.pool.name", "mine")
        func gauge(_ label: String, state: String? = nil) throws -> Double? {
            let state = state.map { [("db.client.connection.state", $0)] } ?? []
            return try metrics.expectGauge("db.client.connection.\(label)", [name] + state).lastValue
        }
        func times(_ label: String) throws -> Int {
            try metrics.expectTimer("db.client.connection.\(label)", [name]).values.count
        }
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await pool.run() }
            try await PoolFixture.wait(pool) { $0.idle == 2 }
            try await pool.withConnection { _ in
                try await PoolFixture.wait(pool) { _ in (try? gauge("count", state: "used")) == 1 }
                #expect(try gauge("count", state: "idle") == 1)
            }
            try await PoolFixture.wait(pool) { _ in (try? gauge("count", state: "idle")) == 2 }
            #expect(try gauge("max") == 3)
            #expect(try gauge("idle.min") == 2)
            #expect(try gauge("pending_requests") == 0)
            #expect(try times("create_time") == 2)
            #expect(try times("wait_time") == 1)
            #expect(try times("use_time") == 1)
            pool.drain(within: .seconds(5))
            try await group.waitForAll()
        }
    }

    @Test func `a deadline that passes is counted`() async throws {
        let metrics = TestMetrics()
        let pool = try PostgresPool(
            try PostgresConfiguration("host=localhost"),
            limits: PostgresPoolConfiguration(),
            metrics: PostgresPoolMetrics(poolName: "mine", factory: metrics)
        )
        for timeout in [Duration.zero, .milliseconds(20)] {
            _ = await PoolFixture.error { try await pool.withConnection(waitingAtMost: timeout) { _ in } }
        }
        let name = ("db.client.connection.pool.name", "mine")
        #expect(try metrics.expectCounter("db.client.connection.timeouts", [name]).totalValue == 2)
    }
}
