import ArgumentParser

@main
struct HoctapBench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hoctap-bench",
        abstract: "Measures and conformance checks.",
        subcommands: [
            PostgresCommand.self, ConformCommand.self, FuzzCommand.self, CancelCommand.self, StreamMemoryCommand.self,
            SheetCommand.self, SheetMemoryCommand.self, IntakeCommand.self, IntakeMemoryCommand.self,
            MembersCommand.self, ImportWorkCommand.self, EqualityCommand.self, TotalsBenchCommand.self,
            CityCommand.self, TitlesCommand.self, TitlesScoreCommand.self,
        ]
    )
}
