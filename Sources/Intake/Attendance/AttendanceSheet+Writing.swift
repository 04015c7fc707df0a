import Programme
import Spreadsheet

extension AttendanceSheet {
    private static let help =
        "Ghi x nếu có mặt cả buổi, số phút nếu chỉ một phần, để trống nếu vắng. "
        + "Không sửa dòng tiêu đề và cột Số ghi danh."

    /// Writes the register to `path`: the class, the headings, and a row for each person with `x` for a whole session and minutes
    /// for another time.
    package static func write(_ roll: AttendanceRoll, to path: String) throws(IntakeError) {
        try IntakeError.wrapping { () throws(SheetError) in
            let workbook = try WorkbookWriter(path: path)
            var layout = SheetLayout()
            layout.columnWidths = [6, 9, 28, 22] + Array(repeating: 12, count: roll.sessions.count)
            layout.frozenRows = 4
            layout.frozenColumns = 3
            layout.isLandscape = true
            layout.fitsPageWidth = true
            layout.repeatedRows = 4...4
            let sheet = try workbook.addSheet(named: "Điểm danh", layout: layout)
            var bold = SheetStyle()
            bold.isBold = true
            bold.fontSize = 14
            let heading = try workbook.style(.heading)
            try workbook.append([.text("Điểm danh: \(roll.title)")], styles: [try workbook.style(bold)], to: sheet)
            try workbook.append([.text("\(codeMark) \(roll.code)")], to: sheet)
            try workbook.append([.text(help)], to: sheet)
            let headings = ["STT", seatHeading, nameHeading, placeHeading] + roll.sessions.map(\.heading)
            try workbook.append(headings.map(SheetOutput.text), styles: [heading], to: sheet)
            var cell = SheetStyle()
            cell.hasBorder = true
            var mark = cell
            mark.horizontal = .centre
            let (plain, centred) = (try workbook.style(cell), try workbook.style(mark))
            for (place, person) in roll.people.enumerated() {
                let values: [SheetOutput] =
                    [.number(Double(place + 1)), .number(Double(person.seat)), .text(person.name ?? "")]
                    + [.text(person.place)] + roll.sessions.map { output(person.minutes[$0.ordinal], $0) }
                try workbook.append(values, styles: [centred, centred, plain, plain, centred], to: sheet)
            }
            try workbook.finish()
        }
    }

    private static func output(_ minutes: Int?, _ session: AttendanceRoll.Session) -> SheetOutput {
        guard let minutes else { return .empty }
        // one minute would be read as an unclear mark
        return minutes == session.minutes ? .text("x") : .text("\(minutes) phút")
    }
}
