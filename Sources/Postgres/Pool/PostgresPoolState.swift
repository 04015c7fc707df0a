import DequeModule

/// The rules of the pool as a value: no clock, no lock, no connection. Events come in with the time; what is to be done
/// goes out as actions, which `PostgresPool` carries out.
///
/// A place for a connection, of which there are at most `maximumConnections`:
/// ```
///                connected                     checkout
///   open ─> connecting ───────────────> idle ───────────> lent ──> returned broken, or too old ──┐
///    ^          │                        ^ │               │ ^                                   │
///    │          │ failed: back-off       │ │ idle or alive │ └─ to the first waiter ─┐           v
///    │          v                        │ │ too long      └─ in a transaction ──> resetting ─> closing
///    └──────── free <── connection lost ─┼─┴───────────────────────────────────────────────────> │
///               ^                        └── rolled back, nobody waits ───────────────┘          │
///               └────────────────────────── closed ──────────────────────────────────────────────┘
/// ```
/// Idle connections are lent last in, first out, so that those above the need grow old and go. Callers are served first
/// come, first served: there is no idle connection while anybody waits. A connection is opened for a waiter that none on its
/// way will serve, or to reach the minimum; while connects fail, one at a time and after pauses that grow.
///
/// The pool itself is running, then draining (nobody is served, loans are awaited until a deadline), then drained.
struct PostgresPoolState: Sendable {
    /// A connection's place and which connection of that place, so that late news of an earlier one is told apart.
    struct ConnectionID: Hashable, Sendable {
        let place: Int
        let generation: UInt64
    }

    /// A caller that waits; numbered by the pool.
    struct WaiterID: Hashable, Sendable {
        let number: UInt64
    }

    /// In which state a connection comes back.
    enum Health: Hashable, Sendable {
        case clean
        /// Usable after a rollback.
        case needsReset
        case broken
    }

    enum Failure: Hashable, Sendable {
        case deadlinePassed
        case tooManyWaiters
        case closed
    }

    enum Action: Hashable, Sendable {
        /// Give the waiter this connection.
        case lend(ConnectionID, WaiterID)
        case fail(WaiterID, Failure)
        /// Connect, and answer with `connected` or `connectFailed`.
        case open(ConnectionID)
        /// Roll back, and answer with `resetFinished`.
        case reset(ConnectionID)
        /// Close, and answer with `connectionClosed`.
        case close(ConnectionID)
        /// Call `tick` at this time, which is earlier than the one asked for before, or follows a tick.
        case wake(PostgresInstant)
        /// No connection is left, and none will come.
        case drained
    }

    /// The answer to a caller.
    enum Checkout: Hashable, Sendable {
        case lent(ConnectionID)
        case waiting([Action])
        case refused(Failure)
    }

    enum Phase: Hashable, Sendable {
        case running
        case draining(deadline: PostgresInstant)
        case drained
    }

    enum PlacePhase: Hashable, Sendable {
        case free, connecting, idle, lent, resetting, closing
    }

    struct Place: Sendable {
        var phase = PlacePhase.free
        var generation: UInt64 = 0
        /// Of the loop it runs on; callers on that loop prefer it.
        var loop = 0
        /// When this phase began, for `idle` and `lent`.
        var since: PostgresInstant
        var openedAt: PostgresInstant
        var expiresAt: PostgresInstant
    }

    struct Waiter: Sendable {
        let id: WaiterID
        let since: PostgresInstant
        let deadline: PostgresInstant
    }

    let configuration: PostgresPoolConfiguration
    var phase = Phase.running
    var places: [Place] = []
    /// Places that are free; more are made up to the maximum.
    var freePlaces: [Int] = []
    /// The longest idle first.
    var idle: [Int] = []
    var waiters = Deque<Waiter>()
    var connecting = 0
    var resetting = 0
    var closing = 0
    /// Connects that failed in a row, each after the pause for the one before.
    var failures = 0
    /// The end of the pause.
    var retryAt: PostgresInstant?
    /// No later than anything that has to be done in time.
    var wakeUp = PostgresInstant.distantFuture
    /// `wakeUp` heeds the idle time-out, or the minimum is not exceeded and there is none until a connection is added.
    var heedsIdleTimeout = false
    var random: Jitter
    /// The counters; the other figures are counted when asked for.
    var counters = PostgresPoolFigures()

    /// - Parameter seed: of everything random.
    init(_ configuration: PostgresPoolConfiguration, seed: UInt64) {
        self.configuration = configuration
        random = Jitter(state: seed)
    }

    /// Opens the minimum.
    mutating func start(now: PostgresInstant) -> [Action] {
        var actions: [Action] = []
        fill(now: now, &actions)
        return actions
    }

