internal import ArgumentParser
import Foundation
import Postgres
import Programme
import Store

/// `hoctap demo`: something to look at.
struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "Fill an empty database with a city of invented people, to try things out.",
        discussion: """
            Nine organisations and the wards, with branches, members and what they learned, households and the titles that they \
            were given by invented criteria; every account has the same, known password. "small" has some thousand \
            memberships and is there in seconds; "city" has 150,000, ten million attendances in ten years and 60,000 \
            households, and takes minutes; "province" is ten times that. The same seed, scale, years and last day \
            make the same rows. Refuses a database that has tenants of its own. Needs the areas (hoctap area load).
            """
    )

    @Option(help: "small, city or province.")
    var scale: DemoScale = .small
    @Option(help: "The same seed makes the same city.")
    var seed: UInt64 = 1
    @Option(help: "Years of which it tells, the last one included (small: 3, else 10).")
    var years: Int?
    @Option(help: "The last day of which anything is told, as 2026-12-31; yesterday, if left out.")
    var until: String?
    @Flag(help: "Do nothing, and call it done, where there are tenants already.")
    var ifEmpty = false
    @Flag(help: "Remove what an earlier demo left first; with --if-empty only one that was interrupted.")
    var again = false
    @OptionGroup var options: OperatorOptions

    private static let connections = 4
    private static let mostYears = 30
    private static let unfinished = """
        a demo was interrupted here and is not whole: hoctap demo --again removes what it left and begins anew
        """

    func validate() throws {
        if let years, !(1...Self.mostYears).contains(years) {
            throw ValidationError("--years is 1 to \(Self.mostYears)")
        }
        if let until, CalendarDay(until) == nil { throw ValidationError("--until is a day such as 2026-12-31") }
    }

    func run() async throws {
        let settings = try options.run.start(standardLogLevel: .warning)
        let auth = try DatabaseConfiguration(role: .auth, settings: settings, program: "hoctap demo")
        let showsProgress = StandardError.isTerminal && !options.output.json
        let work = DemoWork(connections: Self.connections) { if showsProgress { StandardError.write(line: $0) } }
        let outcome = try await OperatorDatabase.use(
            settings,
            command: "demo",
            connections: Self.connections
        ) { database in
            guard try await clear(database, work.progress) else { return DemoCity.Outcome?.none }
            let history = try await database.areas.load().history
            let plan = try plan(history)
            return try await RunningPool.use(auth, connections: 1) { pool in
                let identity = IdentityDatabase(pool: pool)
                let city = DemoCity(
                    database: database,
                    identity: identity,
                    plan: plan,
                    history: history,
                    work: work
                )
                return try await city.make()
            }
        }
        guard let outcome else {
            return try options.output.print([String](), text: "There are tenants already; nothing was done.\n")
        }
        try options.output.print(outcome, text: Self.text(of: outcome))
    }

    /// Whether there is room for a demo; makes it where that was asked for.
    private func clear(_ database: OperatorDatabase, _ progress: (String) -> Void) async throws -> Bool {
        let removal = DemoRemoval(database: database)
        switch try await removal.find() {
        case .nothing: return true
        case .others where ifEmpty: return false
        case .others: throw CommandFailure(.badData, "there are tenants already; a demo is for an empty database")
        case .demo(_, isWhole: true) where ifEmpty: return false
        case .demo(let tenants, _) where again:
            progress("removing the earlier demo")
            try await removal.remove(tenants)
            return true
        case .demo(_, isWhole: true):
            throw CommandFailure(.badData, "there is a demo already: hoctap demo --again removes it and begins anew")
        case .demo: throw CommandFailure(.badData, Self.unfinished)
        }
    }

    private func plan(_ history: AreaHistory) throws -> DemoPlan {
        let last = until.flatMap { CalendarDay($0) } ?? CalendarDay.inVietnam().adding(days: -1) ?? .epoch
        let time = DemoTime(until: last, years: years ?? scale.years)
        return try DemoPlan(seed: seed, scale, time, history)
    }

    private static func text(of outcome: DemoCity.Outcome) -> String {
        var table = OutputTable("Tenant", "Login", "Role")
        table.rows = outcome.signIns.map { [$0.tenant, $0.login, $0.role] }
        let counts = """
            \(outcome.tenants) tenants, \(outcome.persons) persons, \(outcome.memberships) memberships, \
            \(outcome.households) households.

            """
        return counts + "Password of all: \(outcome.password)\n\n" + table.text
    }
}
