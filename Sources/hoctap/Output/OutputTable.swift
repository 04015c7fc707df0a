/// A table for people: columns under their headings, two spaces apart.
struct OutputTable {
    /// Where the values of a column stand.
    enum Alignment { case left, right }

    var columns: [(heading: String, alignment: Alignment)]
    var rows: [[String]] = []

    /// Columns of text.
    init(_ headings: String...) { columns = headings.map { ($0, .left) } }

    /// Lines, each ended by a line feed. Values are shown on one line each, without control characters.
    var text: String {
        let cells = ([columns.map(\.heading)] + rows).map { $0.map { $0.escapingControls(alsoQuotes: false) } }
        let widths = columns.indices.map { column in
            cells.map { column < $0.count ? Self.width(of: $0[column]) : 0 }.max() ?? 0
        }
        return cells.map { row in
            var line = ""
            for (column, cell) in row.enumerated() where column < columns.count {
                let gap = String(repeating: " ", count: widths[column] - Self.width(of: cell))
                line += (column == 0 ? "" : "  ") + (columns[column].alignment == .left ? cell + gap : gap + cell)
            }
            while line.last == " " { line.removeLast() }
            return line + "\n"
        }.joined()
    }

    /// Places on a terminal: Vietnamese letters take one each, however many code points they are.
    private static func width(of text: String) -> Int { text.count }
}
