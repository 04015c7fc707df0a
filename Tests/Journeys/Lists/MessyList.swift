import Foundation
import Spreadsheet

/// The list of an invented association as its office keeps it: titles, a header of two rows that are merged, hamlets in rows of their
/// own, a total, numbers without their leading zero, a name in pieces (NFD), a foreign Đ, dates as text - and a day that does not
/// exist.
struct MessyList {
    /// Five people stand in it; the fourth is born on a 31 February until the list is mended.
    static let names = ["Nguyễn Thị Hạnh", "Rơ Châm H'Lan", "Đỗ Văn Bảy", "Trần Văn Hùng", "Ksor Bleo"]
    /// What its file is called, with more behind it.
    static let fileName = "DS hội PN Hội Phú"
    /// The branch in which all of them are.
    static let branch = "Chi hội 1"
    /// The row of the fourth, as Excel counts.
    static let brokenRow = 12
    /// The heading that no program knows: what stands below it are branches.
    static let oddHeading = "Nơi SH"
    /// The column of it, from 0.
    static let oddColumn = 6

    /// Where the workbook is.
    let path: String
    /// What it is called.
    let name: String

    /// Writes the workbook into a folder.
    init(named name: String, isMended: Bool, in folder: URL) throws {
        self.name = name
        path = folder.appending(path: name).path
        let writer = try WorkbookWriter(path: path)
        let sheet = try writer.addSheet(named: "DS hội viên")
        for row in Self.rows(isMended: isMended) {
            if row.isEmpty { writer.skipRows(in: sheet) } else { try writer.append(row, to: sheet) }
        }
        for (rows, columns) in Self.merges { try writer.merge(SheetRange(rows: rows, columns: columns), in: sheet) }
        try writer.finish()
    }

    private static let merges: [(ClosedRange<Int>, ClosedRange<Int>)] = [
        (1...1, 0...3), (4...4, 0...6), (5...6, 0...0), (5...6, 1...1), (5...5, 2...3), (5...6, 4...4), (5...6, 5...5),
        (5...6, 6...6),
    ]

    private static func rows(isMended: Bool) -> [[SheetOutput]] {
        let hanh = "Nguyễn Thị Hạnh".decomposedStringWithCanonicalMapping
        let born = isMended ? "28/02/1985" : "31/02/1985"
        return [
            ["HỘI LIÊN HIỆP PHỤ NỮ"], ["PHƯỜNG HỘI PHÚ"], [], ["DANH SÁCH HỘI VIÊN NĂM 2026"],
            ["STT", "Họ và tên", "Năm sinh", nil, "Số CCCD", "Điện thoại", .text(oddHeading)],
            [nil, nil, "Nam", "Nữ", nil, nil, nil],
            ["I", "Thôn 1 (3 người)"],
            [1, .text(hanh), nil, "03/05/1960", 64_160_001_234, 905_123_456, .text(branch)],
            [2, "Rơ Châm H'Lan", nil, "1972", nil, nil, .text(branch)],
            [3, "\u{D0}ỗ Văn Bảy", "12/4/1955", nil, nil, "0977 123 456", .text(branch)],
            ["II", "Làng Ốp"],
            [1, "Trần Văn Hùng", .text(born), nil, nil, nil, .text(branch)],
            [2, "Ksor Bleo", "02/1970", nil, nil, nil, .text(branch)],
            [nil, "Tổng cộng: 5 người"],
        ]
    }

    /// The texts of a workbook's first sheet, by row and column.
    static func texts(of path: String) throws -> [Int: [Int: String]] {
        let rows = try WorkbookReader(path: path).rows()
        var texts: [Int: [Int: String]] = [:]
        while let row = try rows.next() { for cell in row { texts[row.number, default: [:]][cell.column] = cell.text } }
        return texts
    }

    /// The rows of a list that hoctap wrote, each by the headings of the first row.
    static func records(of path: String) throws -> [[String: String]] {
        let texts = try texts(of: path)
        let headings = texts[1] ?? [:]
        return texts.keys.sorted().dropFirst().map { row in
            var record: [String: String] = [:]
            for (column, text) in texts[row] ?? [:] { record[headings[column] ?? "\(column)"] = text }
            return record
        }
    }
}

extension SheetOutput: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByNilLiteral {
    package init(stringLiteral value: String) { self = .text(value) }
    package init(integerLiteral value: Int) { self = .number(Double(value)) }
    package init(nilLiteral: ()) { self = .empty }
}
