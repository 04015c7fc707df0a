internal import ArgumentParser
import Store

/// `hoctap totals tokens`.
struct TotalsTokensCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tokens",
        abstract: "Make the tokens by which a person is counted once across organisations.",
        discussion: """
            Tokens are made when a citizen ID is written; this is for members who were there before the key was, and for a key \
            that was exchanged. Signs in as hoctap_admin. Officers go on meanwhile; it can be interrupted, and done again. \
            The old 9-digit numbers make no token: one person has had several.

            After the key was exchanged, for the server too: --new-key. From then on memberships with the old key's tokens \
            count as ones that nobody can link, until this command has been there.
            """
    )

    @Flag(help: "The key was exchanged: compare this one's tokens from now on, and no other's.")
    var newKey = false
    @OptionGroup var options: OperatorOptions

    /// What it is called where it is told who is at work.
    static let name = "totals tokens"

    private struct Document: Encodable {
        struct Entry: Encodable {
            let tenant: String
            let written: Int
        }

        let written: Int
        let tenants: [Entry]
    }

    func run() async throws {
        let settings = try options.run.start(standardLogLevel: .warning)
        guard let key = try PersonKey.find(in: settings) else {
            throw ConfigurationError(.personKeyFile, "not given; deploy/secrets makes the key")
        }
        let isNew = newKey
        let showsProgress = StandardError.isTerminal && !options.output.json
        let entries = try await OperatorDatabase.use(settings, command: Self.name) { database in
            if try await !database.pool.withConnection({ try await key.note(on: $0) }) {
                guard isNew else { throw CommandFailure(.configuration, Self.otherKey) }
                try await database.admin.exchangePersonKey(key)
            }
            var entries: [Document.Entry] = []
            for tenant in try await database.admin.tenants().map(\.tenant) {
                let written = try await database.admin.makeTokens(of: tenant.id, key) { written in
                    if showsProgress { StandardError.write(line: "\(tenant.key): \(written)") }
                }
                entries.append(Document.Entry(tenant: tenant.key, written: written))
            }
            return entries
        }
        var table = OutputTable("Tenant", "Tokens")
        table.columns[1].alignment = .right
        table.rows = entries.map { [$0.tenant, "\($0.written)"] }
        let document = Document(written: entries.reduce(0) { $0 + $1.written }, tenants: entries)
        try options.output.print(document, text: table.text)
    }

    private static let otherKey = """
        the tokens that are compared were made with another key. If the key was exchanged, say --new-key; if not, give the \
        right one
        """
}
