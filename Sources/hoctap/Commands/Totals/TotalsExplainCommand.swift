internal import ArgumentParser
import Foundation
import Tally

/// `hoctap totals explain`.
struct TotalsExplainCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Take a published number apart, down to organisation, area and month.",
        discussion: """
            TOTAL is a measure (attendances, minutes, members ...; members with a year are those at its end), or `persons` (members now) or `learners` (of a year): each \
            person once, beside the sum, the overlap and those that nobody can link. Exits with 1 should the parts not add up.
            """
    )

    @Argument(help: "Which number.")
    var total: String
    @Option(help: "The year; without one, what is counted as it is now.")
    var year: Int?
    @Option(help: ArgumentHelp("Key of an area; without one, the whole city.", valueName: "area"))
    var area: String?
    @Option(
        help: ArgumentHelp(
            "Of what is counted by kind (registered_new, recognised, counted, on_roll ...): key of a title, a subject or an audience.",
            valueName: "kind"
        )
    )
    var kind: String?
    @OptionGroup var options: OperatorOptions

    private struct SumDocument: Encodable {
        struct Cell: Encodable {
            let organisation: String
            let area: String?
            let month: String
            let amount: Int
        }

        let total: String
        let unit: String
        let published: Int
        let addsUp: Bool
        let cells: [Cell]

        init(_ explanation: TallyExplanation) {
            total = explanation.measure
            unit = explanation.unit
            published = explanation.published
            addsUp = explanation.addsUp
            cells = explanation.cells.map {
                Cell(organisation: $0.organisation, area: $0.area, month: $0.month, amount: $0.amount)
            }
        }

        var text: String {
            var table = OutputTable("Organisation", "Area", "Month", "Amount")
            table.columns[3].alignment = .right
            table.rows = cells.map { [$0.organisation, $0.area ?? "(not known)", $0.month, "\($0.amount)"] }
            return "\(published) \(unit) (not persons)\n" + table.text
        }
    }

    private struct PersonDocument: Encodable {
        struct Part: Encodable {
            let organisation: String
            let memberships: Int
            let unlinkable: Int
            let nowhereElse: Int
        }

        let persons: Int
        let memberships: Int
        let overlap: Int
        let unlinkable: Int
        let addsUp: Bool
        let parts: [Part]

        init(_ explanation: PersonExplanation) {
            persons = explanation.persons
            memberships = explanation.memberships
            overlap = explanation.overlap
            unlinkable = explanation.unlinkable
            addsUp = explanation.addsUp
            parts = explanation.parts.map {
                Part(
                    organisation: $0.organisation,
                    memberships: $0.memberships,
                    unlinkable: $0.unlinkable,
                    nowhereElse: $0.nowhereElse
                )
            }
        }

        var text: String {
            var table = OutputTable("Organisation", "Memberships", "Cannot be linked", "Persons in no other")
            for column in 1...3 { table.columns[column].alignment = .right }
            table.rows = parts.map {
                [$0.organisation, "\($0.memberships)", "\($0.unlinkable)", "\($0.nowhereElse)"]
            }
            return """
                \(persons) persons = \(memberships) memberships - \(overlap) counted more than once - \(unlinkable) that \
                cannot be linked

                """ + table.text
        }
    }

    func validate() throws {
        if let year, !(1900...2199).contains(year) { throw ValidationError("--year is 1900 to 2199.") }
        if total == "learners", year == nil { throw ValidationError("learners are counted by --year.") }
        if total == "persons", year != nil {
            throw ValidationError("persons are counted as they are now: leave out --year.")
        }
    }

    func run() async throws {
        if total == "persons" || total == "learners" {
            let document = try await TotalsCommand.use(options.run, command: "explain") { totals in
                PersonDocument(try await totals.explainPersons(year: year, areaKey: area))
            }
            try options.output.print(document, text: document.text)
            if !document.addsUp { throw ExitCode(ExitReason.negative.rawValue) }
        } else {
            let question = TallyQuestion(measure: total, year: year, areaKey: area, kind: kind)
            let document = try await TotalsCommand.use(options.run, command: "explain") { totals in
                SumDocument(try await totals.explain(question))
            }
            try options.output.print(document, text: document.text)
            if !document.addsUp { throw ExitCode(ExitReason.negative.rawValue) }
        }
    }
}
