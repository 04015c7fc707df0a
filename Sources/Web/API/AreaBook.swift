package import Programme
package import Store
internal import Synchronization

/// The areas in memory: some thousand lines that change when the state decides, and that every form needs.
package final class AreaBook: Sendable {
    private struct Edition {
        let number: Int
        let history: AreaHistory
    }

    private let repository: AreaRepository
    private let kept = Mutex<Edition?>(nil)

    /// A book that is read when it is first asked for.
    package init(_ repository: AreaRepository) { self.repository = repository }

    /// The areas of the last load; read anew when there was another one since.
    /// - Throws: `PostgresError`.
    package var history: AreaHistory {
        get async throws {
            let number = try await repository.edition()
            if let edition = kept.withLock({ $0 }), edition.number == number { return edition.history }
            let (history, edition) = try await repository.load()
            kept.withLock { $0 = Edition(number: edition, history: history) }
            return history
        }
    }
}
