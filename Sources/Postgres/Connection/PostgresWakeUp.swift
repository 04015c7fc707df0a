import Synchronization

/// A flag that one task at a time may wait for, from any thread.
final class PostgresWakeUp: Sendable {
    private enum State {
        case clear
        case awaited(UnsafeContinuation<Void, Never>)
        case set
    }

    private let state = Mutex(State.clear)

    var isSet: Bool { state.withLock { if case .set = $0 { true } else { false } } }

    /// Sets or clears the flag; who waits for it goes on when it is set.
    func set(_ isSet: Bool) {
        let waiter: UnsafeContinuation<Void, Never>? = state.withLock { state in
            guard isSet else {
                if case .set = state { state = .clear }
                return nil
            }
            defer { state = .set }
            return if case .awaited(let waiter) = state { waiter } else { nil }
        }
        waiter?.resume()
    }

    /// Returns when the flag is set. A second task that waits meanwhile takes the first one's place, which goes on.
    func wait() async {
        guard !isSet else { return }
        await withUnsafeContinuation { continuation in
            let goesOn: UnsafeContinuation<Void, Never>? = state.withLock { state in
                switch state {
                case .set:
                    return continuation
                case .awaited(let other):
                    state = .awaited(continuation)
                    return other
                case .clear:
                    state = .awaited(continuation)
                    return nil
                }
            }
            goesOn?.resume()
        }
    }
}
