internal import ArgumentParser
import Foundation
import Store

extension BackupNote.Kind: ExpressibleByArgument {}

/// `hoctap backup`: when backups were taken.
struct BackupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "Note when a backup was taken, and list those that were noted.",
        discussion: """
            hoctap takes no backups: PostgreSQL's own programs do, as deploy/README.md tells. Whoever runs them notes it here, so \
            that hoctap status can warn when they stop.
            Examples:
              hoctap backup note
              hoctap backup note --kind dump --bytes 1200000000
              hoctap backup list
            """,
        subcommands: [BackupNoteCommand.self, BackupListCommand.self]
    )
}

/// A backup as a command answers it.
private struct BackupDocument: Encodable {
    let finishedAt: Date
    let kind: String
    let bytes: Int?

    init(_ note: BackupNote) {
        finishedAt = note.finishedAt
        kind = note.kind.rawValue
        bytes = note.bytes
    }
}

/// `hoctap backup note`.
struct BackupNoteCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "note",
        abstract: "Note that a backup is complete, now.",
        discussion: "Example: hoctap backup note --bytes \"$(stat --format=%s hoctap.tar.gz)\""
    )

    @Option(help: "cluster for its files, dump for its tables.")
    var kind = BackupNote.Kind.cluster
    @Option(help: "How large it is.")
    var bytes: Int?
    @OptionGroup var options: OperatorOptions

    func validate() throws {
        if let bytes, bytes <= 0 { throw ValidationError("--bytes is more than 0; an empty backup is none.") }
    }

    func run() async throws {
        let note = BackupNote(finishedAt: Date(), kind: kind, bytes: bytes)
        try await OperatorDatabase.use(options.run, command: "backup note") { try await $0.admin.note(note) }
        try options.output.print(BackupDocument(note), text: "Noted.\n")
    }
}

/// `hoctap backup list`.
struct BackupListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the last twenty backups that were noted.",
        discussion: "Example: hoctap backup list --json"
    )

    @OptionGroup var options: OperatorOptions

    func run() async throws {
        let notes = try await OperatorDatabase.use(options.run, command: "backup list") {
            try await $0.admin.backups()
        }
        var table = OutputTable("Finished (UTC)", "Kind")
        table.columns.append(("Size", .right))
        table.rows = notes.map {
            [$0.finishedAt.formatted(.iso8601), $0.kind.rawValue, $0.bytes.map(InstallationDocument.size) ?? ""]
        }
        try options.output.print(notes.map(BackupDocument.init), text: notes.isEmpty ? "None.\n" : table.text)
    }
}
