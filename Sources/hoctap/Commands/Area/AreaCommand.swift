internal import ArgumentParser
import Foundation
import Programme
import Store

/// `hoctap area`: wards, communes and hamlets through time.
struct AreaCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "area",
        abstract: "Load and look up wards, communes and hamlets, and what became of them.",
        discussion: """
            Examples:
              hoctap area load
              hoctap area list --on 2014-06-25
              hoctap area show dien-hong
            """,
        subcommands: [AreaLoadCommand.self, AreaListCommand.self, AreaShowCommand.self]
    )
}

extension AreaHistory {
    /// The area of a key that was typed.
    fileprivate func required(key: String) throws(CommandFailure) -> Area {
        guard let area = area(key: key) else {
            throw CommandFailure(.badData, "there is no area \"\(key)\"; see hoctap area list")
        }
        return area
    }
}

extension OperatorDatabase {
    /// The area of a key.
    func area(key: String) async throws -> Area {
        try await areas.load().history.required(key: key)
    }
}

/// `hoctap area load`.
struct AreaLoadCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "load",
        abstract: "Load areas and their succession from two CSV files; keys known before stay the same areas.",
        discussion: """
            Columns: key, code, name, kind, valid_from, valid_to, note, and parent where there is one; and from, to, kind, \
            date, legal_basis. What the files do not have stays as it is. Anything that does not fit together is listed with \
            its line, and nothing is loaded then.
            """
    )

    @Option(help: "The areas; those of Pleiku that came with the program when left out.")
    var areas: String?
    @Option(help: "What became of them.")
    var successions: String?
    @OptionGroup(title: "Schema") var schema: SchemaOptions
    @OptionGroup var options: OperatorOptions

    /// What came of it.
    private struct Document: Encodable {
        let edition: Int
        let inserted: [String]
        let changed: [String]
        let missing: [String]
        let defects: [String]
    }

    func validate() throws {
        guard (areas == nil) == (successions == nil) else {
            throw ValidationError("--areas and --successions go together.")
        }
    }

    func run() async throws {
        let settings = try options.run.start(standardLogLevel: .warning)
        let folder = try SQLFolder.find(option: schema.sql, settings: settings) + "/seeds"
        let areaText = try Self.text(areas ?? "\(folder)/areas.csv")
        let successionText = try Self.text(successions ?? "\(folder)/area_succession.csv")
        let load = try await OperatorDatabase.use(settings, command: "area load") {
            try await $0.areas.load(areas: areaText, successions: successionText)
        }
        let document = Document(
            edition: load.edition,
            inserted: load.inserted,
            changed: load.changed,
            missing: load.missing,
            defects: load.defects.map(\.words)
        )
        var text =
            "Areas: \(load.inserted.count) new, \(load.changed.count) changed, \(load.missing.count) not in the files"
        text += " (edition \(load.edition)).\n" + document.defects.map { "To mend: \($0)\n" }.joined()
        try options.output.print(document, text: text)
        if !load.defects.isEmpty { throw ExitCode(ExitReason.badData.rawValue) }
    }

    /// A country's areas have some 10 MB.
    private static let maximumBytes = 32 << 20

    private static func text(_ path: String) throws(CommandFailure) -> String {
        do {
            return try TextFile.read(path, maximumBytes: maximumBytes)
        } catch {
            throw CommandFailure(.badData, "\(path): \(error)")
        }
    }
}

/// `hoctap area list`.
struct AreaListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List the areas of a day.")

    @Option(help: "The day, such as 2014-06-25; today when left out.")
    var on: String?
    @OptionGroup var options: OperatorOptions

    func run() async throws {
        let day = try AreaDocument.day(on)
        let documents = try await OperatorDatabase.use(options.run, command: "area list") { database in
            try await database.areas.load().history.areas(on: day).map { AreaDocument($0, on: day) }
        }
        try options.output.print(documents, text: AreaDocument.table(documents))
    }
}

/// `hoctap area show`.
struct AreaShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show an area's life: when it was, what it came from, what became of it."
    )

    @Argument(help: "Its key.")
    var key: String
    @OptionGroup var options: OperatorOptions

    func run() async throws {
        let document = try await OperatorDatabase.use(options.run, command: "area show") { database in
            let history = try await database.areas.load().history
            return AreaDocument(try history.required(key: key), history: history)
        }
        try options.output.print(document, text: document.text)
    }
}
