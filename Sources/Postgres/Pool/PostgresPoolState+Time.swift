/// What happens as time passes, and the end.
extension PostgresPoolState {
    /// The time asked for by `wake` has come. Early and stale calls do nothing.
    mutating func tick(now: PostgresInstant) -> [Action] {
        guard now >= wakeUp else { return [] }
        wakeUp = .distantFuture
        heedsIdleTimeout = false
        var actions: [Action] = []
        failLate(now: now, &actions)
        closeOld(now: now, &actions)
        if case .draining(let deadline) = phase, deadline <= now { closeLent(&actions) }
        fill(now: now, &actions)
        wakeAtNext(now: now, &actions)
        return actions
    }

    /// Begins the end: waiters fail, idle connections are closed, loans are awaited until `deadline` and then closed.
    /// A second call can only bring the deadline forward.
    mutating func drain(now: PostgresInstant, deadline: PostgresInstant) -> [Action] {
        switch phase {
        case .drained: return []
        case .draining(let earlier): phase = .draining(deadline: min(earlier, deadline))
        case .running: phase = .draining(deadline: deadline)
        }
        var actions = waiters.map { Action.fail($0.id, .closed) }
        waiters.forEach { countWait($0, now: now) }
        waiters.removeAll()
        for place in idle { close(place, &actions) }
        idle.removeAll()
        if deadline <= now { closeLent(&actions) }
        wake(at: deadline, &actions)
        finishIfDrained(&actions)
        return actions
    }

    /// Asks for a tick at `time` unless there is one before.
    mutating func wake(at time: PostgresInstant, _ actions: inout [Action]) {
        guard time < wakeUp else { return }
        wakeUp = time
        actions.append(.wake(time))
    }

    /// Asks for a tick when the longest idle connection may go. Once between ticks, so that a return costs no arithmetic.
    mutating func heedIdleTimeout(now: PostgresInstant, _ actions: inout [Action]) {
        guard !heedsIdleTimeout, let longest = idle.first else { return }
        heedsIdleTimeout = true
        wake(at: max(now, idleEnd(longest)), &actions)
    }

    mutating func finishIfDrained(_ actions: inout [Action]) {
        guard case .draining = phase, size == 0 else { return }
        phase = .drained
        actions.append(.drained)
    }

    /// The figures at `now`.
    func figures(now: PostgresInstant) -> PostgresPoolFigures {
        var figures = counters
        figures.minimumConnections = configuration.minimumConnections
        figures.maximumConnections = configuration.maximumConnections
        figures.connecting = connecting
        figures.idle = idle.count
        figures.resetting = resetting
        figures.closing = closing
        figures.lent = size - connecting - idle.count - resetting - closing
        figures.waiting = waiters.count
        for place in places where place.phase == .lent {
            figures.longestLoan = max(figures.longestLoan, now.duration(after: place.since))
        }
        return figures
    }

    private mutating func failLate(now: PostgresInstant, _ actions: inout [Action]) {
        guard waiters.contains(where: { $0.deadline <= now }) else { return }
        for waiter in waiters where waiter.deadline <= now {
            countWait(waiter, now: now)
            counters.timeouts += 1
            actions.append(.fail(waiter.id, .deadlinePassed))
        }
        waiters.removeAll { $0.deadline <= now }
    }

    /// Idle connections that are past their life, and those above the minimum that are idle for too long.
    private mutating func closeOld(now: PostgresInstant, _ actions: inout [Action]) {
        for place in idle where places[place].expiresAt <= now { close(place, &actions) }
        idle.removeAll { places[$0].phase == .closing }
        while let longest = idle.first, idleEnd(longest) <= now, size - closing > configuration.minimumConnections {
            idle.removeFirst()
            close(longest, &actions)
        }
    }

    private mutating func closeLent(_ actions: inout [Action]) {
        for place in places.indices where places[place].phase == .lent || places[place].phase == .resetting {
            if places[place].phase == .resetting { resetting -= 1 }
            close(place, &actions)
        }
    }

    private func idleEnd(_ place: Int) -> PostgresInstant {
        places[place].since.advanced(by: configuration.idleTimeout)
    }

    private mutating func wakeAtNext(now: PostgresInstant, _ actions: inout [Action]) {
        var next = PostgresInstant.distantFuture
        for waiter in waiters { next = min(next, waiter.deadline) }
        for place in places where place.phase != .free && place.expiresAt > now { next = min(next, place.expiresAt) }
        if size - closing <= configuration.minimumConnections {
            heedsIdleTimeout = true
        } else if let longest = idle.first {
            next = min(next, idleEnd(longest))
            heedsIdleTimeout = true
        }
        if let retryAt, retryAt > now { next = min(next, retryAt) }
        if case .draining(let deadline) = phase, deadline > now { next = min(next, deadline) }
        if next < .distantFuture { wake(at: next, &actions) }
    }
}
