@testable import Postgres

/// A pool's state on simulated time, with the world it believes in kept beside it: who waits, and which connections are
/// being opened, reset, lent and closed according to the actions alone.
struct PoolStateSimulation {
    typealias ConnectionID = PostgresPoolState.ConnectionID
    typealias WaiterID = PostgresPoolState.WaiterID
    typealias Action = PostgresPoolState.Action

    var state: PostgresPoolState
    let start = PostgresInstant.now
    var elapsed = Duration.zero
    var now: PostgresInstant { start.advanced(by: elapsed) }

    var opening: [ConnectionID] = []
    var resetting: [ConnectionID] = []
    var closing: [ConnectionID] = []
    var lent: [ConnectionID] = []
    /// Connections that exist for the server: opened and not gone.
    var open: Set<ConnectionID> = []
    var waiting: [WaiterID] = []
    /// Answers to those who had to wait, in order.
    var served: [(waiter: WaiterID, connection: ConnectionID)] = []
    var failed: [(waiter: WaiterID, failure: PostgresPoolState.Failure)] = []
    /// When the next tick is asked for, since the start.
    var wakeAt: PostgresInstant?
    var isDrained = false
    var violations: [String] = []
    private var lastWaiter: UInt64 = 0

    init(seed: UInt64 = 1, _ configure: (inout PostgresPoolConfiguration) -> Void = { _ in }) {
        var configuration = PostgresPoolConfiguration()
        configuration.minimumConnections = 0
        configuration.lifetimeJitter = 0
        configure(&configuration)
        state = PostgresPoolState(configuration, seed: seed)
    }

    /// - Returns: the connection, if it was lent at once; the waiter otherwise (in `waiting` unless refused).
    @discardableResult
    mutating func checkout(within timeout: Duration = .seconds(10), preferring loop: Int? = nil) -> ConnectionID? {
        lastWaiter += 1
        let waiter = WaiterID(number: lastWaiter)
        let answer = state.checkout(waiter, now: now, deadline: now.advanced(by: timeout), preferring: loop)
        switch answer {
        case .lent(let id):
            if !waiting.isEmpty { violations.append("\(waiter) overtook those who wait") }
            lend(id)
            return id
        case .waiting(let actions):
            waiting.append(waiter)
            perform(actions)
        case .refused(let failure):
            failed.append((waiter, failure))
        }
        return nil
    }

    mutating func release(_ id: ConnectionID, _ health: PostgresPoolState.Health = .clean) {
        lent.removeAll { $0 == id }
        perform(state.released(id, health, now: now))
    }

    mutating func connect(_ id: ConnectionID, loop: Int = 0) {
        opening.removeAll { $0 == id }
        open.insert(id)
        perform(state.connected(id, loop: loop, now: now))
    }

    mutating func failConnect(_ id: ConnectionID) {
        opening.removeAll { $0 == id }
        perform(state.connectFailed(id, now: now))
    }

    mutating func finishReset(_ id: ConnectionID, isClean: Bool) {
        resetting.removeAll { $0 == id }
        perform(state.resetFinished(id, isClean: isClean, now: now))
    }

    /// The connection ends, whoever has it. A caller that has it keeps the dead one until it gives it back.
    mutating func lose(_ id: ConnectionID) {
        open.remove(id)
        closing.removeAll { $0 == id }
        perform(state.connectionClosed(id, now: now))
    }

    mutating func cancel(_ waiter: WaiterID) -> Bool {
        waiting.removeAll { $0 == waiter }
        return state.waiterCancelled(waiter)
    }

    mutating func drain(within timeout: Duration) {
        perform(state.drain(now: now, deadline: now.advanced(by: timeout)))
    }

    mutating func begin() {
        perform(state.start(now: now))
    }

    /// Lets time pass, with a tick whenever one was asked for.
    mutating func pass(_ duration: Duration) {
        let end = now.advanced(by: duration)
        var ticks = 0
        while let time = wakeAt, time <= end {
            wakeAt = nil
            elapsed = max(elapsed, time.duration(after: start))
            perform(state.tick(now: now))
            ticks += 1
            if ticks > 10_000 {
                violations.append("ticks without end")
                return
            }
        }
        elapsed = end.duration(after: start)
    }

    /// Opens `count` connections and gives them all back.
    mutating func fillIdle(_ count: Int, loops: Int = 1) -> [ConnectionID] {
        for _ in 0..<count { checkout() }
        var number = 0
        while let id = opening.first {
            connect(id, loop: number % loops)
            number += 1
        }
        let ids = lent
        ids.forEach { release($0) }
        return ids
    }

    private mutating func lend(_ id: ConnectionID) {
        if lent.contains(id) { violations.append("\(id) lent twice") }
        if !open.contains(id) { violations.append("\(id) lent and not open") }
        lent.append(id)
    }

    private mutating func perform(_ actions: [Action]) {
        for action in actions {
            switch action {
            case .lend(let id, let waiter):
                if waiting.first != waiter { violations.append("\(waiter) served out of turn") }
                waiting.removeAll { $0 == waiter }
                served.append((waiter, id))
                lend(id)
            case .fail(let waiter, let failure):
                if !waiting.contains(waiter) { violations.append("\(waiter) failed and did not wait") }
                waiting.removeAll { $0 == waiter }
                failed.append((waiter, failure))
            case .open(let id):
                opening.append(id)
            case .reset(let id):
                resetting.append(id)
            case .close(let id):
                if !open.contains(id) { violations.append("\(id) closed and not open") }
                closing.append(id)
            case .wake(let time):
                wakeAt = time
            case .drained:
                if isDrained { violations.append("drained twice") }
                isDrained = true
            }
        }
    }
}
