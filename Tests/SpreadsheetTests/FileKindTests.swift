import Foundation
import Spreadsheet
import Testing
import TestSupport

/// A file is what its bytes say, whatever its name.
@Suite struct FileKindTests {
    private static let compoundMark = Data([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1])

    private static func compound(_ entry: String) -> Data {
        compoundMark + Data(repeating: 0, count: 1_100_000)
            + entry.utf8.reduce(into: Data()) { $0.append(contentsOf: [$1, 0]) }
            + Data(repeating: 0, count: 300)
    }

    private static func archive(_ files: [(name: String, text: String)]) -> Data { ZipBuilder(files).data() }

    private static func package(main: String, _ more: [(name: String, text: String)]) -> Data {
        let relation = WorkbookParts.relation("a", "officeDocument", main)
        return archive([("_rels/.rels", "<Relationships>\(relation)</Relationships>")] + more)
    }

    static let kinds: [(Data, SheetError)] = [
        (Data(), .empty), (Data(" \r\n\t\n".utf8), .empty), (Data([0xEF, 0xBB, 0xBF]), .empty),
        (compound("Workbook"), .oldExcel), (compound("Book"), .oldExcel), (compound("WordDocument"), .wordDocument),
        (compound("EncryptedPackage"), .passwordProtected), (compound("Other"), .otherCompoundFile),
        (Data([0x09, 0x08, 0x10, 0x00, 0x00, 0x06, 0x05, 0x00]), .oldExcel), (Data("%PDF-1.7\n".utf8), .pdf),
        (Data("{\\rtf1 x}".utf8), .wordDocument), (Data("\u{FEFF}  <!DOCTYPE HTML><html>".utf8), .html),
        (Data("<table><tr><td>Họ và tên</td></tr></table>".utf8), .html),
        (
            Data("<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">".utf8),
            .xmlSpreadsheet2003
        ),
        (Data("<?xml version=\"1.0\"?><root/>".utf8), .notSpreadsheet),
        (Data([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0x0D, 0, 1, 2, 3]), .notSpreadsheet),
        (archive([("readme.txt", "x")]), .zipWithoutWorkbook), (archive([]), .zipWithoutWorkbook),
        (
            archive([("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", "<x/>")]),
            .openDocument
        ),
        (package(main: "word/document.xml", [("word/document.xml", "<x/>")]), .wordDocument),
        (package(main: "ppt/presentation.xml", [("ppt/presentation.xml", "<x/>")]), .zipWithoutWorkbook),
        (package(main: "xl/workbook.bin", [("xl/workbook.bin", "x")]), .binaryWorkbook),
        (package(main: "xl/workbook.xml", [("xl/workbook.xml", "<x/>"), ("xl/vbaProject.bin", "x")]), .macroWorkbook),
        (package(main: "xl/workbook.xml", [("xl/workbook.xml", "<workbook/>")]), .noSheets),
    ]

    @Test(arguments: kinds)
    func `what is no workbook and no text is named`(_ data: Data, _ error: SheetError) throws {
        let folder = try SheetFolder()
        for name in ["list.xlsx", "list.csv", "list.xls"] {
            let path = try folder.file(data, named: name)
            #expect(throws: error) { try WorkbookReader(path: path) }
        }
    }

    @Test func `a workbook is known under any name, and so is text`() throws {
        let folder = try SheetFolder()
        let workbook = try folder.workbook(WorkbookParts(rows: ""), named: "list.csv")
        #expect(try WorkbookReader(path: workbook).source == .workbook)
        let text = try folder.file("STT;Họ và tên\n1;Hoa\n", named: "list.xlsx")
        let form = SheetTextForm(
            encoding: .utf8,
            encodingIsGuessed: false,
            delimiter: UInt8(ascii: ";"),
            delimiterIsGuessed: true
        )
        #expect(try WorkbookReader(path: text).source == .text(form))
    }

    @Test func `a file that is not there, a folder and a pipe are refused at once`() throws {
        let folder = try SheetFolder()
        #expect(throws: SheetError.unreadable(code: ENOENT)) { try WorkbookReader(path: folder.path("none")) }
        #expect(throws: SheetError.unreadable(code: EINVAL)) { try WorkbookReader(path: folder.url.path) }
        #expect(mkfifo(folder.path("pipe"), 0o600) == 0)
        #expect(throws: SheetError.unreadable(code: EINVAL)) { try WorkbookReader(path: folder.path("pipe")) }
    }

    @Test func `a file above the limit is not looked into`() throws {
        let folder = try SheetFolder()
        var limits = SheetLimits()
        limits.fileBytes = 10
        let path = try folder.file("a,b,c,d,e,f\n")
        #expect(throws: SheetError.limit(.fileBytes, .file)) { try WorkbookReader(path: path, limits: limits) }
    }
}