    // MARK: Callers

    /// The hot path: an idle connection, the newest of `loop` if there is one, else the newest.
    mutating func lendIdle(now: PostgresInstant, preferring loop: Int? = nil) -> ConnectionID? {
        guard var index = idle.indices.last else { return nil }
        if let loop, let near = idle.lastIndex(where: { places[$0].loop == loop }) { index = near }
        let place = idle.remove(at: index)
        lend(place, now: now)
        return id(place)
    }

    /// Lends a connection, queues the caller, or turns it away.
    mutating func checkout(
        _ waiter: WaiterID,
        now: PostgresInstant,
        deadline: PostgresInstant,
        preferring loop: Int? = nil
    ) -> Checkout {
        guard phase == .running else { return .refused(.closed) }
        if let id = lendIdle(now: now, preferring: loop) { return .lent(id) }
        guard deadline > now else {
            counters.timeouts += 1
            return .refused(.deadlinePassed)
        }
        guard waiters.count < configuration.maximumWaiters else {
            counters.refusals += 1
            return .refused(.tooManyWaiters)
        }
        waiters.append(Waiter(id: waiter, since: now, deadline: deadline))
        var actions: [Action] = []
        fill(now: now, &actions)
        wake(at: deadline, &actions)
        return .waiting(actions)
    }

    /// - Returns: false if it waits no more: it has been answered already.
    mutating func waiterCancelled(_ waiter: WaiterID) -> Bool {
        guard let index = waiters.firstIndex(where: { $0.id == waiter }) else { return false }
        waiters.remove(at: index)
        counters.cancelledWaits += 1
        return true
    }

    /// A lent connection comes back.
    mutating func released(_ id: ConnectionID, _ health: Health, now: PostgresInstant) -> [Action] {
        guard has(id, in: .lent) else { return [] }
        var actions: [Action] = []
        if health == .broken || mustGo(id.place, now: now) {
            close(id.place, &actions)
        } else if health == .needsReset {
            places[id.place].phase = .resetting
            resetting += 1
            actions.append(.reset(id))
        } else {
            give(id.place, now: now, &actions)
        }
        return actions
    }

    /// The rollback after a return is done, or could not be.
    mutating func resetFinished(_ id: ConnectionID, isClean: Bool, now: PostgresInstant) -> [Action] {
        guard has(id, in: .resetting) else { return [] }
        resetting -= 1
        var actions: [Action] = []
        if isClean, !mustGo(id.place, now: now) {
            give(id.place, now: now, &actions)
        } else {
            close(id.place, &actions)
        }
        return actions
    }

    // MARK: Steps

    /// To the first waiter whose deadline has not passed, or to the idle ones.
    mutating func give(_ place: Int, now: PostgresInstant, _ actions: inout [Action]) {
        while let waiter = waiters.popFirst() {
            countWait(waiter, now: now)
            guard waiter.deadline > now else {
                counters.timeouts += 1
                actions.append(.fail(waiter.id, .deadlinePassed))
                continue
            }
            lend(place, now: now)
            actions.append(.lend(id(place), waiter.id))
            return
        }
        places[place].phase = .idle
        places[place].since = now
        idle.append(place)
        heedIdleTimeout(now: now, &actions)
    }

    /// Leaves the counts of the phase before to the caller.
    mutating func close(_ place: Int, _ actions: inout [Action]) {
        places[place].phase = .closing
        closing += 1
        actions.append(.close(id(place)))
    }

    mutating func countWait(_ waiter: Waiter, now: PostgresInstant) {
        counters.waits += 1
        counters.longestWait = max(counters.longestWait, now.duration(after: waiter.since))
    }

    func id(_ place: Int) -> ConnectionID {
        ConnectionID(place: place, generation: places[place].generation)
    }

    func has(_ id: ConnectionID, in phase: PlacePhase) -> Bool {
        places.indices.contains(id.place) && places[id.place].generation == id.generation
            && places[id.place].phase == phase
    }

    private mutating func lend(_ place: Int, now: PostgresInstant) {
        places[place].phase = .lent
        places[place].since = now
        counters.loans += 1
    }

    private func mustGo(_ place: Int, now: PostgresInstant) -> Bool {
        phase != .running || places[place].expiresAt <= now
    }
}

extension PostgresPoolState {
    /// SplitMix64: small, seeded, and good enough to spread connections over time.
    struct Jitter: Sendable {
        var state: UInt64

        /// At least 0, below 1.
        mutating func next() -> Double {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return Double((mixed ^ (mixed >> 31)) >> 11) * 0x1p-53
        }
    }
}
