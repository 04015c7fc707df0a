import Foundation
import Spreadsheet
import Testing
import TestSupport

/// Workbooks that are broken, or made to harm: each ends with an error that says what and where.
@Suite struct HostileWorkbookTests {
    private static let sheet = "xl/worksheets/sheet1.xml"
    private let folder: SheetFolder

    init() throws { folder = try SheetFolder() }

    private static func place(row: Int? = nil, column: Int? = nil) -> SheetPlace {
        SheetPlace(part: sheet, row: row, column: column)
    }

    static let brokenRows: [(String, SheetError)] = [
        ("<row r=\"2\"/><row r=\"2\"/>", .damaged(.rowOrder, place(row: 2))),
        ("<row r=\"3\"/><row r=\"1\"/>", .damaged(.rowOrder, place(row: 1))),
        ("<row r=\"x\"/>", .damaged(.cellReference, place(row: 0))),
        ("<row r=\"-1\"/>", .damaged(.cellReference, place(row: 0))),
        ("<row r=\"1048577\"/>", .limit(.rows, place(row: 1_048_577))),
        ("<row r=\"99999999999999999999\"/>", .damaged(.cellReference, place(row: 0))),
        ("<row r=\"1\"><c r=\"A2\"/></row>", .damaged(.cellReference, place(row: 1))),
        ("<row r=\"1\"><c r=\"1\"/></row>", .damaged(.cellReference, place(row: 1))),
        ("<row r=\"1\"><c r=\"A1:B1\"/></row>", .damaged(.cellReference, place(row: 1))),
        ("<row r=\"1\"><c r=\"XFE1\"/></row>", .limit(.columns, place(row: 1))),
        (
            "<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"A1\"><v>2</v></c></row>",
            .damaged(.duplicateCell, place(row: 1, column: 0))
        ),
        ("<row><c t=\"s\"><v>1</v></c></row>", .damaged(.sharedString, place(row: 1, column: 0))),
        ("<row><c t=\"s\"><v>-1</v></c></row>", .damaged(.sharedString, place(row: 1, column: 0))),
        ("<row><c t=\"s\"><v>18446744073709551616</v></c></row>", .damaged(.sharedString, place(row: 1, column: 0))),
        ("<row><c s=\"1\"><v>1</v></c></row>", .damaged(.style, place(row: 1, column: 0))),
        ("<row><c t=\"z\"><v>1</v></c></row>", .damaged(.xml, place(row: 1, column: 0))),
        ("<row><c><v>1<x/></v></c></row>", .damaged(.xml, place(row: 1, column: 0))),
        ("<row><c><v>1</c></row>", .damaged(.xml, place())),
        ("<row><c><v>&nbsp;</v></c></row>", .damaged(.xml, place())),
        ("<row><c><v>\u{1}</v></c></row>", .damaged(.xml, place())),
        (String(repeating: "<x>", count: 100) + String(repeating: "</x>", count: 100), .limit(.xmlDepth, place())),
        ("<!-- " + String(repeating: "x", count: 2_000_000) + " -->", .limit(.xmlTokenBytes, place())),
        ("<row r=\"1\" x=\"" + String(repeating: "x", count: 2_000_000) + "\"/>", .limit(.xmlTokenBytes, place())),
        (
            "<row><c t=\"str\"><v>" + String(repeating: "ệ", count: 32_768) + "</v></c></row>",
            .limit(.cellText, place(row: 1, column: 0))
        ),
    ]

    @Test(arguments: brokenRows)
    func `a broken row is refused with its place`(_ rows: String, _ error: SheetError) throws {
        let parts = WorkbookParts(rows: rows, strings: "<si><t>x</t></si>", styles: "<cellXfs><xf/></cellXfs>")
        #expect(failure(of: try folder.workbook(parts)) == error)
    }

    @Test func `text of Excel's greatest length is read`() throws {
        let text = String(repeating: "ệ", count: 32_767)
        let parts = WorkbookParts(rows: "<row><c t=\"str\"><v>\(text)</v></c></row>")
        #expect(try values(of: try folder.workbook(parts))[1]?.text(0) == text)
    }

