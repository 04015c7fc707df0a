import Glibc
@testable import Postgres
import Synchronization
import TestSupport
import Testing

/// Connections and servers that end, and networks that are slow but whole.
@Suite(.timeLimit(.minutes(2))) struct BrokenConnectionTests {
    @Test(arguments: [ChaosFault.cut, .reset])
    func `a connection that ends under a query is lost, and its outcome unknown`(_ fault: ChaosFault) async throws {
        for route in [PostgresClusterRoute.tcp(.trusted), .tls(mode: "require")] {
            let scene = try await FaultScene(route)
            try await scene.with { connection in
                let before = scene.proxy.figures.bytesToServer
                let ending = try await ending {
                    _ = try await connection.query("select pg_sleep(600)", timeout: .seconds(600))
                } struckBy: {
                    try await scene.proxy.wait { $0.bytesToServer > before }
                    scene.proxy.set(fault)
                }
                await scene.expectSilence(ending, connection, kind: .connectionLost)
                let reason = await connection.closeReason
                #expect(reason?.kind == .connectionLost)
            }
        }
    }

    @Test(arguments: [ChaosFault.cut, .reset])
    func `a connection that ends in every other phase is lost`(_ fault: ChaosFault) async throws {
        let calls: [@Sendable (PostgresConnection, ChaosProxy) async throws -> Void] = [
            { connection, proxy in
                proxy.set(fault, .toServer, afterBytes: 100_000)
                _ = try await connection.query("select length(\(String(repeating: "x", count: 8 << 20)))")
            },
            { connection, proxy in
                proxy.set(fault, .toClient, afterBytes: 100_000)
                _ = try await connection.query("select repeat('x', 8000000)")
            },
            { connection, proxy in
                try await connection.script("create temp table t (line text)")
                try await connection.copyIn("copy t from stdin") { writer in
                    proxy.set(fault, .toServer, afterBytes: 100_000)
                    for _ in 0..<8_000 { try await writer.write(bytes: "\(String(repeating: "x", count: 999))\n".utf8) }
                }
            },
            { connection, proxy in
                try await connection.copyOut("copy (select repeat('x', 999) from generate_series(1, 8000)) to stdout") {
                    proxy.set(fault, .toClient, afterBytes: 100_000)
                    while try await $0.nextChunk() != nil {}
                }
            },
            { connection, proxy in
                try await connection.stream("select repeat('x', 999) from generate_series(1, 8000)") {
                    proxy.set(fault, .toClient, afterBytes: 100_000)
                    while try await $0.nextBatch() != nil {}
                }
            },
        ]
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (number, call) in calls.enumerated() {
                group.addTask {
                    let scene = try await FaultScene(deadline: .seconds(20))
                    try await scene.with { connection in
                        let ending = await Ending.of { try await call(connection, scene.proxy) }
                        #expect(ending.kind == .connectionLost, "\(number): \(String(describing: ending.error))")
                        await scene.expectClosed(ending, connection)
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    @Test(arguments: [ChaosFault.cut, .reset])
    func `a commit whose answer was cut off has an unknown outcome`(_ fault: ChaosFault) async throws {
        let scene = try await FaultScene(deadline: .seconds(20))
        try await scene.with { connection in
            let ending = await Ending.of {
                try await connection.transaction { transaction in
                    _ = try await transaction.query("select 1")
                    scene.proxy.set(fault, .toServer, afterBytes: 1)
                }
            }
            await scene.expectSilence(ending, connection, kind: .commitOutcomeUnknown)
        }
    }

    @Test func `an idle connection that ends is noticed without a query`() async throws {
        let scene = try await FaultScene()
        try await scene.with { connection in
            let hasEnded = Mutex(false)
            connection.onClose { hasEnded.withLock { $0 = true } }
            #expect(connection.isUsable)
            scene.proxy.endOpenConnections()
            try await eventually { if connection.isUsable || !hasEnded.withLock({ $0 }) { throw NotYet() } }
            let isToldLate = Mutex(false)
            connection.onClose { isToldLate.withLock { $0 = true } }
            #expect(isToldLate.withLock { $0 })
            #expect(await connection.closeReason?.kind == .connectionLost)
        }
    }

    @Test func `a terminated session tells why, idle or at work`() async throws {
        let cluster = try await PostgresCluster.shared
        try await PostgresConnection.with(cluster.dsn(.unixSocket)) { killer in
            for isAtWork in [false, true] {
                try await PostgresConnection.with(cluster.dsn(.unixSocket)) { connection in
                    let ending = try await ending {
                        if isAtWork { _ = try await connection.query("select pg_sleep(600)") }
                    } struckBy: {
                        try await Task.sleep(for: .milliseconds(50))
                        _ = try await killer.query("select pg_terminate_backend(\(connection.processID))")
                    }
                    if isAtWork {
                        #expect(ending.postgres?.sqlState?.code == "57P01")
                        #expect(ending.postgres?.outcomeIsUnknown == true)
                    }
                    try await eventually { if connection.isUsable { throw NotYet() } }
                    #expect(await connection.closeReason?.sqlState?.code == "57P01")
                    let after = await Ending.of { _ = try await connection.query("select 1") }
                    #expect(after.kind == .closed)
                    #expect(after.postgres?.sqlState?.code == "57P01")
                }
            }
        }
    }

    @Test func `a network of single bytes changes no answer`() async throws {
        let scene = try await FaultScene()
        var configuration = scene.configuration
        configuration.queryTimeout = .seconds(30)
        scene.proxy.set(.slice(sizeBytes: 1))
        try await PostgresConnection.with(configuration) { connection in
            let text = String(repeating: "đ", count: 700)
            #expect(try await connection.query("select \(text)").value(String.self) == text)
            let rows = try await connection.batch(["select 1::int", "select generate_series(1, 20)"])
            #expect(rows.map(\.count) == [1, 20])
            try await connection.script("create temp table t (n int)")
            let copied = try await connection.copyIn(table: "t", columns: ["n"]) { writer in
                for number in Int32(0)..<50 { try await writer.write(number) }
            }
            #expect(copied == 50)
            let sum = try await connection.copyOut(rowsOf: "select n from t") { reader in
                var sum: Int32 = 0
                while let rows = try await reader.next((Int32).self) { sum += rows.reduce(0, +) }
                return sum
            }
            #expect(sum == 1_225)
            let count = try await connection.stream("select n from t") { rows in
                var count = 0
                for try await _ in rows { count += 1 }
                return count
            }
            #expect(count == 50)
        }
    }

    @Test func `a slow network changes no answer, and a deadline cancels in it`() async throws {
        let scene = try await FaultScene()
        var configuration = scene.configuration
        configuration.queryTimeout = .seconds(30)
        configuration.cancelGrace = .seconds(5)
        scene.proxy.set(.delay(seconds: 0.05))
        try await PostgresConnection.with(configuration) { connection in
            try await connection.expect("select 'slow'", "slow")
            for _ in 0..<3 {
                let late = await Ending.of { _ = try await connection.query("select pg_sleep(600)", timeout: .zero) }
                #expect(late.kind == .deadlineExceeded)
                #expect(late.postgres?.outcomeIsUnknown == false)
                try await connection.expect("select 'next'", "next")
            }
        }
    }

    @Test func `a pool heals after silence, a reset and refusals`() async throws {
        let scene = try await FaultScene()
        var limits = PostgresPoolConfiguration()
        limits.maximumConnections = 3
        limits.checkoutTimeout = .milliseconds(500)
        limits.backoffMinimum = .milliseconds(10)
        limits.backoffMaximum = .milliseconds(100)
        try await scene.withPool(limits) { pool in
            let strikes: [(name: String, strike: @Sendable () throws -> Void)] = [
                ("freeze", { scene.proxy.set(.freeze) }), ("cut", { scene.proxy.set(.cut) }),
                ("reset", { scene.proxy.set(.reset) }),
                (
                    "refuse",
                    {
                        try scene.proxy.refuseConnections(true)
                        scene.proxy.endOpenConnections(reset: true)
                    }
                ),
            ]
            for (name, strike) in strikes {
                try await eventually { _ = try await pool.query("select 1", timeout: .seconds(5)) }
                try strike()
                await withTaskGroup(of: Ending.self) { group in
                    for _ in 0..<6 { group.addTask { await Ending.of { _ = try await pool.query("select 1") } } }
                    for await ending in group {
                        #expect(ending.error is PostgresError, "\(name)")
                        #expect(ending.isWithin(limits.checkoutTimeout + FaultScene.deadline), "\(name)")
                    }
                }
                scene.proxy.set(.pass)
                try scene.proxy.refuseConnections(false)
                let healing = await Ending.of {
                    try await eventually { _ = try await pool.query("select 1", timeout: .seconds(5)) }
                }
                #expect(healing.error == nil, "\(name)")
            }
        }
    }

    @Test func `a pool heals after its server was killed and started again`() async throws {
        try await PostgresCluster.withThrowaway { cluster in
            var configuration = try PostgresConfiguration.short(cluster.dsn(.unixSocket))
            configuration.connectTimeout = .seconds(2)
            var limits = PostgresPoolConfiguration()
            limits.checkoutTimeout = .milliseconds(300)
            limits.backoffMaximum = .milliseconds(100)
            try await PostgresPool.with(configuration, limits: limits) { pool in
                try await eventually { _ = try await pool.query("select 1") }
                let atWork = try await ending {
                    _ = try await pool.query("select pg_sleep(600)", timeout: .seconds(600))
                } struckBy: {
                    try await Task.sleep(for: .milliseconds(100))
                    try await cluster.killServer()
                }
                #expect(atWork.postgres?.outcomeIsUnknown == true)
                let away = await Ending.of { _ = try await pool.query("select 1") }
                // A pool that is still at its first attempt cannot say why.
                #expect(away.kind == .connectionFailed || away.kind == .poolExhausted)
                try await cluster.startServer()
                try await eventually { _ = try await pool.query("select 1") }
                // A backend that is killed takes all others with it, while the server recovers.
                let victim = try await pool.query("select pg_backend_pid()").value(Int32.self)
                try cluster.killBackend(victim)
                try await eventually { _ = try await pool.query("select 1") }
            }
        }
    }
}
