@testable import Postgres
import Synchronization
import TestSupport
import Testing

/// Networks that fall silent in the middle of work: each call ends by its deadline, with the right error.
@Suite(.timeLimit(.minutes(2))) struct SilentServerTests {
    private static let big = 8 << 20

    @Test(arguments: [ChaosFault.freeze, .discard])
    func `a query that nobody answers`(_ fault: ChaosFault) async throws {
        let scene = try await FaultScene()
        try await scene.with { connection in
            scene.proxy.set(fault)
            let ending = await Ending.of { _ = try await connection.query("select 1") }
            await scene.expectSilence(ending, connection)
        }
    }

    @Test func `every kind of call that nobody answers`() async throws {
        let calls: [@Sendable (PostgresConnection) async throws -> Void] = [
            { _ = try await $0.batch(["select 1", "select 2"]) },
            { _ = try await $0.query("select 1", settings: ["hoctap.tenant": "1"]) },
            { try await $0.script("select 1; select 2") },
            { _ = try await $0.describe("select 1") },
            { try await $0.copyIn("copy pg_class from stdin") { _ in } },
            { try await $0.copyOut("copy (select 1) to stdout") { _ = try await $0.nextChunk() } },
            { try await $0.stream("select 1") { _ = try await $0.nextBatch() } },
        ]
        try await withThrowingTaskGroup(of: Void.self) { group in
            for call in calls {
                group.addTask {
                    let scene = try await FaultScene()
                    try await scene.with { connection in
                        scene.proxy.set(.freeze, .toClient)
                        let ending = await Ending.of { try await call(connection) }
                        await scene.expectSilence(ending, connection)
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    @Test(arguments: [PostgresClusterRoute.tcp(.trusted), .tls(mode: "require")])
    func `a large parameter that stops half-way`(_ route: PostgresClusterRoute) async throws {
        let scene = try await FaultScene(route)
        try await scene.with { connection in
            scene.proxy.set(.freeze, .toServer, afterBytes: 100_000)
            let parameter = String(repeating: "x", count: Self.big)
            let ending = await Ending.of { _ = try await connection.query("select length(\(parameter))") }
            await scene.expectSilence(ending, connection)
        }
    }

    @Test(arguments: [PostgresClusterRoute.tcp(.trusted), .tls(mode: "require")])
    func `a result that stops half-way`(_ route: PostgresClusterRoute) async throws {
        let scene = try await FaultScene(route)
        try await scene.with { connection in
            scene.proxy.set(.freeze, .toClient, afterBytes: 100_000)
            let ending = await Ending.of { _ = try await connection.query("select repeat('x', 8000000)") }
            await scene.expectSilence(ending, connection)
        }
    }

    @Test(arguments: [0, 100_000])
    func `a COPY in that stops half-way`(_ afterBytes: Int) async throws {
        let scene = try await FaultScene()
        try await scene.with { connection in
            try await connection.script("create temp table t (line text)")
            let line = Array(String(repeating: "x", count: 1_000).utf8) + [10]
            let ending = await Ending.of {
                try await connection.copyIn("copy t from stdin") { writer in
                    scene.proxy.set(.freeze, .toServer, afterBytes: afterBytes)
                    for _ in 0..<(Self.big / line.count) { try await writer.write(bytes: line) }
                }
            }
            await scene.expectSilence(ending, connection)
        }
    }

    @Test func `a COPY in whose end nobody confirms`() async throws {
        let scene = try await FaultScene()
        try await scene.with { connection in
            try await connection.script("create temp table t (line text)")
            let ending = await Ending.of {
                try await connection.copyIn("copy t from stdin") { writer in
                    try await writer.write(bytes: "one\n".utf8)
                    scene.proxy.set(.freeze, .toClient)
                }
            }
            await scene.expectSilence(ending, connection)
        }
    }

    @Test(arguments: [0, 100_000])
    func `a COPY out that stops half-way`(_ afterBytes: Int) async throws {
        let scene = try await FaultScene()
        try await scene.with { connection in
            let ending = await Ending.of {
                try await connection.copyOut("copy (select repeat('x', 9000) from generate_series(1, 900)) to stdout") {
                    reader in
                    scene.proxy.set(.freeze, .toClient, afterBytes: afterBytes)
                    while try await reader.nextChunk() != nil {}
                }
            }
            await scene.expectSilence(ending, connection)
        }
    }

    @Test func `a stream that stops half-way`() async throws {
        let scene = try await FaultScene()
        try await scene.with { connection in
            let ending = await Ending.of {
                try await connection.stream("select n, repeat('x', 500) from generate_series(1, 100000) n") { rows in
                    _ = try await rows.nextBatch()
                    scene.proxy.set(.freeze, .toClient)
                    while try await rows.nextBatch() != nil {}
                }
            }
            await scene.expectSilence(ending, connection)
        }
    }

    @Test func `a commit that nobody answers has an unknown outcome`() async throws {
        let scene = try await FaultScene()
        try await scene.with { connection in
            let ending = await Ending.of {
                try await connection.transaction { transaction in
                    _ = try await transaction.query("select 1")
                    scene.proxy.set(.freeze, .toClient)
                }
            }
            await scene.expectSilence(ending, connection, kind: .commitOutcomeUnknown)
        }
    }

    @Test func `a rollback that nobody answers gives the body's own error`() async throws {
        struct Regret: Error {}
        let scene = try await FaultScene()
        try await scene.with { connection in
            let ending = await Ending.of {
                try await connection.transaction { transaction in
                    _ = try await transaction.query("select 1")
                    scene.proxy.set(.freeze)
                    throw Regret()
                }
            }
            #expect(ending.error is Regret)
            await scene.expectClosed(ending, connection)
        }
    }

    @Test func `a savepoint that nobody answers`() async throws {
        let scene = try await FaultScene()
        try await scene.with { connection in
            let ending = await Ending.of {
                try await connection.transaction { transaction in
                    _ = try await transaction.query("select 1")
                    try await transaction.transaction { inner in
                        scene.proxy.set(.freeze)
                        _ = try await inner.query("select 2")
                    }
                }
            }
            await scene.expectSilence(ending, connection)
        }
    }

    @Test func `calls in the queue behind a silent one end too, and were not sent`() async throws {
        let scene = try await FaultScene()
        try await scene.with { connection in
            scene.proxy.set(.freeze)
            let endings = await withTaskGroup(of: Ending.self) { group in
                for number in 0..<20 {
                    group.addTask { await Ending.of { _ = try await connection.query("select \(number)") } }
                }
                var endings: [Ending] = []
                for await ending in group { endings.append(ending) }
                return endings
            }
            for ending in endings {
                #expect(ending.kind == .deadlineExceeded)
                #expect(ending.isWithin(FaultScene.deadline))
            }
            #expect(endings.count { $0.postgres?.outcomeIsUnknown == true } == 1)
            #expect(!connection.isUsable)
        }
    }

    @Test func `a task that is cancelled while all is silent ends within the grace`() async throws {
        let scene = try await FaultScene()
        try await scene.with { connection in
            scene.proxy.set(.freeze, .toClient)
            let before = scene.proxy.figures.bytesToServer
            let ending = try await ending {
                _ = try await connection.query("select 1", timeout: .seconds(600))
            } cancelledAfter: {
                try await scene.proxy.wait { $0.bytesToServer > before }
            }
            #expect(ending.error is CancellationError)
            await scene.expectClosed(ending, connection)
        }
    }

    @Test func `closing a silent connection takes no time`() async throws {
        let scene = try await FaultScene(.tls(mode: "require"))
        try await scene.with { connection in
            scene.proxy.set(.freeze)
            let running = try await ending {
                _ = try await connection.query("select 1", timeout: .seconds(600))
            } struckBy: {
                try await Task.sleep(for: .milliseconds(20))
                let closing = await Ending.of { await connection.close() }
                #expect(closing.elapsed < .seconds(5))
            }
            #expect(running.kind == .closed)
            #expect(running.elapsed < .seconds(8))
        }
    }

    @Test func `a listener notices silence by its heartbeat`() async throws {
        let scene = try await FaultScene()
        var options = PostgresListener.Options()
        options.heartbeat = .milliseconds(100)
        options.delay = .milliseconds(20)
        let listener = PostgresListener(scene.configuration, channels: ["silence"], options: options)
        let listens = Mutex(false)
        let gap = try await ending {
            for try await event in listener {
                if event == .listening { listens.withLock { $0 = true } }
                if event == .gap(.reconnected) { return }
            }
        } struckBy: {
            while !listens.withLock({ $0 }) { try await Task.sleep(for: .milliseconds(5)) }
            scene.proxy.set(.freeze)
            // Long enough for the heartbeat to fail, and for a connect that fails too.
            try await Task.sleep(for: .milliseconds(1_200))
            scene.proxy.set(.pass)
        }
        #expect(gap.error == nil)
        #expect(gap.isWithin(.seconds(3)))
    }
}
