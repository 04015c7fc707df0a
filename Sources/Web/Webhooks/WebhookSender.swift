internal import Foundation
package import Logging
internal import ServiceLifecycle
package import Store

/// Tells programs what happened: takes what is due out of the queue and sends it, until it is told to stop. It is the server's
/// and not the worker's work, because the server has the key that opens what signs, and the worker reads no row of a tenant.
package struct WebhookSender: Service {
    /// Messages that are on their way at the same time.
    private static let atOnce = 16
    /// For how long nobody else takes a delivery: longer than a try can last.
    private static let claimTime = Duration.seconds(60)
    /// The time between two looks when nothing is due.
    private static let interval = Duration.seconds(2)

    private let queue: WebhookQueue
    private let keys: ServerKeys
    private let post: WebhookPost
    private let logger: Logger

    /// - Parameter allowsLocal: whether programs on this machine may be told, for trying things out.
    package init(_ queue: WebhookQueue, keys: ServerKeys, allowsLocal: Bool, logger: Logger) {
        self.queue = queue
        self.keys = keys
        post = WebhookPost(allowsLocal: allowsLocal)
        self.logger = logger
    }

    /// Runs until it is told to stop. What was on its way then is sent again by whoever comes next.
    package func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                var sent = 0
                do {
                    sent = try await sendDue()
                } catch is CancellationError {
                    return
                } catch {
                    logger.warning("sending webhooks failed", metadata: ["cause": "\(error)"])
                }
                guard sent == 0 else { continue }
                do { try await Task.sleep(for: Self.interval) } catch { return }
            }
        }
    }

    /// Sends what is due now, once.
    ///
    /// - Returns: how many deliveries were tried.
    /// - Throws: `PostgresError`.
    package func sendDue() async throws -> Int {
        let claims = try await queue.claim(atMost: Self.atOnce, for: Self.claimTime)
        await withTaskGroup(of: Void.self) { group in
            for claim in claims { group.addTask { await handle(claim) } }
        }
        return claims.count
    }

    /// One that cannot be written down is sent again when its time is over.
    private func handle(_ claim: WebhookClaim) async {
        let outcome = await send(claim)
        do {
            try await queue.finish(claim, outcome)
        } catch {
            logger.warning("a webhook's outcome was lost", metadata: ["cause": "\(error)"])
        }
    }

    private func send(_ claim: WebhookClaim) async -> WebhookQueue.Outcome {
        guard !claim.isDisabled else { return .failed(.disabled, status: nil) }
        guard let key = try? WebhookKey(claim.sealedKey, of: claim.webhook, keys: keys) else {
            return .failed(.key, status: nil)
        }
        let message = WebhookMessage(claim.delivery, tenant: claim.tenant, key: key, at: Date())
        return await post.send(message, to: claim.url)
    }
}
