import Testing

@testable import Postgres

@Suite struct PoolStateTimeTests {
    @Test func `idle connections go after their time, down to the minimum`() {
        var pool = PoolStateSimulation {
            $0.minimumConnections = 1
            $0.idleTimeout = .seconds(60)
        }
        let ids = pool.fillIdle(3)
        pool.pass(.seconds(30))
        pool.checkout()
        pool.release(ids[2])
        pool.pass(.seconds(29))
        #expect(pool.closing.isEmpty)
        pool.pass(.seconds(2))
        #expect(pool.closing == [ids[0], ids[1]])
        ids.prefix(2).forEach { pool.lose($0) }
        pool.pass(.seconds(3000))
        #expect(pool.open == [ids[2]])
        #expect(pool.opening.isEmpty)
        #expect(pool.violations.isEmpty)
    }

    @Test func `a connection that only the minimum kept goes when another is added`() {
        var pool = PoolStateSimulation {
            $0.minimumConnections = 1
            $0.idleTimeout = .seconds(60)
        }
        let first = pool.fillIdle(1)[0]
        pool.pass(.seconds(100))  // the minimum: nothing to do
        pool.checkout()
        pool.checkout(within: .seconds(9999))
        pool.release(first)
        pool.checkout(within: .seconds(9999))
        pool.connect(pool.opening[0])
        pool.release(first)
        pool.pass(.seconds(59))
        #expect(pool.closing.isEmpty)
        pool.pass(.seconds(1))
        #expect(pool.closing == [first])
    }

    @Test func `a connection goes at the end of its life, from idle by the clock and from a caller on return`() {
        var pool = PoolStateSimulation { $0.lifetime = .seconds(100) }
        let ids = pool.fillIdle(2)
        pool.checkout()
        pool.pass(.seconds(100))
        #expect(pool.closing == [ids[0]])
        pool.release(ids[1])
        #expect(pool.closing == ids)
    }

    @Test func `lives are cut by chance, each within its part`() {
        var pool = PoolStateSimulation {
            $0.maximumConnections = 100
            $0.maximumConcurrentConnects = 100
            $0.lifetime = .seconds(1000)
            $0.lifetimeJitter = 0.2
            $0.idleTimeout = .seconds(5000)
        }
        _ = pool.fillIdle(100)
        let lives = pool.state.places.map { $0.expiresAt.duration(after: pool.start) }
        #expect(Set(lives).count > 90)
        #expect(lives.allSatisfy { $0 > .seconds(800) && $0 <= .seconds(1000) })
        pool.pass(.seconds(900))
        #expect((20...80).contains(pool.closing.count))
    }

    @Test func `a connection returned after a tick still ends in time`() {
        var pool = PoolStateSimulation {
            $0.lifetime = .seconds(100)
            $0.idleTimeout = .seconds(10)
            $0.minimumConnections = 1
        }
        let id = pool.fillIdle(1)[0]
        for _ in 0..<9 {
            pool.pass(.seconds(10))
            pool.checkout()
            pool.pass(.seconds(1))
            pool.release(id)
        }
        #expect(pool.closing.isEmpty)
        pool.pass(.seconds(2))
        #expect(pool.closing == [id])
    }

    @Test func `the pause after failed connects doubles up to its cap, with one connect at a time`() {
        var pool = PoolStateSimulation {
            $0.backoffMinimum = .milliseconds(100)
            $0.backoffMaximum = .seconds(2)
        }
        for _ in 0..<10 { pool.checkout(within: .seconds(1000)) }
        #expect(pool.opening.count == 4)
        while let id = pool.opening.first { pool.failConnect(id) }
        // The four were in flight together: one pause.
        #expect(pool.state.failures == 1)
        var expected = Duration.milliseconds(100)
        for _ in 0..<8 {
            guard let retryAt = pool.state.retryAt else { break }
            let pause = retryAt.duration(after: pool.now)
            #expect(pause > expected / 2 - .milliseconds(1) && pause <= expected)
            pool.pass(pause - .milliseconds(1))
            #expect(pool.opening.isEmpty)
            pool.pass(.milliseconds(1))
            #expect(pool.opening.count == 1)
            pool.failConnect(pool.opening[0])
            expected = min(expected * 2, .seconds(2))
        }
        pool.pass(.seconds(2))
        pool.connect(pool.opening[0])
        #expect(pool.opening.count == 4)
        #expect(pool.state.failures == 0)
        #expect(pool.state.figures(now: pool.now).failedConnects == 12)
        #expect(pool.violations.isEmpty)
    }

