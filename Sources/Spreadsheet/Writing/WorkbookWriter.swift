import CXLSXWriter

/// Writes a workbook row by row. No sheet is held in memory: rows go to a temporary file as they come, and `finish` puts
/// the workbook together. Every text is a string cell, which no program takes for a formula. Not for several tasks.
package final class WorkbookWriter {
    /// A style that the workbook has.
    package struct StyleID: Equatable, Sendable {
        fileprivate let index: Int
    }

    /// A sheet that rows are added to.
    package struct SheetID: Equatable, Sendable {
        fileprivate let index: Int
    }

    private struct Sheet {
        var worksheet: UnsafeMutablePointer<lxw_worksheet>
        var layout: SheetLayout
        /// Rows so far; the next one has this number, from 0.
        var rowCount = 0
        var columnCount = 0
    }

    /// Excel's limit for the name on a tab, in UTF-16 units.
    package static let sheetNameLength = 31
    /// How a date is written without a style of its own: as people in Vietnam do.
    private static let dateFormat = "dd/mm/yyyy"
    private static let dateTimeFormat = "dd/mm/yyyy hh:mm:ss"

    private var workbook: UnsafeMutablePointer<lxw_workbook>?
    private let limits: SheetLimits
    private var sheets: [Sheet] = []
    private var formats: [UnsafeMutablePointer<lxw_format>] = []
    private var known: [SheetStyle: StyleID] = [:]

    /// Begins a workbook. Nothing stands at `path` before `finish`; what stood there is replaced then.
    package init(path: String, limits: SheetLimits = SheetLimits()) throws(SheetError) {
        self.limits = limits
        var options = lxw_workbook_options()
        options.constant_memory = 1
        guard let workbook = workbook_new_opt(path, &options) else { throw .unwritable("no memory") }
        self.workbook = workbook
    }

    /// A workbook that is not finished is given up; nothing stands at its path.
    deinit {
        guard let workbook else { return }
        for sheet in sheets where sheet.worksheet.pointee.optimize_tmpfile != nil {
            fclose(sheet.worksheet.pointee.optimize_tmpfile)
        }
        lxw_workbook_free(workbook)
    }

    /// Adds a sheet behind the others. Throws when Excel would not take the name: longer than `sheetNameLength`, empty, used
    /// already, or with one of `[]:*?/\`.
    package func addSheet(named name: String, layout: SheetLayout = SheetLayout()) throws(SheetError) -> SheetID {
        let workbook = try open()
        guard sheets.count < limits.sheets else { throw .limit(.sheets, .file) }
        guard !name.isEmpty, !name.utf8.contains(0), workbook_validate_sheet_name(workbook, name) == LXW_NO_ERROR,
            let worksheet = workbook_add_worksheet(workbook, name)
        else { throw .unwritable("a sheet cannot have this name") }
        for (column, width) in layout.columnWidths.enumerated().prefix(limits.columns) {
            let column = lxw_col_t(column)
            try check(worksheet_set_column(worksheet, column, column, width, nil))
        }
        if layout.frozenRows > 0 || layout.frozenColumns > 0 {
            worksheet_freeze_panes(worksheet, lxw_row_t(layout.frozenRows), lxw_col_t(layout.frozenColumns))
        }
        if layout.isLandscape { worksheet_set_landscape(worksheet) }
        worksheet_set_paper(worksheet, Self.paperA4)
        if layout.fitsPageWidth { worksheet_fit_to_pages(worksheet, 1, 0) }
        if let rows = layout.repeatedRows {
            guard rows.lowerBound >= 1 else { throw .unwritable("rows are numbered from 1") }
            try check(worksheet_repeat_rows(worksheet, lxw_row_t(rows.lowerBound - 1), lxw_row_t(rows.upperBound - 1)))
        }
        sheets.append(Sheet(worksheet: worksheet, layout: layout))
        return SheetID(index: sheets.count - 1)
    }

    private static let paperA4: UInt8 = 9

    /// The style, made when the workbook has none like it.
    package func style(_ style: SheetStyle) throws(SheetError) -> StyleID {
        if let id = known[style] { return id }
        let workbook = try open()
        guard formats.count < limits.styles else { throw .limit(.styles, .file) }
        guard let format = workbook_add_format(workbook) else { throw .unwritable("no memory") }
        Self.apply(style, to: format)
        formats.append(format)
        let id = StyleID(index: formats.count - 1)
        known[style] = id
        return id
    }

    /// Adds a row: values from the first column on, each with the style at its place, or the last style for the rest.
    /// A height is in points. Throws for a value that no cell can hold, and then the workbook must be given up.
    package func append(
        _ values: [SheetOutput],
        styles: [StyleID] = [],
        heightPoints: Double? = nil,
        to sheet: SheetID
    ) throws(SheetError) {
        _ = try open()
        let row = sheets[sheet.index].rowCount
        let worksheet = sheets[sheet.index].worksheet
        guard row < limits.rows else { throw .limit(.rows, SheetPlace(row: row + 1)) }
        guard values.count <= limits.columns else { throw .limit(.columns, SheetPlace(row: row + 1)) }
        if let heightPoints { try check(worksheet_set_row(worksheet, lxw_row_t(row), heightPoints, nil)) }
        for (column, value) in values.enumerated() {
            let style = column < styles.count ? styles[column] : styles.last
            let target = Target(worksheet: worksheet, row: row, column: column)
            try write(value, style: style.map { formats[$0.index] }, to: target)
        }
        sheets[sheet.index].rowCount += 1
        sheets[sheet.index].columnCount = max(sheets[sheet.index].columnCount, values.count)
    }

    /// Leaves rows empty.
    package func skipRows(_ count: Int = 1, in sheet: SheetID) {
        sheets[sheet.index].rowCount += max(0, count)
    }

    /// Merges cells into one that shows what is written in its first cell. The rows are written with `append` as all
    /// others, before or after this; values in the other cells of the range are hidden, so leave them empty.
    package func merge(_ range: SheetRange, in sheet: SheetID) throws(SheetError) {
        _ = try open()
        guard range.rows.lowerBound >= 1, range.rows.upperBound <= limits.rows, range.columns.lowerBound >= 0,
            range.columns.upperBound < limits.columns, range.rows.count > 1 || range.columns.count > 1
        else { throw .unwritable("a merged range has at least two cells of the sheet") }
        let worksheet = sheets[sheet.index].worksheet
        let isMerged = worksheet_merge_cells_as_written(
            worksheet,
            lxw_row_t(range.rows.lowerBound - 1),
            lxw_col_t(range.columns.lowerBound),
            lxw_row_t(range.rows.upperBound - 1),
            lxw_col_t(range.columns.upperBound)
        )
        guard isMerged != 0 else { throw .unwritable("no memory") }
    }

    /// Puts the workbook together and writes it to its path. Nothing can be added after it, and it throws when it was
    /// called before. A workbook without a sheet gets an empty one.
    package func finish() throws(SheetError) {
        let workbook = try open()
        for sheet in sheets {
            guard let row = sheet.layout.filterRow, row >= 1, sheet.columnCount > 0 else { continue }
            try check(
                worksheet_autofilter(
                    sheet.worksheet,
                    lxw_row_t(row - 1),
                    0,
                    lxw_row_t(max(row, sheet.rowCount) - 1),
                    lxw_col_t(sheet.columnCount - 1)
                )
            )
        }
        self.workbook = nil
        try check(workbook_close(workbook))
    }

    private struct Target {
        var worksheet: UnsafeMutablePointer<lxw_worksheet>
        var row: Int
        var column: Int

        var place: SheetPlace { SheetPlace(row: row + 1, column: column) }
    }

    private func write(
        _ value: SheetOutput,
        style: UnsafeMutablePointer<lxw_format>?,
        to target: Target
    ) throws(SheetError) {
        let (worksheet, row, column) = (target.worksheet, lxw_row_t(target.row), lxw_col_t(target.column))
        switch value {
        case .empty:
            guard let style else { return }
            try check(worksheet_write_blank(worksheet, row, column, style))
        case .text(let text):
            guard text.utf8.count <= limits.cellText || text.utf16.count <= limits.cellText else {
                throw .limit(.cellText, target.place)
            }
            let needsEscape = SheetText.needsEscape(text)
            if needsEscape, text.utf8.contains(0) { throw .unwritableValue(target.place) }
            let written = needsEscape ? SheetText.escaped(text) : text
            try check(worksheet_write_string(worksheet, row, column, written, style), at: target.place)
        case .number(let number):
            guard number.isFinite else { throw .unwritableValue(target.place) }
            try check(worksheet_write_number(worksheet, row, column, number, style))
        case .date(let date):
            guard let serial = date.serial1900 else { throw .unwritableValue(target.place) }
            var format = style
            if format == nil { format = try defaultStyle(for: date) }
            try check(worksheet_write_number(worksheet, row, column, serial, format))
        case .bool(let bool):
            try check(worksheet_write_boolean(worksheet, row, column, bool ? 1 : 0, style))
        }
    }

    private func defaultStyle(for date: SheetDate) throws(SheetError) -> UnsafeMutablePointer<lxw_format> {
        var style = SheetStyle()
        style.numberFormat = date.secondOfDay == 0 ? Self.dateFormat : Self.dateTimeFormat
        return formats[try self.style(style).index]
    }

    private static func apply(_ style: SheetStyle, to format: UnsafeMutablePointer<lxw_format>) {
        if let name = style.fontName { format_set_font_name(format, name) }
        if let size = style.fontSize { format_set_font_size(format, size) }
        if style.isBold { format_set_bold(format) }
        if style.isItalic { format_set_italic(format) }
        if let colour = style.fontColour { format_set_font_color(format, colour) }
        if let colour = style.fillColour {
            format_set_pattern(format, UInt8(LXW_PATTERN_SOLID.rawValue))
            format_set_fg_color(format, colour)
        }
        if style.hasBorder { format_set_border(format, UInt8(LXW_BORDER_THIN.rawValue)) }
        if style.wrapsText { format_set_text_wrap(format) }
        if let code = style.numberFormat { format_set_num_format(format, code) }
        switch style.horizontal {
        case .start: format_set_align(format, UInt8(LXW_ALIGN_LEFT.rawValue))
        case .centre: format_set_align(format, UInt8(LXW_ALIGN_CENTER.rawValue))
        case .end: format_set_align(format, UInt8(LXW_ALIGN_RIGHT.rawValue))
        case nil: break
        }
        switch style.vertical {
        case .start: format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
        case .centre: format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_CENTER.rawValue))
        case .end: format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_BOTTOM.rawValue))
        case nil: break
        }
    }

    private func open() throws(SheetError) -> UnsafeMutablePointer<lxw_workbook> {
        guard let workbook else { throw .unwritable("the workbook is finished") }
        return workbook
    }

    private func check(_ code: lxw_error, at place: SheetPlace = .file) throws(SheetError) {
        guard code != LXW_NO_ERROR else { return }
        if code == LXW_ERROR_MAX_STRING_LENGTH_EXCEEDED { throw .limit(.cellText, place) }
        throw .unwritable(lxw_strerror(code).map { String(cString: $0) } ?? "error \(code.rawValue)")
    }
}
