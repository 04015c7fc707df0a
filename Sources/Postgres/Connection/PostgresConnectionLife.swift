import Synchronization

/// What others may ask of a connection without waiting for its loop: whether it is open and clean, and to be told
/// when it has ended.
final class PostgresConnectionLife: Sendable {
    private struct State {
        var isOpen = true
        var handlers: [@Sendable () -> Void] = []
    }

    private let state = Mutex(State())
    private let clean = Atomic<Bool>(false)

    /// No request and no cancellation is under way, and no transaction is open. Set by the loop.
    var isClean: Bool {
        get { clean.load(ordering: .acquiring) }
        set { clean.store(newValue, ordering: .releasing) }
    }

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
        isClean = false
        let handlers = state.withLock { state in
            state.isOpen = false
            defer { state.handlers = [] }
            return state.handlers
        }
        for handler in handlers { handler() }
    }
}
