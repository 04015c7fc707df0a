import Foundation
import Spreadsheet
import Testing

/// Text files as RFC 4180 has them and as Excel writes them in Vietnam.
@Suite struct TextReadingTests {
    private let folder: SheetFolder

    init() throws { folder = try SheetFolder() }

    static let forms: [(String, [[String]])] = [
        ("a,b\r\nc,d\r\n", [["a", "b"], ["c", "d"]]), ("a,b\nc,d", [["a", "b"], ["c", "d"]]),
        ("a,b\rc,d\r", [["a", "b"], ["c", "d"]]), ("\"a\",\"b\"\"c\"\n", [["a", "b\"c"]]),
        ("\"a\r\nb\",c\n", [["a\r\nb", "c"]]), ("a,,c\n,,\n\nx,\n", [["a", "", "c"], ["x"]]),
        ("a\"b\",c\n", [["a\"b\"", "c"]]), ("\"a\" b,c\n", [["a b", "c"]]), ("\"\",\"\"\"\"\n", [["", "\""]]),
        ("a;b,1\nc;d,2\ne;f\n", [["a", "b,1"], ["c", "d,2"], ["e", "f"]]),
        ("a\tb\n1,5\t2\n", [["a", "b"], ["1,5", "2"]]),
        ("a|b\nc|d\n", [["a", "b"], ["c", "d"]]), ("sep=;\r\na;b,c\r\n", [["a", "b,c"]]),
        ("SEP=#\na#b;c\n", [["a", "b;c"]]), ("một\nhai\n", [["một"], ["hai"]]),
        ("\u{FEFF}Họ tên,Tuổi\n", [["Họ tên", "Tuổi"]]),
        ("a,b\u{0B}c\n", [["a", "b\u{0B}c"]]),
        (
            "DANH SÁCH, NĂM 2014\n\nSTT;Họ;Tên\n1;Võ;Hoa\n2;Lê;Mai\n",
            [["DANH SÁCH, NĂM 2014"], ["STT", "Họ", "Tên"], ["1", "Võ", "Hoa"], ["2", "Lê", "Mai"]]
        ),
    ]

    @Test(arguments: forms)
    func `every form is read`(_ text: String, _ expected: [[String]]) throws {
        #expect(try texts(of: try folder.file(text)) == expected)
    }

    @Test(arguments: forms)
    func `UTF-16 with its mark is read the same, in both orders`(_ text: String, _ expected: [[String]]) throws {
        for isLittle in [true, false] {
            let units = (text.hasPrefix("\u{FEFF}") ? text : "\u{FEFF}" + text).utf16
            let data = units.reduce(into: Data()) { data, unit in
                let (low, high) = (UInt8(unit & 0xFF), UInt8(unit >> 8))
                data.append(contentsOf: isLittle ? [low, high] : [high, low])
            }
            let path = try folder.file(data)
            #expect(try texts(of: path) == expected)
            guard case .text(let form) = try WorkbookReader(path: path).source else { continue }
            #expect(form.encoding == (isLittle ? .utf16LittleEndian : .utf16BigEndian))
            #expect(!form.encodingIsGuessed)
        }
    }

    @Test func `rows are numbered as Excel shows them`() throws {
        let rows = try WorkbookReader(path: try folder.file("sep=;\na;1\n\n\nb;2\n")).rows()
        #expect(try rows.next()?.number == 1)
        #expect(try rows.next()?.number == 4)
        #expect(try rows.next() == nil)
        #expect(rows.columnCount == 2)
    }

    @Test func `bytes that are no UTF-8 are read as Windows 1258, and it is said to be a guess`() throws {
        let bytes: [UInt8] = [0x56, 0xF5, 0x2C, 0xD0, 0xE3, 0x2C, 0x65, 0xF2, 0x2C, 0x80, 0x8A, 0x0A]
        let path = try folder.file(Data(repeating: 0x61, count: 100_000) + [0x0A] + Data(bytes), named: "old.csv")
        var limits = SheetLimits()
        limits.cellText = 200_000
        let read = try texts(of: path, limits: limits)
        #expect(read.last == ["Vơ", "Đă", "e\u{323}", "€\u{8A}"])
        guard case .text(let form) = try WorkbookReader(path: path).source else { return }
        #expect(form.encoding == .windows1258)
        #expect(form.encodingIsGuessed)
    }

    @Test func `decomposed text stays as it is`() throws {
        let text = "Nguye\u{302}\u{303}n"
        let read = try #require(try texts(of: try folder.file("\(text),x\n")).first?.first)
        #expect(Array(read.unicodeScalars) == Array(text.unicodeScalars))
    }

    @Test func `characters that lie across the pieces of a file are read whole`() throws {
        for shift in 0..<8 {
            let text = String(repeating: "x", count: shift) + String(repeating: "Đặng😀,\n", count: 20_000)
            for encoding in [String.Encoding.utf8, .utf16] {
                let data = try #require(text.data(using: encoding))
                let read = try texts(of: try folder.file(data))
                #expect(read.count == 20_000)
                #expect(read.dropFirst().allSatisfy { $0 == ["Đặng😀"] })
            }
        }
    }

    @Test func `a quoted cell may lie across pieces, marks and line ends too`() throws {
        for shift in 0..<6 {
            let cell = String(repeating: "a\"\"b\r\n", count: 5_000)
            let text = String(repeating: "x", count: shift) + ",\"\(cell)\"\r\nlast,1\r\n"
            let all = String(repeating: "1,2\r\n", count: 13_000 + shift) + text
            let read = try texts(of: try folder.file(all))
            #expect(read.last == ["last", "1"])
            #expect(read[read.count - 2].last == cell.replacing("\"\"", with: "\""))
        }
    }

    static let broken: [(Data, SheetError)] = [
        (Data("a,b\nc,\0\n".utf8), .damaged(.nul, SheetPlace(row: 2, column: 1))),
        (Data("a,\"b\nc\n".utf8), .damaged(.openQuote, SheetPlace(row: 1, column: 1))),
        (Data([0xFF, 0xFE, 0x61]), .damaged(.encoding, .file)),
        (Data([0xFF, 0xFE, 0x61, 0, 0x00, 0xD8, 0x61, 0]), .damaged(.encoding, .file)),
        (Data([0xFE, 0xFF, 0xDC, 0x00, 0, 0x61]), .damaged(.encoding, .file)),
        (Data([0xEF, 0xBB, 0xBF, 0x61, 0xFF]), .damaged(.encoding, .file)),
        (Data("a,\(String(repeating: "ệ", count: 32_768))".utf8), .limit(.cellText, SheetPlace(row: 1, column: 1))),
        (Data("\(String(repeating: ",", count: 16_384))x".utf8), .limit(.columns, SheetPlace(row: 1))),
        (
            Data(String(repeating: String(repeating: "x", count: 30_000) + ",", count: 150).utf8),
            .limit(.rowBytes, SheetPlace(row: 1))
        ),
    ]

    @Test(arguments: broken)
    func `broken text is refused with its place`(_ data: Data, _ error: SheetError) throws {
        #expect(failure(of: try folder.file(data)) == error)
    }

    @Test func `rows beyond the limit are refused`() throws {
        var limits = SheetLimits()
        limits.rows = 3
        #expect(failure(of: try folder.file("a\nb\nc\n\n"), limits: limits) == nil)
        let error = failure(of: try folder.file("a\nb\nc\nd\n"), limits: limits)
        #expect(error == .limit(.rows, SheetPlace(row: 4)))
    }
}
