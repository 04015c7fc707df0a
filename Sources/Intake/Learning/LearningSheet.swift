package import Programme
import Spreadsheet

/// A member's record of learning as a workbook.
package struct LearningSheet: Sendable {
    /// One thing that was learned, certified or planned.
    package struct Line: Sendable {
        package var year: Int
        package var kind: String
        package var title: String
        package var topic: String
        package var provider: String
        package var from: CalendarDay?
        package var through: CalendarDay?
        package var sessions: Int?
        package var minutes: Int?
        package var state: String
        package var number: String

        /// A line of these parts.
        package init(
            year: Int,
            kind: String,
            title: String,
            topic: String,
            provider: String,
            from: CalendarDay?,
            through: CalendarDay?,
            sessions: Int?,
            minutes: Int?,
            state: String,
            number: String
        ) {
            self.year = year
            self.kind = kind
            self.title = title
            self.topic = topic
            self.provider = provider
            self.from = from
            self.through = through
            self.sessions = sessions
            self.minutes = minutes
            self.state = state
            self.number = number
        }
    }

    /// The organisation.
    package let organisation: String
    package let fullName: String
    /// As far as it is known.
    package let birthDate: String
    package let lines: [Line]

    /// The record of somebody.
    package init(organisation: String, fullName: String, birthDate: String, lines: [Line]) {
        self.organisation = organisation
        self.fullName = fullName
        self.birthDate = birthDate
        self.lines = lines
    }

    private static let headings = [
        "Năm", "Loại", "Nội dung", "Lĩnh vực", "Đơn vị", "Từ ngày", "Đến ngày", "Số buổi", "Số phút", "Tình trạng",
        "Số giấy chứng nhận",
    ]

    /// Writes the workbook to `path`.
    package func write(to path: String) throws(IntakeError) {
        try IntakeError.wrapping { () throws(SheetError) in
            let workbook = try WorkbookWriter(path: path)
            var layout = SheetLayout()
            layout.columnWidths = [7, 16, 36, 18, 28, 12, 12, 9, 10, 18, 24]
            layout.frozenRows = 5
            layout.isLandscape = true
            layout.fitsPageWidth = true
            layout.repeatedRows = 5...5
            let sheet = try workbook.addSheet(named: "Hồ sơ học tập", layout: layout)
            var large = SheetStyle()
            large.isBold = true
            large.fontSize = 14
            let heading = try workbook.style(.heading)
            try workbook.append([.text(organisation)], to: sheet)
            try workbook.append([.text("HỒ SƠ HỌC TẬP")], styles: [try workbook.style(large)], to: sheet)
            try workbook.append([.text("\(fullName)\(birthDate.isEmpty ? "" : ", sinh \(birthDate)")")], to: sheet)
            workbook.skipRows(in: sheet)
            try workbook.append(Self.headings.map(SheetOutput.text), styles: [heading], to: sheet)
            var cell = SheetStyle()
            cell.hasBorder = true
            cell.wrapsText = true
            var day = cell
            day.numberFormat = "dd/mm/yyyy"
            let (plain, dated) = (try workbook.style(cell), try workbook.style(day))
            let styles = [plain, plain, plain, plain, plain, dated, dated, plain, plain, plain, plain]
            for line in lines { try workbook.append(Self.values(line), styles: styles, to: sheet) }
            try workbook.finish()
        }
    }

    private static func values(_ line: Line) -> [SheetOutput] {
        [
            .number(Double(line.year)), .text(line.kind), .text(line.title), .text(line.topic), .text(line.provider),
            output(line.from), output(line.through), output(line.sessions), output(line.minutes), .text(line.state),
            .text(line.number),
        ]
    }

    private static func output(_ number: Int?) -> SheetOutput { number.map { .number(Double($0)) } ?? .empty }

    private static func output(_ day: CalendarDay?) -> SheetOutput {
        day.map { .date(SheetDate(year: $0.year, month: $0.month, day: $0.day)) } ?? .empty
    }
}
