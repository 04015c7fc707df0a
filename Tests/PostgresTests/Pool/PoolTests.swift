import Postgres
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(2))) struct PoolTests {
    @Test func `callers one after the other have the same connection`() async throws {
        try await PoolFixture.withPool(PoolFixture.configuration()) { pool in
            var processes: Set<Int> = []
            for _ in 0..<20 {
                processes.insert(try await pool.query("select pg_backend_pid()").value(Int.self))
                // Back at once, with no rollback asked for.
                #expect(pool.figures.idle == 1)
            }
            #expect(processes.count == 1)
            #expect(pool.figures.opened == 1)
            #expect(pool.figures.loans == 20)
            #expect(pool.figures.lent == 0)
        }
    }

    @Test func `callers at the same time have connections of their own, up to the maximum`() async throws {
        try await PoolFixture.withPool(PoolFixture.configuration(), { $0.maximumConnections = 4 }) { pool in
            let inUse = Shared<[Int32]>([])
            let most = Shared(0)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<200 {
                    group.addTask {
                        try await pool.withConnection { connection in
                            inUse.change { $0.append(connection.processID) }
                            let now = inUse.value
                            #expect(Set(now).count == now.count)
                            most.change { $0 = max($0, now.count) }
                            let answer = try await connection.query("select pg_backend_pid() from pg_sleep(0.02)")
                                .value(Int.self)
                            #expect(answer == Int(connection.processID))
                            inUse.change { $0.removeAll { $0 == connection.processID } }
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect((2...4).contains(most.value))
            #expect(pool.figures.opened <= 4)
            #expect(pool.figures.lent == 0 && pool.figures.waiting == 0)
        }
    }

    @Test func `those who wait are served in the order in which they came`() async throws {
        try await PoolFixture.withPool(PoolFixture.configuration(), { $0.maximumConnections = 1 }) { pool in
            let order = Shared<[Int]>([])
            try await withThrowingTaskGroup(of: Void.self) { group in
                try await pool.withConnection { _ in
                    for number in 0..<50 {
                        group.addTask {
                            try await pool.withConnection { _ in order.change { $0.append(number) } }
                        }
                        try await PoolFixture.wait(pool) { $0.waiting == number + 1 }
                    }
                }
                try await group.waitForAll()
            }
            #expect(order.value == Array(0..<50))
        }
    }

    @Test func `a caller is told when none comes free in time, and the connection is not lost`() async throws {
        try await PoolFixture.withPool(PoolFixture.configuration(), { $0.maximumConnections = 1 }) { pool in
            try await pool.withConnection { _ in
                let start = ContinuousClock.now
                let error = await PoolFixture.error {
                    try await pool.withConnection(waitingAtMost: .milliseconds(200)) { _ in _ = Issue.record("lent") }
                }
                #expect(error?.kind == .poolExhausted)
                #expect(start.duration(to: .now) < .seconds(5))
            }
            #expect(pool.figures.timeouts == 1)
            let answer1 = try await pool.query("select 1").value(Int.self)
            #expect(answer1 == 1)
            #expect(pool.figures.opened == 1)
        }
    }

    @Test func `callers beyond the bound are turned away at once`() async throws {
        try await PoolFixture.withPool(
            PoolFixture.configuration(),
            {
                $0.maximumConnections = 1
                $0.maximumWaiters = 1
            }
        ) { pool in
            try await withThrowingTaskGroup(of: Void.self) { group in
                try await pool.withConnection { _ in
                    group.addTask { _ = try await pool.query("select 1") }
                    try await PoolFixture.wait(pool) { $0.waiting == 1 }
                    let error = await PoolFixture.error { _ = try await pool.query("select 1") }
                    #expect(error?.kind == .poolExhausted)
                }
                try await group.waitForAll()
            }
            #expect(pool.figures.refusals == 1)
        }
    }

    @Test func `a caller whose task is cancelled stops waiting, and the others move up`() async throws {
        try await PoolFixture.withPool(PoolFixture.configuration(), { $0.maximumConnections = 1 }) { pool in
            try await withThrowingTaskGroup(of: Void.self) { group in
                try await pool.withConnection { _ in
                    try await withThrowingTaskGroup(of: Void.self) { cancelled in
                        for _ in 0..<20 {
                            cancelled.addTask {
                                await #expect(throws: CancellationError.self) {
                                    try await pool.withConnection { _ in Issue.record("lent to a cancelled task") }
                                }
                            }
                        }
                        try await PoolFixture.wait(pool) { $0.waiting == 20 }
                        group.addTask { _ = try await pool.query("select 1") }
                        try await PoolFixture.wait(pool) { $0.waiting == 21 }
                        cancelled.cancelAll()
                        try await cancelled.waitForAll()
                    }
                    #expect(pool.figures.waiting == 1)
                    #expect(pool.figures.cancelledWaits == 20)
                }
                try await group.waitForAll()
            }
        }
    }

    @Test func `a task that is cancelled already does not stand in line`() async throws {
        try await PoolFixture.withPool(PoolFixture.configuration(), { $0.maximumConnections = 1 }) { pool in
            try await pool.withConnection { _ in
                await withTaskGroup(of: Void.self) { group in
                    group.addTask {
                        withUnsafeCurrentTask { $0?.cancel() }
                        await #expect(throws: CancellationError.self) {
                            try await pool.withConnection(waitingAtMost: .seconds(5)) { _ in
                                _ = Issue.record("lent to a cancelled task")
                            }
                        }
                    }
                }
                #expect(pool.figures.waiting == 0)
            }
        }
    }

    @Test func `cancellation at any moment leaves no connection behind`() async throws {
        try await PoolFixture.withPool(PoolFixture.configuration(), { $0.maximumConnections = 2 }) { pool in
            for round in 0..<200 {
                await withTaskGroup(of: Void.self) { group in
                    for _ in 0..<6 {
                        group.addTask { _ = try? await pool.query("select pg_sleep(0.001)") }
                    }
                    if round.isMultiple(of: 2) { try? await Task.sleep(for: .microseconds(round * 20)) }
                    group.cancelAll()
                }
            }
            try await PoolFixture.wait(pool) { $0.lent == 0 && $0.resetting == 0 && $0.waiting == 0 }
            let answer2 = try await pool.query("select 1").value(Int.self)
            #expect(answer2 == 1)
        }
    }

    @Test func `a caller on the loop of a connection is lent one of that loop`() async throws {
        try await PoolFixture.withPool(PoolFixture.configuration(), { $0.maximumConnections = 4 }) { pool in
            let loops = Shared<[PostgresLoop]>([])
            let gate = Gate()
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<4 {
                    group.addTask {
                        try await pool.withConnection { connection in
                            loops.change { $0.append(connection.loop) }
                            await gate.pass()
                        }
                    }
                }
                try await PoolFixture.wait(pool) { $0.lent == 4 }
                gate.open()
                try await group.waitForAll()
            }
            for loop in loops.value {
                try await withTaskExecutorPreference(loop) {
                    for _ in 0..<10 {
                        try await pool.withConnection { #expect($0.loop === loop) }
                    }
                }
            }
        }
    }

    @Test func `a transaction of the pool commits, and one that throws is rolled back`() async throws {
        struct Refusal: Error {}
        try await PoolFixture.withPool(PoolFixture.configuration(), { $0.maximumConnections = 1 }) { pool in
            _ = try await pool.query("create table t (n int)")
            let sum = try await pool.transaction { transaction in
                _ = try await transaction.query("insert into t values (1), (2)")
                return try await transaction.query("select sum(n) from t").value(Int.self)
            }
            #expect(sum == 3)
            await #expect(throws: Refusal.self) {
                try await pool.transaction { transaction in
                    _ = try await transaction.query("insert into t values (3)")
                    throw Refusal()
                }
            }
            let kept = try await pool.query("select sum(n) from t").value(Int.self)
            #expect(kept == 3)
            #expect(pool.figures.opened == 1)
        }
    }

    @Test func `limits that cannot be are refused`() async throws {
        let configuration = try PostgresConfiguration("host=localhost")
        let wrong: [(inout PostgresPoolConfiguration) -> Void] = [
            { $0.maximumConnections = 0 }, { $0.minimumConnections = 17 }, { $0.minimumConnections = -1 },
            { $0.maximumWaiters = -1 }, { $0.checkoutTimeout = .zero }, { $0.lifetimeJitter = 2 },
            { $0.maximumConcurrentConnects = 0 }, { $0.backoffMinimum = .seconds(60) },
        ]
        for change in wrong {
            var limits = PostgresPoolConfiguration()
            change(&limits)
            let error = await PoolFixture.error { _ = try PostgresPool(configuration, limits: limits) }
            #expect(error?.kind == .configuration)
        }
    }
}
