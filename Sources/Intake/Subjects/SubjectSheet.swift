package import Programme
import Spreadsheet

/// A list of households, clans, communities or units as offices keep it: titles above, a header somewhere, rows over others that
/// name the hamlet, totals and signatures below. What is read depends on the file and the areas alone, so that the same file
/// read again says the same.
package enum SubjectSheet {
    /// One row that is a subject.
    package struct Row: Hashable, Sendable {
        /// As the workbook counts, from 1.
        package let number: Int
        package let record: ProgrammeSubject
    }

    /// What a file says.
    package struct Reading: Sendable {
        /// The sheet's place in the workbook, from 0.
        package internal(set) var sheet = 0
        /// The row of the header, as the workbook counts.
        package internal(set) var headingRow = 1
        /// The headings that were understood, left to right.
        package internal(set) var headings: [String] = []
        /// Those that were not.
        package internal(set) var leftOut: [String] = []
        package internal(set) var rows: [Row] = []
        package internal(set) var findings: [SubjectFinding] = []
        /// Rows that are no subjects: titles again, totals, signatures.
        package internal(set) var skippedCount = 0
    }

    /// Subjects in one file, at most: more than any ward has.
    package static let mostRows = 50_000
    /// A header begins within so many rows.
    static let mostRowsAbove = 40
    /// Sheets that are looked at for a list.
    private static let mostSheets = 20
    static let mostColumns = 60

    /// Reads a list.
    ///
    /// - Parameters:
    ///   - ward: the area of the ward; hamlets are looked up among those directly below it.
    ///   - today: no day of the list may be after it; areas are those of that day.
    /// - Throws: `IntakeError.noList` where no sheet has a header with a column of names; `.file`; `.tooLarge`.
    package static func read(
        path: String,
        _ kind: SubjectKind,
        ward: AreaID,
        areas: AreaHistory,
        today: CalendarDay
    ) throws(IntakeError) -> Reading {
        try IntakeError.wrappingList { () throws(SheetError) -> Reading? in
            let reader = try WorkbookReader(path: path)
            for sheet in reader.sheets.indices.prefix(mostSheets) {
                let rows = try reader.rows(of: sheet)
                guard let header = try SubjectHeader.find(in: rows, kind) else { continue }
                var lines = SubjectLines(kind, header, sheet, SubjectPlaces(ward: ward, areas: areas, today: today))
                if let first = header.firstRow { lines.take(first) }
                while let row = try rows.next() {
                    lines.take(row)
                    guard lines.reading.rows.count <= mostRows else { return nil }
                }
                return lines.reading
            }
            return nil
        }
    }

    /// Writes an empty list to fill in, with one row as an example.
    package static func writeForm(_ kind: SubjectKind, to path: String) throws(IntakeError) {
        try IntakeError.wrapping { () throws(SheetError) in
            let columns = SubjectColumn.form(of: kind)
            let workbook = try WorkbookWriter(path: path)
            var layout = SheetLayout()
            layout.columnWidths = columns.map { $0 == .rowNumber ? 6 : $0 == .name ? 32 : 18 }
            layout.frozenRows = 3
            layout.isLandscape = true
            layout.fitsPageWidth = true
            let sheet = try workbook.addSheet(named: kind.vietnameseName, layout: layout)
            var large = SheetStyle()
            large.isBold = true
            large.fontSize = 14
            let title = "DANH SÁCH \(kind.vietnameseName.uppercased())"
            try workbook.append([.text(title)], styles: [try workbook.style(large)], to: sheet)
            workbook.skipRows(in: sheet)
            let heading = try workbook.style(.heading)
            try workbook.append(columns.map { .text($0.headings(of: kind)[0]) }, styles: [heading], to: sheet)
            try workbook.finish()
        }
    }

    static func text(of cell: SheetCell) -> String { VietnameseText.clean(CellText(cell, cell.value).text) }
}

extension IntakeError {
    /// Runs what may fail with an error of a file, or find no list.
    fileprivate static func wrappingList<Value>(_ body: () throws(SheetError) -> Value?) throws(IntakeError) -> Value {
        guard let value = try wrapping(body) else { throw .noList }
        return value
    }
}

/// Where the columns of a list are.
struct SubjectHeader {
    var columns: [Int: SubjectColumn] = [:]
    var headings: [String] = []
    var leftOut: [String] = []
    var row = 1
    /// The row below, where it was read to see whether it belongs to the header, and does not.
    var firstRow: SheetRow?

    /// The header among the first rows: a heading of names and another one that is known. What stands under an unknown heading in
    /// the next row counts as the heading, where the row has no name.
    static func find(in rows: SheetRows, _ kind: SubjectKind) throws(SheetError) -> SubjectHeader? {
        for _ in 0..<SubjectSheet.mostRowsAbove {
            guard let row = try rows.next() else { return nil }
            var header = SubjectHeader()
            header.row = row.number
            for (column, text) in texts(of: row) { header.add(text, at: column, kind) }
            guard header.columns.values.contains(.name), header.columns.count >= 2 else { continue }
            guard let next = try rows.next() else { return header }
            let below = texts(of: next)
            let isSubheading =
                !below.isEmpty && below.allSatisfy { SubjectColumn.of($0.text, kind) != nil }
            if isSubheading {
                header.row = next.number
                for (column, text) in below where header.columns[column] == nil { header.add(text, at: column, kind) }
            } else {
                header.firstRow = next
            }
            return header
        }
        return nil
    }

    private mutating func add(_ text: String, at column: Int, _ kind: SubjectKind) {
        guard let found = SubjectColumn.of(text, kind), !columns.values.contains(found) else {
            leftOut.append(String(text.prefix(60)))
            return
        }
        columns[column] = found
        headings.append(String(text.prefix(60)))
    }

    private static func texts(of row: SheetRow) -> [(column: Int, text: String)] {
        row.prefix(SubjectSheet.mostColumns).map { (column: $0.column, text: SubjectSheet.text(of: $0)) }
            .filter { !$0.text.isEmpty }
    }
}
