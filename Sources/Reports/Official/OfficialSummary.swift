/// What a report's content holds besides its rows, and how many of those: what must be known before the first row is laid out.
package struct OfficialSummary: Hashable, Sendable {
    package let head: OfficialHead
    package let tables: [OfficialTable]
    /// Of each table.
    package let rows: [Int]

    /// Of all tables.
    package var rowCount: Int { rows.reduce(0, +) }
    /// Of the widest table.
    package var columnCount: Int { tables.map(\.columns.count).max() ?? 1 }

    /// Characters for each column, whichever table needs the most.
    package var widths: [Int] {
        (0..<columnCount).map { index in
            tables.compactMap { $0.columns.indices.contains(index) ? $0.columns[index].width : nil }.max() ?? 0
        }
    }

    /// Wider than this many characters a table does not fit on an upright page.
    private static let uprightWidth = 100

    /// Whether it is printed on pages that lie.
    package var isLandscape: Bool {
        (tables.map { $0.columns.reduce(0) { $0 + $1.width } }.max() ?? 0) > Self.uprightWidth
    }

    /// Reads the content once.
    ///
    /// - Throws: `OfficialReportError.unreadable`.
    package init(contentAt path: String) throws {
        let reader = try OfficialContentReader(path: path)
        guard case .head(let head)? = try reader.next() else { throw OfficialReportError.unreadable }
        var tables: [OfficialTable] = []
        var rows: [Int] = []
        while let line = try reader.next() {
            switch line {
            case .head: throw OfficialReportError.unreadable
            case .table(let table):
                tables.append(table)
                rows.append(0)
            case .row(let row):
                guard let table = tables.last, row.values.count == table.columns.count else {
                    throw OfficialReportError.unreadable
                }
                rows[rows.count - 1] += 1
            }
        }
        self.head = head
        self.tables = tables
        self.rows = rows
    }
}
