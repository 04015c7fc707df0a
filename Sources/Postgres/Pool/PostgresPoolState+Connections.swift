/// Opening, losing and closing.
extension PostgresPoolState {
    /// - Parameter loop: a number for the loop that the connection runs on.
    mutating func connected(_ id: ConnectionID, loop: Int = 0, now: PostgresInstant) -> [Action] {
        guard has(id, in: .connecting) else { return [] }
        connecting -= 1
        failures = 0
        retryAt = nil
        counters.opened += 1
        places[id.place].loop = loop
        places[id.place].openedAt = now
        let cut = configuration.lifetimeJitter * random.next()
        places[id.place].expiresAt = now.advanced(by: configuration.lifetime * (1 - cut))
        var actions: [Action] = []
        if phase == .running {
            give(id.place, now: now, &actions)
            wake(at: places[id.place].expiresAt, &actions)
            heedsIdleTimeout = false
            heedIdleTimeout(now: now, &actions)
            fill(now: now, &actions)
        } else {
            close(id.place, &actions)
        }
        return actions
    }

    mutating func connectFailed(_ id: ConnectionID, now: PostgresInstant) -> [Action] {
        guard has(id, in: .connecting) else { return [] }
        connecting -= 1
        counters.failedConnects += 1
        backOff(now: now)
        return freed(id.place, now: now)
    }

    /// The connection has ended: closed by the pool, or lost, whoever has it.
    mutating func connectionClosed(_ id: ConnectionID, now: PostgresInstant) -> [Action] {
        guard places.indices.contains(id.place), places[id.place].generation == id.generation else { return [] }
        let place = places[id.place]
        switch place.phase {
        case .free, .connecting:
            return []
        case .idle:
            idle.removeAll { $0 == id.place }
        case .lent:
            break
        case .resetting:
            resetting -= 1
        case .closing:
            closing -= 1
        }
        counters.closed += 1
        // A server that accepts and hangs up would otherwise be asked again without a pause.
        if place.phase != .closing, now.duration(after: place.openedAt) < Self.steadyAge { backOff(now: now) }
        return freed(id.place, now: now)
    }

    /// A connection lost before this age counts as a connect that failed.
    private static let steadyAge = Duration.seconds(1)

    /// Opens what is wanted and allowed now.
    mutating func fill(now: PostgresInstant, _ actions: inout [Action]) {
        guard phase == .running else { return }
        while isWanted {
            if let retryAt, retryAt > now {
                wake(at: retryAt, &actions)
                return
            }
            guard connecting < (failures == 0 ? configuration.maximumConcurrentConnects : 1),
                let place = takePlace(now: now)
            else { return }
            connecting += 1
            actions.append(.open(id(place)))
        }
    }

    /// Whether one more connection has to be opened.
    private var isWanted: Bool {
        waiters.count > connecting + resetting || size - closing < configuration.minimumConnections
    }

    /// Places taken.
    var size: Int { places.count - freePlaces.count }

    private mutating func takePlace(now: PostgresInstant) -> Int? {
        if let place = freePlaces.popLast() {
            places[place].phase = .connecting
            places[place].generation += 1
            return place
        }
        guard places.count < configuration.maximumConnections else { return nil }
        places.append(Place(phase: .connecting, since: now, openedAt: now, expiresAt: .distantFuture))
        return places.count - 1
    }

    private mutating func freed(_ place: Int, now: PostgresInstant) -> [Action] {
        places[place].phase = .free
        places[place].expiresAt = .distantFuture
        freePlaces.append(place)
        var actions: [Action] = []
        fill(now: now, &actions)
        finishIfDrained(&actions)
        return actions
    }

    /// Begins a pause, or leaves the one that lasts: connects that were in flight together count once.
    private mutating func backOff(now: PostgresInstant) {
        if let retryAt, retryAt > now { return }
        failures += 1
        let doublings = min(failures - 1, Self.mostDoublings)
        let pause = min(configuration.backoffMaximum, configuration.backoffMinimum * (1 << doublings))
        retryAt = now.advanced(by: pause * (1 - random.next() / 2))
    }

    /// A million times the first pause is beyond every sensible longest one.
    private static let mostDoublings = 20
}
