/// A file of rows: a workbook (`.xlsx`) or text with columns, told by its content and whatever its name says.
///
/// This room turns files into cells and back. It knows what Excel and its relatives write and nothing of what the cells
/// mean. A reader never holds a sheet: rows come one at a time, and what it does hold (shared strings, formats, one
/// row) has a limit in `SheetLimits`. Nothing that a file names is ever fetched, run or unpacked to a path.
///
///     let reader = try WorkbookReader(path: path)
///     let rows = try reader.rows(of: 0)
///     while let row = try rows.next() {
///         for cell in row { print(row.number, cell.column, cell.value) }
///     }
///
/// A reader and its rows belong to one task. Between two calls of `next()` the caller may stop: that is where a
/// cancellation is looked at.
package final class WorkbookReader {
    package let source: SheetSource
    /// In the order of their tabs; those without cells, such as charts, left out. Never empty.
    package let sheets: [SheetInfo]

    private let path: String
    private let limits: SheetLimits
    private let workbook: WorkbookPackage?

    /// Opens a file and finds out what it is. Throws what it is instead of a workbook or a text, or what is wrong
    /// with it. The file must not change while it is read.
    package init(path: String, limits: SheetLimits = SheetLimits()) throws(SheetError) {
        self.path = path
        self.limits = limits
        switch try SheetFileKind.of(path: path, limits: limits) {
        case .zip:
            let workbook = try WorkbookPackage(path: path, limits: limits)
            self.workbook = workbook
            source = .workbook
            sheets = workbook.sheets.map(\.info)
        case .text:
            workbook = nil
            source = .text(try TextFile.form(path: path, limits: limits))
            sheets = [SheetInfo(name: "", visibility: .visible)]
        }
    }

    /// The rows of a sheet from the beginning, by its place in `sheets`. Several may be read at a time.
    package func rows(of sheet: Int = 0) throws(SheetError) -> SheetRows {
        guard sheets.indices.contains(sheet) else { throw .noSuchSheet(sheet) }
        if case .text(let form) = source {
            return SheetRows(text: TextRows(file: try TextFile(path: path, form: form), limits: limits))
        }
        guard let workbook else { throw .noSuchSheet(sheet) }
        return SheetRows(workbook: try workbook.rows(of: sheet))
    }

    /// The merged ranges of a sheet. They stand behind its rows, so this reads the whole sheet once without its cells.
    package func mergedRanges(of sheet: Int = 0) throws(SheetError) -> [SheetRange] {
        guard sheets.indices.contains(sheet) else { throw .noSuchSheet(sheet) }
        return try workbook?.mergedRanges(of: sheet) ?? []
    }
}

/// The rows of one sheet, one at a time. Not for several tasks.
package final class SheetRows {
    private enum Source {
        case workbook(WorkbookRows)
        case text(TextRows)
    }

    private let source: Source

    init(workbook: WorkbookRows) { source = .workbook(workbook) }

    init(text: TextRows) { source = .text(text) }

    /// The next row in which something stands; nil at the end. After an error the rows are over.
    package func next() throws(SheetError) -> SheetRow? {
        switch source {
        case .workbook(let rows): try rows.next()
        case .text(let rows): try rows.next()
        }
    }

    /// The merged ranges of the sheet, known when `next()` has returned nil. Ranges that cannot be read are left out, and so are
    /// those beyond `SheetLimits.mergedRanges`.
    package var mergedRanges: [SheetRange] {
        switch source {
        case .workbook(let rows): rows.mergedRanges
        case .text: []
        }
    }

    /// One beyond the last column in which something stood so far.
    package var columnCount: Int {
        switch source {
        case .workbook(let rows): rows.columnCount
        case .text(let rows): rows.columnCount
        }
    }
}
