internal import ArgumentParser
import Foundation
import Schema

/// `hoctap migrate`: brings the database's schema to what the folder `sql` says, or tells how it stands.
struct MigrateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate",
        abstract: "Bring the database to the schema that came with this program, or tell how it stands.",
        discussion: """
            Signs in as hoctap_migrate. May be run again at any time, by several at once, and after it was killed: it goes \
            on where it was. An edited migration is refused before anything is done.
            """
    )

    /// What to do instead of migrating.
    enum Look: String, EnumerableFlag {
        case status, check

        static func help(for value: Look) -> ArgumentHelp? {
            switch value {
            case .status: "Tell what was applied and what is to come; change nothing."
            case .check: "As --status, and exit with 1 unless there is nothing to do."
            }
        }
    }

    @Flag(exclusivity: .exclusive)
    var look: Look?
    @OptionGroup(title: "Schema") var schema: SchemaOptions
    @OptionGroup(title: "Answer") var output: OutputOptions
    @OptionGroup(title: "Settings and logs") var run: RunOptions

    func run() async throws {
        let settings = try run.start(standardLogLevel: .warning)
        let files = try schema.files(settings)
        let database = try DatabaseConfiguration(role: .migrate, settings: settings, program: "hoctap migrate")
        guard let look else {
            return try output.print(migrating: try await migrate(database, files))
        }
        let status = try await Interruption.guarding {
            try await database.withConnection { try await SchemaStatus.read($0, files: files) }
        }
        try output.print(StatusDocument(status), text: Self.text(of: status))
        if look == .check && !status.isCurrent { throw ExitCode(ExitReason.negative.rawValue) }
    }

    private func migrate(_ database: DatabaseConfiguration, _ files: SchemaFiles) async throws -> SchemaReport {
        let migrator = SchemaMigrator(files, options: SchemaMigratorOptions(binaryVersion: Hoctap.version))
        let showsProgress = StandardError.isTerminal && !output.json
        return try await Interruption.guarding {
            try await database.withConnection { connection in
                try await migrator.run(on: connection) { progress in
                    if showsProgress { StandardError.write(line: Self.text(of: progress)) }
                }
            }
        }
    }

    private static func text(of progress: SchemaProgress) -> String {
        switch progress {
        case .waitingForAnother: "Another migrator is at work; waiting for it"
        case .applying(let path): "Applying \(path)"
        case .applied(let path, let milliseconds): "Applied \(path) in \(milliseconds) ms"
        case .lockConflict(let path, let attempt): "\(path) met a lock; attempt \(attempt) follows"
        }
    }

    /// What was applied, as a table, and below it what an operator has to see to.
    private static func text(of status: SchemaStatus) -> String {
        var table = OutputTable("Migration", "State", "Applied (UTC)", "By", "Version")
        table.columns.append(("ms", .right))
        for migration in status.applied {
            table.rows.append([
                migration.path, "applied", migration.appliedAt.formatted(.iso8601), migration.appliedBy,
                migration.binaryVersion, "\(migration.durationMilliseconds)",
            ])
        }
        table.rows += status.pending.map { [$0, "pending"] }
        var text = table.text
        text += status.changed.map { "To be applied again: \($0)\n" }.joined()
        text += status.orphaned.map { "Applied once, and its file is gone: \($0)\n" }.joined()
        text += status.unknown.map { "In the database, and unknown to this program: migration \($0)\n" }.joined()
        text += status.edited.map { "In the way: \($0)\n" }.joined()
        return text + (status.isCurrent ? "The schema is at \(status.version); nothing is to be done.\n" : "")
    }
}

/// The status as a document.
private struct StatusDocument: Encodable {
    let version: Int
    let isCurrent: Bool
    let status: SchemaStatus

    init(_ status: SchemaStatus) {
        (version, isCurrent, self.status) = (status.version, status.isCurrent, status)
    }

    func encode(to encoder: any Encoder) throws {
        try status.encode(to: encoder)
        var members = encoder.container(keyedBy: Key.self)
        try members.encode(version, forKey: .version)
        try members.encode(isCurrent, forKey: .isCurrent)
    }

    private enum Key: String, CodingKey { case version, isCurrent }
}

extension OutputOptions {
    /// Prints what a migrator has done.
    fileprivate func print(migrating report: SchemaReport) throws {
        var text = report.isEmpty ? "Nothing to do.\n" : ""
        if !report.migrations.isEmpty { text += "Applied \(report.migrations.count) migrations:\n" }
        text += report.migrations.map { "  \($0)\n" }.joined()
        if !report.present.isEmpty { text += "Applied \(report.present.count) functions, views and policies.\n" }
        text += report.orphaned.map { "Applied once, and its file is gone: \($0)\n" }.joined()
        try print(report, text: text)
    }
}
