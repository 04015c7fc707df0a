import CLibZip
import Foundation
import Spreadsheet
import Testing

/// The workbook that comes back is the one that was sent, with a column of remarks.
@Suite struct AnnotatorTests {
    private static let sheet = "xl/worksheets/sheet1.xml"
    private let folder: SheetFolder

    init() throws { folder = try SheetFolder() }

    /// The sheet's XML and the path of the workbook, with remarks in column C.
    private func annotated(_ parts: WorkbookParts, _ remarks: [SheetRemark]) throws -> (xml: String, path: String) {
        let path = try folder.workbook(parts)
        let target = folder.path("annotated.xlsx")
        try WorkbookAnnotator(column: 2).annotate(path: path, remarks: remarks, target: target)
        return (String(decoding: try folder.entry(Self.sheet, of: target), as: UTF8.self), target)
    }

    @Test func `the sheet comes back packed, and is the same when it is unpacked`() throws {
        let cells = (1...5000).map { "<row r=\"\($0)\"><c r=\"A\($0)\"><v>\($0)</v></c></row>" }.joined()
        let (xml, path) = try annotated(WorkbookParts(rows: cells), [SheetRemark(row: 2, text: "x")])
        var code: Int32 = 0
        let archive = try #require(zip_open(path, ZIP_RDONLY, &code))
        defer { zip_discard(archive) }
        var status = zip_stat_t()
        try #require(zip_stat(archive, Self.sheet, 0, &status) == 0)
        #expect(Int32(status.comp_method) == ZIP_CM_DEFLATE)
        #expect(status.comp_size * 4 < status.size)
        #expect(Int(status.size) == xml.utf8.count)
    }

    @Test func `rows get their remarks and keep the rest`() throws {
        let parts = WorkbookParts(
            rows: """
                <row r="1" ht="30" spans="1:2"><c r="A1" s="1" t="str"><v>Họ tên</v></c></row>\
                <row r="3" ><c r="A3"><v>1</v></c><c r="B3" s="1"/><c r="D3" s="0"/></row><row r='4'><c r="A4"><v>2</v></c>\
                <c r="C4" s="1"/></row><row r="6"/><row r="7"><c r="A7"><v>3</v></c><c r="C7" s="0"></c></row>
                """,
            styles: "<cellXfs><xf/><xf/></cellXfs>",
            before: "<dimension ref=\"A1:B6\"/><cols><col min=\"1\" max=\"2\" width=\"9\"/></cols>",
            after: "<!-- kept --><pageMargins left=\"0.7\"/>"
        )
        let remarks = [
            SheetRemark(row: 1, text: "Lỗi cần sửa", isHeading: true), SheetRemark(row: 2, text: "a & <b>\r\n_x000D_"),
            SheetRemark(row: 3, text: "Thiếu ngày sinh"), SheetRemark(row: 4, text: "Trùng"),
            SheetRemark(row: 6, text: "Trống"),
            SheetRemark(row: 7, text: "x"), SheetRemark(row: 9, text: "cuối"),
        ]
        let (xml, path) = try annotated(parts, remarks)
        let read = try values(of: path)
        #expect(read.keys.sorted() == [1, 2, 3, 4, 6, 7, 9])
        for remark in remarks { #expect(read[remark.row]?[2] == .text(remark.text), "row \(remark.row)") }
        #expect(read[1]?[0] == .text("Họ tên"))
        #expect(read[4]?[0] == .number(2))
        for kept in [
            "<row r=\"1\" ht=\"30\"><c r=\"A1\" s=\"1\" t=\"str\"><v>Họ tên</v></c><c r=\"C1\" s=\"1\"",
            "<dimension ref=\"A1:C6\"/>",
            "<col min=\"1\" max=\"2\" width=\"9\"/><col min=\"3\" max=\"3\"",
            "<!-- kept --><pageMargins left=\"0.7\"/>",
            "<c r=\"B3\" s=\"1\"/><c r=\"C3\" s=\"1\"", "</c><c r=\"D3\" s=\"0\"/></row>", "<c r=\"C4\" s=\"1\" t=",
        ] {
            #expect(xml.contains(kept), "\(kept)")
        }
        let rows = try WorkbookReader(path: path).rows()
        #expect(try rows.next()?.cell(column: 2)?.runs.map(\.fontName) == ["Times New Roman"])
    }

    @Test func `without remarks only the column's width is added`() throws {
        let parts = WorkbookParts(
            rows: "<row r=\"1\" spans=\"1:1\"><c r=\"A1\"><v>1</v></c></row>\n<row r=\"2\"/>",
            after: "<x/>"
        )
        let (xml, _) = try annotated(parts, [])
        let width = try #require(
            xml.range(of: "<cols><col min=\"3\" max=\"3\" width=\"50.0\" customWidth=\"1\"/></cols>")
        )
        #expect(xml.replacingCharacters(in: width, with: "") == parts[Self.sheet])
    }

