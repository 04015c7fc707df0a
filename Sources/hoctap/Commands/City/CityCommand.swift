internal import ArgumentParser
import Store

/// `hoctap city`: who looks at the totals of the city.
struct CityCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "city",
        abstract: "Say who may look at the totals of the whole city.",
        discussion: """
            They see published totals, by organisation and ward, and no person: neither pages nor members of any tenant. Stewards \
            keep the criteria for titles besides.

            Examples:
              hoctap city grant hanh.le --name "Lê Thị Hạnh"
              hoctap city grant hanh.le --steward
              hoctap city list --ended
              hoctap city revoke hanh.le
            """,
        subcommands: [CityGrantCommand.self, CityRevokeCommand.self, CityListCommand.self]
    )
}

/// `hoctap city grant`.
struct CityGrantCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "grant",
        abstract: "Let somebody look at the totals; prints the link by which a new one sets the password."
    )

    @Argument(help: "The name that signs in. A person who has one already uses the same.")
    var login: String
    @Option(help: "The person, where nobody signs in with this name yet.")
    var name: String?
    @Flag(help: "They keep the criteria for titles besides. To take that back alone: revoke, and grant without it.")
    var steward = false
    @OptionGroup var options: OperatorOptions

    /// What came of it.
    private struct Document: Encodable {
        let login: String
        let isSteward: Bool
        let invitation: String?
    }

    func run() async throws {
        let settings = try options.run.start(standardLogLevel: .warning)
        let link = InvitationLink(settings: settings)
        let isInvited = try await OperatorDatabase.use(settings, command: "city grant") { database in
            let grant = CityGrant(
                login: login,
                displayName: name,
                invitationHash: link.token.hash,
                invitationValidity: InvitationLink.validity,
                isSteward: steward
            )
            do {
                return try await database.admin.grantCity(grant)
            } catch StoreError.notFound {
                throw CommandFailure(.badData, "nobody signs in as \"\(login)\"; give --name to make the account")
            }
        }
        let document = Document(
            login: login.lowercased(),
            isSteward: steward,
            invitation: isInvited ? link.text : nil
        )
        let next = document.invitation.map { "Link, shown once: \($0)\n" } ?? "The account has a password already.\n"
        let may = steward ? "look at the city's totals and keep the criteria" : "look at the city's totals"
        try options.output.print(document, text: "\(document.login) may \(may).\n\(next)")
    }
}

/// `hoctap city revoke`.
struct CityRevokeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "revoke",
        abstract: "Show somebody the totals no more, at once. Their work for organisations goes on."
    )

    @Argument(help: "The name that signs in.")
    var login: String
    @OptionGroup var options: OperatorOptions

    func run() async throws {
        let account = try await OperatorDatabase.use(options.run, command: "city revoke") { database in
            let account = try await database.account(login)
            do {
                try await database.admin.revokeCity(account.id)
            } catch StoreError.notFound {
                throw CommandFailure(.badData, "\"\(account.login)\" may not look at the city's totals")
            }
            return account
        }
        try options.output.print(
            ["login": account.login],
            text: "\(account.login) may look at the city's totals no more.\n"
        )
    }
}

/// `hoctap city list`.
struct CityListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List who may look at the city's totals."
    )

    @Flag(help: "Also those who may no more.")
    var ended = false
    @OptionGroup var options: OperatorOptions

    func run() async throws {
        let documents = try await OperatorDatabase.use(options.run, command: "city list") { database in
            try await database.admin.cityViewers(includingEnded: ended).map(CityViewerDocument.init)
        }
        try options.output.print(documents, text: CityViewerDocument.table(documents))
    }
}
