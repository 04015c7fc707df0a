internal import ArgumentParser
import Foundation
import Programme
import Store

/// `hoctap criteria`: titles and the criteria by which they are given.
struct CriteriaCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "criteria",
        abstract: "Keep the criteria for titles: list, show, load, export, activate, retire.",
        discussion: """
            A set of criteria is written in a file (JSON, as export writes it), loaded, and brought into use when nothing of it \
            is left to be known. After that it never changes: write the next version.

            Examples:
              hoctap criteria list
              hoctap criteria show gdht-448
              hoctap criteria export gdht-448 > gdht.json
              hoctap criteria load gdht.json
              hoctap criteria activate gdht-448 --version 2
              hoctap criteria retire gdht-448 --version 1
            """,
        subcommands: [
            CriteriaListCommand.self, CriteriaShowCommand.self, CriteriaLoadCommand.self, CriteriaExportCommand.self,
            CriteriaActivateCommand.self, CriteriaRetireCommand.self,
        ]
    )
}

/// Which set a command is about.
struct CriteriaChoice: ParsableArguments {
    @Argument(help: "The key of the set, as hoctap criteria list shows it.")
    var key: String
    @Option(help: "Which version; the latest when left out.")
    var version: Int?
}

/// `hoctap criteria list`.
struct CriteriaListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the sets of criteria, those that are not used any more too."
    )

    @OptionGroup var options: OperatorOptions

    func run() async throws {
        let lines = try await OperatorDatabase.use(options.run, command: "criteria list") { database in
            try await database.admin.editCriteria { try await $0.criteria.list() }
        }
        let documents = lines.map(CriteriaDocument.init)
        try options.output.print(documents, text: CriteriaDocument.table(documents))
    }
}

/// `hoctap criteria show`.
struct CriteriaShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show a set of criteria, and what keeps it from being used."
    )

    @OptionGroup var choice: CriteriaChoice
    @OptionGroup var options: OperatorOptions

    func run() async throws {
        let stored = try await OperatorDatabase.use(options.run, command: "criteria show") { database in
            try await database.admin.editCriteria { try await $0.criteria.find(choice.key, version: choice.version) }
        }
        let document = CriteriaDetailDocument(stored)
        try options.output.print(document, text: document.text)
    }
}

/// `hoctap criteria load`.
struct CriteriaLoadCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "load",
        abstract: "Load a set of criteria from a file, in the place of the same version if that was never in use.",
        discussion: "Everything that is wrong with the file is listed, and nothing is loaded then."
    )

    /// A set has a few hundred lines.
    private static let mostBytes = 4 * 1024 * 1024

    @Argument(help: "The file: JSON, as hoctap criteria export writes it.")
    var file: String
    @OptionGroup var options: OperatorOptions

    func run() async throws {
        let set = try read()
        if case .failure(let found) = set.checked() {
            throw CommandFailure(.badData, found.faults.map(\.words).joined(separator: "; "))
        }
        let status = try await OperatorDatabase.use(options.run, command: "criteria load") { database in
            try await database.admin.editCriteria { try await $0.load(set).status }
        }
        let defects = set.defects().map(\.words)
        let document = CriteriaLoadDocument(
            key: set.key,
            version: set.version,
            status: status.rawValue,
            missing: defects
        )
        let rest = defects.map { "  \($0)\n" }.joined()
        let text = "\(set.key) version \(set.version) is \(status.rawValue).\n"
        try options.output.print(document, text: text + (defects.isEmpty ? "" : "It cannot be used yet:\n\(rest)"))
    }

    private func read() throws -> CriteriaSet {
        guard let data = FileManager.default.contents(atPath: file) else {
            throw CommandFailure(.badData, "\"\(file)\" cannot be read")
        }
        guard data.count <= Self.mostBytes else { throw CommandFailure(.badData, "the file is too large for a set") }
        do {
            return try JSONDecoder().decode(CriteriaSet.self, from: data)
        } catch let error as DecodingError {
            throw CommandFailure(.badData, "the file is no set of criteria: \(error.place)")
        }
    }
}

/// `hoctap criteria export`.
struct CriteriaExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write a set of criteria as a file that load takes back."
    )

    @OptionGroup var choice: CriteriaChoice
    @OptionGroup var options: OperatorOptions

    func run() async throws {
        let stored = try await OperatorDatabase.use(options.run, command: "criteria export") { database in
            try await database.admin.editCriteria { try await $0.criteria.find(choice.key, version: choice.version) }
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let text = String(decoding: try encoder.encode(stored.set), as: UTF8.self)
        try options.output.print(stored.set, text: text + "\n")
    }
}

/// `hoctap criteria activate`.
struct CriteriaActivateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "activate",
        abstract: "Bring a set of criteria into use. It never changes after that."
    )

    @OptionGroup var choice: CriteriaChoice
    @OptionGroup var options: OperatorOptions

    func run() async throws {
        let set = try await OperatorDatabase.use(options.run, command: "criteria activate") { database in
            try await database.admin.editCriteria { editor in
                let stored = try await editor.criteria.find(choice.key, version: choice.version)
                let defects = stored.set.defects().map(\.words)
                guard defects.isEmpty else {
                    throw CommandFailure(.badData, "it cannot be used yet: \(defects.joined(separator: "; "))")
                }
                try await editor.activate(stored.set.key, version: stored.set.version)
                return stored.set
            }
        }
        try options.output.print(
            ["key": set.key, "version": String(set.version)],
            text: "\(set.key) version \(set.version) is in use.\n"
        )
    }
}

/// `hoctap criteria retire`.
struct CriteriaRetireCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retire",
        abstract: "Take a set of criteria out of use; what was scored by it stays."
    )

    @OptionGroup var choice: CriteriaChoice
    @OptionGroup var options: OperatorOptions

    func run() async throws {
        let set = try await OperatorDatabase.use(options.run, command: "criteria retire") { database in
            try await database.admin.editCriteria { editor in
                let stored = try await editor.criteria.find(choice.key, version: choice.version)
                try await editor.retire(stored.set.key, version: stored.set.version)
                return stored.set
            }
        }
        try options.output.print(
            ["key": set.key, "version": String(set.version)],
            text: "\(set.key) version \(set.version) is not used any more.\n"
        )
    }
}

extension DecodingError {
    /// Where the file is wrong, without what stands there.
    fileprivate var place: String {
        let context: Context? =
            switch self {
            case .typeMismatch(_, let context), .valueNotFound(_, let context), .keyNotFound(_, let context),
                .dataCorrupted(let context):
                context
            @unknown default: nil
            }
        let path = context?.codingPath.map(\.stringValue).joined(separator: ".") ?? ""
        return (path.isEmpty ? "" : "\(path): ") + (context?.debugDescription ?? "it cannot be read")
    }
}
