import Spreadsheet

extension ReportTable {
    /// Writes the table to a file.
    ///
    /// - Throws: what the disk or the form refuses; the file is worth nothing then.
    package func write(as form: ReportForm, to path: String) throws {
        switch form {
        case .xlsx: try writeWorkbook(to: path)
        case .csv: try writeText(to: path)
        }
    }

    /// A title may have characters that the name of a sheet may not.
    private static let sheetName = "Số liệu"
    /// The first column has names, the others numbers.
    private static let nameWidth = 34.0
    private static let numberWidth = 14.0

    private func writeWorkbook(to path: String) throws(SheetError) {
        let headingRow = notes.count + 3
        var layout = SheetLayout()
        layout.columnWidths = headings.indices.map { $0 == 0 ? Self.nameWidth : Self.numberWidth }
        layout.frozenRows = headingRow
        layout.frozenColumns = 1
        layout.repeatedRows = headingRow...headingRow
        layout.isLandscape = headings.count > 5
        layout.fitsPageWidth = true
        let workbook = try WorkbookWriter(path: path)
        let sheet = try workbook.addSheet(named: Self.sheetName, layout: layout)
        var bold = SheetStyle()
        bold.isBold = true
        bold.fontSize = 14
        try workbook.append([.text(title)], styles: [try workbook.style(bold)], to: sheet)
        for note in notes { try workbook.append([.text(note)], to: sheet) }
        workbook.skipRows(in: sheet)
        try workbook.append(headings.map(SheetOutput.text), styles: [try workbook.style(.heading)], to: sheet)
        let styles = try Styles(workbook)
        for row in rows {
            try workbook.append(row.map(\.output), styles: row.map(styles.style), to: sheet)
        }
        try workbook.finish()
    }

    private func writeText(to path: String) throws(SheetError) {
        let writer = try CSVWriter(path: path)
        try writer.append(headings.map(SheetOutput.text))
        for row in rows { try writer.append(row.map(\.output)) }
        try writer.append([])
        for line in [title] + notes { try writer.append([.text(line)]) }
        try writer.finish()
    }

    /// Numbers with marks between thousands; all framed.
    private struct Styles {
        let text: WorkbookWriter.StyleID
        let whole: WorkbookWriter.StyleID
        let decimal: WorkbookWriter.StyleID

        init(_ workbook: WorkbookWriter) throws(SheetError) {
            var style = SheetStyle()
            style.hasBorder = true
            text = try workbook.style(style)
            style.numberFormat = "#,##0"
            whole = try workbook.style(style)
            style.numberFormat = "#,##0.0"
            decimal = try workbook.style(style)
        }

        func style(of value: Value) -> WorkbookWriter.StyleID {
            switch value {
            case .text, .none: text
            case .whole: whole
            case .decimal: decimal
            }
        }
    }
}

extension ReportTable.Value {
    fileprivate var output: SheetOutput {
        switch self {
        case .text(let text): .text(text)
        case .whole(let number): .number(Double(number))
        case .decimal(let number): .number(number)
        case .none: .empty
        }
    }
}
