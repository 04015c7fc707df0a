import Programme
import Spreadsheet

/// Lays an official report out as a workbook, as offices do: two head columns, title, merged headings that are printed on each page,
/// the rows, who signs. Rows go through it one at a time.
package struct OfficialWorkbook {
    private static let sheetName = "Báo cáo"
    private static let fontName = "Times New Roman"
    /// Points for one line of a sentence that is laid over all columns, whose height a program does not find by itself.
    private static let linePoints = 17.0

    private let summary: OfficialSummary
    private let workbook: WorkbookWriter
    private let sheet: WorkbookWriter.SheetID
    private let looks: Looks
    /// Rows so far.
    private var row = 0
    /// First column of the right half.
    private let middle: Int
    /// The head has two halves, even over a table of one column.
    private let columns: Int

    /// Writes the report with this content to a workbook.
    ///
    /// - Throws: `SheetError`, `OfficialReportError`.
    package static func write(contentAt content: String, hash: String, to path: String) throws {
        let summary = try OfficialSummary(contentAt: content)
        var book = try OfficialWorkbook(summary, path: path)
        try book.writeHead()
        let reader = try OfficialContentReader(path: content)
        while let line = try reader.next() {
            switch line {
            case .head: continue
            case .table(let table): try book.begin(table)
            case .row(let row): try book.append(row)
            }
        }
        try book.writeEnd(hash: hash)
        try book.workbook.finish()
    }

    private init(_ summary: OfficialSummary, path: String) throws {
        self.summary = summary
        columns = max(2, summary.columnCount)
        let widths = summary.widths + Array(repeating: 30, count: columns - summary.columnCount)
        let half = widths.reduce(0, +) / 2
        var (middle, sum) = (0, 0)
        while middle < columns - 1, sum + widths[middle] <= half || middle == 0 {
            sum += widths[middle]
            middle += 1
        }
        self.middle = middle
        workbook = try WorkbookWriter(path: path)
        var layout = SheetLayout()
        layout.columnWidths = widths.map(Double.init)
        layout.isLandscape = summary.isLandscape
        layout.fitsPageWidth = true
        if let table = summary.tables.first {
            let first = Self.headRows(summary.head) + (table.caption.isEmpty ? 1 : 2)
            layout.repeatedRows = first...(first + (table.hasGroups ? 1 : 0))
            if summary.tables.count == 1 { layout.frozenRows = layout.repeatedRows?.upperBound ?? 0 }
        }
        sheet = try workbook.addSheet(named: Self.sheetName, layout: layout)
        looks = try Looks(workbook)
    }

    // MARK: Above the tables

    /// Rows above the first table: those that `writeHead` writes.
    private static func headRows(_ head: OfficialHead) -> Int {
        max(head.agency.count + 1, 3) + 1 + 1 + head.title.count + (head.isDraft ? 1 : 0) + 1 + head.opening.count
    }

    private mutating func writeHead() throws {
        let head = summary.head
        let left = head.agency + [head.numberLine]
        let right = [OfficialHead.nation, OfficialHead.motto, head.placeLine]
        for index in 0..<max(left.count, right.count) {
            let leftLook = index == left.count - 1 ? looks.plain : looks.agency
            let rightLook = index == right.count - 1 ? looks.place : looks.agency
            try halves(
                index < left.count ? left[index] : "",
                leftLook,
                index < right.count ? right[index] : "",
                rightLook
            )
        }
        skip()
        try across(head.kind, looks.title)
        for line in head.title { try across(line, looks.subtitle) }
        if head.isDraft { try across(OfficialHead.draft, looks.draft) }
        skip()
        for line in head.opening { try across(line, looks.sentence, wraps: true) }
    }

    // MARK: Tables

    private mutating func begin(_ table: OfficialTable) throws {
        // between tables; the head ends with an empty row of its own
        if row > Self.headRows(summary.head) { skip() }
        if !table.caption.isEmpty { try across(table.caption, looks.caption) }
        guard table.hasGroups else {
            try workbook.append(table.columns.map { .text($0.heading) }, styles: [looks.heading], to: sheet)
            row += 1
            return
        }
        let isLower = table.columns.map { $0.group != nil }
        let upper = table.columns.enumerated().map { index, column -> SheetOutput in
            guard let group = column.group else { return .text(column.heading) }
            return index > 0 && table.columns[index - 1].group == group ? .empty : .text(group)
        }
        try workbook.append(upper, styles: [looks.heading], to: sheet)
        let lower = zip(table.columns, isLower).map { column, isLower -> SheetOutput in
            isLower ? .text(column.heading) : .empty
        }
        try workbook.append(lower, styles: [looks.heading], to: sheet)
        for group in table.groups {
            let last = group.columns.upperBound - 1
            if group.title == nil {
                let cell = SheetRange(rows: row + 1...row + 2, columns: last...last)
                try workbook.merge(cell, in: sheet)
            } else if group.columns.count > 1 {
                let cells = SheetRange(rows: row + 1...row + 1, columns: group.columns.lowerBound...last)
                try workbook.merge(cells, in: sheet)
            }
        }
        row += 2
    }

    private mutating func append(_ line: OfficialRow) throws {
        let styles = line.values.map { looks.style(of: $0, isTotal: line.isTotal) }
        try workbook.append(line.values.map(\.output), styles: styles, to: sheet)
        row += 1
    }

    // MARK: Below the tables

    private mutating func writeEnd(hash: String) throws {
        let head = summary.head
        skip()
        for note in head.notes { try across(note, looks.sentence, wraps: true) }
        skip()
        let recipients = (head.recipients.isEmpty ? [] : ["Nơi nhận:"]) + head.recipients.map { "- \($0)" }
        let signers = [head.signature?.office ?? head.office, "(Ký, ghi rõ họ tên, đóng dấu)", "", "", ""]
        let right = signers + [head.signature?.signatory ?? ""]
        for index in 0..<max(recipients.count, right.count) {
            try halves(
                index < recipients.count ? recipients[index] : "",
                looks.left,
                index < right.count ? right[index] : "",
                index == 1 ? looks.place : looks.agency
            )
        }
        skip()
        if let verification = head.verification {
            try across("Kiểm tra báo cáo tại: \(verification)", looks.sentence)
        }
        try across("SHA-256 của nội dung: \(hash)", looks.sentence)
    }

    // MARK: Rows over several columns

    private mutating func halves(
        _ left: String,
        _ leftLook: WorkbookWriter.StyleID,
        _ right: String,
        _ rightLook: WorkbookWriter.StyleID
    ) throws {
        var values = [SheetOutput](repeating: .empty, count: columns)
        var styles = Array(repeating: leftLook, count: columns)
        for index in middle..<columns { styles[index] = rightLook }
        if !left.isEmpty { values[0] = .text(left) }
        if !right.isEmpty { values[middle] = .text(right) }
        try workbook.append(values, styles: styles, to: sheet)
        row += 1
        if middle > 1 { try workbook.merge(SheetRange(rows: row...row, columns: 0...middle - 1), in: sheet) }
        if middle < columns - 1 {
            try workbook.merge(SheetRange(rows: row...row, columns: middle...columns - 1), in: sheet)
        }
    }

    private mutating func across(_ text: String, _ look: WorkbookWriter.StyleID, wraps: Bool = false) throws {
        let width = max(20, summary.widths.reduce(0, +))
        let lines = wraps ? (text.unicodeScalars.count + width - 1) / width : 1
        let height = lines > 1 ? Double(lines) * Self.linePoints : nil
        try workbook.append([.text(text)], styles: [look], heightPoints: height, to: sheet)
        row += 1
        try workbook.merge(SheetRange(rows: row...row, columns: 0...columns - 1), in: sheet)
    }

    private mutating func skip() {
        workbook.skipRows(in: sheet)
        row += 1
    }
}

