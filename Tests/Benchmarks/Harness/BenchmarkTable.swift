/// Columns for people: text to the left, figures to the right.
struct BenchmarkTable {
    private static let figureColumns: Set<Int> = [1, 3, 5, 6]

    static func text(_ lines: [BenchmarkLine]) -> String {
        let rows = [BenchmarkLine.tableHeader] + lines.map(\.cells)
        let widths = BenchmarkLine.tableHeader.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            zip(row, widths).enumerated().map { column, cell in
                let padding = String(repeating: " ", count: cell.1 - cell.0.count)
                return figureColumns.contains(column) ? padding + cell.0 : cell.0 + padding
            }.joined(separator: "  ")
        }.joined(separator: "\n")
    }
}
