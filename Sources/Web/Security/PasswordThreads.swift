internal import Foundation
internal import Synchronization

/// A few threads for work that takes a processor for tens of milliseconds and a lot of memory. A thread lives while
/// there is work for it. Work beyond the limit waits in line, and a full line refuses: the length of the line times the
/// length of one piece of work is the longest wait.
final class PasswordThreads: Sendable {
    private struct State {
        var running = 0
        var waiting: [@Sendable () -> Void] = []
    }

    private let state = Mutex(State())
    private let threadLimit: Int
    private let waitingLimit: Int

    init(threadLimit: Int, waitingLimit: Int) {
        self.threadLimit = threadLimit
        self.waitingLimit = waitingLimit
    }

    /// What `work` returns, or nil, at once, when too much waits already.
    func run<Value: Sendable>(_ work: @escaping @Sendable () -> Value) async -> Value? {
        await withCheckedContinuation { continuation in
            if !enqueue({ continuation.resume(returning: work()) }) { continuation.resume(returning: nil) }
        }
    }

    private func enqueue(_ work: @escaping @Sendable () -> Void) -> Bool {
        let startsThread: Bool? = state.withLock { state in
            guard state.running < threadLimit else {
                guard state.waiting.count < waitingLimit else { return nil }
                state.waiting.append(work)
                return false
            }
            state.running += 1
            return true
        }
        guard let startsThread else { return false }
        if startsThread {
            Thread.detachNewThread {
                work()
                while let next = self.next() { next() }
            }
        }
        return true
    }

    private func next() -> (@Sendable () -> Void)? {
        state.withLock { state in
            guard !state.waiting.isEmpty else {
                state.running -= 1
                return nil
            }
            return state.waiting.removeFirst()
        }
    }
}
