internal import ArgumentParser
import Foundation
import Programme
import Store

/// `hoctap member`: the operator helps with one person's record. Every command leaves a line in the tenant's audit.
struct MemberCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "member",
        abstract: "Find a member of a tenant, tell everything that is kept, erase it.",
        discussion: """
            Examples:
              hoctap member find phu-nu "nguyen hanh"
              hoctap member export phu-nu 0192f0c1-... > dossier.json
              hoctap member erase phu-nu 0192f0c1-... --reason request --yes
            Each of them is written into the tenant's audit, as the operator's.
            """,
        subcommands: [MemberFindCommand.self, MemberExportCommand.self, MemberEraseCommand.self]
    )
}

/// `hoctap member find`.
struct MemberFindCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "find",
        abstract: "Find members by name, with or without marks, or by citizen ID, telephone or card number."
    )

    @OptionGroup var tenant: TenantArgument
    @Argument(help: "What to search for.")
    var text: String
    @Option(help: "How many at most, 1 to 200.")
    var limit = 20
    @OptionGroup var options: OperatorOptions

    /// One member, with no more than it takes to tell people apart.
    private struct Document: Encodable {
        let id: String
        let name: String
        let birthDate: String?
        let state: String
        let branch: String?

        init(_ member: StoredMember, _ branches: BranchTree) {
            id = member.id.description
            name = member.record.name?.full ?? ""
            birthDate = member.record.birthDate?.edtf
            state = member.state.rawValue
            branch = member.branch.flatMap { branches[$0]?.name }
        }
    }

    func validate() throws {
        guard (1...MemberRepository.longestPage).contains(limit) else { throw ValidationError("--limit is 1 to 200.") }
    }

    func run() async throws {
        let members = try await OperatorDatabase.use(options.run, command: "member find") { database in
            let found = try await tenant.find(in: database)
            return try await database.read(found) { tx in
                let filter = MemberFilter(states: [.active, .left, .died], text: text)
                let branches = try await tx.branches.tree()
                return try await tx.members.list(filter, limit: limit).members.map { Document($0, branches) }
            }
        }
        var table = OutputTable("Identity", "Name", "Born", "State", "Branch")
        table.rows = members.map { [$0.id, $0.name, $0.birthDate ?? "", $0.state, $0.branch ?? ""] }
        try options.output.print(members, text: members.isEmpty ? "Nobody.\n" : table.text)
    }
}

/// `hoctap member export`.
struct MemberExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Print everything that is kept about a member, as JSON, for the person who asks."
    )

    @OptionGroup var tenant: TenantArgument
    @Argument(help: "The member's identity; see hoctap member find.")
    var member: String
    @OptionGroup(title: "Settings and logs") var run: RunOptions

    func run() async throws {
        let id = try MemberID(typed: member, "member")
        let dossier = try await OperatorDatabase.use(run, command: "member export") { database in
            let found = try await tenant.find(in: database)
            return try await database.read(found) { try await $0.members.dossier(id) }
        }
        let encoder = JSONEncoder()
        encoder.dateEncodingStrategy = .iso8601
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        StandardOutput.write(String(decoding: try encoder.encode(dossier), as: UTF8.self) + "\n")
    }
}

extension ErasureReason: ExpressibleByArgument {}

/// `hoctap member erase`.
struct MemberEraseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "erase",
        abstract: "Remove every personal value of a member, for good. Counts stay right; backups keep it until they go."
    )

    @OptionGroup var tenant: TenantArgument
    @Argument(help: "The member's identity; see hoctap member find.")
    var member: String
    @Option(help: "Why.")
    var reason: ErasureReason
    @OptionGroup var confirmation: ConfirmationOption
    @OptionGroup var options: OperatorOptions

    /// What was done, or would be.
    private struct Document: Encodable {
        let isDone: Bool
        let records: [String]
        let imports: [String]
    }

    func run() async throws {
        let id = try MemberID(typed: member, "member")
        let document = try await OperatorDatabase.use(options.run, command: "member erase") { database in
            let found = try await tenant.find(in: database)
            guard confirmation.yes else {
                let member = try await database.read(found) { try await $0.members.find(id) }
                return Document(isDone: false, records: [member.id.description], imports: [])
            }
            let erasure = try await database.write(found) { tx in
                let member = try await tx.members.find(id)
                return try await tx.members.erase(id, version: member.version, reason: reason)
            }
            return Document(
                isDone: true,
                records: erasure.records.map(\.description),
                imports: erasure.imports.map(\.description)
            )
        }
        let text =
            document.isDone
            ? "Erased \(document.records.count) records; uploads that held them lost their files: \(document.imports.count).\n"
            : "Would erase record \(id), for good. Nothing was changed; --yes does it.\n"
        try options.output.print(document, text: text)
    }
}