    @Test func `entities are refused before any is expanded, in every part`() throws {
        var entities = "<!ENTITY a0 \"ha\">"
        for level in 1...9 {
            entities += "<!ENTITY a\(level) \"\(String(repeating: "&a\(level - 1);", count: 10))\">"
        }
        for external in ["", "<!ENTITY file SYSTEM \"file:///etc/hostname\">"] {
            let type = "<!DOCTYPE x [\(entities)\(external)]>"
            let sound = WorkbookParts(
                rows: "<row><c t=\"str\"><v>x</v></c></row>",
                strings: "<si><t>x</t></si>",
                styles: "<cellXfs><xf/></cellXfs>"
            )
            for (name, text) in sound.files where name != "[Content_Types].xml" {
                var parts = sound
                parts[name] = type + text
                #expect(failure(of: try folder.workbook(parts)) == .damaged(.documentType, SheetPlace(part: name)))
            }
        }
    }

    @Test func `an archive cut off anywhere is refused`() throws {
        let data = WorkbookParts(rows: "<row><c><v>1</v></c></row>").archive.data()
        for length in stride(from: 4, to: data.count - 1, by: 37) {
            let error = failure(of: try folder.file(data.prefix(length)))
            #expect(error == .damaged(.archive, .file), "\(length) bytes")
        }
    }

    @Test func `an entry that does not match its checksum or its size is refused`() throws {
        let parts = WorkbookParts(rows: "<row><c><v>1</v></c></row>")
        var archive = parts.archive
        let last = archive.entries.count - 1
        archive.entries[last].claimedCRC = 1
        #expect(failure(of: try folder.file(archive.data())) == .damaged(.checksum, Self.place()))

        // Deflate: a stored block of the sheet, with a smaller size than it has.
        let text = Data(parts[Self.sheet].utf8)
        let length = UInt16(text.count)
        let header = [1, UInt8(length & 0xFF), UInt8(length >> 8), UInt8(~length & 0xFF), UInt8(~length >> 8)]
        for size in [text.count - 20, text.count + 20] {
            archive.entries[last] = ZipBuilder.Entry(
                name: Self.sheet,
                deflated: Data(header) + text,
                size: size,
                crc: ZipBuilder.crc32(text)
            )
            let error = failure(of: try folder.file(archive.data()))
            let possible: [SheetError] = [.damaged(.checksum, Self.place()), .damaged(.archive, Self.place())]
            #expect(possible.contains { $0 == error }, "\(String(describing: error))")
        }
    }

    @Test func `names that lead out of the archive, twice the same name, and encryption are refused`() throws {
        for name in ["../../etc/passwd", "/etc/passwd", "xl/../../x", "C:/x", "..\\x"] {
            var parts = WorkbookParts(rows: "")
            parts[name] = "x"
            let error = failure(of: try folder.workbook(parts))
            #expect(error == .damaged(.entryName, SheetPlace(part: name)), "\(name)")
        }
        var archive = WorkbookParts(rows: "").archive
        archive.add("XL/Worksheets/sheet1.xml", "<other/>")
        let twice = SheetError.damaged(.duplicateEntry, SheetPlace(part: "XL/Worksheets/sheet1.xml"))
        #expect(failure(of: try folder.file(archive.data())) == twice)
        archive = WorkbookParts(rows: "").archive
        archive.entries[4].flags = 1
        #expect(failure(of: try folder.file(archive.data())) == .damaged(.compression, Self.place()))
        archive.entries[4].flags = 0
        archive.entries[4].method = 12
        #expect(failure(of: try folder.file(archive.data())) == .damaged(.compression, Self.place()))
    }

    @Test func `parts that are missing or lead elsewhere are named`() throws {
        for name in [Self.sheet, "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml"] {
            var parts = WorkbookParts(rows: "<row/>", strings: "<si><t>x</t></si>", styles: "<cellXfs/>")
            parts.remove(name)
            #expect(failure(of: try folder.workbook(parts)) == .damaged(.missingPart, SheetPlace(part: name)))
        }
        let rels = "xl/_rels/workbook.xml.rels"
        var parts = WorkbookParts(rows: "")
        parts.remove(rels)
        #expect(failure(of: try folder.workbook(parts)) == .damaged(.relation, SheetPlace(part: "Danh sách")))
        parts[rels] = "<Relationships>\(WorkbookParts.relation("rId1", "worksheet", "../../x.xml"))</Relationships>"
        #expect(failure(of: try folder.workbook(parts)) == .damaged(.relation, SheetPlace(part: rels)))
        parts[rels] = "<Relationships>\(WorkbookParts.relation("rId1", "worksheet", "workbook.xml"))</Relationships>"
        // A sheet that is the list of sheets: it has no rows, and nothing goes round in circles.
        #expect(try values(of: try folder.workbook(parts)) == [:])
    }

