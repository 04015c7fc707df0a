/// A table for people: columns under their headings, two spaces apart.
struct OutputTable {
    /// Where the values of a column stand.
    enum Alignment { case left, right }

    var columns: [(heading: String, alignment: Alignment)]
    var rows: [[String]] = []

    /// A column of text is not made narrower than this.
    private static let leastWidth = 8
    private static let gap = 2

    /// Columns of text.
    init(_ headings: String...) { columns = headings.map { ($0, .left) } }

    /// Lines, each ended by a line feed, as wide as the terminal where there is one. Values are shown on one line each, without
    /// control characters.
    var text: String { text(fitting: Terminal.columns) }

    /// The same in lines of this many places, as far as can be: the widest texts are cut, figures never. Nil for as wide as it is.
    func text(fitting width: Int?) -> String {
        let cells = ([columns.map(\.heading)] + rows).map { $0.map { $0.escapingControls(alsoQuotes: false) } }
        var widths = columns.indices.map { column in
            cells.map { column < $0.count ? Self.width(of: $0[column]) : 0 }.max() ?? 0
        }
        if let width { narrow(&widths, to: width) }
        return cells.map { row in
            var line = ""
            for (column, cell) in row.enumerated() where column < columns.count {
                let shown = Self.cut(cell, to: widths[column])
                let gap = String(repeating: " ", count: widths[column] - Self.width(of: shown))
                line += column == 0 ? "" : String(repeating: " ", count: Self.gap)
                line += columns[column].alignment == .left ? shown + gap : gap + shown
            }
            while line.last == " " { line.removeLast() }
            return line + "\n"
        }.joined()
    }

    /// Takes from the widest column of text, place by place, until all fit or none can give any more.
    private func narrow(_ widths: inout [Int], to width: Int) {
        var excess = widths.reduce(0, +) + Self.gap * max(0, widths.count - 1) - width
        while excess > 0 {
            let texts = widths.indices.filter { columns[$0].alignment == .left && widths[$0] > Self.leastWidth }
            guard let widest = texts.max(by: { widths[$0] < widths[$1] }) else { return }
            widths[widest] -= 1
            excess -= 1
        }
    }

    private static func cut(_ text: String, to width: Int) -> String {
        Self.width(of: text) > width ? text.prefix(max(0, width - 1)) + "…" : text
    }

    /// Places on a terminal: Vietnamese letters take one each, however many code points they are.
    private static func width(of text: String) -> Int { text.count }
}
