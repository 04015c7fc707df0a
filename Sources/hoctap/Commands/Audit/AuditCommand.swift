internal import ArgumentParser
import Foundation
import Programme
import Store

/// `hoctap audit`: who did what in a tenant.
struct AuditCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract: "Show who did what in a tenant, the latest first.",
        discussion: """
            Example:
              hoctap audit phu-nu --limit 20
            Fields are named, values never shown.
            """
    )

    @OptionGroup var tenant: TenantArgument
    @Option(help: "How many lines, 1 to 10000.")
    var limit = 100
    @OptionGroup var options: OperatorOptions

    /// One line.
    private struct Document: Encodable {
        let id: String
        let happenedAt: Date
        let actor: String
        let officer: String?
        let action: String
        let subjects: [String]
        let fields: [String]
        let details: [String: String]
        let requestId: String?

        init(_ entry: AuditEntry) {
            id = entry.id.description
            happenedAt = entry.happenedAt
            actor = entry.actor
            officer = entry.officer?.description
            action = entry.action.rawValue
            subjects = entry.subjects.map { $0.uuidString.lowercased() }
            fields = entry.fields
            details = entry.details
            requestId = entry.requestID
        }
    }

    func validate() throws {
        guard (1...10_000).contains(limit) else { throw ValidationError("--limit is 1 to 10000.") }
    }

    func run() async throws {
        let entries = try await OperatorDatabase.use(options.run, command: "audit") { database in
            let found = try await tenant.find(in: database)
            return try await database.read(found) { tx in
                var entries: [AuditEntry] = []
                var after: AuditEntryID?
                repeat {
                    let page = try await tx.audit.list(after: after, limit: limit - entries.count)
                    entries += page.entries
                    after = page.next
                } while after != nil && entries.count < limit
                return entries.map(Document.init)
            }
        }
        var table = OutputTable("When (UTC)", "Actor", "Officer", "Action", "Records", "Fields")
        table.rows = entries.map { entry in
            [
                entry.happenedAt.formatted(.iso8601), entry.actor, entry.officer ?? "", entry.action,
                "\(entry.subjects.count)", entry.fields.joined(separator: " "),
            ]
        }
        try options.output.print(entries, text: table.text)
    }
}
