import Programme
import Store
import Synchronization

/// How far a run is: set by the run, read by what tells others of it.
final class ImportMeter: Sendable {
    /// What is being done.
    enum Phase: String, Sendable {
        case reading, comparing, writing
    }

    private struct State {
        var phase = Phase.reading
        var rows = 0
        var told: (Phase, Int)?
    }

    private let state = Mutex(State())
    private let expected: Int

    init(expected: Int) { self.expected = expected }

    func set(_ phase: Phase) { state.withLock { $0.phase = phase } }

    func set(rows: Int) { state.withLock { $0.rows = rows } }

    /// Twice a second, and no oftener than something has changed; a connection that cannot be had is no reason to stop. Ends
    /// when it is cancelled.
    func tell(_ database: TenantDatabase, _ id: ImportID, _ context: TenantContext) async {
        while !Task.isCancelled {
            let news = state.withLock { state -> (Phase, Int)? in
                let now = (state.phase, state.rows)
                if let told = state.told, told == now { return nil }
                state.told = now
                return now
            }
            if let news {
                try? await database.write(context) { tx in
                    try await tx.imports.setProgress(
                        of: id,
                        phase: news.0.rawValue,
                        rowsDone: news.1,
                        rowsExpected: expected
                    )
                }
            }
            try? await Task.sleep(for: .milliseconds(500))
        }
    }
}
