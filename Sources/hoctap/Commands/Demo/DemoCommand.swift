internal import ArgumentParser
import Foundation
import Postgres
import Store

/// `hoctap demo`: something to look at.
struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "Fill an empty database with a small city of invented people, to try things out.",
        discussion: """
            Nine organisations, two wards, some thousand memberships; every account has the same, known password. Refuses a \
            database that has tenants. Needs the areas (hoctap area load).
            """
    )

    @Option(help: "The same seed makes the same city.")
    var seed: UInt64 = 1
    @Flag(help: "Do nothing, and call it done, where there are tenants already.")
    var ifEmpty = false
    @OptionGroup var options: OperatorOptions

    private static let connections = 2

    func run() async throws {
        let settings = try options.run.start(standardLogLevel: .warning)
        let auth = try DatabaseConfiguration(role: .auth, settings: settings, program: "hoctap demo")
        let showsProgress = StandardError.isTerminal && !options.output.json
        let outcome = try await OperatorDatabase.use(settings, command: "demo") { database in
            if ifEmpty, try await !database.admin.tenants().isEmpty { return DemoCity.Outcome?.none }
            return try await RunningPool.use(auth, connections: Self.connections) { pool in
                let city = DemoCity(
                    database: database,
                    identity: IdentityDatabase(pool: pool),
                    seed: seed,
                    progress: { if showsProgress { StandardError.write(line: $0) } }
                )
                return try await city.make()
            }
        }
        guard let outcome else {
            return try options.output.print([String](), text: "There are tenants already; nothing was done.\n")
        }
        var table = OutputTable("Tenant", "Login", "Role")
        table.rows = outcome.signIns.map { [$0.tenant, $0.login, $0.role] }
        let counts = "\(outcome.tenants) tenants, \(outcome.persons) persons, \(outcome.memberships) memberships.\n"
        try options.output.print(outcome, text: counts + "Password of all: \(outcome.password)\n\n" + table.text)
    }
}