    @Test func `all other entries are copied byte for byte, packed as they were`() throws {
        var parts = WorkbookParts(rows: "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>", strings: "<si><t>x</t></si>")
        parts["xl/media/image1.png"] = String(repeating: "picture", count: 1_000)
        let path = try folder.deflated(parts)
        let target = folder.path("annotated.xlsx")
        let remarks = [SheetRemark(row: 1, text: "x")]
        try WorkbookAnnotator(column: 2).annotate(path: path, remarks: remarks, target: target)
        for (name, text) in parts.files where name != Self.sheet {
            #expect(try folder.entry(name, of: target) == Data(text.utf8), "\(name)")
        }
        let before = try Data(contentsOf: URL(fileURLWithPath: path))
        #expect(try values(of: path) == [1: [0: .number(1)]])
        try WorkbookAnnotator(column: 2).annotate(path: path, remarks: remarks, target: path)
        #expect(try values(of: path)[1]?[2] == .text("x"))
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) != before)
        let left = try FileManager.default.contentsOfDirectory(atPath: folder.url.path)
        #expect(!left.contains { $0.contains(".part-") || $0.contains(".sheet-") })
    }

    @Test func `prefixes, empty sheets and rows without numbers are handled`() throws {
        let sheets: [(String, [Int])] = [
            (
                "<x:worksheet xmlns:x=\"y\"><x:sheetData><x:row><x:c><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>",
                [1, 3]
            ),
            ("<worksheet><sheetData/></worksheet>", [1, 3]), ("<worksheet><sheetData></sheetData></worksheet>", [1]),
            ("\u{FEFF}<worksheet><sheetData><row/><row/></sheetData></worksheet>", [1, 2, 3]),
            (
                "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><worksheet><sheetData><row/></sheetData></worksheet>",
                [1]
            ),
        ]
        for (sheet, numbers) in sheets {
            let remarks = numbers.map { SheetRemark(row: $0, text: "Dòng \($0)") }
            let (xml, path) = try annotated(WorkbookParts(sheet: sheet), remarks)
            let read = try values(of: path)
            for remark in remarks { #expect(read[remark.row]?[2] == .text(remark.text), "\(xml)") }
        }
    }

    @Test func `a sheet larger than one piece is copied whole`() throws {
        let rows = (1...20_000).map { "<row r=\"\($0)\"><c r=\"A\($0)\"><v>\($0)</v></c></row>" }.joined()
        let remarks = stride(from: 7, through: 20_000, by: 7).map { SheetRemark(row: $0, text: "dòng \($0)") }
        let (_, path) = try annotated(WorkbookParts(rows: rows), remarks)
        let read = try values(of: path)
        #expect(read.count == 20_000)
        for (number, row) in read {
            #expect(row[0] == .number(Double(number)))
            #expect(row[2] == (number.isMultiple(of: 7) ? .text("dòng \(number)") : nil))
        }
    }

    @Test func `what cannot be done is refused, and what stood at the target stays`() throws {
        let taken = WorkbookParts(rows: "<row r=\"5\"><c r=\"C5\"><v>1</v></c></row>")
        let place = SheetPlace(part: Self.sheet, row: 5, column: 2)
        let target = try folder.file("before", named: "annotated.xlsx")
        let tries: [(WorkbookParts, [SheetRemark], SheetError)] = [
            (taken, [SheetRemark(row: 5, text: "x")], .columnTaken(place)),
            (
                taken, [SheetRemark(row: 2, text: "x"), SheetRemark(row: 2, text: "y")],
                .damaged(.rowOrder, SheetPlace(part: Self.sheet, row: 2))
            ),
            (
                taken, [SheetRemark(row: 1_048_577, text: "x")],
                .limit(.rows, SheetPlace(part: Self.sheet, row: 1_048_577))
            ),
            (taken, [SheetRemark(row: 1, text: "a\0")], .unwritableValue(SheetPlace(row: 1, column: 2))),
            (
                taken, [SheetRemark(row: 1, text: String(repeating: "x", count: 32_768))],
                .limit(.cellText, SheetPlace(row: 1, column: 2))
            ),
            (WorkbookParts(rows: "<row r=\"1\">"), [], .damaged(.xml, SheetPlace(part: Self.sheet))),
        ]
        for (parts, remarks, error) in tries {
            #expect(throws: error) { try annotated(parts, remarks) }
            #expect(try String(contentsOfFile: target, encoding: .utf8) == "before")
        }
        let text = try folder.file("a,b\n")
        #expect(throws: SheetError.zipWithoutWorkbook) {
            try WorkbookAnnotator(column: 2).annotate(path: text, remarks: [], target: target)
        }
    }
}
