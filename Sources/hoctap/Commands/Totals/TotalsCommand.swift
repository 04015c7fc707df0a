internal import ArgumentParser
import Postgres
import Schema
import Tally

/// `hoctap totals`: the totals, looked after.
struct TotalsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "totals",
        abstract: "Look after the totals: how far they are, whether they are right, what they are made of.",
        discussion: """
            Signs in as hoctap_worker, which reads no row of a tenant (`tokens` as hoctap_admin). Workers and officers may be at work meanwhile.
            Examples:
              hoctap totals status
              hoctap totals reconcile
              hoctap totals explain attendances --year 2024 --area dien-hong
              hoctap totals explain learners --year 2024
              hoctap totals explain members --year 2024
              hoctap totals freeze 2024
              hoctap totals tokens
            """,
        subcommands: [
            TotalsStatusCommand.self, TotalsRebuildCommand.self, TotalsReconcileCommand.self,
            TotalsExplainCommand.self, TotalsFreezeCommand.self, TotalsDiffCommand.self, TotalsTokensCommand.self,
        ]
    )

    /// Runs `body` on a connection of the worker's, in a schema that this program knows. The first signal cancels it.
    static func use<Value: Sendable>(
        _ run: RunOptions,
        command: String,
        _ body: @escaping @Sendable (TallyDatabase) async throws -> Value
    ) async throws -> Value {
        let settings = try run.start(standardLogLevel: .warning)
        let program = "hoctap totals \(command)"
        let configuration = try DatabaseConfiguration(role: .worker, settings: settings, program: program)
        let allowsOldServer = try settings.flag(.allowOldPostgres)
        return try await Interruption.guarding {
            try await configuration.withConnection { connection in
                _ = try await SchemaVersion.check(connection, allowingOldServer: allowsOldServer)
                return try await body(TallyDatabase(connection))
            }
        }
    }
}

extension CommandFailure {
    /// What cannot be done with the totals, in words for an operator.
    init(_ error: TallyError) {
        switch error {
        case .busy: self.init(.temporary, "somebody else builds, compares or freezes the totals; try again later")
        case .measureUnknown:
            self.init(
                .usage,
                "there is no such total; there are members, joined, left, classes, sessions, enrolments, attendances, "
                    + "minutes, completions, certificates, records, and of persons: persons, learners; by kind and year: counted, "
                    + "registered_new, registered_renewed, recognised, refused, revoked, title_certificates, plans, tasks, "
                    + "tasks_done, tasks_late, trainings, training_attendances, on_roll, trained"
            )
        case .kindUnknown:
            self.init(
                .badData,
                "there is no such kind; it is the key of a title, household, clan ... or association_officer"
            )
        case .yearMissing: self.init(.usage, "this is counted by the year: give --year")
        case .areaUnknown: self.init(.badData, "there is no such area; see hoctap area list")
        case .yearNotOver: self.init(.badData, "the year is not over; what is not over is not signed")
        case .yearFrozen: self.init(.badData, "the year is frozen already")
        case .writersAtWork: self.init(.temporary, "somebody is still writing, perhaps an import; try again later")
        case .yearNotFrozen: self.init(.badData, "the year was never frozen")
        }
    }
}
