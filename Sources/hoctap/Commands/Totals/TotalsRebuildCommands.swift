internal import ArgumentParser
import Foundation
import Tally

/// `hoctap totals rebuild`.
struct TotalsRebuildCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rebuild",
        abstract: "Make all totals anew from the rows.",
        discussion: """
            Takes minutes in a city. Officers go on meanwhile; what they write is added afterwards. Needed after the age bands \
            were changed, or should reconcile ever find a difference.
            """
    )

    @OptionGroup var options: OperatorOptions

    private struct Document: Encodable {
        let cells: Int
        let cellsChanged: Int
        let presences: Int
        let presencesChanged: Int
    }

    func run() async throws {
        let document = try await TotalsCommand.use(options.run, command: "rebuild") { totals in
            let rebuilding = try await totals.rebuild()
            return Document(
                cells: rebuilding.cells,
                cellsChanged: rebuilding.cellsChanged,
                presences: rebuilding.presences,
                presencesChanged: rebuilding.presencesChanged
            )
        }
        let text = """
            \(document.cells) cells, of which \(document.cellsChanged) changed; \(document.presences) presences, of which \
            \(document.presencesChanged) changed.

            """
        try options.output.print(document, text: text)
    }
}

/// `hoctap totals reconcile`.
struct TotalsReconcileCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reconcile",
        abstract: "Count everything again from the rows and compare.",
        discussion: "Exits with 1 on any difference, and shows the first ones. Officers go on meanwhile."
    )

    @Option(help: "How many differences are shown, 1 to 1000.")
    var shown = 20
    @OptionGroup var options: OperatorOptions

    private struct Document: Encodable {
        struct Difference: Encodable {
            let total: String
            let key: String
            let held: Int
            let counted: Int
        }

        let cells: Int
        let presences: Int
        let persons: Int
        let distinctCells: Int
        let mismatches: Int
        let differences: [Difference]

        init(_ found: TallyReconciliation) {
            cells = found.cells
            presences = found.presences
            persons = found.persons
            distinctCells = found.distinctCells
            mismatches = found.mismatches
            differences = found.differences.map {
                Difference(total: $0.total, key: $0.key, held: $0.held, counted: $0.counted)
            }
        }
    }

    func validate() throws {
        guard (1...1000).contains(shown) else { throw ValidationError("--shown is 1 to 1000.") }
    }

    func run() async throws {
        let document = try await TotalsCommand.use(options.run, command: "reconcile") { totals in
            Document(try await totals.reconcile(shown: shown))
        }
        var text = """
            \(document.cells) cells, \(document.presences) presences, \(document.persons) counts of persons and \
            \(document.distinctCells) of distinct persons compared: \(document.mismatches) differ.

            """
        if !document.differences.isEmpty {
            var table = OutputTable("Total", "Key", "Held", "Counted")
            table.rows = document.differences.map { [$0.total, $0.key, "\($0.held)", "\($0.counted)"] }
            text += table.text
        }
        try options.output.print(document, text: text)
        if document.mismatches > 0 { throw ExitCode(ExitReason.negative.rawValue) }
    }
}
