import ArgumentParser
import Foundation
import Intake
import Postgres
import Programme
import Store
import TestSupport

/// A process of its own that takes a list into the first of `TwoTenants` and says how long each step took: measured for its
/// memory, and killed by tests.
struct ImportWorkCommand: AsyncParsableCommand {
    static let name = "intake-import"
    static let configuration = CommandConfiguration(
        commandName: name,
        abstract: "Takes a list into a database of the tests, and prints what it took.",
        shouldDisplay: false
    )

    @Argument(help: "The database, as hoctap_server.")
    var database: String

    @Argument(help: "The folder for temporary files.")
    var folder: String

    @Argument(help: "The lists, one after the other.")
    var paths: [String]

    @Flag(help: "Check the first list once more without taking it over.")
    var dryRun = false

    func run() async throws {
        let before = try SheetMemoryCommand.kibibytes(of: "VmRSS")
        let configuration = try PostgresConfiguration(database)
        let pool = try PostgresPool(configuration)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await pool.run() }
            try await work(pool)
            pool.drain(within: .seconds(1))
            try await group.waitForAll()
        }
        let added = try SheetMemoryCommand.kibibytes(of: "VmHWM")
        say("memory \(Double(added) / 1_024) \(Double(before) / 1_024)")
    }

    private func work(_ pool: PostgresPool) async throws {
        let administrator = TwoTenants.id(.officer, TwoTenants.Officer.administrator.rawValue, of: .one)
        let context = TenantContext(
            tenant: TenantID(uuid: TwoTenants.tenant(.one)),
            actor: .officer(OfficerID(uuid: administrator)),
            role: .administrator
        )
        let key = try PersonKey(secret: Data(repeating: 7, count: PersonKey.minimumBytes))
        let importer = Importer(
            database: TenantDatabase(pool: pool, personKey: key),
            areas: try await AreaRepository(pool: pool).load().history,
            today: IntakeSample.today,
            folder: folder
        )
        for (index, path) in paths.enumerated() {
            var detail = try await timed("receive") {
                try await importer.receive(path: path, fileName: "list.xlsx", context)
            }
            let received = detail
            detail = try await timed("check") {
                try await importer.run(received.id, version: received.version, applying: false, context)
            }
            if dryRun, index == 0 { continue }
            let checked = detail
            detail = try await timed("commit") {
                try await importer.run(checked.id, version: checked.version, applying: true, context)
            }
            let outcomes = detail.summary?.outcomes ?? [:]
            let counts = ImportOutcome.allCases.map { "\($0.rawValue)=\(outcomes[$0, default: 0])" }
            say("done \(detail.state.rawValue) \(counts.joined(separator: " "))")
        }
    }

    private func timed<Value>(_ name: String, _ body: () async throws -> Value) async throws -> Value {
        let clock = ContinuousClock()
        let start = clock.now
        let value = try await body()
        let took = clock.now - start
        let seconds = Double(took.components.seconds) + Double(took.components.attoseconds) / 1e18
        say("\(name) \(seconds)")
        return value
    }
}
