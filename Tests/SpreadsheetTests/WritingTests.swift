import Foundation
import Spreadsheet
import Testing

/// What is written reads back equal.
@Suite struct WritingTests {
    private let folder: SheetFolder

    init() throws { folder = try SheetFolder() }

    static let samples = [
        "Nguyễn Thị Hoa", "Nguye\u{302}\u{303}n", " two  blanks ", "line\nbreak", "carriage\r\nreturn", "tab\there",
        "<&>\"'",
        "_x000D_", "_x005F_", "_xyz_", "\u{1}\u{1F}\u{FFFE}\u{FFFF}", "ﻟ\u{FB01}", "😀 𠀀", "=1+1", "+84 905 123 456",
        "-5", "@x",
        "\u{FF1D}1", "007", "1e5", "TRUE", "#REF!", "2014-06-25", "'quoted", String(repeating: "ệ", count: 32_767),
        "a;b,c|d",
        "\"\"", "x\"y", "\tx", "\rx",
    ]

    @Test func `a workbook reads back equal`() throws {
        let path = folder.path("out.xlsx")
        let writer = try WorkbookWriter(path: path)
        let sheet = try writer.addSheet(named: "Danh sách")
        let other = try writer.addSheet(named: "Phụ lục")
        let bold = try writer.style(.heading)
        for text in Self.samples { try writer.append([.text(text), .empty, .text(text)], styles: [bold], to: sheet) }
        let date = SheetDate(year: 2014, month: 6, day: 25, secondOfDay: 3_661)
        let values: [SheetOutput] = [
            .number(0), .number(-12.25), .number(1e300), .number(123_456_789_012), .bool(true), .bool(false),
            .date(date),
            .date(SheetDate(year: 1900, month: 2, day: 28)), .text(""),
        ]
        try writer.append(values, to: other)
        writer.skipRows(2, in: other)
        try writer.append([.text("end")], to: other)
        try writer.finish()
        let read = try both(path)
        for (index, text) in Self.samples.enumerated() {
            let row = try #require(read.first[index + 1])
            #expect(row.text(0).map { Array($0.unicodeScalars) } == Array(text.unicodeScalars))
            #expect(row[2] == row[0])
            #expect(row[1] == nil)
        }
        let expected: [Int: SheetValue] = [
            0: .number(0), 1: .number(-12.25), 2: .number(1e300), 3: .number(123_456_789_012), 4: .bool(true),
            5: .bool(false), 6: .date(date), 7: .date(SheetDate(year: 1900, month: 2, day: 28)),
        ]
        #expect(read.second == [1: expected, 4: [0: .text("end")]])
    }

    private func both(
        _ path: String
    ) throws -> (first: [Int: [Int: SheetValue]], second: [Int: [Int: SheetValue]]) {
        (try values(of: path, sheet: 0), try values(of: path, sheet: 1))
    }

