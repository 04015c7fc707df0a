import Spreadsheet

/// Writes the tables of an official report as text with columns: captions, headings and rows, and behind them what it is.
package enum OfficialText {
    /// Writes the report with this content.
    ///
    /// - Throws: `SheetError`, `OfficialReportError`.
    package static func write(contentAt content: String, hash: String, to path: String) throws {
        let reader = try OfficialContentReader(path: content)
        let writer = try CSVWriter(path: path)
        var head: OfficialHead?
        while let line = try reader.next() {
            switch line {
            case .head(let found): head = found
            case .table(let table):
                if !table.caption.isEmpty { try writer.append([.text(table.caption)]) }
                try writer.append(table.columns.map { .text(heading(of: $0)) })
            case .row(let row): try writer.append(row.values.map(\.output))
            }
        }
        guard let head else { throw OfficialReportError.unreadable }
        try writer.append([])
        let lines = [head.heading] + head.agency + [head.numberLine, head.placeLine] + head.notes
        for line in lines { try writer.append([.text(line)]) }
        if head.isDraft { try writer.append([.text(OfficialHead.draft)]) }
        try writer.append([.text("SHA-256"), .text(hash)])
        try writer.finish()
    }

    /// The group and the heading in one.
    static func heading(of column: OfficialTable.Column) -> String {
        [column.group, column.heading].compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: ": ")
    }
}
