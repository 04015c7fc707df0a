import Foundation
import Spreadsheet
import Testing

/// Workbooks as Excel and its relatives write them, made by hand.
@Suite struct WorkbookReadingTests {
    private let folder: SheetFolder

    init() throws { folder = try SheetFolder() }

    private func read(_ parts: WorkbookParts) throws -> [Int: [Int: SheetValue]] {
        try values(of: try folder.workbook(parts))
    }

    private func rows(_ parts: WorkbookParts) throws -> [SheetRow] {
        let rows = try WorkbookReader(path: try folder.workbook(parts)).rows()
        var all: [SheetRow] = []
        while let row = try rows.next() { all.append(row) }
        return all
    }

    @Test func `every type of cell is read`() throws {
        let parts = WorkbookParts(
            rows: """
                <row r="1"><c r="A1" t="s"><v>1</v></c><c r="B1"><v>12.5</v></c><c r="C1" t="n"><v>-1.5E-3</v></c>\
                <c r="D1" t="b"><v>1</v></c><c r="E1" t="b"><v>0</v></c><c r="F1" t="e"><v>#REF!</v></c>\
                <c r="G1" t="str"><f>A1&amp;"x"</f><v>Hoa &lt;x&gt;</v></c>\
                <c r="H1" t="inlineStr"><is><t>Đặng</t></is></c><c r="I1" t="d"><v>2014-06-25T07:30:00Z</v></c></row>
                """,
            strings: "<si><t>không</t></si><si><t xml:space=\"preserve\"> Nguyễn Thị </t></si>"
        )
        let expected: [Int: SheetValue] = [
            0: .text(" Nguyễn Thị "), 1: .number(12.5), 2: .number(-0.0015), 3: .bool(true), 4: .bool(false),
            5: .error("#REF!"), 6: .text("Hoa <x>"), 7: .text("Đặng"),
            8: .date(SheetDate(year: 2014, month: 6, day: 25, secondOfDay: 27_000)),
        ]
        #expect(try read(parts) == [1: expected])
        let row = try #require(try rows(parts).first)
        #expect(row.map(\.isFormula) == [false, false, false, false, false, false, true, false, false])
        #expect(row.map(\.text)[1...2] == ["12.5", "-1.5E-3"])
    }

    @Test func `cells and rows that hold nothing are left out, and numbers have gaps`() throws {
        let parts = WorkbookParts(
            rows: """
                <row r="2" spans="1:3"><c r="B2" s="0"/><c r="D2"><v>1</v></c><c r="XFD2"><v>2</v></c></row>\
                <row r="3"/><row r="4"><c r="A4" t="s"><v>0</v></c></row><row r="1048576"><c r="A1048576"><v>3</v></c></row>
                """,
            strings: "<si><t/></si>"
        )
        let expected: [Int: [Int: SheetValue]] = [
            2: [3: .number(1), 16_383: .number(2)], 1_048_576: [0: .number(3)],
        ]
        #expect(try read(parts) == expected)
        let row = try #require(try rows(parts).first)
        #expect(row.cell(column: 3)?.value == .number(1))
        #expect(row.cell(column: 2) == nil)
        #expect(row.cell(column: 4) == nil)
    }

    @Test func `rows and cells without addresses follow each other`() throws {
        let parts = WorkbookParts(
            rows: "<row><c><v>1</v></c><c r=\"D1\"><v>2</v></c><c><v>3</v></c></row><row><c><v>4</v></c></row>"
        )
        #expect(try read(parts) == [1: [0: .number(1), 3: .number(2), 4: .number(3)], 2: [0: .number(4)]])
    }

    @Test func `cells out of order are put in order`() throws {
        let parts = WorkbookParts(rows: "<row r=\"1\"><c r=\"C1\"><v>3</v></c><c r=\"A1\"><v>1</v></c></row>")
        #expect(try rows(parts).first?.map(\.column) == [0, 2])
    }

