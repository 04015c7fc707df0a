import Foundation
import Spreadsheet
import Testing

/// Sheets as long as they can be.
@Suite struct LargeSheetTests {
    private let folder: SheetFolder

    init() throws { folder = try SheetFolder() }

    @Test func `a million rows and more end at Excel's limit`() throws {
        let rows = String(repeating: "<row><c><v>1</v></c></row>", count: 1_048_577)
        var limits = SheetLimits()
        limits.compressionRatio = 2_000
        let path = try folder.deflated(WorkbookParts(rows: rows))
        let reader = try WorkbookReader(path: path, limits: limits).rows()
        let place = SheetPlace(part: "xl/worksheets/sheet1.xml", row: 1_048_577)
        var count = 0
        #expect(throws: SheetError.limit(.rows, place)) {
            while try reader.next() != nil { count += 1 }
        }
        #expect(count == 1_048_576)
    }

    @Test func `reading 300,000 rows takes no more memory than their shared strings`() throws {
        let file = try rowsWithStrings(300_000)
        let reader = try WorkbookReader(path: file.path)
        let before = try residentBytes()
        let rows = try reader.rows()
        var (count, bytes) = (0, 0)
        while let row = try rows.next() {
            count += 1
            for cell in row { bytes += cell.withUTF8 { $0.count } }
        }
        let added = try residentBytes() - before
        #expect(count == 300_000)
        #expect(bytes > 9_000_000)
        // The sheet is 26 MB of XML. Other tests run in this process, so the bound is wide.
        #expect(file.unpackedBytes > 20_000_000)
        #expect(added < 64 << 20, "\(added >> 20) MiB")
    }

    private func rowsWithStrings(_ count: Int) throws -> (path: String, unpackedBytes: Int) {
        var rows = ""
        for index in 1...count {
            rows += "<row r=\"\(index)\"><c r=\"A\(index)\" t=\"s\"><v>\(index % 1000)</v></c>"
            rows += "<c r=\"B\(index)\"><v>\(index)</v></c></row>"
        }
        let strings = (0..<1000).map { "<si><t>Nguyễn Thị Hương \($0)</t></si>" }.joined()
        let parts = WorkbookParts(rows: rows, strings: strings)
        return (try folder.deflated(parts), parts["xl/worksheets/sheet1.xml"].utf8.count)
    }

    private func residentBytes() throws -> Int {
        let pages = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8).split(separator: " ")
        return (pages.dropFirst().first.flatMap { Int($0) } ?? 0) * 4096
    }
}