    @Test func `no text becomes a formula in a workbook`() throws {
        let path = folder.path("out.xlsx")
        let writer = try WorkbookWriter(path: path)
        let sheet = try writer.addSheet(named: "x")
        for text in Self.samples { try writer.append([.text(text)], to: sheet) }
        try writer.finish()
        let xml = String(decoding: try folder.entry("xl/worksheets/sheet1.xml", of: path), as: UTF8.self)
        #expect(!xml.contains("<f"))
        let rows = try WorkbookReader(path: path).rows()
        while let row = try rows.next() { #expect(row.allSatisfy { !$0.isFormula }) }
    }

    @Test func `a layout stands in the file`() throws {
        let path = folder.path("out.xlsx")
        let writer = try WorkbookWriter(path: path)
        var layout = SheetLayout()
        layout.columnWidths = [5, 30]
        layout.frozenRows = 2
        layout.filterRow = 2
        layout.isLandscape = true
        layout.repeatedRows = 1...2
        layout.fitsPageWidth = true
        let sheet = try writer.addSheet(named: "Biểu", layout: layout)
        let heading = try writer.style(.heading)
        #expect(try writer.style(.heading) == heading)
        // A heading of two rows: a range that reaches down may be filled after it is merged.
        try writer.merge(SheetRange(rows: 1...2, columns: 0...0), in: sheet)
        try writer.merge(SheetRange(rows: 1...1, columns: 1...2), in: sheet)
        try writer.append([.text("STT"), .text("Năm sinh"), .empty], styles: [heading], to: sheet)
        try writer.append([.empty, .text("Nam"), .text("Nữ")], styles: [heading], heightPoints: 30, to: sheet)
        try writer.append([.number(1), .number(1950), .empty], to: sheet)
        try writer.finish()
        let expected: [Int: [Int: SheetValue]] = [
            1: [0: .text("STT"), 1: .text("Năm sinh")], 2: [1: .text("Nam"), 2: .text("Nữ")],
            3: [0: .number(1), 1: .number(1950)],
        ]
        #expect(try values(of: path) == expected)
        let ranges = [SheetRange(rows: 1...2, columns: 0...0), SheetRange(rows: 1...1, columns: 1...2)]
        #expect(try WorkbookReader(path: path).mergedRanges() == ranges)
        let xml = String(decoding: try folder.entry("xl/worksheets/sheet1.xml", of: path), as: UTF8.self)
        for wanted in [
            "orientation=\"landscape\"", "fitToHeight=\"0\"", "state=\"frozen\"", "<autoFilter ref=\"A2:C3\"/>",
        ] {
            #expect(xml.contains(wanted), "\(wanted)")
        }
        let workbook = String(decoding: try folder.entry("xl/workbook.xml", of: path), as: UTF8.self)
        #expect(workbook.contains("Print_Titles"))
    }

    @Test func `what no cell can hold is refused with its place`() throws {
        let writer = try WorkbookWriter(path: folder.path("out.xlsx"))
        let sheet = try writer.addSheet(named: "x")
        let place = SheetPlace(row: 1, column: 1)
        let refused: [(SheetOutput, SheetError)] = [
            (.text("a\0b"), .unwritableValue(place)), (.number(.nan), .unwritableValue(place)),
            (.number(-.infinity), .unwritableValue(place)),
            (.date(SheetDate(year: 2015, month: 2, day: 29)), .unwritableValue(place)),
            (.date(SheetDate(year: 1899, month: 12, day: 31)), .unwritableValue(place)),
            (.text(String(repeating: "x", count: 32_768)), .limit(.cellText, place)),
        ]
        for (value, error) in refused {
            #expect(throws: error) { try writer.append([.empty, value], to: sheet) }
        }
        for name in ["", "x", "X", "a/b", "[a]", String(repeating: "n", count: 32), "a\0"] {
            #expect(throws: SheetError.self, "\(name)") { try writer.addSheet(named: name) }
        }
        #expect(throws: SheetError.self) { try writer.merge(SheetRange(rows: 1...1, columns: 0...0), in: sheet) }
        try writer.finish()
        #expect(throws: SheetError.self) { try writer.finish() }
        #expect(throws: SheetError.self) { try writer.append([], to: sheet) }
    }

    @Test func `a workbook that cannot be written is an error, and one given up leaves nothing`() throws {
        let nowhere = try WorkbookWriter(path: folder.path("none/out.xlsx"))
        _ = try nowhere.addSheet(named: "x")
        #expect(throws: SheetError.self) { try nowhere.finish() }
        do {
            let writer = try WorkbookWriter(path: folder.path("given-up.xlsx"))
            let sheet = try writer.addSheet(named: "x")
            for _ in 0..<100 { try writer.append([.text("x")], to: sheet) }
        }
        #expect(!FileManager.default.fileExists(atPath: folder.path("given-up.xlsx")))
    }

    @Test func `text with columns reads back equal, and what looks like a formula has its apostrophe`() throws {
        for isGuarded in [true, false] {
            let path = folder.path("out.csv")
            var options = CSVWriter.Options()
            options.guardsFormulas = isGuarded
            let writer = try CSVWriter(path: path, options: options)
            try writer.append([.text("a"), .text("b"), .number(1.5), .number(-3), .bool(true), .empty])
            for text in Self.samples { try writer.append([.text("x"), .text(text)]) }
            try writer.append([.date(SheetDate(year: 2014, month: 6, day: 25))])
            try writer.finish()
            let read = try texts(of: path)
            #expect(read.first == ["a", "b", "1.5", "-3", "TRUE"])
            #expect(read.last == ["2014-06-25"])
            for (text, row) in zip(Self.samples, read.dropFirst()) {
                let wanted = isGuarded && SheetFormulaGuard.isFormula(text) ? "'" + text : text
                #expect(row.dropFirst().first.map { Array($0.utf8) } == Array(wanted.utf8))
            }
        }
        #expect(throws: SheetError.unwritableValue(SheetPlace(row: 1, column: 0))) {
            try CSVWriter(path: folder.path("x")).append([.text("\0")])
        }
    }

    @Test(arguments: [
        "=1", "+1", "-1", "@x", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠x", "  =1", "\u{FEFF}=1", "\u{200B}-1",
    ])
    func `a formula is known behind whatever hides it`(_ text: String) {
        #expect(SheetFormulaGuard.isFormula(text))
    }

    @Test(arguments: ["", "a", "1-2", "Nguyễn =", "'=1", "007", " x", "(=)"])
    func `other text is left alone`(_ text: String) {
        #expect(!SheetFormulaGuard.isFormula(text))
    }
}
