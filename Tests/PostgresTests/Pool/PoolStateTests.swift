import Testing

@testable import Postgres

@Suite struct PoolStateTests {
    @Test func `the minimum is opened at the start, a few at a time`() {
        var pool = PoolStateSimulation {
            $0.minimumConnections = 6
            $0.maximumConcurrentConnects = 4
        }
        pool.begin()
        #expect(pool.opening.count == 4)
        pool.connect(pool.opening[0])
        #expect(pool.opening.count == 4)
        while let id = pool.opening.first { pool.connect(id) }
        #expect(pool.state.figures(now: pool.now).idle == 6)
        #expect(pool.violations.isEmpty)
    }

    @Test func `a waiter makes one connection open, and never more than the maximum`() {
        var pool = PoolStateSimulation {
            $0.maximumConnections = 3
            $0.maximumConcurrentConnects = 10
        }
        for _ in 0..<5 { pool.checkout() }
        #expect(pool.opening.count == 3)
        while let id = pool.opening.first { pool.connect(id) }
        #expect(pool.served.map(\.waiter.number) == [1, 2, 3])
        #expect(pool.waiting.count == 2)
        pool.release(pool.lent[0])
        pool.release(pool.lent[0])
        #expect(pool.served.map(\.waiter.number) == [1, 2, 3, 4, 5])
        #expect(pool.state.size == 3)
        #expect(pool.violations.isEmpty)
    }

    @Test func `the connection that came back last is lent first`() {
        var pool = PoolStateSimulation()
        let ids = pool.fillIdle(3)
        let lent1 = pool.checkout()
        #expect(lent1 == ids[2])
        let lent2 = pool.checkout()
        #expect(lent2 == ids[1])
        pool.release(ids[2])
        let lent3 = pool.checkout()
        #expect(lent3 == ids[2])
    }

    @Test func `a caller on a loop gets an idle connection of that loop, or else any`() {
        var pool = PoolStateSimulation()
        let ids = pool.fillIdle(4, loops: 2)
        let lent4 = pool.checkout(preferring: 0)
        #expect(lent4 == ids[2])
        let lent5 = pool.checkout(preferring: 0)
        #expect(lent5 == ids[0])
        let lent6 = pool.checkout(preferring: 0)
        #expect(lent6 == ids[3])
        let lent7 = pool.checkout(preferring: 7)
        #expect(lent7 == ids[1])
    }

    @Test func `a waiter ends at its deadline, and no connection is lost on it`() {
        var pool = PoolStateSimulation { $0.maximumConnections = 1 }
        let id = pool.fillIdle(1)[0]
        pool.checkout()
        pool.checkout(within: .seconds(2))
        pool.checkout(within: .seconds(5))
        pool.pass(.seconds(1))
        #expect(pool.failed.isEmpty)
        pool.pass(.seconds(1))
        #expect(pool.failed.map(\.failure) == [.deadlinePassed])
        #expect(pool.waiting.count == 1)
        pool.release(id)
        #expect(pool.served.last?.connection == id)
        #expect(pool.state.figures(now: pool.now).timeouts == 1)
        #expect(pool.state.figures(now: pool.now).longestWait == .seconds(2))
        #expect(pool.violations.isEmpty)
    }

    @Test func `a connection that comes back late passes over waiters whose deadline is gone`() {
        var pool = PoolStateSimulation { $0.maximumConnections = 1 }
        let id = pool.fillIdle(1)[0]
        pool.checkout()
        pool.checkout(within: .seconds(1))
        pool.checkout(within: .seconds(9))
        pool.elapsed += .seconds(3)  // the tick is late
        pool.release(id)
        #expect(pool.failed.map(\.waiter.number) == [3])
        #expect(pool.served.last?.waiter.number == 4)
    }