    @Test func `runs have their fonts, and how a text is pronounced is no part of it`() throws {
        let run = "<r><rPr><rFont val=\".VnTime\"/></rPr><t>Hä vµ</t></r><r><t xml:space=\"preserve\"> tên</t></r>"
        let parts = WorkbookParts(
            rows: """
                <row r="1"><c r="A1" t="s" s="1"><v>0</v></c><c r="B1" t="inlineStr"><is>\(run)</is></c>\
                <c r="C1" t="inlineStr"><is><t>x</t></is></c></row>
                """,
            strings: "<si>\(run)<rPh sb=\"0\" eb=\"1\"><t>PHONETIC</t></rPh><phoneticPr fontId=\"1\"/></si>",
            styles: """
                <fonts><font><name val="Calibri"/></font><font><sz val="11"/><name val="VNI-Times"/></font></fonts>\
                <cellStyleXfs><xf fontId="1"/></cellStyleXfs><cellXfs><xf fontId="0"/><xf fontId="1"/></cellXfs>\
                <dxfs><dxf><font><name val="Wrong"/></font></dxf></dxfs>
                """
        )
        let row = try #require(try rows(parts).first)
        let runs = [SheetTextRun(text: "Hä vµ", fontName: ".VnTime"), SheetTextRun(text: " tên", fontName: nil)]
        #expect(row.map(\.text) == ["Hä vµ tên", "Hä vµ tên", "x"])
        #expect(row[0].runs == runs)
        #expect(row[1].runs == runs)
        #expect(row[2].runs == [SheetTextRun(text: "x", fontName: nil)])
        #expect(row.map(\.fontName) == ["VNI-Times", "Calibri", "Calibri"])
    }

    @Test func `escapes are resolved, and what stands for none stays`() throws {
        let texts: [(String, String)] = [
            ("a_x000D_&#10;b", "a\r\nb"), ("_x005F_x000D_", "_x000D_"), ("_x0000_", "_x0000_"), ("_x00G1_", "_x00G1_"),
            ("_xD83D__xDE00_", "😀"), ("_xD83D_", "_xD83D_"), ("x_x0041", "x_x0041"), ("_x1EC7_", "ệ"),
        ]
        let parts = WorkbookParts(
            rows: texts.indices.map { "<row r=\"\($0 + 1)\"><c t=\"s\"><v>\($0)</v></c></row>" }.joined(),
            strings: texts.map { "<si><t>\($0.0)</t></si>" }.joined()
        )
        let read = try read(parts)
        #expect(texts.indices.map { read[$0 + 1]?.text(0) } == texts.map(\.1))
    }

    @Test func `numbers are dates where their format shows a day`() throws {
        let styles = """
            <numFmts><numFmt numFmtId="164" formatCode="[$-42A]dd/mm/yyyy;@"/><numFmt numFmtId="165" formatCode="[h]:mm"/>\
            <numFmt numFmtId="166" formatCode="000000000000"/></numFmts>\
            <cellXfs><xf/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/>\
            <xf numFmtId="20"/></cellXfs><dxfs><dxf><numFmt numFmtId="166" formatCode="yyyy"/></dxf></dxfs>
            """
        let cells = (0...5).map { "<c s=\"\($0)\"><v>41815.5</v></c>" }.joined()
        var parts = WorkbookParts(rows: "<row>\(cells)</row>", styles: styles)
        let date = SheetValue.date(SheetDate(year: 2014, month: 6, day: 25, secondOfDay: 43_200))
        let number = SheetValue.number(41_815.5)
        #expect(try read(parts)[1] == [0: number, 1: date, 2: date, 3: number, 4: number, 5: number])
        #expect(try rows(parts).first?[4].numberFormat == "000000000000")
        #expect(try rows(parts).first?[1].numberFormat == "mm-dd-yy")
        #expect(try rows(parts).first?[2].text == "41815.5")

        parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replacing(
            "<sheets>",
            with: "<workbookPr date1904=\"1\"/><sheets>"
        )
        let later = SheetValue.date(SheetDate(year: 2018, month: 6, day: 26, secondOfDay: 43_200))
        #expect(try read(parts)[1]?[1] == later)
    }

