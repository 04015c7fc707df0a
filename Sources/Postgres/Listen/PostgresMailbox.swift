import DequeModule
import Synchronization

/// Where a connection's loop leaves notifications for one reader; bounded.
final class PostgresMailbox: Sendable {
    enum Item {
        case notification(PostgresNotification)
        case overflow
        case closed
        case silence
        case cancelled
    }

    private struct State {
        var notifications: Deque<PostgresNotification> = []
        var hasOverflowed = false
        var isClosed = false
        var waiter: UnsafeContinuation<Void, Never>?
        /// A heartbeat's timer is set; it fires once, wanted or not.
        var hasTimer = false
        var isSilent = false
    }

    private let state = Mutex(State())
    private let limit: Int

    init(limit: Int) { self.limit = limit }

    func put(_ notification: PostgresNotification) {
        change { state in
            state.isSilent = false
            // Once some are lost, nothing more before the reader knows.
            if !state.hasOverflowed, state.notifications.count < limit {
                state.notifications.append(notification)
            } else {
                state.hasOverflowed = true
            }
        }
    }

    func close() {
        change { $0.isClosed = true }
    }

    /// What has come, or what happens next. One reader at a time.
    func next(heartbeat: Duration, on loop: PostgresLoop) async -> Item {
        while true {
            if Task.isCancelled { return .cancelled }
            if let item = take() { return item }
            setTimer(heartbeat, on: loop)
            await withTaskCancellationHandler {
                await withUnsafeContinuation { park($0) }
            } onCancel: {
                change { _ in }
            }
        }
    }

    private func take() -> Item? {
        state.withLock { state in
            if let first = state.notifications.popFirst() { return .notification(first) }
            if state.hasOverflowed {
                state.hasOverflowed = false
                return .overflow
            }
            if state.isClosed { return .closed }
            if state.isSilent {
                state.isSilent = false
                return .silence
            }
            return nil
        }
    }

    private func park(_ continuation: UnsafeContinuation<Void, Never>) {
        let mustWait = state.withLock { state in
            let mustWait =
                !state.isClosed && state.notifications.isEmpty && !state.hasOverflowed && !state.isSilent
                && !Task.isCancelled
            if mustWait { state.waiter = continuation }
            return mustWait
        }
        if !mustWait { continuation.resume() }
    }

    private func setTimer(_ heartbeat: Duration, on loop: PostgresLoop) {
        let isNew = state.withLock { state in
            defer { state.hasTimer = true }
            return !state.hasTimer
        }
        guard isNew else { return }
        loop.call { [weak self] in
            _ = loop.schedule(at: PostgresInstant(in: heartbeat)) {
                self?.change { state in
                    state.hasTimer = false
                    state.isSilent = true
                }
            }
        }
    }

    private func change(_ body: (inout State) -> Void) {
        let waiter = state.withLock { state in
            body(&state)
            defer { state.waiter = nil }
            return state.waiter
        }
        waiter?.resume()
    }
}
