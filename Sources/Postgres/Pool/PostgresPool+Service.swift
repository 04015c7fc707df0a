internal import Logging
import ServiceLifecycle
import Synchronization

/// The life of the pool.
extension PostgresPool {
    /// Keeps the connections until a graceful shutdown, which drains, or a cancellation, which closes everything at once.
    /// Returns when no connection is left.
    ///
    /// - Throws: `.misuse` when it runs already or has run before.
    package func run() async throws {
        let isFirst = shared.withLock { shared in
            defer { shared.hasRun = true }
            return !shared.hasRun
        }
        guard isFirst else { throw PostgresError(.misuse, "the pool \(limits.name) has been run before") }
        await withTaskCancellationHandler {
            await withGracefulShutdownHandler {
                perform { $0.start(now: .now) }
                await work()
            } onGracefulShutdown: {
                self.drain(within: self.limits.drainTimeout)
            }
        } onCancel: {
            self.drain(within: .zero)
        }
    }

    /// Carries out commands until the pool is drained. Connects are in a group of their own, which draining cancels.
    private func work() async {
        await withDiscardingTaskGroup { tasks in
            tasks.addTask { await self.recordFigures() }
            await withDiscardingTaskGroup { connects in
                while let command = await nextCommand() {
                    switch command {
                    case .open(let id): connects.addTask { await self.open(id) }
                    case .reset(let id, let connection): tasks.addTask { await self.reset(id, connection) }
                    case .close(let connection): tasks.addTask { await connection.close() }
                    case .giveUpConnects: connects.cancelAll()
                    }
                }
            }
            tasks.cancelAll()
        }
        configuration.logger.debug("postgres pool drained", metadata: ["pool": "\(limits.name)"])
    }

    /// Waits whatever happens to the task: a cancelled pool still has to close its connections.
    private func nextCommand() async -> Command? {
        await withCheckedContinuation { continuation in
            let next = shared.withLock { shared -> Command?? in
                let next = shared.nextCommand()
                if next == nil { shared.runner = continuation }
                return next
            }
            if let next { continuation.resume(returning: next) }
        }
    }

    private func open(_ id: PostgresPoolState.ConnectionID) async {
        let start = PostgresInstant.now
        do {
            let connection = try await PostgresConnection.connect(configuration)
            metrics.connected(afterNanoseconds: PostgresInstant.now.nanoseconds(after: start))
            let effects = shared.withLock { shared -> Effects in
                var effects = Effects()
                shared.connectError = nil
                let loop = shared.place(connection, at: id.place)
                shared.add(shared.state.connected(id, loop: loop, now: .now), to: &effects, limits)
                return effects
            }
            // Only now: news of an end that came before `connected` would be lost.
            connection.onClose { [weak self] in self?.connectionEnded(id) }
            carryOut(effects)
        } catch {
            if !(error is CancellationError) {
                configuration.logger.warning(
                    "postgres connect failed",
                    metadata: ["pool": "\(limits.name)", "error": "\(error)"]
                )
                shared.withLock { $0.connectError = error }
            }
            perform { $0.connectFailed(id, now: .now) }
        }
    }

    private func reset(_ id: PostgresPoolState.ConnectionID, _ connection: PostgresConnection) async {
        let isClean = await connection.readyForReuse()
        perform { $0.resetFinished(id, isClean: isClean, now: .now) }
    }

    /// On the connection's loop, once for each connection.
    private func connectionEnded(_ id: PostgresPoolState.ConnectionID) {
        let effects = shared.withLock { shared -> Effects in
            var effects = Effects()
            // The place may be taken anew in the same step, so it is cleared before.
            if shared.state.id(id.place) == id { shared.connections[id.place] = nil }
            shared.add(shared.state.connectionClosed(id, now: .now), to: &effects, limits)
            return effects
        }
        carryOut(effects)
    }

    private func recordFigures() async {
        while !Task.isCancelled {
            metrics.record(figures)
            try? await Task.sleep(for: limits.metricsInterval)
        }
    }
}

extension PostgresPool.Shared {
    /// - Returns: the number of the connection's loop.
    mutating func place(_ connection: PostgresConnection, at place: Int) -> Int {
        while connections.count <= place { connections.append(nil) }
        connections[place] = connection
        if let known = loops.firstIndex(where: { $0 === connection.loop }) { return known }
        loops.append(connection.loop)
        return loops.count - 1
    }
}
