package import Programme
import Spreadsheet

/// What the dates of a column show, all of them: their order, which no single cell tells.
package struct ColumnDates: Codable, Hashable, Sendable {
    /// By the texts.
    package var order = DateOrderEvidence()
    /// Cells that are days by their format.
    package var days = 0
    /// Those of them whose day is above 12, so that it is no month.
    package var daysAbove12 = 0

    /// With fewer days, it is no wonder when none is above 12.
    private static let fewestDays = 4

    /// Nothing yet.
    package init() {}

    /// Whether an English Excel seems to have swapped days and months of the cells that it took for dates: all of them could
    /// be months, and the texts that it could not take are day first.
    package var isSwapSuspected: Bool { order.mustBeDayFirst > 0 && days >= Self.fewestDays && daysAbove12 == 0 }
}

/// What is gathered over a whole sheet before any row of it is read: a few counts a column.
struct ColumnEvidence {
    /// Texts that are longer are no dates.
    private static let longestDateBytes = 40

    /// By column.
    private(set) var dates: [ColumnDates] = []
    /// Rows in which something stands.
    private(set) var rows = 0

    mutating func add(_ row: SheetRow) {
        rows += 1
        for cell in row {
            let column = cell.column
            guard column < SheetSample.mostColumns else { return }
            let mayBeDate = cell.withUTF8 { bytes in
                bytes.count <= Self.longestDateBytes && (0x30...0x39).contains(bytes.first ?? 0)
            }
            guard mayBeDate else { continue }
            while dates.count <= column { dates.append(ColumnDates()) }
            switch cell.value {
            case .text(let text): dates[column].order.add(text)
            case .date(let date):
                dates[column].days += 1
                if date.day > 12 { dates[column].daysAbove12 += 1 }
            case .number, .bool, .error: break
            }
        }
    }
}
