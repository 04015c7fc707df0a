internal import Synchronization

/// Lets a few in at once, and a few more wait.
final class Turnstile: Sendable {
    private struct Waiting {
        let number: Int
        let continuation: CheckedContinuation<Void, any Error>
    }

    private struct State {
        var free: Int
        var waiting: [Waiting] = []
        var last = 0
    }

    private let state: Mutex<State>
    private let mostWaiting: Int

    init(places: Int, waiting: Int) {
        state = Mutex(State(free: max(1, places)))
        mostWaiting = max(0, waiting)
    }

    /// Takes a place, waiting for one if need be; `leave` gives it back.
    /// - Throws: `PDFRenderer.Refusal.busy`, `CancellationError`.
    func enter() async throws {
        let number = state.withLock { state in
            state.last += 1
            return state.last
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let outcome: Result<Void, any Error>? = state.withLock { state in
                    if Task.isCancelled { return .failure(CancellationError()) }
                    if state.free > 0 {
                        state.free -= 1
                        return .success(())
                    }
                    guard state.waiting.count < mostWaiting else { return .failure(PDFRenderer.Refusal.busy) }
                    state.waiting.append(Waiting(number: number, continuation: continuation))
                    return nil
                }
                if let outcome { continuation.resume(with: outcome) }
            }
        } onCancel: {
            let waiting = state.withLock { state -> Waiting? in
                guard let index = state.waiting.firstIndex(where: { $0.number == number }) else { return nil }
                return state.waiting.remove(at: index)
            }
            waiting?.continuation.resume(throwing: CancellationError())
        }
    }

    /// Gives a place back, to whoever has waited longest.
    func leave() {
        let next = state.withLock { state -> Waiting? in
            guard !state.waiting.isEmpty else {
                state.free += 1
                return nil
            }
            return state.waiting.removeFirst()
        }
        next?.continuation.resume()
    }
}
