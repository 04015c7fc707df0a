internal import ArgumentParser
import Store

/// `hoctap officer reset-password`.
struct OfficerResetPasswordCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reset-password",
        abstract: "Print a link by which somebody sets the password anew, and end their sessions."
    )

    @Argument(help: "The name that signs in.")
    var login: String
    @OptionGroup var options: OperatorOptions

    /// What came of it.
    private struct Document: Encodable {
        let login: String
        let invitation: String
    }

    func run() async throws {
        let settings = try options.run.start(standardLogLevel: .warning)
        let link = InvitationLink(settings: settings)
        let account = try await OperatorDatabase.use(settings, command: "officer reset-password") { database in
            let account = try await database.account(login)
            try await database.admin.resetPassword(
                account.id,
                invitationHash: link.token.hash,
                validFor: InvitationLink.validity
            )
            return account
        }
        let document = Document(login: account.login, invitation: link.text)
        try options.output.print(document, text: "Link, shown once: \(document.invitation)\n")
    }
}

/// `hoctap officer reset-second-factor`.
struct OfficerResetSecondFactorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reset-second-factor",
        abstract: "Take away the second factor of somebody who lost it; the next sign-in sets up another."
    )

    @Argument(help: "The name that signs in.")
    var login: String
    @OptionGroup var options: OperatorOptions

    func run() async throws {
        let account = try await OperatorDatabase.use(options.run, command: "officer reset-second-factor") { database in
            let account = try await database.account(login)
            try await database.admin.resetSecondFactor(account.id)
            return account
        }
        try options.output.print(["login": account.login], text: "\(account.login) has no second factor now.\n")
    }
}

extension OperatorDatabase {
    /// The account of a sign-in name.
    func account(_ login: String) async throws -> Account {
        do {
            return try await admin.account(login: login)
        } catch StoreError.notFound {
            throw CommandFailure(.badData, "nobody signs in as \"\(login)\"")
        }
    }
}
