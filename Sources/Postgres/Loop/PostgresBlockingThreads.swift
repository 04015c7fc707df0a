import DequeModule
import Synchronization

/// Threads for the calls of libpq that may block: name look-up, reading certificates, the handshake, `PQcancel`.
///
/// A thread lives while there is work for it. Work beyond the limit waits in line; whoever waits for its result has a
/// deadline of his own, so a lane of threads that all hang delays others, and never hangs them.
final class PostgresBlockingThreads: Sendable {
    /// Handshakes: as many as a large pool opens at once.
    static let connects = PostgresBlockingThreads(name: "pg-connect", limit: 32)
    /// Cancel requests: apart from the handshakes, so that a storm of connects does not delay them.
    static let cancels = PostgresBlockingThreads(name: "pg-cancel", limit: 16)

    private struct State {
        var running = 0
        var waiting: Deque<@Sendable () -> Void> = []
    }

    /// Work that waits for a thread; beyond it, work is refused.
    private static let waitingLimit = 1024

    private let state = Mutex(State())
    private let name: String
    private let limit: Int

    init(name: String, limit: Int) {
        self.name = name
        self.limit = limit
    }

    /// - Returns: false when too much waits already, or the system gives no thread and none runs that could take it later.
    func run(_ work: @escaping @Sendable () -> Void) -> Bool {
        let startsThread: Bool? = state.withLock { state in
            guard state.waiting.count < Self.waitingLimit else { return nil }
            state.waiting.append(work)
            guard state.running < limit else { return false }
            state.running += 1
            return true
        }
        guard let startsThread else { return false }
        guard startsThread, !PostgresThread.start(name: name, { self.work() }) else { return true }
        return state.withLock { state in
            state.running -= 1
            if state.running == 0 { state.waiting.removeAll() }
            return state.running > 0
        }
    }

    private func work() {
        while let next = next() { next() }
    }

    private func next() -> (@Sendable () -> Void)? {
        state.withLock { state in
            guard let work = state.waiting.popFirst() else {
                state.running -= 1
                return nil
            }
            return work
        }
    }
}
