package import Programme
package import Store

/// What a run over an upload came to: of a dry run what would happen, of the real thing what did. Kept with the import.
package struct ImportSummary: Codable, Hashable, Sendable {
    /// Whether the rows were taken over; false for a dry run, and for one that was refused as a whole.
    package var isApplied: Bool
    /// Whether rows refused kept all of them from being taken.
    package var isRefused: Bool
    /// Rows by what became of them.
    package var outcomes: [ImportOutcome: Int]
    /// Problems of single rows, warnings included, by code.
    package var problems: [ProblemCode: Int]
    /// Rows passed over, by reason.
    package var skipped: [SkipReason: Int]
    /// Which they were; at most `mostSkippedListed`. Nil after an erasure: signatures are names.
    package var skippedRows: [IntakeSummary.SkippedRow]?
    /// People in hidden rows.
    package var hidden: Int
    /// Names of the branches that were made, or would be.
    package var newBranches: [String]
    /// What taking it back came to, after that.
    package var undo: ImportUndo?

    /// Skipped rows that are kept; the rest is counted only.
    package static let mostSkippedListed = 500

    /// Rows that are people.
    package var people: Int { outcomes.values.reduce(0, +) }

    /// Rows with this outcome.
    package func count(_ outcome: ImportOutcome) -> Int { outcomes[outcome, default: 0] }
}
