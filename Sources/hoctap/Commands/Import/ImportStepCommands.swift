internal import ArgumentParser
import Foundation
import Intake
import Programme
import Store

/// `hoctap import check`.
struct ImportCheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Read a file and tell what would become of each row. No member is touched.",
        discussion: "Exits with 1 when rows are refused, or the columns have to be put right on the pages first."
    )

    @OptionGroup var access: ImportAccess
    @Argument(help: "The file, .xlsx or .csv.")
    var file: String
    @Flag(help: "Good rows may be taken where others are refused; otherwise it is all or nothing.")
    var goodRows = false
    @Flag(help: "Make branches that the list names and the tenant does not have.")
    var makeBranches = false
    @OptionGroup var options: OperatorOptions

    func run() async throws {
        let showsProgress = StandardError.isTerminal && !options.output.json
        let document = try await OperatorDatabase.use(options.run, command: "import check") { database in
            let desk = try await access.desk(database)
            let name = URL(filePath: file).lastPathComponent
            var detail = try await desk.importer.receive(path: file, fileName: name, desk.context)
            var settings = detail.settings
            settings.mode = goodRows ? .goodRows : .allOrNothing
            settings.createsBranches = makeBranches
            guard detail.mappingProblems.isEmpty else { return ImportDocument(detail) }
            detail = try await desk.importer.set(settings, of: detail.id, version: detail.version, desk.context)
            return ImportDocument(
                try await ImportAccess.run(
                    detail.id,
                    version: detail.version,
                    applying: false,
                    at: desk,
                    showsProgress: showsProgress
                )
            )
        }
        try options.output.print(document, text: document.text)
        let refused = document.outcomes?["problem", default: 0] ?? 0
        if refused > 0 || document.columnProblems?.isEmpty == false { throw ExitCode(ExitReason.negative.rawValue) }
    }
}

/// `hoctap import commit`.
struct ImportCommitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "commit",
        abstract: "Take the rows of a checked import over.",
        discussion: "Exits with 1 when rows were refused and so, all or nothing, none was taken."
    )

    @OptionGroup var access: ImportAccess
    @OptionGroup var argument: ImportArgument
    @OptionGroup var options: OperatorOptions

    func run() async throws {
        let id = try argument.id
        let showsProgress = StandardError.isTerminal && !options.output.json
        let (document, isTaken) = try await OperatorDatabase.use(options.run, command: "import commit") { database in
            let desk = try await access.desk(database)
            let detail = try await desk.importer.find(id, desk.context)
            let done = try await ImportAccess.run(
                id,
                version: detail.version,
                applying: true,
                at: desk,
                showsProgress: showsProgress
            )
            return (ImportDocument(done), done.state == .committed)
        }
        try options.output.print(document, text: document.text)
        if !isTaken { throw ExitCode(ExitReason.negative.rawValue) }
    }
}

/// `hoctap import undo`.
struct ImportUndoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "undo",
        abstract: "Take an import back: members that it made go, those that it changed are as before.",
        discussion: "What was changed since stays, and is told on the import's page."
    )

    @OptionGroup var access: ImportAccess
    @OptionGroup var argument: ImportArgument
    @OptionGroup var options: OperatorOptions

    func run() async throws {
        let id = try argument.id
        let document = try await OperatorDatabase.use(options.run, command: "import undo") { database in
            let desk = try await access.desk(database)
            let detail = try await desk.importer.find(id, desk.context)
            _ = try await desk.importer.undo(id, version: detail.version, desk.context)
            return ImportDocument(try await desk.importer.find(id, desk.context))
        }
        try options.output.print(document, text: document.text)
    }
}
