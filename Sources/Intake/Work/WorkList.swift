package import Programme
import Spreadsheet

/// A list of the programme's work as a workbook.
package struct WorkList: Sendable {
    /// Lines of one workbook, at most: some years of a large ward.
    package static let mostLines = 20_000

    /// One cell.
    package enum Cell: Hashable, Sendable {
        case text(String)
        case number(Int)
        case day(CalendarDay)
        case empty
    }

    /// Whose it is.
    package let organisation: String
    package let title: String
    package let headings: [String]
    /// Each as long as the headings.
    package let lines: [[Cell]]

    /// A list of these parts.
    package init(organisation: String, title: String, headings: [String], lines: [[Cell]]) {
        self.organisation = organisation
        self.title = title
        self.headings = headings
        self.lines = lines
    }

    /// Writes the workbook to `path`.
    package func write(to path: String) throws(IntakeError) {
        try IntakeError.wrapping { () throws(SheetError) in
            let workbook = try WorkbookWriter(path: path)
            var layout = SheetLayout()
            layout.columnWidths = [6] + headings.indices.map { $0 == 0 ? 40 : 20 }
            layout.frozenRows = 4
            layout.isLandscape = true
            layout.fitsPageWidth = true
            layout.repeatedRows = 4...4
            let sheet = try workbook.addSheet(named: "Danh sách", layout: layout)
            var large = SheetStyle()
            large.isBold = true
            large.fontSize = 14
            let heading = try workbook.style(.heading)
            try workbook.append([.text(organisation)], to: sheet)
            try workbook.append([.text(title.uppercased())], styles: [try workbook.style(large)], to: sheet)
            workbook.skipRows(in: sheet)
            try workbook.append((["STT"] + headings).map(SheetOutput.text), styles: [heading], to: sheet)
            var cell = SheetStyle()
            cell.hasBorder = true
            cell.wrapsText = true
            var (day, number) = (cell, cell)
            day.numberFormat = "dd/mm/yyyy"
            number.numberFormat = "#,##0"
            let (plain, dated, counted) = (
                try workbook.style(cell), try workbook.style(day), try workbook.style(number)
            )
            for (index, line) in lines.enumerated() {
                let values: [SheetOutput] = [.number(Double(index + 1))] + line.map(Self.output)
                let styles = line.map { value in
                    switch value {
                    case .day: dated
                    case .number: counted
                    case .text, .empty: plain
                    }
                }
                try workbook.append(values, styles: [plain] + styles, to: sheet)
            }
            try workbook.finish()
        }
    }

    private static func output(_ cell: Cell) -> SheetOutput {
        switch cell {
        case .text(let text): .text(text)
        case .number(let number): .number(Double(number))
        case .day(let day): .date(SheetDate(year: day.year, month: day.month, day: day.day))
        case .empty: .empty
        }
    }
}
