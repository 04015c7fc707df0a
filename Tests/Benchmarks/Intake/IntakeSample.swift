import Foundation
import Intake
import Programme
import Spreadsheet

/// A list of invented members as an office keeps it: titles, a header, 20 columns, a group row now and then.
struct IntakeSample {
    static let columns = 20
    /// People under one group row.
    private static let groupSize = 500
    static let today = CalendarDay(year: 2026, month: 11, day: 23) ?? .epoch

    private static let families = ["Nguyễn", "Trần", "Lê", "Phạm", "Rơ Châm", "Ksor", "Siu", "Huỳnh", "Võ", "Đặng"]
    private static let middles = ["Thị", "Văn", "Thị Ngọc", "Minh", "Thị Thu", "Quốc", "H'", "Đình"]
    private static let givenNames = [
        "Hoa", "Hương", "Thảo", "Bia", "Phúc", "Tuấn", "Ngọc", "Diễm", "Quỳnh", "Đức", "Én",
    ]
    private static let headings = [
        "STT", "Họ và tên", "Ngày sinh", "Giới tính", "Số CCCD", "Điện thoại", "Dân tộc", "Tôn giáo", "Quê quán",
        "Địa chỉ",
        "Phường/xã", "Nghề nghiệp", "Trình độ văn hoá", "Trình độ chuyên môn", "Lý luận chính trị", "Đảng viên",
        "Ngày vào hội", "Số thẻ", "Chức vụ", "Ghi chú",
    ]

    var rows: Int
    /// Every how-many-th person has another telephone number; nil for none.
    var changedEvery: Int?

    /// The values of a person, from 0. Every second date of birth is a text, every other a date.
    static func person(_ index: Int) -> [SheetOutput] {
        let name = "\(families[index % 10]) \(middles[index / 3 % 8]) \(givenNames[index / 7 % 11])"
        let (year, month, day) = (1940 + index % 65, 1 + index % 12, 1 + index % 28)
        let isFemale = index % 2 == 0
        let sexDigit = year < 2000 ? (isFemale ? 1 : 0) : (isFemale ? 3 : 2)
        let id = "064\(sexDigit)\(padded(year % 100, 2))\(padded(index % 1_000_000, 6))"
        let birth: SheetOutput =
            index % 4 < 2
            ? .text("\(padded(day, 2))/\(padded(month, 2))/\(year)")
            : .date(SheetDate(year: year, month: month, day: day))
        return [
            .number(Double(index + 1)), .text(name), birth, .text(isFemale ? "Nữ" : "Nam"), .text(id),
            .text("09\(padded(10_000_000 + index, 8))"), .text(index % 5 == 0 ? "Gia Rai" : "Kinh"), .text("Không"),
            .text("Bình Định"), .text("Số \(index % 300) đường Hùng Vương"), .text("Hội Phú"), .text("Làm nông"),
            .text("\(6 + index % 7)/12"), .text(index % 3 == 0 ? "Trung cấp" : "Không"), .text("Sơ cấp"),
            index % 6 == 0 ? .text("x") : .empty, .text("\(padded(month, 2))/\(2005 + index % 20)"),
            .text("T\(padded(index, 6))"), index % 50 == 0 ? .text("Chi hội trưởng") : .empty,
            index % 10 == 0 ? .text("Ghi chú số \(index % 500)") : .empty,
        ]
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }

    /// Rows as the file has them, one behind the other.
    private func write(_ append: ([SheetOutput]) throws -> Void) throws {
        try append([.text("HỘI LIÊN HIỆP PHỤ NỮ"), .text("DANH SÁCH HỘI VIÊN")])
        try append(Self.headings.map(SheetOutput.text))
        for index in 0..<rows {
            if index % Self.groupSize == 0 { try append([.empty, .text("Thôn \(index / Self.groupSize + 1)")]) }
            var person = Self.person(index)
            if let changedEvery, index % changedEvery == 0 {
                person[5] = .text("08\(Self.padded(60_000_000 + index, 8))")
            }
            try append(person)
        }
    }

    func write(workbook path: String) throws {
        let writer = try WorkbookWriter(path: path)
        let sheet = try writer.addSheet(named: "Danh sách")
        try write { try writer.append($0, to: sheet) }
        try writer.finish()
    }

    func write(text path: String) throws {
        let writer = try CSVWriter(path: path)
        try write { try writer.append($0) }
        try writer.finish()
    }

    /// Cells that hold something, titles, header and group rows included.
    var cells: Int {
        let people = (0..<rows).reduce(0) { $0 + Self.person($1).count { $0 != .empty } }
        return people + 2 + Self.columns + (rows + Self.groupSize - 1) / Self.groupSize
    }

    /// Finds the list in the file and goes through it once, and checks that every column is known.
    static func survey(_ path: String) throws -> SheetSurvey {
        let survey = try SheetSurveyor(latest: today).survey(path: path)
        let known = MappingGuess(survey).mapping.columns.count { $0.role != .leftOut }
        try check(known == columns, "\(known) columns are known")
        return survey
    }

    /// Parses and checks the whole list, and checks what came of it.
    static func read(_ path: String, _ survey: SheetSurvey, rows: Int) throws {
        let reader = try IntakeReader(
            path: path,
            survey: survey,
            mapping: MappingGuess(survey).mapping,
            settings: IntakeSettings(latest: today)
        )
        var hamlets = Set<String>()
        while let row = try reader.next() {
            if let hamlet = row.record.texts[.hamlet], row.number % 100 == 0 { hamlets.insert(hamlet) }
        }
        let summary = reader.summary
        try check(
            summary.people == rows && summary.refused == 0,
            "\(summary.people) people, \(summary.refused) refused"
        )
        try check(hamlets.count == (rows + groupSize - 1) / groupSize, "\(hamlets.count) hamlets")
    }
}
