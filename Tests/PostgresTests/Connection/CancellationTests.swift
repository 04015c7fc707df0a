@testable import Postgres
import Synchronization
import TestSupport
import Testing

/// Cancelled tasks: their statements end on the server, and nobody else's.
@Suite(.timeLimit(.minutes(3))) struct CancellationTests {
    @Test func `a storm over TLS`() async throws {
        let database = try await PostgresCluster.shared.createDatabase()
        let seed = UInt64.random(in: 0...UInt64.max)
        let storm = try CancellationStorm(database.dsn(.tls(mode: "require", .superuser)), seed: seed)
        let report = try await storm.run(120)
        #expect(report.problems == [], "seed \(seed)")
        #expect(report.runs == 120)
    }

    @Test func `a cancelled task ends its statement on the server`() async throws {
        let cluster = try await PostgresCluster.shared
        try await PostgresConnection.with(cluster.dsn(.unixSocket)) { connection in
            let ending = try await ending {
                _ = try await connection.query("select pg_sleep(600)", timeout: .seconds(600))
            } cancelledAfter: {
                try await waitUntilActive(connection.processID, cluster)
            }
            #expect(ending.error is CancellationError)
            // It is over when the caller is told, and not some time later.
            let database = cluster.database("postgres")
            let state = try await database.run(
                "select state from pg_stat_activity where pid = \(connection.processID)"
            )
            #expect(state == "idle\n")
            try await connection.expect("select 'on'", "on")
        }
    }

    @Test func `a task that is cancelled already sends nothing`() async throws {
        let scene = try await FaultScene()
        try await scene.with { connection in
            let before = scene.proxy.figures.bytesToServer
            let ending = await withTaskGroup(of: Ending.self) { group in
                group.cancelAll()
                group.addTask { await Ending.of { _ = try await connection.query("select 1") } }
                return await group.next()
            }
            #expect(ending?.error is CancellationError)
            #expect(scene.proxy.figures.bytesToServer == before)
        }
    }

    @Test func `a cancelled stream ends the fetch that is on its way`() async throws {
        let cluster = try await PostgresCluster.shared
        try await PostgresConnection.with(cluster.dsn(.unixSocket)) { connection in
            let ending = try await ending {
                // The first batch comes at once; the next would take ten minutes.
                try await connection.stream(
                    "select n, case when n > 300 then pg_sleep(600)::text end from generate_series(1, 100000) n"
                ) { rows in
                    while try await rows.nextBatch() != nil { try await Task.sleep(for: .milliseconds(1)) }
                }
            } cancelledAfter: {
                try await Task.sleep(for: .milliseconds(200))
            }
            #expect(ending.error is CancellationError)
            #expect(ending.isWithin(.zero))
            #expect(connection.isUsable)
            try await connection.expect("select 'on'", "on")
        }
    }

    @Test func `the caller of a cancelled query in a pool gets his answer from the next connection`() async throws {
        let cluster = try await PostgresCluster.shared
        var limits = PostgresPoolConfiguration()
        limits.maximumConnections = 2
        try await PostgresPool.with(.short(cluster.dsn(.unixSocket)), limits: limits) { pool in
            for _ in 0..<10 {
                let ending = try await ending {
                    _ = try await pool.query("select pg_sleep(600)", timeout: .seconds(600))
                } cancelledAfter: {
                    try await Task.sleep(for: .milliseconds(5))
                }
                #expect(ending.error is CancellationError)
                let answers = try await withThrowingTaskGroup(of: Int64.self) { group in
                    for number in Int64(0)..<6 {
                        group.addTask { try await pool.query("select \(number)").value(Int64.self) }
                    }
                    return try await group.reduce(into: Set<Int64>()) { $0.insert($1) }
                }
                #expect(answers == Set(0..<6))
            }
        }
    }

    private func waitUntilActive(_ processID: Int32, _ cluster: PostgresCluster) async throws {
        try await PostgresConnection.with(cluster.dsn(.unixSocket)) { other in
            try await eventually {
                let found = try await other.query(
                    "select count(*) from pg_stat_activity where pid = \(processID) and wait_event = 'PgSleep'"
                )
                guard try found.value(Int64.self) == 1 else { throw NotYet() }
            }
        }
    }
}
