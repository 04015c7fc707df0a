internal import ArgumentParser
import Programme
import Store

/// `hoctap tenant export`.
struct TenantExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Copy everything of a tenant into a new folder, from which it can be restored.",
        discussion: """
            The folder holds a manifest.json and a file a table (PostgreSQL's COPY text). It is a copy of people's data: only \
            its owner can open it, and it is to be kept as safe as the database.
            """
    )

    @OptionGroup var tenant: TenantArgument
    @Argument(help: "The folder; it must not exist yet.")
    var folder: String
    @OptionGroup var options: OperatorOptions

    func run() async throws {
        let manifest = try await OperatorDatabase.use(options.run, command: "tenant export") { database in
            let found = try await tenant.find(in: database)
            return try await database.admin.exportTenant(
                found.id,
                to: folder,
                schemaVersion: database.schemaVersion
            )
        }
        var table = OutputTable("Table")
        table.columns += [("Rows", .right), ("Bytes", .right)]
        table.rows = manifest.tables.map { [$0.name, "\($0.rows)", "\($0.bytes)"] }
        try options.output.print(manifest, text: table.text)
    }
}

/// `hoctap tenant restore`.
struct TenantRestoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: "Bring back a tenant from a folder that hoctap tenant export made, all of it or nothing."
    )

    @Argument(help: "The folder.")
    var folder: String
    @OptionGroup var options: OperatorOptions

    func run() async throws {
        let document = try await OperatorDatabase.use(options.run, command: "tenant restore") { database in
            TenantDocument(
                try await database.admin.restoreTenant(from: folder, schemaVersion: database.schemaVersion)
            )
        }
        try options.output.print(document, text: document.text)
    }
}

/// `hoctap tenant remove`.
struct TenantRemoveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove",
        abstract: "Remove a tenant with everything in it, and count that nothing is left.",
        discussion: """
            Without --yes it counts what would go, and changes nothing. Backups have the tenant until they are thrown away. \
            Accounts of people who worked for no other tenant are told, and go with --accounts.
            """
    )

    @OptionGroup var tenant: TenantArgument
    @OptionGroup var confirmation: ConfirmationOption
    @Flag(help: "Also remove the accounts of those who worked for no other tenant.")
    var accounts = false
    @OptionGroup var options: OperatorOptions

    /// What is, or was, kept.
    private struct Document: Encodable {
        struct Table: Encodable {
            let name: String
            let rowsBefore: Int
            let rowsLeft: Int
        }

        let tenant: TenantDocument
        let isDone: Bool
        let tables: [Table]
        let accountsLeft: [String]
        let accountsRemoved: Int

        init(_ removal: TenantRemoval, isDone: Bool, accountsRemoved: Int) {
            tenant = TenantDocument(removal.tenant)
            self.isDone = isDone
            self.accountsRemoved = accountsRemoved
            tables = removal.tables.map { Table(name: $0.name, rowsBefore: $0.rowsBefore, rowsLeft: $0.rowsLeft) }
            accountsLeft = removal.accountsLeft.map(\.description)
        }

        var text: String {
            var table = OutputTable("Table")
            table.columns += [("Rows before", .right), ("Rows left", .right)]
            table.rows = tables.map { [$0.name, "\($0.rowsBefore)", "\($0.rowsLeft)"] }
            let accounts = "Accounts of nobody else's: \(accountsLeft.count); removed: \(accountsRemoved)\n"
            return table.text + accounts + (isDone ? "Removed.\n" : "Nothing was changed; --yes removes it.\n")
        }
    }

    func run() async throws {
        let document = try await OperatorDatabase.use(options.run, command: "tenant remove") { database in
            let found = try await tenant.find(in: database)
            let removal = try await database.admin.removeTenant(found.id, dryRun: !confirmation.yes)
            var removed = 0
            if confirmation.yes, accounts, !removal.accountsLeft.isEmpty {
                removed = try await database.admin.removeAccounts(removal.accountsLeft)
            }
            return Document(removal, isDone: confirmation.yes, accountsRemoved: removed)
        }
        try options.output.print(document, text: document.text)
    }
}
