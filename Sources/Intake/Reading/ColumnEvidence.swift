import Programme
import Spreadsheet

/// What is decided over a whole column before any of its cells is read: the order of its dates. One pass over the sheet that
/// holds a few counts a column.
struct ColumnEvidence {
    /// The dates of one column.
    struct Dates {
        var order = DateOrderEvidence()
        /// Cells that are days by their format, and those of them whose day cannot be a month.
        var days = 0
        var daysAbove12 = 0

        /// Whether an English Excel seems to have swapped days and months of the cells that it took for dates: all of them
        /// could be months, and the texts that it could not take are day first.
        var isSwapSuspected: Bool { order.mustBeDayFirst > 0 && days >= ColumnEvidence.fewestDays && daysAbove12 == 0 }
    }

    /// Of ten random days, about four in a hundred times none is above twelve in all of them.
    private static let fewestDays = 4

    /// By column.
    private(set) var dates: [Int: Dates] = [:]
    /// Rows below the header in which something stands.
    private(set) var rows = 0

    /// Goes through the rows from `firstRow` on and looks at the cells of some columns.
    init(_ source: SheetRows, from firstRow: Int, columns: [Int]) throws(SheetError) {
        let columns = columns.sorted()
        for column in columns { dates[column] = Dates() }
        var found = columns.map { _ in Dates() }
        while let row = try source.next() {
            guard row.number >= firstRow else { continue }
            rows += 1
            for (index, column) in columns.enumerated() {
                guard let cell = row.cell(column: column) else { continue }
                switch cell.value {
                case .text(let text): found[index].order.add(text)
                case .date(let date):
                    found[index].days += 1
                    if date.day > 12 { found[index].daysAbove12 += 1 }
                case .number, .bool, .error: break
                }
            }
        }
        for (column, dates) in zip(columns, found) { self.dates[column] = dates }
    }
}
