internal import ArgumentParser
import Foundation
import Tally

/// `hoctap totals status`.
struct TotalsStatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Show as of when the totals are, how much waits, and who works.",
        discussion: "Exits with 1 when no worker has looked for 15 seconds: then the totals stand still."
    )

    @OptionGroup var options: OperatorOptions

    /// The answer.
    struct Document: Encodable {
        let asOf: Date?
        let foldedAt: Date?
        let isWorked: Bool
        let pending: Int
        let lagMilliseconds: Int
        let epoch: Int64
        let holder: String
        let folds: Int
        let lines: Int
        let memberships: Int
        let unlinkable: Int
        let hasPersonKey: Bool

        init(_ status: TallyStatus) {
            asOf = status.asOf
            foldedAt = status.foldedAt
            isWorked = status.isWorked
            pending = status.pending
            lagMilliseconds = status.lagMilliseconds
            epoch = status.epoch
            holder = status.holder
            folds = status.folds
            lines = status.lines
            memberships = status.memberships
            unlinkable = status.unlinkable
            hasPersonKey = status.hasPersonKey
        }

        /// For people.
        var text: String {
            let when = asOf.map { $0.formatted(.iso8601) } ?? "never"
            var text = """
                As of    \(when)
                Worker   \(isWorked ? holder : "none is at work"), epoch \(epoch)
                Waiting  \(pending) lines; lag \(lagMilliseconds) ms
                Added    \(lines) lines in \(folds) batches

                """
            if memberships > 0 {
                text += "Persons  \(unlinkable) of \(memberships) memberships cannot be linked to a person\n"
            }
            if !hasPersonKey {
                text += "Warning: \(CheckFinding.noPersonKey)\n"
            } else if memberships > 0, unlinkable == memberships {
                text += "Warning: no membership has a person's token that counts: see hoctap totals tokens\n"
            }
            return text
        }
    }

    func run() async throws {
        let document = try await TotalsCommand.use(options.run, command: "status") { Document(try await $0.status()) }
        try options.output.print(document, text: document.text)
        if !document.isWorked { throw ExitCode(ExitReason.negative.rawValue) }
    }
}
