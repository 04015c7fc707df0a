/// What is written into a cell.
package enum SheetOutput: Equatable, Sendable {
    /// Nothing; in a workbook the cell still has its style.
    case empty
    /// Text, and always text: what looks like a formula or a number is none.
    case text(String)
    /// A finite number.
    case number(Double)
    /// A day between 1900 and 9999.
    case date(SheetDate)
    case bool(Bool)
}

/// How a cell looks. Equal styles are one in the file.
package struct SheetStyle: Hashable, Sendable {
    package enum Alignment: Sendable {
        case start, centre, end
    }

    package var fontName: String?
    /// In points.
    package var fontSize: Double?
    package var isBold = false
    package var isItalic = false
    /// Red, green and blue as `0xRRGGBB`.
    package var fontColour: UInt32?
    package var fillColour: UInt32?
    /// A thin line around the cell.
    package var hasBorder = false
    package var wrapsText = false
    /// Nil leaves it to the kind of value: text left, numbers right.
    package var horizontal: Alignment?
    package var vertical: Alignment?
    /// A code such as `#,##0` or `dd/mm/yyyy`.
    package var numberFormat: String?

    /// The program's own look.
    package init() {}

    /// Bold, in the middle, framed, wrapped: what stands above the columns of a list.
    package static let heading: SheetStyle = {
        var style = SheetStyle()
        style.isBold = true
        style.hasBorder = true
        style.wrapsText = true
        style.horizontal = .centre
        style.vertical = .centre
        return style
    }()
}

/// How a sheet is shown and printed. Fixed when the sheet is begun.
package struct SheetLayout: Sendable {
    /// In characters, from the first column on.
    package var columnWidths: [Double] = []
    /// Rows at the top that stay in sight.
    package var frozenRows = 0
    /// Columns at the start that stay in sight.
    package var frozenColumns = 0
    /// The row of headings to which a filter is added, as Excel numbers it: it reaches down to the last row written.
    package var filterRow: Int?
    package var isLandscape = false
    /// Rows that are printed on top of each page.
    package var repeatedRows: ClosedRange<Int>?
    /// As many pages down as it takes, but one across.
    package var fitsPageWidth = false

    package init() {}
}
