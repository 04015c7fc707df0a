import Postgres
import TestSupport
import Testing

/// What connections go through, and what the next caller sees of it: nothing.
@Suite(.timeLimit(.minutes(2))) struct PoolHealthTests {
    @Test func `an idle connection that the server ends is dropped at once and replaced`() async throws {
        try await PoolFixture.withPool(PoolFixture.configuration()) { pool in
            let victim = try await pool.query("select pg_backend_pid()").value(Int.self)
            try await terminate(victim)
            try await PoolFixture.wait(pool) { $0.closed == 1 && $0.idle == 1 }
            let successor = try await pool.query("select pg_backend_pid()").value(Int.self)
            #expect(successor != victim)
        }
    }

    @Test func `no caller sees a connection whose end the loop has seen`() async throws {
        try await PoolFixture.withPool(PoolFixture.configuration()) { pool in
            for round in 1...20 {
                let victim = try await pool.query("select pg_backend_pid()").value(Int.self)
                try await terminate(victim)
                try await PoolFixture.wait(pool) { $0.closed == round }
                let answer1 = try await pool.query("select 1").value(Int.self)
                #expect(answer1 == 1)
            }
        }
    }

    @Test func `a connection that is ended under its caller is replaced for the next`() async throws {
        try await PoolFixture.withPool(PoolFixture.configuration(), { $0.maximumConnections = 1 }) { pool in
            let error = await PoolFixture.error {
                try await pool.withConnection { connection in
                    try await terminate(Int(connection.processID))
                    _ = try await connection.query("select pg_sleep(5)")
                }
            }
            #expect(error != nil)
            let answer2 = try await pool.query("select 1").value(Int.self)
            #expect(answer2 == 1)
            #expect(pool.figures.opened == 2)
            #expect(pool.figures.size == 1)
        }
    }

    @Test func `a connection that comes back in a transaction is rolled back before the next has it`() async throws {
        try await PoolFixture.withPool(PoolFixture.configuration(), { $0.maximumConnections = 1 }) { pool in
            _ = try await pool.query("create table t (n int)")
            for _ in 0..<20 {
                let process = try await pool.withConnection { connection in
                    _ = try await connection.query("begin")
                    _ = try await connection.query("insert into t values (1)")
                    return connection.processID
                }
                try await pool.withConnection { connection in
                    #expect(connection.processID == process)
                    #expect(await connection.transactionStatus == .idle)
                    let answer3 = try await connection.query("select count(*) from t").value(Int.self)
                    #expect(answer3 == 0)
                }
            }
            #expect(pool.figures.opened == 1)
        }
    }

    @Test func `a connection that comes back in a failed transaction is rolled back`() async throws {
        try await PoolFixture.withPool(PoolFixture.configuration(), { $0.maximumConnections = 1 }) { pool in
            let error = await PoolFixture.error {
                try await pool.withConnection { connection in
                    _ = try await connection.query("begin")
                    _ = try await connection.query("select 1 / 0")
                }
            }
            #expect(error?.sqlState == .divisionByZero)
            let answer4 = try await pool.query("select 1").value(Int.self)
            #expect(answer4 == 1)
            #expect(pool.figures.opened == 1)
        }
    }

    @Test func `a query whose task is cancelled gives its connection back, and strikes nobody else`() async throws {
        try await PoolFixture.withPool(PoolFixture.configuration(), { $0.maximumConnections = 2 }) { pool in
            for _ in 0..<20 {
                try await withThrowingTaskGroup(of: Void.self) { group in
                    group.addTask {
                        await #expect(throws: CancellationError.self) {
                            _ = try await pool.query("select pg_sleep(20)")
                        }
                    }
                    try await PoolFixture.wait(pool) { $0.lent == 1 }
                    group.cancelAll()
                    try await group.waitForAll()
                }
                let answer5 = try await pool.query("select 1 + 1 from pg_sleep(0.002)").value(Int.self)
                #expect(answer5 == 2)
            }
            try await PoolFixture.wait(pool) { $0.lent == 0 && $0.resetting == 0 }
            #expect(pool.figures.opened <= 2)
        }
    }

    @Test func `a connection whose server stands still is given up on return, and the next caller has another`()
        async throws
    {
        let cluster = try await PostgresCluster.shared
        try await PoolFixture.withPool(PoolFixture.configuration(), { $0.maximumConnections = 1 }) { pool in
            let frozen = try await pool.withConnection { connection in
                _ = try await connection.query("begin")
                try cluster.suspendBackend(connection.processID)
                return connection.processID
            }
            defer { try? cluster.resumeBackend(frozen) }
            let next = try await pool.query("select pg_backend_pid()").value(Int.self)
            #expect(next != Int(frozen))
            #expect(pool.figures.size == 1)
        }
    }

    @Test func `a body that throws gives its connection back`() async throws {
        struct Refusal: Error {}
        try await PoolFixture.withPool(PoolFixture.configuration(), { $0.maximumConnections = 1 }) { pool in
            for _ in 0..<5 {
                await #expect(throws: Refusal.self) { try await pool.withConnection { _ in throw Refusal() } }
            }
            #expect(pool.figures.opened == 1 && pool.figures.lent == 0)
        }
    }

    @Test func `idle connections above the minimum go, and old ones are replaced`() async throws {
        let configuration = try await PoolFixture.configuration()
        try await PoolFixture.withPool(
            configuration,
            {
                $0.maximumConnections = 4
                $0.minimumConnections = 1
                $0.idleTimeout = .milliseconds(300)
                $0.lifetime = .seconds(2)
            }
        ) { pool in
            let gate = Gate()
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<4 {
                    group.addTask { try await pool.withConnection { _ in await gate.pass() } }
                }
                try await PoolFixture.wait(pool) { $0.lent == 4 }
                gate.open()
                try await group.waitForAll()
            }
            try await PoolFixture.wait(pool) { $0.idle == 1 && $0.size == 1 && $0.closed == 3 }
            try await PoolFixture.wait(pool) { $0.idle == 1 && $0.closed == 4 && $0.opened == 5 }
        }
    }

    /// From a session of its own.
    private func terminate(_ process: Int) async throws {
        let database = try await PostgresCluster.shared.database("postgres")
        try await database.run("select pg_terminate_backend(\(process), 5000)")
    }
}
