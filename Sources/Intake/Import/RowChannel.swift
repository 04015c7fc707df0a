import Synchronization

/// Hands rows from one task to another, many at a time. Who is faster waits: `mostBatches` lie in between at the most, so that
/// a list of any length takes the same memory. For one sender and one receiver.
///
/// Either end may stop. A sender that fails says why, and the receiver throws it behind the rows that came before; when a task
/// is cancelled that waits here, both ends are woken and throw.
final class RowChannel<Row: Sendable>: Sendable {
    private enum Side {
        case sender, receiver
    }

    private struct State {
        var batches: [[Row]] = []
        /// Set when no more will come.
        var end: Result<Void, any Error>?
        /// Each end, while it waits.
        var sender: CheckedContinuation<Void, Never>?
        var receiver: CheckedContinuation<Void, Never>?
    }

    /// Rows in a batch: some milliseconds of work, beside which waking a task does not count.
    static var batchRows: Int { 256 }
    /// Batches that lie ready. Two would do but for the machine's hiccups.
    private static var mostBatches: Int { 4 }

    private let state = Mutex(State())

    /// Puts rows in, and waits while there are too many.
    ///
    /// - Throws: `CancellationError` where nobody will take them.
    func send(_ batch: [Row]) async throws {
        while true {
            let isSent = try state.withLock { state throws -> Bool in
                if state.end != nil { throw CancellationError() }
                guard state.batches.count < Self.mostBatches else { return false }
                state.batches.append(batch)
                state.receiver.take()?.resume()
                return true
            }
            if isSent { return }
            await wait(as: .sender)
        }
    }

    /// Takes the next rows out, and waits until there are some; nil behind the last.
    ///
    /// - Throws: what `finish` was told; `CancellationError`.
    func next() async throws -> [Row]? {
        while true {
            let (batch, end) = state.withLock { state -> ([Row]?, Result<Void, any Error>?) in
                guard !state.batches.isEmpty else { return (nil, state.end) }
                state.sender.take()?.resume()
                return (state.batches.removeFirst(), nil)
            }
            if let batch { return batch }
            if let end {
                try end.get()
                return nil
            }
            await wait(as: .receiver)
        }
    }

    /// Says that no more will come, and why if it is too early. The first word counts.
    func finish(throwing error: (any Error)? = nil) {
        state.withLock { state in
            if state.end == nil { state.end = error.map { .failure($0) } ?? .success(()) }
            state.sender.take()?.resume()
            state.receiver.take()?.resume()
        }
    }

    /// Runs a sender's work, and ends the channel with it.
    func sending<Value>(_ body: () async throws -> Value) async throws -> Value {
        do {
            let value = try await body()
            finish()
            return value
        } catch {
            finish(throwing: error)
            throw error
        }
    }

    /// Returns when there is something to do for `side`, when the channel has ended, and when the task is cancelled, which ends
    /// it.
    private func wait(as side: Side) async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                state.withLock { state in
                    switch side {
                    case _ where state.end != nil: continuation.resume()
                    case .sender where state.batches.count >= Self.mostBatches: state.sender = continuation
                    case .receiver where state.batches.isEmpty: state.receiver = continuation
                    default: continuation.resume()
                    }
                }
            }
        } onCancel: {
            finish(throwing: CancellationError())
        }
    }
}