    @Test func `two sheets of one part, and one sheet twice, are refused`() throws {
        var parts = WorkbookParts(rows: "")
        let sheet = "<sheet name=\"2\" sheetId=\"2\" r:id=\"rId1\"/></sheets>"
        parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replacing("</sheets>", with: sheet)
        #expect(failure(of: try folder.workbook(parts)) == .damaged(.relation, SheetPlace(part: "2")))
    }

    @Test func `a bomb is refused by its directory, and one whose directory lies by what comes out`() throws {
        let blank = String(repeating: " ", count: 8 << 20)
        let parts = WorkbookParts(rows: blank)
        let path = try folder.deflated(parts)
        #expect(failure(of: path) == .limit(.compressionRatio, Self.place()))
        var limits = SheetLimits()
        limits.compressionRatio = 2_000
        #expect(failure(of: path, limits: limits) == nil)
        limits.entryBytes = 1 << 20
        #expect(failure(of: path, limits: limits) == .limit(.entryBytes, Self.place()))
        limits.entryBytes = 16 << 20
        limits.unpackedBytes = 4 << 20
        #expect(failure(of: path, limits: limits) == .limit(.unpackedBytes, .file))

        // The same bomb under a directory that says a thousandth: both places where a size stands are changed.
        var data = try Data(contentsOf: URL(fileURLWithPath: path))
        let size = UInt32(parts[Self.sheet].utf8.count)
        let truth = withUnsafeBytes(of: size.littleEndian) { Data($0) }
        let lie = withUnsafeBytes(of: (size / 1000).littleEndian) { Data($0) }
        while let range = data.range(of: truth) { data.replaceSubrange(range, with: lie) }
        let error = failure(of: try folder.file(data, named: "lie"))
        let possible: [SheetError] = [
            .damaged(.checksum, Self.place()), .damaged(.archive, Self.place()), .damaged(.archive, .file),
        ]
        #expect(possible.contains { $0 == error }, "\(String(describing: error))")
    }

    @Test func `each limit ends the reading with its name`() throws {
        let parts = WorkbookParts(
            rows: "<row><c t=\"str\"><v>abcdef</v></c><c t=\"str\"><v>abcdef</v></c></row><row><c><v>1</v></c></row>",
            strings: "<si><r><t>abc</t></r></si><si><r><t>abc</t></r></si>",
            styles: "<fonts><font/><font/></fonts>",
            after: "<mergeCells><mergeCell ref=\"A1:B1\"/><mergeCell ref=\"A2:B2\"/></mergeCells>"
        )
        let path = try folder.workbook(parts)
        #expect(failure(of: path) == nil)
        let changes: [(SheetLimit, WritableKeyPath<SheetLimits, Int>, Int)] = [
            (.fileBytes, \.fileBytes, 100), (.unpackedBytes, \.unpackedBytes, 500), (.entryBytes, \.entryBytes, 100),
            (.entries, \.entries, 3), (.xmlDepth, \.xmlDepth, 4), (.sheets, \.sheets, 0), (.rows, \.rows, 1),
            (.columns, \.columns, 1), (.cellText, \.cellText, 5), (.rowBytes, \.rowBytes, 10),
            (.sharedStrings, \.sharedStrings, 1), (.sharedStringBytes, \.sharedStringBytes, 4), (.styles, \.styles, 1),
            (.textRuns, \.textRuns, 1), (.relationships, \.relationships, 1),
        ]
        for (limit, path_, value) in changes {
            var limits = SheetLimits()
            limits[keyPath: path_] = value
            guard case .limit(let found, _)? = failure(of: path, limits: limits) else {
                Issue.record("\(limit) was not noticed")
                continue
            }
            #expect(found == limit)
        }
        var limits = SheetLimits()
        limits.mergedRanges = 1
        let reader = try WorkbookReader(path: path, limits: limits)
        #expect(throws: SheetError.limit(.mergedRanges, Self.place())) { try reader.mergedRanges() }
    }

    @Test func `rows before an error are handed out, and after it there are none`() throws {
        let parts = WorkbookParts(rows: "<row r=\"2\"><c><v>1</v></c></row><row r=\"1\"/>")
        let rows = try WorkbookReader(path: try folder.workbook(parts)).rows()
        #expect(try rows.next()?.number == 2)
        #expect(throws: SheetError.self) { while try rows.next() != nil {} }
        #expect(try rows.next() == nil)
    }
}
