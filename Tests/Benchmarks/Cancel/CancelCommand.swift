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
            let storm = try CancellationStorm(database.dsn(), seed: seed)
            return try await storm.run(runs, workers: sessions) { note("\($0) runs of one connection") }
        }
        for problem in report.problems { say("FAIL \(problem)") }
        say(
            """
            cancel: \(report.runs) runs, \(report.cancelled) cancelled, \(report.late) past their deadline, \
            \(report.finished) over before, \(report.problemCount) failed (seed \(seed))
            """
        )
        if report.problemCount > 0 { throw ExitCode(1) }
    }
}
