internal import ArgumentParser
import Foundation
import Programme
import Store

/// `hoctap officer`: who signs in for a tenant.
struct OfficerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "officer",
        abstract: "Add and end officers, and help those who cannot sign in.",
        discussion: """
            Examples:
              hoctap officer add phu-nu lan.tran --name "Trần Thị Lan" --role administrator
              hoctap officer list phu-nu
              hoctap officer reset-password lan.tran
            A link that a command prints is shown once, works once, and for seven days.
            """,
        subcommands: [
            OfficerAddCommand.self, OfficerListCommand.self, OfficerEndCommand.self, OfficerResetPasswordCommand.self,
            OfficerResetSecondFactorCommand.self,
        ]
    )
}

extension OfficerRole: ExpressibleByArgument {}

/// `hoctap officer add`.
struct OfficerAddCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Make somebody an officer; prints the link by which a new one sets the password."
    )

    @OptionGroup var tenant: TenantArgument
    @Argument(help: "The name that signs in. A person who has one already uses the same.")
    var login: String
    @Option(help: "The person, as the tenant knows them.")
    var name: String
    @Option(help: "viewer, editor or administrator.")
    var role: OfficerRole
    @Option(help: "Works for this branch and those below only: its name.")
    var branch: String?
    @Option(help: "Works for members living in this area only: its key.")
    var area: String?
    @OptionGroup var options: OperatorOptions

    /// What came of it.
    private struct Document: Encodable {
        let officer: String
        let login: String
        let role: String
        let invitation: String?
    }

    func validate() throws {
        if branch != nil && area != nil { throw ValidationError("--branch or --area, not both.") }
    }

    func run() async throws {
        let settings = try options.run.start(standardLogLevel: .warning)
        let link = InvitationLink(settings: settings)
        let added = try await OperatorDatabase.use(settings, command: "officer add") { database in
            let found = try await tenant.find(in: database)
            let scope = try await scope(in: found, database)
            let addition = OfficerAddition(
                login: login,
                officer: OfficerDraft(displayName: name, role: role, scope: scope),
                invitationHash: link.token.hash,
                invitationValidity: InvitationLink.validity
            )
            return try await database.admin.addOfficer(addition, to: found.id)
        }
        let document = Document(
            officer: added.officer.id.description,
            login: login.lowercased(),
            role: role.rawValue,
            invitation: added.isInvited ? link.text : nil
        )
        let next = document.invitation.map { "Link, shown once: \($0)\n" } ?? "The account has a password already.\n"
        try options.output.print(document, text: "Added \(document.login) as \(document.role).\n\(next)")
    }

    private func scope(in tenant: Tenant, _ database: OperatorDatabase) async throws -> OfficerScope {
        if let area { return .area(try await database.area(key: area).id) }
        guard let branch else { return .wholeTenant }
        let found = try await database.read(tenant) { tx in
            try await tx.branches.tree().branches.filter { $0.name == branch }
        }
        guard let only = found.first, found.count == 1 else {
            throw CommandFailure(
                .badData,
                "\(found.isEmpty ? "no branch" : "more than one branch") is called \"\(branch)\""
            )
        }
        return .branch(only.id)
    }
}

/// `hoctap officer list`.
struct OfficerListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List a tenant's officers.")

    @OptionGroup var tenant: TenantArgument
    @Flag(help: "Also those who work for the tenant no more.")
    var ended = false
    @OptionGroup var options: OperatorOptions

    func run() async throws {
        let documents = try await OperatorDatabase.use(options.run, command: "officer list") { database in
            let found = try await tenant.find(in: database)
            return try await database.admin.officers(of: found.id, includingEnded: ended).map(OfficerDocument.init)
        }
        try options.output.print(documents, text: OfficerDocument.table(documents))
    }
}

/// `hoctap officer end`.
struct OfficerEndCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "end",
        abstract: "Let somebody work for a tenant no more, at once. What they did stays in the audit."
    )

    @OptionGroup var tenant: TenantArgument
    @Argument(help: "The name that signs in.")
    var login: String
    @OptionGroup var options: OperatorOptions

    func run() async throws {
        let document = try await OperatorDatabase.use(options.run, command: "officer end") { database in
            let found = try await tenant.find(in: database)
            let officers = try await database.admin.officers(of: found.id)
            guard let officer = officers.first(where: { $0.login == login.lowercased() }) else {
                throw CommandFailure(.badData, "\"\(login)\" is no officer of \(found.key)")
            }
            let ended = try await database.admin.endOfficer(officer.officer.id, of: found.id)
            return OfficerDocument(ended, login: officer)
        }
        try options.output.print(document, text: OfficerDocument.table([document]))
    }
}
