/// Notifications of some channels, over a session of its own that is made again when it breaks.
///
/// ```swift
/// for try await event in PostgresListener(configuration, channels: ["settings"]) {
///     switch event {
///     case .listening, .gap: try await readEverything()      // nothing sent from here on is missed
///     case .notification(let notification): try await read(notification.payload)
///     }
/// }
/// ```
///
/// PostgreSQL keeps no notifications for those who are away, so a gap has to be made good by reading the state anew; the event
/// comes when the session listens again. The sequence has no end but the cancellation of its task.
package struct PostgresListener: AsyncSequence, Sendable {
    package enum Event: Hashable, Sendable {
        /// The first session listens.
        case listening
        case notification(PostgresNotification)
        /// Notifications may be missing since the last event.
        case gap(Gap)
    }

    package enum Gap: Hashable, Sendable {
        /// The session was lost; a new one listens.
        case reconnected
        /// More came than the reader took; the newest were dropped.
        case overflow
    }

    let configuration: PostgresConfiguration
    let channels: [String]
    let options: Options

    package struct Options: Hashable, Sendable {
        /// Notifications kept for a reader who lags.
        package var bufferLimit = 10_000
        /// How long a session may be silent before the server is asked whether it is there.
        package var heartbeat: Duration = .seconds(30)
        /// Before the second attempt to connect, on average; doubles with each, to `maximumDelay`.
        package var delay: Duration = .milliseconds(100)
        package var maximumDelay: Duration = .seconds(10)

        package init() {}
    }

    /// - Parameter channels: names as they are, case and all; they are quoted.
    package init(_ configuration: PostgresConfiguration, channels: [String], options: Options = Options()) {
        self.configuration = configuration
        self.channels = channels
        self.options = options
    }

    package func makeAsyncIterator() -> Iterator { Iterator(listener: self) }

    package final class Iterator: AsyncIteratorProtocol {
        private let listener: PostgresListener
        private var connection: PostgresConnection?
        private var mailbox = PostgresMailbox(limit: 0)
        private var hasListened = false

        init(listener: PostgresListener) { self.listener = listener }

        /// - Throws: `CancellationError`; `.configuration`, which no repetition would mend.
        package func next() async throws -> Event? {
            while true {
                guard let connection, connection.isUsable else { return try await reconnect() }
                switch await mailbox.next(heartbeat: listener.options.heartbeat, on: connection.loop) {
                case .notification(let notification): return .notification(notification)
                case .overflow: return .gap(.overflow)
                case .closed: continue
                case .silence: _ = try? await connection.query("select 1")
                case .cancelled:
                    await connection.close()
                    throw CancellationError()
                }
            }
        }

        private func reconnect() async throws -> Event {
            let retry = PostgresTransactionOptions.Retry(
                attempts: .max,
                delay: listener.options.delay,
                maximumDelay: listener.options.maximumDelay
            )
            var attempt = 1
            while true {
                do {
                    try await listen()
                    defer { hasListened = true }
                    return hasListened ? .gap(.reconnected) : .listening
                } catch let error as PostgresError where error.kind != .configuration {
                    listener.configuration.logger.warning(
                        "cannot listen for notifications",
                        metadata: ["reason": "\(error.kind)"]
                    )
                    attempt = Swift.min(attempt + 1, 1000)
                    try await Task.sleep(for: retry.pause(before: attempt))
                }
            }
        }

        private func listen() async throws {
            let new = try await PostgresConnection.connect(listener.configuration)
            let mailbox = PostgresMailbox(limit: listener.options.bufferLimit)
            new.onClose { mailbox.close() }
            await new.setNotificationHandler { mailbox.put($0) }
            do {
                _ = try await new.batch(listener.channels.map { "listen \(identifier: $0)" })
            } catch {
                await new.close()
                throw error
            }
            connection = new
            self.mailbox = mailbox
        }
    }
}

extension PostgresConnection {
    /// - Parameter handler: called on the loop with each notification; must not block.
    func setNotificationHandler(_ handler: @escaping @Sendable (PostgresNotification) -> Void) {
        onNotification = handler
    }
}
