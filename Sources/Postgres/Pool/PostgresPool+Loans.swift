import Synchronization

/// Lending, and carrying out what the state decides.
extension PostgresPool {
    func checkOut(timeout: Duration) async throws -> Loan {
        while let loan = lendIdle() {
            if loan.connection.isUsable {
                metrics.lent(afterNanoseconds: 0)
                return loan
            }
            // It ended a moment ago, and the loop's word of it is on its way.
            perform { $0.released(loan.id, .broken, now: .now) }
        }
        let start = PostgresInstant.now
        let loan = try await waitForLoan(from: start, until: start.advanced(by: timeout))
        metrics.lent(afterNanoseconds: loan.since.nanoseconds(after: start))
        return loan
    }

    func checkIn(_ loan: Loan) {
        let now = PostgresInstant.now
        metrics.returned(afterNanoseconds: now.nanoseconds(after: loan.since))
        let health: PostgresPoolState.Health =
            loan.connection.isClean ? .clean : loan.connection.isUsable ? .needsReset : .broken
        perform { $0.released(loan.id, health, now: now) }
    }

    /// The hot path: no suspension, no allocation, one lock.
    private func lendIdle() -> Loan? {
        let now = PostgresInstant.now
        return shared.withLock { shared in
            guard let id = shared.state.lendIdle(now: now, preferring: shared.currentLoop) else { return nil }
            return shared.loan(id, now: now)
        }
    }

    private func waitForLoan(from start: PostgresInstant, until deadline: PostgresInstant) async throws -> Loan {
        let waiter = shared.withLock { shared in
            shared.lastWaiter += 1
            return PostgresPoolState.WaiterID(number: shared.lastWaiter)
        }
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                enter(waiter, continuation, from: start, until: deadline)
            }
        } onCancel: {
            leave(waiter)
        }
    }

    private func enter(
        _ waiter: PostgresPoolState.WaiterID,
        _ continuation: LoanContinuation,
        from start: PostgresInstant,
        until deadline: PostgresInstant
    ) {
        let effects = shared.withLock { shared -> Effects in
            var effects = Effects()
            // Inside the lock: the handler may have run already, in vain; from here on it finds the waiter.
            guard !Task.isCancelled else {
                effects.answers.append((continuation, .failure(CancellationError())))
                return effects
            }
            let loop = shared.currentLoop
            switch shared.state.checkout(waiter, now: start, deadline: deadline, preferring: loop) {
            case .lent(let id):
                effects.answers.append((continuation, shared.answer(id, now: start, limits)))
            case .refused(let failure):
                effects.answers.append((continuation, .failure(shared.error(failure, limits))))
                if failure == .deadlinePassed { effects.timeouts += 1 }
            case .waiting(let actions):
                shared.waiters[waiter] = continuation
                shared.add(actions, to: &effects, limits)
            }
            return effects
        }
        carryOut(effects)
    }

    private func leave(_ waiter: PostgresPoolState.WaiterID) {
        let continuation = shared.withLock { shared in
            shared.state.waiterCancelled(waiter) ? shared.waiters.removeValue(forKey: waiter) : nil
        }
        continuation?.resume(throwing: CancellationError())
    }

    // MARK: Actions

    /// Tells the state of an event and does what it answers.
    func perform(_ event: (inout PostgresPoolState) -> [PostgresPoolState.Action]) {
        let effects = shared.withLock { shared -> Effects? in
            let actions = event(&shared.state)
            guard !actions.isEmpty else { return nil }
            var effects = Effects()
            shared.add(actions, to: &effects, limits)
            return effects
        }
        if let effects { carryOut(effects) }
    }

    /// What is done after the lock is given back.
    struct Effects {
        var answers: [(LoanContinuation, Result<Loan, any Error>)] = []
        var timeouts = 0
        var setsAlarm = false
        /// `run()`, and what it is to do; it ends with `nil`.
        var runner: (CheckedContinuation<Command?, Never>, Command?)?
    }

    func carryOut(_ effects: Effects) {
        if effects.setsAlarm { setAlarm() }
        if let (runner, command) = effects.runner { runner.resume(returning: command) }
        for _ in 0..<effects.timeouts { metrics.timedOut() }
        for (continuation, answer) in effects.answers { continuation.resume(with: answer) }
    }
}

extension PostgresPool.Shared {
    /// The number of the loop that the caller runs on, if connections were made there.
    var currentLoop: Int? { loops.firstIndex { $0.isCurrent } }

    func loan(_ id: PostgresPoolState.ConnectionID, now: PostgresInstant) -> PostgresPool.Loan? {
        connections[id.place].map { PostgresPool.Loan(id: id, connection: $0, since: now) }
    }

    /// A lent place always has its connection; if it had none the caller would be told so and not left waiting.
    func answer(
        _ id: PostgresPoolState.ConnectionID,
        now: PostgresInstant,
        _ limits: PostgresPoolConfiguration
    ) -> Result<PostgresPool.Loan, any Error> {
        loan(id, now: now).map { .success($0) } ?? .failure(error(.closed, limits))
    }

    /// Turns the state's actions into what has to be done outside of the lock.
    mutating func add(
        _ actions: [PostgresPoolState.Action],
        to effects: inout PostgresPool.Effects,
        _ limits: PostgresPoolConfiguration
    ) {
        for action in actions {
            switch action {
            case .lend(let id, let waiter):
                guard let continuation = waiters.removeValue(forKey: waiter) else { break }
                effects.answers.append((continuation, answer(id, now: .now, limits)))
            case .fail(let waiter, let failure):
                guard let continuation = waiters.removeValue(forKey: waiter) else { break }
                effects.answers.append((continuation, .failure(error(failure, limits))))
                if failure == .deadlinePassed { effects.timeouts += 1 }
            case .open(let id):
                commands.append(.open(id))
            case .reset(let id):
                if let connection = connections[id.place] { commands.append(.reset(id, connection)) }
            case .close(let id):
                if let connection = connections[id.place] { commands.append(.close(connection)) }
            case .wake:
                effects.setsAlarm = true
            case .drained:
                break
            }
        }
        guard let waiting = runner, let command = nextCommand() else { return }
        runner = nil
        effects.runner = (waiting, command)
    }

    /// The next piece of work for `run()`: `.some(nil)` is the end of it, `nil` means that there is none now.
    mutating func nextCommand() -> PostgresPool.Command?? {
        if let command = commands.popFirst() { return .some(command) }
        return state.phase == .drained ? .some(nil) : nil
    }

    func error(_ failure: PostgresPoolState.Failure, _ limits: PostgresPoolConfiguration) -> PostgresError {
        switch failure {
        case .closed:
            return PostgresError(.closed, "the pool \(limits.name) is closed")
        case .tooManyWaiters:
            return PostgresError(
                .poolExhausted,
                "\(limits.maximumWaiters) callers already wait for a connection of the pool \(limits.name)"
            )
        case .deadlinePassed:
            guard let connectError else {
                return PostgresError(.poolExhausted, "no connection of the pool \(limits.name) came free in time")
            }
            var error = PostgresError(
                .connectionFailed,
                "no connection of the pool \(limits.name) in time; connecting failed: \(connectError)"
            )
            error.server = (connectError as? PostgresError)?.server
            error.underlying = connectError
            return error
        }
    }
}
