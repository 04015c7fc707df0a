import Foundation
import Programme
import Spreadsheet
import Testing

@testable import Reports

/// The workbook as another program reads it.
@Suite(.serialized) struct LibreOfficeTests {
    /// Values as they are and not as they are shown, in UTF-8.
    private static let filter = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false"

    @Test func `LibreOffice opens the workbook of a report, and reads every cell as it was written`() async throws {
        try await ReportSample.withFolder { folder in
            let (content, book) = (folder + "/report.jsonl", folder + "/report.xlsx")
            let report = try ReportSample.ward()
            let head = report.head.signed(ReportSample.signature, verification: "https://hoctap.test/v/0")
            _ = try ReportSample.write(report, head: head, to: content)
            try OfficialWorkbook.write(contentAt: content, hash: "abc", to: book)
            _ = try Tool.run(
                "soffice",
                [
                    "--headless", "-env:UserInstallation=file://\(folder)/profile", "--convert-to", Self.filter,
                    "--outdir", folder, book,
                ],
                []
            )
            let rows = try Self.rows(ofText: folder + "/report.csv")
            let expected = try Self.expected(contentAt: content)
            #expect(expected.count > 15)
            var place = rows.startIndex
            for row in expected {
                let found = rows[place...].firstIndex { Array($0.prefix(row.count)) == row }
                #expect(found != nil, "\(row)")
                if let found { place = found + 1 }
            }
            let all = rows.joined().joined(separator: "\n")
            for text in [
                OfficialHead.nation, OfficialHead.motto, "Số: 12/BC-HP", "Hội Phú, ngày 05 tháng 12 năm 2026",
                "Rơ Châm H'Yéo", "Đăng ký", "https://hoctap.test/v/0",
            ] {
                #expect(all.contains(text), "\(text)")
            }
            #expect(!all.contains(OfficialHead.draft))
        }
    }

    /// Every row of every table, as text.
    private static func expected(contentAt path: String) throws -> [[String]] {
        let reader = try OfficialContentReader(path: path)
        var rows: [[String]] = []
        while let line = try reader.next() {
            guard case .row(let row) = line else { continue }
            rows.append(
                row.values.map { value in
                    switch value {
                    case .text(let text): text
                    case .whole(let number), .money(let number): String(number)
                    case .share(let share): plain(Double(share.hundredths) / 10_000)
                    case .day(let day): day.vietnamese
                    case .none: ""
                    }
                }
            )
        }
        return rows
    }

    private static func plain(_ number: Double) -> String {
        Int(exactly: number).map { String($0) } ?? String(number)
    }

    /// `68.23%`, as which LibreOffice writes a part of one.
    private static func share(_ text: String) -> String? {
        guard text.hasSuffix("%"), let percent = Double(text.dropLast()) else { return nil }
        return plain((percent * 100).rounded() / 10_000)
    }

    private static func rows(ofText path: String) throws -> [[String]] {
        let reader = try WorkbookReader(path: path).rows()
        var rows: [[String]] = []
        while let row = try reader.next() {
            var texts = [String](repeating: "", count: 30)
            for cell in row where texts.indices.contains(cell.column) {
                switch cell.value {
                case .text(let text): texts[cell.column] = share(text) ?? text
                case .number(let number): texts[cell.column] = plain(number)
                default: continue
                }
            }
            rows.append(texts)
        }
        return rows
    }
}
