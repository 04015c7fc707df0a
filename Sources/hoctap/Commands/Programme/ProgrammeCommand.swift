internal import ArgumentParser
import Programme
import Store

/// `hoctap programme`: who leads the programme, and which wards try its models out.
struct ProgrammeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "programme",
        abstract: "Say which association leads the programme, and which wards try its models out first.",
        discussion: """
            The association that leads sets other organisations and wards tasks, and approves and locks their returns.

            Examples:
              hoctap programme lead khuyen-hoc --from 2014-06-25
              hoctap programme lead
              hoctap programme pilot hoi-phu household --year 2014 --basis "Đề án 2014"
              hoctap programme pilots
            """,
        subcommands: [ProgrammeLeadCommand.self, ProgrammePilotCommand.self, ProgrammePilotsCommand.self]
    )
}

/// `hoctap programme lead`.
struct ProgrammeLeadCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lead",
        abstract: "Have a tenant lead the programme from a day on; without a key, say who does."
    )

    @Argument(help: "The tenant's key; see hoctap tenant list.")
    var key: String?
    @Option(help: "From which day on, such as 2014-06-25; today when left out.")
    var from: String?
    @OptionGroup var options: OperatorOptions

    /// Who leads; nobody for nil.
    private struct Document: Encodable {
        let key: String?
        let name: String?
    }

    func validate() throws {
        if let from, CalendarDay(from) == nil { throw ValidationError("--from is a day such as 2014-06-25") }
        if key == nil, from != nil { throw ValidationError("--from goes with a key.") }
    }

    func run() async throws {
        let day = from.flatMap { CalendarDay($0) } ?? .inVietnam()
        let lead = try await OperatorDatabase.use(options.run, command: "programme lead") { database in
            if let key {
                do {
                    try await database.admin.setLead(key, from: day)
                } catch StoreError.notFound {
                    throw CommandFailure(.badData, "there is no tenant \"\(key)\"; see hoctap tenant list")
                } catch StoreError.refused(.workDates) {
                    throw CommandFailure(.badData, "whoever leads now began on that day or later; give a later --from")
                }
            }
            return try await database.admin.lead()
        }
        let text = lead.map { "\($0.key) (\($0.name)) leads the programme.\n" } ?? "Nobody leads the programme.\n"
        try options.output.print(Document(key: lead?.key, name: lead?.name), text: text)
    }
}

/// `hoctap programme pilot`.
struct ProgrammePilotCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pilot",
        abstract: "Record that a ward tries a model out from a year on, before it is for all."
    )

    @Argument(help: "The ward's key; see hoctap area list.")
    var area: String
    @Argument(help: "household, clan, community or unit.")
    var model: String
    @Option(help: "From which year on.")
    var year: Int
    @Option(help: "The decision or the plan that says so.")
    var basis: String
    @OptionGroup var options: OperatorOptions

    func validate() throws {
        guard AdminDatabase.models.contains(model) else {
            throw ValidationError("A model is one of \(AdminDatabase.models.joined(separator: ", ")).")
        }
        guard WorkDefect.years.contains(year) else { throw ValidationError("--year is a year such as 2014") }
    }

    func run() async throws {
        try await OperatorDatabase.use(options.run, command: "programme pilot") { database in
            do {
                try await database.admin.setPilot(area: area, kind: model, fromYear: year, legalBasis: basis)
            } catch StoreError.notFound {
                throw CommandFailure(.badData, "there is no area \"\(area)\"; see hoctap area list")
            } catch StoreError.refused(.textLength) {
                throw CommandFailure(.badData, "--basis has 1 to 200 characters")
            }
        }
        try options.output.print(
            ["area": area, "model": model, "year": String(year)],
            text: "\(area) tries \(model) out from \(year) on.\n"
        )
    }
}

/// `hoctap programme pilots`.
struct ProgrammePilotsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pilots",
        abstract: "List the wards that try models out."
    )

    @OptionGroup var options: OperatorOptions

    private struct Document: Encodable {
        let area: String
        let model: String
        let year: Int
        let legalBasis: String
    }

    func run() async throws {
        let documents = try await OperatorDatabase.use(options.run, command: "programme pilots") { database in
            try await database.admin.pilots().map {
                Document(area: $0.areaKey, model: $0.kind, year: $0.fromYear, legalBasis: $0.legalBasis)
            }
        }
        var table = OutputTable("Ward", "Model", "From", "Legal basis")
        table.rows = documents.map { [$0.area, $0.model, String($0.year), $0.legalBasis] }
        try options.output.print(documents, text: table.text)
    }
}
