import Foundation
import Spreadsheet

/// A list of members as these offices keep it: fifteen columns, most of them text.
struct SheetSample {
    static let columns = 15
    private static let families = ["Nguyễn", "Trần", "Lê", "Phạm", "Rơ Châm", "Ksor", "Siu", "Huỳnh", "Võ", "Đặng"]
    private static let givenNames = ["Hoa", "Hương", "Thảo", "H'Bia", "Phúc", "Tuấn", "Ngọc", "Diễm", "Quỳnh", "Đức"]
    private static let wards = ["Diên Hồng", "Hội Phú", "Thống Nhất", "Pleiku", "An Phú", "Biển Hồ", "Gào"]

    var rows: Int

    /// The values of a row, from 0.
    static func row(_ index: Int) -> [SheetOutput] {
        let name = "\(families[index % 10]) Thị \(givenNames[index / 10 % 10]) \(index / 100 % 1000)"
        return [
            .number(Double(index + 1)), .text(name),
            .date(SheetDate(year: 1940 + index % 70, month: 1 + index % 12, day: 1 + index % 28)),
            .text(index % 2 == 0 ? "Nữ" : "Nam"), .text("0\(64_000_000_000 + index * 7)"),
            .text("09\(10_000_000 + index)"), .text(index % 5 == 0 ? "Gia Rai" : "Kinh"), .text("Không"),
            .text("Tổ dân phố \(1 + index % 20)"), .text(wards[index % 7]), .text("Chi hội \(1 + index % 40)"),
            .date(SheetDate(year: 2005 + index % 20, month: 1 + index % 12, day: 1)), .number(Double(index % 100) / 4),
            .bool(index % 3 == 0), .text("Ghi chú số \(index % 500)"),
        ]
    }

    /// What reading all cells must come to: text as bytes, numbers as they are, dates and bools as one each.
    var sum: Double { (0..<rows).reduce(0) { $0 + Self.row($1).reduce(0) { $0 + Self.weight($1) } } }

    private static func weight(_ value: SheetOutput) -> Double {
        switch value {
        case .empty: 0
        case .text(let text): Double(text.utf8.count)
        case .number(let number): number
        case .date, .bool: 1
        }
    }

    /// With the room's own writer, whose texts stand in the cells.
    func write(workbook path: String) throws {
        let writer = try WorkbookWriter(path: path)
        let sheet = try writer.addSheet(named: "Danh sách")
        for index in 0..<rows { try writer.append(Self.row(index), to: sheet) }
        try writer.finish()
    }

    func write(text path: String) throws {
        let writer = try CSVWriter(path: path)
        for index in 0..<rows { try writer.append(Self.row(index)) }
        try writer.finish()
    }

    /// As Excel writes it: texts are shared.
    func write(shared path: String, in folder: URL) throws {
        var strings: [String: Int] = [:]
        var ordered: [String] = []
        var xml = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
        xml += "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>"
        for index in 0..<rows {
            xml += "<row r=\"\(index + 1)\" spans=\"1:15\">"
            for (column, value) in Self.row(index).enumerated() {
                let address = "\(SheetColumn.letters(column))\(index + 1)"
                switch value {
                case .empty: break
                case .text(let text):
                    let number = strings[text] ?? ordered.count
                    if number == ordered.count {
                        strings[text] = number
                        ordered.append(text)
                    }
                    xml += "<c r=\"\(address)\" s=\"1\" t=\"s\"><v>\(number)</v></c>"
                case .number(let number): xml += "<c r=\"\(address)\"><v>\(number)</v></c>"
                case .date(let date): xml += "<c r=\"\(address)\" s=\"2\"><v>\(Int(date.serial1900 ?? 0))</v></c>"
                case .bool(let bool): xml += "<c r=\"\(address)\" t=\"b\"><v>\(bool ? 1 : 0)</v></c>"
                }
            }
            xml += "</row>"
        }
        xml += "</sheetData></worksheet>"
        var table = "<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">"
        for text in ordered { table += "<si><t>\(text)</t></si>" }
        table += "</sst>"
        try SheetArchive(sheet: xml, strings: table).write(to: path, folder: folder)
    }
}
