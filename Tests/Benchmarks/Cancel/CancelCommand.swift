import ArgumentParser
import Postgres
import TestSupport

/// `hoctap-bench cancel`: cancellations at random, and what follows them.
struct CancelCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cancel",
        abstract: "Cancels calls at random points and looks at the call that follows.",
        discussion: "No cancellation may strike another call or spoil a connection. Exit code 1 when one did."
    )

    @Option(help: "Calls to strike.")
    var runs = 10_000

    @Option(help: "The same seed makes the same calls; random unless given, and printed.")
    var seed: UInt64?

    @Option(help: "Connections at once.")
    var sessions = 4

    func validate() throws {
        guard runs > 0 else { throw ValidationError("--runs is at least 1") }
        guard (1...32).contains(sessions) else { throw ValidationError("--sessions is 1 to 32") }
    }

    func run() async throws {
        let seed = seed ?? UInt64.random(in: 0...UInt64(UInt32.max))
        say("cancel: \(runs) runs, seed \(seed)")
        let report = try await PostgresCluster.withThrowaway { cluster in
            let database = try await cluster.createDatabase()
            let configuration = try PostgresConfiguration(database.dsn())
            return try await CancellationStorm.run(
                count: runs,
                seed: seed,
                sessions: sessions,
                configuration: configuration
            )
        }
        for failure in report.failures { say("FAIL \(failure)") }
        say(
            """
            cancel: \(report.runs) runs, \(report.struck) struck, \(report.completed) over before, \
            \(report.failures.count) failed (seed \(seed))
            """
        )
        if !report.failures.isEmpty { throw ExitCode(1) }
    }
}
