package import Logging
package import Postgres
internal import ServiceLifecycle

/// Adds up what writers leave in the ledger, for as long as it runs.
///
/// Any number of workers may run; one leads and adds, and another takes its place within five seconds of its end. Whatever
/// happens to any of them, each line is added exactly once: it is taken out and added in one transaction, and one that was
/// superseded is refused by its epoch.
package struct TallyWorker: Service {
    /// Lines a batch: about a second's work, and little memory.
    package static let linesAtOnce = 20_000
    /// Between two tries to take the lead, or to connect.
    static let standbyPause = Duration.seconds(1)
    /// Between two looks whether areas have changed.
    static let levelsPause = Duration.seconds(30)

    private let configuration: PostgresConfiguration
    private let name: String
    private let logger: Logger

    /// A worker that signs in as `hoctap_worker`.
    ///
    /// - Parameter name: of this process, for the status: where it runs.
    package init(_ configuration: PostgresConfiguration, name: String, logger: Logger) {
        var configuration = configuration
        // a host that vanished is noticed by the server, and the lead is free
        configuration["options"] =
            (configuration["options"].map { $0 + " " } ?? "")
            + "-c client_connection_check_interval=1000 -c tcp_keepalives_idle=2 -c tcp_keepalives_interval=1 "
            + "-c tcp_keepalives_count=2"
        self.configuration = configuration
        self.name = name
        self.logger = logger
    }

    /// Works until it is told to stop. What it was adding then is added whole or not at all.
    package func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do {
                    try await connected { try await work($0) }
                } catch is CancellationError {
                    return
                } catch {
                    logger.warning("the worker begins again", metadata: ["cause": "\(error)"])
                }
                do { try await Task.sleep(for: Self.standbyPause) } catch { return }
            }
        }
    }

    private func connected(_ body: (PostgresConnection) async throws -> Void) async throws {
        let connection = try await PostgresConnection.connect(configuration)
        do {
            try await body(connection)
        } catch {
            await connection.close()
            throw error
        }
        await connection.close()
    }

    /// Stands by, and then leads until it is superseded.
    private func work(_ connection: PostgresConnection) async throws {
        let leader = TallyLeader(connection: connection, name: name)
        while true {
            if let epoch = try await leader.take() {
                logger.info("leading", metadata: ["epoch": "\(epoch)"])
                try await lead(leader, epoch: epoch)
                logger.warning("another worker leads", metadata: ["epoch": "\(epoch)"])
                try await leader.yield()
            } else if try await leader.oust() {
                logger.warning("ended the connection of a leader that hangs")
            }
            try await Task.sleep(for: Self.standbyPause)
        }
    }

    private func lead(_ leader: TallyLeader, epoch: Int64) async throws {
        let clock = ContinuousClock()
        var pace = TallyPace()
        var levelsAt: ContinuousClock.Instant?
        while true {
            if levelsAt.map({ clock.now - $0 >= Self.levelsPause }) ?? true {
                try await keepLevels(leader)
                levelsAt = clock.now
            }
            let fold = try await leader.fold(epoch: epoch, atMost: Self.linesAtOnce)
            if fold.state == .superseded { return }
            if fold.state == .folded {
                logger.debug(
                    "folded",
                    metadata: ["lines": "\(fold.lines)", "lag_ms": "\(fold.lagMilliseconds)"]
                )
            }
            pace.note(fold, atMost: Self.linesAtOnce)
            try await Task.sleep(for: pace.pause)
        }
    }

    /// After a change of areas persons count for other wards, so everything is built anew.
    private func keepLevels(_ leader: TallyLeader) async throws {
        guard try await leader.levelsDiffer() else { return }
        logger.info("building the totals anew: they were never built, or areas have changed")
        let rebuilding = try await TallyDatabase(leader.connection).rebuild()
        logger.info("built the totals", metadata: ["cells": "\(rebuilding.cells)"])
    }
}
