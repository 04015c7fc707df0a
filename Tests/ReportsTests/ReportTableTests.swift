import Foundation
import Reports
import Spreadsheet
import Testing

@Suite struct ReportTableTests {
    private static let table = ReportTable(
        title: "Các đơn vị/năm 2025?",
        notes: ["Số liệu đến 03/05/2026 08:15."],
        headings: ["Đơn vị", "Lượt người học", "Giờ học"],
        rows: [
            [.text("=Hội Phụ nữ"), .whole(12_345), .decimal(1.5)],
            [.text("Hội Nông dân"), .none, .whole(0), .whole(9)],
        ]
    )

    @Test func `CSV has the headings first, then the rows, and what is to be said behind them`() throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "report-\(UUID().uuidString).csv").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        try Self.table.write(as: .csv, to: path)
        let text = try String(contentsOfFile: path, encoding: .utf8)
        let lines = text.split(separator: "\r\n", omittingEmptySubsequences: false).map(String.init)
        #expect(lines[0].hasSuffix("Đơn vị,Lượt người học,Giờ học"))
        #expect(lines[1] == "'=Hội Phụ nữ,12345,1.5")
        #expect(lines[2] == "Hội Nông dân,,0")
        #expect(text.contains("Số liệu đến 03/05/2026 08:15."))
    }

    @Test func `a workbook has the title and the notes above the table`() throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "report-\(UUID().uuidString).xlsx").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        try Self.table.write(as: .xlsx, to: path)
        let reader = try WorkbookReader(path: path).rows()
        var rows: [Int: [SheetValue]] = [:]
        while let row = try reader.next() { rows[row.number] = row.map(\.value) }
        #expect(rows[1] == [.text("Các đơn vị/năm 2025?")])
        #expect(rows[2] == [.text("Số liệu đến 03/05/2026 08:15.")])
        #expect(rows[4] == [.text("Đơn vị"), .text("Lượt người học"), .text("Giờ học")])
        #expect(rows[5] == [.text("=Hội Phụ nữ"), .number(12_345), .number(1.5)])
        #expect(rows[6] == [.text("Hội Nông dân"), .number(0)])
    }
}
