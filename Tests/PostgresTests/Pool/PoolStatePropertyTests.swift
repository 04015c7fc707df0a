import Testing

@testable import Postgres

/// Random operations on simulated time, with what must always hold checked after each. One seed at a time, for they compute
/// without a pause and other tests want threads.
@Suite(.serialized) struct PoolStatePropertyTests {
    @Test(arguments: 1...200 as ClosedRange<UInt64>)
    func `whatever happens, the pool keeps its promises`(seed: UInt64) {
        var chance = PostgresPoolState.Jitter(state: seed)
        var pool = Self.pool(seed: seed, &chance)
        pool.begin()
        var badWeather = false
        for step in 0..<2_000 {
            if step % 200 == 0 { badWeather = chance.next() < 0.3 }
            Self.step(&pool, badWeather: badWeather, &chance)
            let problems = Self.problems(pool)
            guard problems.isEmpty else {
                Issue.record("seed \(seed), step \(step): \(problems)")
                return
            }
        }
        Self.settle(&pool)
        #expect(pool.waiting.isEmpty, "seed \(seed): every waiter ends")
        #expect(pool.violations.isEmpty, "seed \(seed)")
        pool.drain(within: .seconds(1))
        Self.settle(&pool)
        #expect(pool.isDrained, "seed \(seed)")
        #expect(pool.open.isEmpty, "seed \(seed): no connection is left behind")
    }

    private static func pool(seed: UInt64, _ chance: inout PostgresPoolState.Jitter) -> PoolStateSimulation {
        PoolStateSimulation(seed: seed) {
            $0.maximumConnections = 1 + Int(chance.next() * 8)
            $0.minimumConnections = Int(chance.next() * Double($0.maximumConnections + 1))
            $0.maximumWaiters = Int(chance.next() * 20)
            $0.maximumConcurrentConnects = 1 + Int(chance.next() * 4)
            $0.idleTimeout = .milliseconds(1 + Int(chance.next() * 2000))
            $0.lifetime = .milliseconds(1 + Int(chance.next() * 10_000))
            $0.lifetimeJitter = chance.next()
        }
    }

    private static func step(
        _ pool: inout PoolStateSimulation,
        badWeather: Bool,
        _ chance: inout PostgresPoolState.Jitter
    ) {
        func any<Element>(_ elements: [Element]) -> Element? {
            elements.isEmpty ? nil : elements[Int(chance.next() * Double(elements.count))]
        }
        switch chance.next() {
        case ..<0.35:
            pool.checkout(within: .milliseconds(Int(chance.next() * 500)), preferring: any([0, 1, nil]) ?? nil)
        case ..<0.60:
            guard let id = any(pool.lent) else { return }
            pool.release(id, any([.clean, .clean, .clean, .needsReset, .broken]) ?? .clean)
        case ..<0.75:
            guard let id = any(pool.opening) else { return }
            if badWeather { pool.failConnect(id) } else { pool.connect(id, loop: any([0, 1]) ?? 0) }
        case ..<0.80:
            guard let id = any(pool.resetting) else { return }
            pool.finishReset(id, isClean: chance.next() < 0.8)
        case ..<0.87:
            if let id = any(pool.closing) { pool.lose(id) }
        case ..<0.89:
            if let id = any(pool.open.sorted { $0.place < $1.place }) { pool.lose(id) }
        case ..<0.93:
            guard let waiter = any(pool.waiting) else { return }
            if !pool.cancel(waiter) { pool.violations.append("\(waiter) waited and could not leave") }
        default:
            pool.pass(.milliseconds(Int(chance.next() * 200)))
        }
    }

    /// What is wrong now; empty when all is well.
    private static func problems(_ pool: PoolStateSimulation) -> [String] {
        let state = pool.state
        let figures = state.figures(now: pool.now)
        var problems = pool.violations
        func check(_ holds: Bool, _ rule: String) {
            if !holds { problems.append(rule) }
        }
        check(figures.size <= state.configuration.maximumConnections, "more than the maximum")
        check(pool.open.count + pool.opening.count <= state.configuration.maximumConnections, "more for the server")
        check(pool.waiting.count <= state.configuration.maximumWaiters, "more waiters than the bound")
        check(pool.opening.count <= state.configuration.maximumConcurrentConnects, "more connects at once")
        check(figures.connecting == pool.opening.count, "connecting differs")
        check(figures.resetting == pool.resetting.filter { pool.open.contains($0) }.count, "resetting differs")
        check(figures.closing == pool.closing.count, "closing differs")
        check(figures.lent == pool.lent.filter { pool.open.contains($0) }.count, "lent differs")
        check(figures.waiting == pool.waiting.count, "waiting differs")
        check(figures.idle == 0 || pool.waiting.isEmpty, "somebody waits beside an idle connection")
        check(state.waiters.map(\.id) == pool.waiting, "the line differs")
        check(figures.opened - figures.closed == pool.open.count, "opened less closed differs")
        check(pool.waiting.isEmpty || state.wakeUp < .distantFuture, "a waiter without a wake-up")
        check((pool.wakeAt ?? .distantFuture) == state.wakeUp, "the wake-up asked for differs")
        return problems
    }

    /// The weather clears, callers give back, and time passes.
    private static func settle(_ pool: inout PoolStateSimulation) {
        for _ in 0..<100 {
            while let id = pool.lent.first { pool.release(id) }
            while let id = pool.resetting.first { pool.finishReset(id, isClean: true) }
            while let id = pool.closing.first { pool.lose(id) }
            while let id = pool.opening.first { pool.connect(id) }
            pool.pass(.milliseconds(20))
        }
    }
}
