internal import Intake
package import Logging
internal import Programme
internal import ServiceLifecycle
internal import Store
internal import Synchronization

/// Checks uploads and takes them over, beside the requests that ask for it: an officer may close the page and come back.
///
///     asked -> waiting -> running -> over, with what went wrong if anything did
///
/// What runs is known to the database; what waits is lost with the process, and its page then offers to begin again.
package final class ImportRunner: Service {
    /// One thing to do.
    struct Job: Sendable {
        let id: ImportID
        let version: Int
        let applying: Bool
        let context: TenantContext
        let importer: Importer
    }

    private struct State: Sendable {
        var waiting: Set<ImportID> = []
        /// The latest are kept, for the page that somebody comes back to.
        var failures: [(id: ImportID, words: Phrase)] = []
    }

    /// Runs at once: each may use a connection and a processor for seconds.
    private static let mostAtOnce = 2
    /// Runs asked for and not begun.
    private static let mostWaiting = 50
    private static let mostFailures = 200

    private let state = Mutex(State())
    private let jobs: AsyncStream<Job>
    private let feed: AsyncStream<Job>.Continuation
    private let logger: Logger

    /// A runner that begins with `run`.
    package init(logger: Logger) {
        (jobs, feed) = AsyncStream.makeStream(bufferingPolicy: .bufferingOldest(Self.mostWaiting))
        self.logger = logger
    }

    /// Does what is asked for until it is told to stop; then what runs is broken off, and leaves nothing half-done.
    package func run() async throws {
        await cancelWhenGracefulShutdown { [self] in
            await withTaskGroup(of: Void.self) { group in
                var running = 0
                for await job in jobs {
                    if running == Self.mostAtOnce {
                        await group.next()
                        running -= 1
                    }
                    group.addTask { await self.perform(job) }
                    running += 1
                }
                group.cancelAll()
            }
        }
    }

    /// Asks for a run. Asked for twice, it is done once.
    /// - Throws: `Problem.unavailable` when too many wait.
    func ask(_ job: Job) throws(Problem) {
        let isNew = state.withLock { state in
            state.failures.removeAll { $0.id == job.id }
            return state.waiting.insert(job.id).inserted
        }
        guard isNew else { return }
        if case .enqueued = feed.yield(job) { return }
        state.withLock { _ = $0.waiting.remove(job.id) }
        throw Problem(.unavailable, retryAfterSeconds: 30)
    }

    /// Whether a run of an import was asked for and is not over.
    func isBusy(_ id: ImportID) -> Bool { state.withLock { $0.waiting.contains(id) } }

    /// What went wrong with the last run of an import.
    func failure(_ id: ImportID) -> Phrase? { state.withLock { $0.failures.last { $0.id == id }?.words } }

    private func perform(_ job: Job) async {
        var words: Phrase?
        do {
            _ = try await job.importer.run(job.id, version: job.version, applying: job.applying, job.context)
        } catch let error as IntakeError {
            words = Phrase(error.message(in: .vietnamese), error.message(in: .english))
        } catch {
            let problem = Problem(error)
            words = problem.explanation ?? problem.kind.explanation
            logger.error("an import failed", metadata: ["import": "\(job.id)", "problem": "\(problem.kind.rawValue)"])
        }
        state.withLock { state in
            state.waiting.remove(job.id)
            guard let words else { return }
            state.failures.append((job.id, words))
            if state.failures.count > Self.mostFailures { state.failures.removeFirst() }
        }
    }
}
