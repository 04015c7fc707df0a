/// The room Reports: what is handed out as a file. A report is a model first, the same for every form, and is then written as a
/// workbook or as CSV.
///
/// One table with what has to be said of it: when it was counted, and whether persons or attendances.
package struct ReportTable: Sendable, Hashable {
    /// What stands in a cell.
    package enum Value: Sendable, Hashable {
        case text(String)
        case whole(Int)
        /// With one digit behind the point.
        case decimal(Double)
        /// Nothing: there is no such number.
        case none
    }

    /// What stands above the columns.
    package let headings: [String]
    /// As many values each as there are headings.
    package let rows: [[Value]]
    package let title: String
    /// Sentences that belong to the numbers.
    package let notes: [String]

    /// A table of these parts; what a row has beyond the headings is left out.
    package init(title: String, notes: [String], headings: [String], rows: [[Value]]) {
        self.title = title
        self.notes = notes
        self.headings = headings
        self.rows = rows.map { Array($0.prefix(headings.count)) }
    }
}

/// In which form a report is handed out.
package enum ReportForm: String, Sendable, CaseIterable {
    /// A workbook, with title and notes above the table.
    case xlsx
    /// Headings and rows, and the notes behind them.
    case csv
}
