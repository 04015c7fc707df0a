internal import ArgumentParser
import Foundation
import Tally

/// `hoctap totals freeze`.
struct TotalsFreezeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "freeze",
        abstract: "Keep the totals of a year as they are signed, for ever.",
        discussion: """
            From then on what is published of the year comes from the copy, whatever becomes of the rows. It cannot be undone. \
            Without a year: lists the frozen ones, and exits with 1 should one not be what was signed.
            """
    )

    @Argument(help: "A year that is over.")
    var year: Int?
    @OptionGroup var confirmation: ConfirmationOption
    @OptionGroup var options: OperatorOptions

    private struct Document: Encodable {
        let year: Int
        let frozenAt: Date
        let asOf: Date
        let hash: String
        let lines: Int
        let isWhole: Bool

        init(_ frozen: FrozenYear) {
            year = frozen.year
            frozenAt = frozen.frozenAt
            asOf = frozen.asOf
            hash = frozen.hash
            lines = frozen.lines
            isWhole = frozen.isWhole
        }
    }

    func run() async throws {
        guard let year else { return try await list() }
        guard (1900...2199).contains(year) else { throw CommandFailure(.usage, "a year is 1900 to 2199") }
        guard confirmation.yes else {
            throw CommandFailure(.usage, "a frozen year stays as it is, for ever: say --yes to freeze \(year)")
        }
        let document = try await TotalsCommand.use(options.run, command: "freeze") { totals in
            Document(try await totals.freeze(year: year))
        }
        try options.output.print(document, text: "\(year): \(document.lines) totals, SHA-256 \(document.hash)\n")
    }

    private func list() async throws {
        let years = try await TotalsCommand.use(options.run, command: "freeze") { totals in
            try await totals.frozenYears().map(Document.init)
        }
        var table = OutputTable("Year", "Frozen (UTC)", "Totals", "Whole", "SHA-256")
        table.rows = years.map {
            ["\($0.year)", $0.frozenAt.formatted(.iso8601), "\($0.lines)", $0.isWhole ? "yes" : "NO", $0.hash]
        }
        try options.output.print(years, text: table.text)
        if years.contains(where: { !$0.isWhole }) { throw ExitCode(ExitReason.negative.rawValue) }
    }
}

/// `hoctap totals diff`.
struct TotalsDiffCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "Show what has changed in a frozen year since it was signed.",
        discussion:
            "`-` stands in the frozen year, `+` is how the rows have it now. Exits with 1 when anything differs."
    )

    @Argument(help: "A frozen year.")
    var year: Int
    @OptionGroup var options: OperatorOptions

    private struct Document: Encodable {
        let line: String
        let isFrozen: Bool
    }

    func run() async throws {
        let lines = try await TotalsCommand.use(options.run, command: "diff") { totals in
            try await totals.differences(year: year).map { Document(line: $0.line, isFrozen: $0.isFrozen) }
        }
        try options.output.print(lines, text: lines.map { ($0.isFrozen ? "- " : "+ ") + $0.line + "\n" }.joined())
        if !lines.isEmpty { throw ExitCode(ExitReason.negative.rawValue) }
    }
}
