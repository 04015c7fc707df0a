import Foundation
import Intake
import Programme
import Store

/// An import as a command answers it: counts, and no person.
struct ImportDocument: Encodable {
    let id: String
    let state: String
    let fileName: String
    let createdAt: Date
    let failure: String?
    let outcomes: [String: Int]?
    let problems: [String: Int]?
    let skipped: [String: Int]?
    let columns: [String]?
    let columnProblems: [String]?
    let removedByUndo: Int?
    let restoredByUndo: Int?

    init(_ detail: ImportDetail) {
        self.init(
            detail.stored,
            detail.summary,
            columns: detail.settings.survey.headings.map(\.text),
            columnProblems: detail.mappingProblems.map { $0.message(in: .english) }
        )
    }

    init(_ stored: StoredImport) { self.init(stored, nil, columns: nil, columnProblems: nil) }

    private init(_ stored: StoredImport, _ summary: ImportSummary?, columns: [String]?, columnProblems: [String]?) {
        id = stored.id.description
        state = stored.state.rawValue
        fileName = stored.fileName
        createdAt = stored.createdAt
        failure = stored.failure
        outcomes = summary.map { Self.named($0.outcomes) }
        problems = summary.map { Self.named($0.problems) }
        skipped = summary.map { Self.named($0.skipped) }
        removedByUndo = summary?.undo?.removed
        restoredByUndo = summary?.undo?.restored
        self.columns = columns
        self.columnProblems = columnProblems
    }

    private static func named<Key: RawRepresentable<String>>(_ counts: [Key: Int]) -> [String: Int] {
        Dictionary(counts.map { ($0.key.rawValue, $0.value) }, uniquingKeysWith: +)
    }

    /// The import, its counts, and what stands in its way.
    var text: String {
        var text = "\(id)  \(fileName)  \(state)\(failure.map { " (\($0))" } ?? "")\n"
        for (title, counts) in [("Rows", outcomes), ("Problems", problems), ("Skipped", skipped)] {
            guard let counts, !counts.isEmpty else { continue }
            let words = counts.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
            text += "\(title): \(words.joined(separator: ", "))\n"
        }
        if let removedByUndo, let restoredByUndo {
            text += "Undone: \(removedByUndo) members removed, \(restoredByUndo) put back as they were\n"
        }
        return text + (columnProblems ?? []).map { "In the way: \($0)\n" }.joined()
    }

    /// The lines of several.
    static func table(_ imports: [ImportDocument]) -> String {
        var table = OutputTable("Identity", "File", "State", "Uploaded (UTC)")
        table.rows = imports.map { [$0.id, $0.fileName, $0.state, $0.createdAt.formatted(.iso8601)] }
        return table.text
    }
}
