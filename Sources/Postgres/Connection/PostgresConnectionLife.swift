import Synchronization

/// What others may ask of a connection without waiting for its loop: whether it is open, and to be told when it is not.
final class PostgresConnectionLife: Sendable {
    private struct State {
        var isOpen = true
        var handlers: [@Sendable () -> Void] = []
    }

    private let state = Mutex(State())

    var isOpen: Bool { state.withLock { $0.isOpen } }

    /// Calls `handler` once, when the connection ends; at once if it has ended.
    func onEnd(_ handler: @escaping @Sendable () -> Void) {
        let hasEnded = state.withLock { state in
            if state.isOpen { state.handlers.append(handler) }
            return !state.isOpen
        }
        if hasEnded { handler() }
    }

    func end() {
        let handlers = state.withLock { state in
            state.isOpen = false
            defer { state.handlers = [] }
            return state.handlers
        }
        for handler in handlers { handler() }
    }
}
