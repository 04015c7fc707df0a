import Logging
import Postgres
import Tally
import TestSupport
import Testing

/// Who leads, and who takes over.
@Suite struct TallyWorkerTests {
    @Test func `of two workers one leads, and the other takes over within five seconds of its end`() async throws {
        try await TallyScene.with { scene in
            let first = try Self.start(scene, "first")
            try await Self.until(scene) { $0.holder == "first" && $0.isWorked }
            let second = try Self.start(scene, "second")
            try await scene.run("update app.members set state = 'left'")
            try await Self.until(scene) { $0.pending == 0 && $0.lines >= 123 }
            #expect(try await scene.totals.status().holder == "first")

            let clock = ContinuousClock()
            let start = clock.now
            first.cancel()
            try await Self.until(scene) { $0.holder == "second" }
            #expect(clock.now - start < .seconds(5))
            try await scene.run("update app.members set state = 'active'")
            try await Self.until(scene) { $0.lines >= 246 }
            second.cancel()
            try await first.value
            try await second.value
            #expect(try await scene.totals.reconcile().isExact)
        }
    }

    @Test func `a leader that hangs loses its connection to one that stands by`() async throws {
        try await TallyScene.with { scene in
            try await scene.database.withConnection(.worker) { hung in
                _ = try await hung.query("select pg_advisory_lock(tally.lead_key()), tally.take_lead('hung')")
                let next = try Self.start(scene, "next")
                try await Self.until(scene) { $0.holder == "next" }
                await #expect(throws: PostgresError.self) { try await hung.query("select 1") }
                next.cancel()
                try await next.value
            }
        }
    }

    @Test func `where nothing was ever built, and where areas have changed, the worker builds the totals itself`()
        async throws
    {
        try await TallyScene.with { scene in
            try await scene.run("delete from tally.cells; update tally.worker set levels_of = null")
            let worker = try Self.start(scene, "builder")
            try await Self.until(scene) { _ in try await scene.number("select count(*) from tally.cells") > 100 }
            worker.cancel()
            try await worker.value
            #expect(try await scene.totals.reconcile().isExact)
        }
    }

    @Test func `an idle worker writes next to nothing`() async throws {
        try await TallyScene.with { scene in
            let worker = try Self.start(scene, "idle")
            try await Self.until(scene) { $0.holder == "idle" && $0.isWorked }
            let folds = try await scene.totals.status().folds
            try await Task.sleep(for: .seconds(2))
            let status = try await scene.totals.status()
            #expect(status.folds == folds)
            #expect(status.lagMilliseconds == 0)
            worker.cancel()
            try await worker.value
        }
    }

    private static func start(_ scene: TallyScene, _ name: String) throws -> Task<Void, any Error> {
        let worker = TallyWorker(
            try scene.database.configuration(.worker),
            name: name,
            logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
        )
        return Task { try await worker.run() }
    }

    private static func until(
        _ scene: TallyScene,
        _ condition: (TallyStatus) async throws -> Bool
    ) async throws {
        for _ in 0..<600 {
            if try await condition(scene.totals.status()) { return }
            try await Task.sleep(for: .milliseconds(50))
        }
        Issue.record("it did not come about within 30 s")
    }
}
