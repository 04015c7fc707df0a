internal import ArgumentParser
import Programme
import Store

extension TenantKind: ExpressibleByArgument {}

/// `hoctap tenant add`.
struct TenantAddCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "add", abstract: "Set up an organisation or a ward.")

    @Argument(help: "Names it in commands: a-z, 0-9 and hyphens; never changes and is never used again.")
    var key: String
    @Option(help: "What it is called.")
    var name: String
    @Option(help: "organisation or ward.")
    var kind = TenantKind.organisation
    @Option(help: "A ward's area, by its key; see hoctap area list.")
    var area: String?
    @OptionGroup var options: OperatorOptions

    func validate() throws {
        guard (kind == .ward) == (area != nil) else {
            throw ValidationError("A ward needs --area, and an organisation has none.")
        }
    }

    func run() async throws {
        let tenant = try await OperatorDatabase.use(options.run, command: "tenant add") { database in
            let place = if let area { try await database.area(key: area).id } else { AreaID?.none }
            return try await database.admin.insertTenant(TenantDraft(key: key, kind: kind, name: name, area: place))
        }
        let document = TenantDocument(tenant)
        try options.output.print(document, text: document.text)
    }
}

/// `hoctap tenant list`.
struct TenantListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List all tenants, with counts.")

    @OptionGroup var options: OperatorOptions

    func run() async throws {
        let tenants = try await OperatorDatabase.use(options.run, command: "tenant list") {
            try await $0.admin.tenants().map(TenantDocument.init)
        }
        try options.output.print(tenants, text: TenantDocument.table(tenants))
    }
}

/// `hoctap tenant show`.
struct TenantShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "show", abstract: "Show one tenant, with counts.")

    @OptionGroup var tenant: TenantArgument
    @OptionGroup var options: OperatorOptions

    func run() async throws {
        let document = try await OperatorDatabase.use(options.run, command: "tenant show") { database in
            let found = try await tenant.find(in: database)
            let all = try await database.admin.tenants()
            return all.first { $0.tenant.id == found.id }.map(TenantDocument.init) ?? TenantDocument(found)
        }
        try options.output.print(document, text: TenantDocument.table([document]))
    }
}

/// `hoctap tenant rename`.
struct TenantRenameCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rename",
        abstract: "Give a tenant another name; its key stays."
    )

    @OptionGroup var tenant: TenantArgument
    @Argument(help: "What it is called from now on.")
    var name: String
    @OptionGroup var options: OperatorOptions

    func run() async throws {
        let document = try await OperatorDatabase.use(options.run, command: "tenant rename") { database in
            let found = try await tenant.find(in: database)
            return TenantDocument(try await database.admin.renameTenant(found.id, to: name))
        }
        try options.output.print(document, text: document.text)
    }
}

/// `hoctap tenant suspend`.
struct TenantSuspendCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "suspend",
        abstract: "Keep a tenant's officers out, at once; nothing is removed."
    )

    @OptionGroup var tenant: TenantArgument
    @OptionGroup var options: OperatorOptions

    func run() async throws {
        let document = try await OperatorDatabase.use(options.run, command: "tenant suspend") { database in
            TenantDocument(try await database.admin.suspendTenant(tenant.find(in: database).id))
        }
        try options.output.print(document, text: document.text)
    }
}

/// `hoctap tenant resume`.
struct TenantResumeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume",
        abstract: "Let a suspended tenant's officers in again."
    )

    @OptionGroup var tenant: TenantArgument
    @OptionGroup var options: OperatorOptions

    func run() async throws {
        let document = try await OperatorDatabase.use(options.run, command: "tenant resume") { database in
            TenantDocument(try await database.admin.resumeTenant(tenant.find(in: database).id))
        }
        try options.output.print(document, text: document.text)
    }
}
