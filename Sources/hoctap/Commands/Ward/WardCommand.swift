internal import ArgumentParser
import Programme
import Store

/// `hoctap ward`: what becomes of wards.
struct WardCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ward",
        abstract: "Merge wards, and have the new one take over what lives in them.",
        discussion: """
            Examples:
              hoctap tenant add phuong-pleiku --kind ward --area pleiku --name "Phường Pleiku"
              hoctap ward merge --from phuong-tay-son --from phuong-hoa-lu --into phuong-pleiku \\
                --on 2025-07-01 --basis "NQ 1664/NQ-UBTVQH15" --dry-run
            """,
        subcommands: [WardMergeCommand.self]
    )
}

/// `hoctap ward merge`.
struct WardMergeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "merge",
        abstract: "Record that a ward took the place of others.",
        discussion: """
            The new ward reads from then on what the old ones kept. Households with their people, clans, communities and \
            units that live are copied to it under new identities, in the areas that theirs became (hoctap area list); \
            the old ones end on that day and stay as they were, and so do all totals of before. Officers of the old \
            wards are not moved: suspend the old wards when nobody works for them any more. Done in one transaction; it \
            cannot be taken back.
            """
    )

    @Option(help: ArgumentHelp("A ward before, by its key; once for each.", valueName: "tenant"))
    var from: [String]
    @Option(help: ArgumentHelp("The ward after, by its key.", valueName: "tenant"))
    var into: String
    @Option(
        name: .customLong("on"),
        help: ArgumentHelp("The first day of the new ward, such as 2025-07-01.", valueName: "date")
    )
    var day: String
    @Option(help: "The decision, such as \"NQ 1664/NQ-UBTVQH15\".")
    var basis: String
    @Flag(help: "Count what would be taken over, and change nothing.")
    var dryRun = false
    @OptionGroup var options: OperatorOptions

    func validate() throws {
        guard !from.isEmpty else { throw ValidationError("Name at least one ward with --from.") }
        guard CalendarDay(day) != nil else { throw ValidationError("--on is a day such as 2025-07-01.") }
    }

    func run() async throws {
        guard let day = CalendarDay(day) else { return }
        let merger = try await OperatorDatabase.use(options.run, command: "ward merge") { database in
            var wards: [TenantID] = []
            for key in from { wards.append(try await Self.ward(key, in: database).id) }
            let successor = try await Self.ward(into, in: database)
            return try await database.admin.mergeWards(
                wards,
                into: successor.id,
                on: day,
                legalBasis: basis,
                dryRun: dryRun
            )
        }
        let document = WardMergerDocument(merger, isDryRun: dryRun)
        try options.output.print(document, text: document.text)
    }

    private static func ward(_ key: String, in database: OperatorDatabase) async throws -> Tenant {
        do {
            return try await database.admin.tenant(key: key)
        } catch StoreError.notFound {
            throw CommandFailure(.badData, "there is no tenant \"\(key)\"; see hoctap tenant list")
        }
    }
}

/// A merger of wards as a command answers it.
struct WardMergerDocument: Encodable {
    struct Part: Encodable {
        let ward: String
        let households: Int
        let clans: Int
        let communities: Int
        let units: Int
    }

    let into: String
    let isDryRun: Bool
    let from: [Part]
    let codesChanged: Int

    init(_ merger: WardMerger, isDryRun: Bool) {
        into = merger.into.key
        self.isDryRun = isDryRun
        from = merger.parts.map { part in
            Part(
                ward: part.tenant.key,
                households: part.adopted[.household] ?? 0,
                clans: part.adopted[.clan] ?? 0,
                communities: part.adopted[.community] ?? 0,
                units: part.adopted[.unit] ?? 0
            )
        }
        codesChanged = merger.codesChanged
    }

    var text: String {
        var table = OutputTable("From", "Into")
        table.columns += [("Households", .right), ("Clans", .right), ("Communities", .right), ("Units", .right)]
        table.rows = from.map { part in
            [part.ward, into] + [part.households, part.clans, part.communities, part.units].map(String.init)
        }
        let codes =
            codesChanged == 0 ? "" : "\(codesChanged) codes got the key of their old ward, because two had the same.\n"
        return table.text + codes + (isDryRun ? "Nothing was changed: this was a dry run.\n" : "")
    }
}