    @Test func `a server that accepts and hangs up is asked again only after a pause`() {
        var pool = PoolStateSimulation { $0.minimumConnections = 1 }
        pool.begin()
        var attempts = 0
        for _ in 0..<1000 {
            if let id = pool.opening.first {
                attempts += 1
                pool.connect(id)
                pool.lose(id)
            }
            pool.pass(.milliseconds(1))
        }
        #expect((5...21).contains(attempts))
    }

    @Test func `draining fails those who wait, closes the idle and awaits the lent`() {
        var pool = PoolStateSimulation { $0.maximumConnections = 3 }
        let ids = pool.fillIdle(3)
        pool.checkout()
        pool.checkout()
        pool.drain(within: .seconds(8))
        #expect(pool.closing == [ids[0]])
        pool.checkout()
        #expect(pool.failed.map(\.failure) == [.closed])
        pool.lose(ids[0])
        pool.release(ids[1])
        pool.lose(ids[1])
        #expect(!pool.isDrained)
        pool.release(ids[2], .needsReset)
        #expect(pool.resetting.isEmpty)
        pool.lose(ids[2])
        #expect(pool.isDrained)
        #expect(pool.opening.isEmpty)
        #expect(pool.violations.isEmpty)
    }

    @Test func `draining closes what is still lent at its deadline`() {
        var pool = PoolStateSimulation { $0.maximumConnections = 2 }
        let ids = pool.fillIdle(2)
        pool.checkout()
        pool.checkout()
        pool.checkout()
        pool.drain(within: .seconds(8))
        #expect(pool.failed.map(\.failure) == [.closed])
        pool.release(ids[0], .broken)
        pool.pass(.seconds(7))
        #expect(pool.closing == [ids[0]])
        pool.pass(.seconds(1))
        #expect(pool.closing == ids)
        ids.forEach { pool.lose($0) }
        #expect(pool.isDrained)
        pool.release(ids[1])
        #expect(pool.violations.isEmpty)
    }

    @Test func `draining waits for connects in flight and closes what they bring`() {
        var pool = PoolStateSimulation { $0.maximumConnections = 2 }
        pool.checkout()
        pool.checkout()
        pool.drain(within: .seconds(8))
        let ids = pool.opening
        pool.connect(ids[0])
        #expect(pool.closing == [ids[0]])
        pool.lose(ids[0])
        #expect(!pool.isDrained)
        pool.failConnect(ids[1])
        #expect(pool.isDrained)
        #expect(pool.opening.isEmpty)
    }

    @Test func `draining closes at its deadline what is being rolled back`() {
        var pool = PoolStateSimulation { $0.maximumConnections = 1 }
        let id = pool.fillIdle(1)[0]
        pool.checkout()
        pool.release(id, .needsReset)
        pool.drain(within: .seconds(8))
        pool.pass(.seconds(8))
        #expect(pool.closing == [id])
        #expect(pool.state.figures(now: pool.now).resetting == 0)
        pool.finishReset(id, isClean: true)
        pool.lose(id)
        #expect(pool.isDrained)
        #expect(pool.state.size == 0)
    }

    @Test func `an empty pool is drained at once`() {
        var pool = PoolStateSimulation()
        pool.drain(within: .seconds(8))
        #expect(pool.isDrained)
        pool.drain(within: .zero)
        #expect(pool.violations.isEmpty)
    }

    @Test func `the oldest loan shows in the figures`() {
        var pool = PoolStateSimulation()
        let id = pool.fillIdle(1)[0]
        pool.pass(.seconds(1))
        pool.checkout()
        pool.pass(.seconds(42))
        #expect(pool.state.figures(now: pool.now).longestLoan == .seconds(42))
        pool.release(id)
        #expect(pool.state.figures(now: pool.now).longestLoan == .zero)
    }
}
