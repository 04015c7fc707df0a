import ArgumentParser
import Foundation

/// `hoctap-bench equality`: whether totals are exact, whatever happens.
struct EqualityCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "equality",
        abstract: "Compares every total with a recount, after clients wrote while workers and the server were killed.",
        discussion: """
            Clients insert, change and remove members, memberships, classes, enrolments and attendances, merge, undo and erase, as \
            hoctap_server under row security, while workers, backends and the postmaster are killed with SIGKILL. Then every total \
            is compared with a count of the rows, and every acknowledged transaction is looked for. Exits with 1 on any difference.
            """
    )

    @Option(help: "How long clients write, in minutes.")
    var minutes = 5.0

    @Option(help: "Start of every choice; a random one when left out.")
    var seed: UInt64?

    @Option(help: "How many clients write at once.")
    var clients = 32

    @Flag(help: "Half a minute with 8 clients.")
    var quick = false

    @Option(help: "Leave a trigger out, such as \"ledger_hold on app.enrolments\": the totals must come out wrong.")
    var withoutTrigger: String?

    func run() async throws {
        let seed = seed ?? UInt64.random(in: 1...1_000_000)
        var plan = EqualityPlan(
            seed: seed,
            seconds: minutes * 60,
            clients: clients,
            secondsBetweenKills: 3,
            brokenTrigger: withoutTrigger
        )
        if quick { (plan.seconds, plan.clients, plan.secondsBetweenKills) = (30, 8, 2) }
        let outcome = try await EqualityRun(plan: plan).run()
        say(outcome.text(plan))
        for (title, counts) in [("done", outcome.done), ("refused", outcome.refused)] {
            note(
                "\(title): " + counts.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
            )
        }
        if outcome.mismatches > 0 || outcome.lost > 0 { throw ExitCode(1) }
    }
}
