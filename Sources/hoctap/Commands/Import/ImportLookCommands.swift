internal import ArgumentParser
import Foundation
import Intake
import Programme
import Store

/// `hoctap import show`.
struct ImportShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Tell where an import stands; with --problems write its file back with what there is to mend."
    )

    @OptionGroup var access: ImportAccess
    @OptionGroup var argument: ImportArgument
    @Option(help: ArgumentHelp("Write the uploaded file with a column of remarks to FILE.", valueName: "file"))
    var problems: String?
    @OptionGroup var options: OperatorOptions

    func run() async throws {
        let id = try argument.id
        let document = try await OperatorDatabase.use(options.run, command: "import show") { database in
            let desk = try await access.desk(database)
            let detail = try await desk.importer.find(id, desk.context)
            if let problems {
                guard !TextFile.exists(problems) else {
                    throw CommandFailure(.badData, "\(problems) is there already")
                }
                try await desk.importer.writeProblems(of: id, to: problems, desk.context)
            }
            return ImportDocument(detail)
        }
        try options.output.print(document, text: document.text)
    }
}

/// `hoctap import list`.
struct ImportListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List a tenant's imports.")

    @OptionGroup var tenant: TenantArgument
    @OptionGroup var options: OperatorOptions

    func run() async throws {
        let documents = try await OperatorDatabase.use(options.run, command: "import list") { database in
            let found = try await tenant.find(in: database)
            return try await database.read(found) { tx in
                try await tx.imports.list().imports.map(ImportDocument.init)
            }
        }
        try options.output.print(documents, text: ImportDocument.table(documents))
    }
}