// MARK: Looks

extension OfficialWorkbook {
    /// The styles of the sheet.
    private struct Looks {
        let plain: WorkbookWriter.StyleID
        let agency: WorkbookWriter.StyleID
        let place: WorkbookWriter.StyleID
        let title: WorkbookWriter.StyleID
        let subtitle: WorkbookWriter.StyleID
        let draft: WorkbookWriter.StyleID
        let sentence: WorkbookWriter.StyleID
        let left: WorkbookWriter.StyleID
        let caption: WorkbookWriter.StyleID
        let heading: WorkbookWriter.StyleID
        private let cells: [WorkbookWriter.StyleID]
        private let totals: [WorkbookWriter.StyleID]

        init(_ workbook: WorkbookWriter) throws(SheetError) {
            func style(_ change: (inout SheetStyle) -> Void) throws(SheetError) -> WorkbookWriter.StyleID {
                var style = SheetStyle()
                style.fontName = OfficialWorkbook.fontName
                style.fontSize = 12
                style.vertical = .centre
                change(&style)
                return try workbook.style(style)
            }
            plain = try style { $0.horizontal = .centre }
            agency = try style { ($0.horizontal, $0.isBold) = (.centre, true) }
            place = try style { ($0.horizontal, $0.isItalic) = (.centre, true) }
            title = try style { ($0.horizontal, $0.isBold, $0.fontSize) = (.centre, true, 15) }
            subtitle = try style { ($0.horizontal, $0.isBold) = (.centre, true) }
            draft = try style { ($0.horizontal, $0.isBold, $0.fontColour) = (.centre, true, 0xC0_0000) }
            sentence = try style { ($0.horizontal, $0.wrapsText) = (.start, true) }
            left = try style { $0.horizontal = .start }
            caption = try style { ($0.horizontal, $0.isBold) = (.start, true) }
            var heading = SheetStyle.heading
            (heading.fontName, heading.fontSize) = (OfficialWorkbook.fontName, 12)
            self.heading = try workbook.style(heading)
            var looks: [[WorkbookWriter.StyleID]] = []
            for isBold in [false, true] {
                var row: [WorkbookWriter.StyleID] = []
                for format in OfficialValue.formats {
                    let id = try style { style in
                        (style.isBold, style.hasBorder, style.numberFormat) = (isBold, true, format)
                        style.wrapsText = format == nil
                        if format == OfficialValue.dayFormat { style.horizontal = .centre }
                    }
                    row.append(id)
                }
                looks.append(row)
            }
            (cells, totals) = (looks[0], looks[1])
        }

        func style(of value: OfficialValue, isTotal: Bool) -> WorkbookWriter.StyleID {
            (isTotal ? totals : cells)[value.format]
        }
    }
}

extension OfficialValue {
    fileprivate static let dayFormat = "dd/mm/yyyy"
    /// Codes by which a workbook shows values, by `format`.
    fileprivate static let formats: [String?] = [nil, "#,##0", "#,##0\"đ\"", "0.00%", dayFormat]

    fileprivate var format: Int {
        switch self {
        case .text, .none: 0
        case .whole: 1
        case .money: 2
        case .share: 3
        case .day: 4
        }
    }

    /// As a workbook and a text file hold it: shares as parts of one.
    var output: SheetOutput {
        switch self {
        case .text(let text): .text(text)
        case .whole(let number), .money(let number): .number(Double(number))
        case .share(let share): .number(Double(share.hundredths) / 10_000)
        case .day(let day): .date(SheetDate(year: day.year, month: day.month, day: day.day))
        case .none: .empty
        }
    }
}
