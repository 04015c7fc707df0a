internal import ArgumentParser
import Store

/// `hoctap status`: one screen about the installation.
struct StatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract:
            "Show on one screen how it stands: versions, server, worker, backup, imports, webhooks, what wants care.",
        discussion: """
            Signs in as hoctap_admin, and changes nothing. Exits with 1 when something wants care; each warning says what to do.
            Examples:
              hoctap status
              hoctap status --json | jq .warnings
            """
    )

    @OptionGroup var options: OperatorOptions

    func run() async throws {
        let document = try await OperatorDatabase.use(options.run, command: "status") { database in
            let server = try await database.pool.withConnection { await $0.serverVersion }
            return InstallationDocument(
                try await database.admin.overview(),
                schemaVersion: database.schemaVersion,
                serverVersion: Int(server)
            )
        }
        try options.output.print(document, text: document.text)
        if !document.warnings.isEmpty { throw ExitCode(ExitReason.negative.rawValue) }
    }
}
