internal import ArgumentParser
import Foundation
import Logging
import Schema
import ServiceLifecycle
import Tally

/// `hoctap work`: adds up the totals, until SIGINT or SIGTERM.
struct WorkCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "work",
        abstract: "Add up the totals.",
        discussion: """
            Signs in as hoctap_worker. Any number may run: one adds, and another takes its place within five seconds of its \
            end. Refuses a PostgreSQL that is not safe and a schema that does not fit. SIGTERM and SIGINT end it; what it was \
            adding then is added whole or not at all.
            """
    )

    @OptionGroup(title: "Settings and logs") var run: RunOptions

    /// Past it a shutdown is a cancellation: a fold is over in seconds.
    private static let closingTime = Duration.seconds(20)

    func run() async throws {
        let settings = try run.start(standardLogLevel: .info)
        let database = try DatabaseConfiguration(role: .worker, settings: settings, program: "hoctap work")
        let allowsOldServer = try settings.flag(.allowOldPostgres)
        try await Interruption.guarding {
            try await database.withConnection { connection in
                _ = try await SchemaVersion.check(connection, allowingOldServer: allowsOldServer)
            }
        }
        let logger = Logger(label: "hoctap.work")
        let name = "\(ProcessInfo.processInfo.hostName) \(ProcessInfo.processInfo.processIdentifier)"
        var group = ServiceGroupConfiguration(
            services: [TallyWorker(database.postgres, name: name, logger: logger)],
            gracefulShutdownSignals: [.sigterm, .sigint],
            logger: logger
        )
        group.maximumGracefulShutdownDuration = Self.closingTime
        try await ServiceGroup(configuration: group).run()
    }
}
