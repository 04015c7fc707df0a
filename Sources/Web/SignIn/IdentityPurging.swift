package import Logging
internal import ServiceLifecycle
package import Store

/// Removes what sign-in keeps and nobody needs any more, once an hour: sessions, links and tokens that ended, old
/// failures.
package struct IdentityPurging: Service {
    /// The time between two runs.
    static let interval = Duration.seconds(3600)

    private let identity: IdentityDatabase
    private let logger: Logger

    /// Purges this database.
    package init(_ identity: IdentityDatabase, logger: Logger) {
        self.identity = identity
        self.logger = logger
    }

    /// Runs until it is told to stop. A run that fails is noted, and the next one tries again.
    package func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do {
                    _ = try await identity.purge()
                } catch is CancellationError {
                    return
                } catch {
                    logger.warning("purging sign-in failed", metadata: ["cause": "\(error)"])
                }
                do { try await Task.sleep(for: Self.interval) } catch { return }
            }
        }
    }
}
