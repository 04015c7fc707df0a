internal import ArgumentParser
import Schema
import Store

/// `hoctap check`: whether the database is as this program needs it.
struct CheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Look whether the database is safe to work with: its version, its schema, the rules in sql/checks.",
        discussion: "Signs in as hoctap_admin. Changes nothing. Exits with 1 when something is to be mended."
    )

    @OptionGroup(title: "Schema") var schema: SchemaOptions
    @OptionGroup(title: "Answer") var output: OutputOptions
    @OptionGroup(title: "Settings and logs") var run: RunOptions

    func run() async throws {
        let settings = try run.start(standardLogLevel: .warning)
        let files = try schema.files(settings)
        let personKey = try PersonKey.find(in: settings)
        let database = try DatabaseConfiguration(role: .admin, settings: settings, program: "hoctap check")
        let finding = try await Interruption.guarding {
            try await database.withConnection { try await CheckFinding(on: $0, files: files, personKey: personKey) }
        }
        try output.print(finding, text: finding.text)
        if !finding.isGood { throw ExitCode(ExitReason.negative.rawValue) }
    }
}