    @Test func `a deadline that has passed is refused unless a connection is idle`() {
        var pool = PoolStateSimulation { $0.maximumConnections = 1 }
        pool.checkout(within: .zero)
        #expect(pool.failed.map(\.failure) == [.deadlinePassed])
        #expect(pool.opening.isEmpty)
        let id = pool.fillIdle(1)[0]
        let lent8 = pool.checkout(within: .zero)
        #expect(lent8 == id)
    }

    @Test func `callers beyond the bound are turned away`() {
        var pool = PoolStateSimulation {
            $0.maximumConnections = 1
            $0.maximumWaiters = 2
        }
        for _ in 0..<3 { pool.checkout() }
        #expect(pool.waiting.count == 2)
        #expect(pool.failed.map(\.failure) == [.tooManyWaiters])
        #expect(pool.state.figures(now: pool.now).refusals == 1)
    }

    @Test func `a waiter that is cancelled leaves the line, and is answered only once`() {
        var pool = PoolStateSimulation { $0.maximumConnections = 1 }
        let id = pool.fillIdle(1)[0]
        pool.checkout()
        for _ in 0..<3 { pool.checkout() }
        let (first, second) = (pool.waiting[0], pool.waiting[1])
        let left = pool.cancel(second)
        #expect(left)
        let again = pool.cancel(second)
        #expect(!again)
        pool.release(id)
        #expect(pool.served.last?.waiter == first)
        let late = pool.cancel(first)
        #expect(!late)
        pool.release(id)
        #expect(pool.served.last?.waiter.number == 5)
        #expect(pool.violations.isEmpty)
    }

    @Test func `a broken connection is closed and replaced for those who wait`() {
        var pool = PoolStateSimulation { $0.maximumConnections = 1 }
        let id = pool.fillIdle(1)[0]
        pool.checkout()
        pool.checkout()
        pool.release(id, .broken)
        #expect(pool.closing == [id])
        #expect(pool.opening.isEmpty)  // its place is taken until it is closed
        pool.pass(.seconds(2))
        pool.lose(id)
        #expect(pool.opening.count == 1)
        pool.connect(pool.opening[0])
        #expect(pool.served.last?.connection.generation == id.generation + 1)
        pool.release(id)  // news of the one before changes nothing
        pool.lose(id)
        #expect(pool.state.figures(now: pool.now).lent == 1)
        #expect(pool.violations.isEmpty)
    }

    @Test(arguments: [true, false])
    func `a connection in a transaction is rolled back before the next caller has it, or closed`(isClean: Bool) {
        var pool = PoolStateSimulation { $0.maximumConnections = 1 }
        let id = pool.fillIdle(1)[0]
        pool.checkout()
        pool.release(id, .needsReset)
        #expect(pool.resetting == [id])
        pool.checkout()
        #expect(pool.opening.isEmpty)
        pool.finishReset(id, isClean: isClean)
        #expect(pool.lent == (isClean ? [id] : []))
        #expect(pool.closing == (isClean ? [] : [id]))
        #expect(pool.violations.isEmpty)
    }

    @Test func `an idle connection that is lost goes at once, and the minimum is restored`() {
        var pool = PoolStateSimulation { $0.minimumConnections = 2 }
        pool.begin()
        while let id = pool.opening.first { pool.connect(id) }
        pool.pass(.seconds(5))
        let lost = pool.open.min { $0.place < $1.place }
        if let lost { pool.lose(lost) }
        #expect(pool.opening.count == 1)
        #expect(pool.state.idle.count == 1)
        let lent9 = pool.checkout()
        #expect(lent9 != lost)
    }

    @Test func `a lent connection that is lost frees its place, and its return changes nothing`() {
        var pool = PoolStateSimulation { $0.maximumConnections = 1 }
        let id = pool.fillIdle(1)[0]
        pool.checkout()
        pool.pass(.seconds(5))
        pool.lose(id)
        pool.checkout()
        #expect(pool.opening.count == 1)
        pool.release(id)
        #expect(pool.waiting.count == 1)
        pool.connect(pool.opening[0])
        #expect(pool.waiting.isEmpty)
        #expect(pool.violations.isEmpty)
    }
}