    @Test func `merged ranges are found behind the rows`() throws {
        let after = "<mergeCells count=\"2\"><mergeCell ref=\"A1:C1\"/><mergeCell ref=\"D1:D2\"/></mergeCells>"
        let path = try folder.workbook(WorkbookParts(rows: "<row><c><v>1</v></c></row>", after: after))
        let ranges = [SheetRange(rows: 1...1, columns: 0...2), SheetRange(rows: 1...2, columns: 3...3)]
        #expect(try WorkbookReader(path: path).mergedRanges() == ranges)
        let broken = try folder.workbook(WorkbookParts(rows: "", after: after.replacing("A1:C1", with: "C1:A1")))
        #expect(throws: SheetError.damaged(.mergedRange, SheetPlace(part: "xl/worksheets/sheet1.xml"))) {
            try WorkbookReader(path: broken).mergedRanges()
        }
    }

    @Test func `sheets are listed with what hides them, and those without cells are not`() throws {
        var parts = WorkbookParts(rows: "<row hidden=\"1\"><c><v>1</v></c></row>")
        parts["xl/workbook.xml"] = """
            <x:workbook xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main" xmlns:k="r"><x:sheets>\
            <x:sheet name="Biểu đồ" sheetId="3" k:id="c"/><x:sheet name="Ẩn" sheetId="1" state="hidden" k:id="rId1"/>\
            <x:sheet name="Rất ẩn" state="veryHidden" sheetId="2" k:id="b"/></x:sheets></x:workbook>
            """
        parts["xl/_rels/workbook.xml.rels"] = parts["xl/_rels/workbook.xml.rels"].replacing(
            "</Relationships>",
            with: WorkbookParts.relation("b", "worksheet", "../xl/./worksheets/SHEET2.xml")
                + WorkbookParts.relation("c", "chartsheet", "chartsheets/sheet1.xml") + "</Relationships>"
        )
        parts["xl/worksheets/sheet2.xml"] = """
            <x:worksheet xmlns:x="y"><x:sheetData><x:row r="1"><x:c r="A1" t="inlineStr"><x:is><x:t>x</x:t></x:is></x:c>\
            </x:row></x:sheetData></x:worksheet>
            """
        let reader = try WorkbookReader(path: try folder.workbook(parts))
        let sheets = [
            SheetInfo(name: "Ẩn", visibility: .hidden), SheetInfo(name: "Rất ẩn", visibility: .veryHidden),
        ]
        #expect(reader.sheets == sheets)
        let (first, second) = (try reader.rows(of: 0), try reader.rows(of: 1))
        #expect(try second.next()?.first?.text == "x")
        #expect(try first.next()?.isHidden == true)
        #expect(try first.next() == nil)
        #expect(first.columnCount == 1)
        #expect(throws: SheetError.noSuchSheet(2)) { try reader.rows(of: 2) }
    }

    @Test func `cells in extensions and unknown elements are no cells`() throws {
        let parts = WorkbookParts(
            rows:
                "<row><c><v>1</v><extLst><ext><v>9</v></ext></extLst></c><extLst><c><v>8</v></c></extLst></row><x><row/></x>",
            before: "<sheetViews><sheetView><row/></sheetView></sheetViews>",
            after: "<extLst><ext><sheetData><row><c><v>7</v></c></row></sheetData></ext></extLst>"
        )
        #expect(try read(parts) == [1: [0: .number(1)]])
    }

    @Test func `rows stay readable after the reader is gone`() throws {
        var row: SheetRow?
        do {
            let parts = WorkbookParts(rows: "<row><c t=\"s\"><v>0</v></c></row>", strings: "<si><t>Hoa</t></si>")
            row = try WorkbookReader(path: try folder.workbook(parts)).rows().next()
        }
        #expect(row?.first?.text == "Hoa")
    }
}
