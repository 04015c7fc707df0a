import Foundation
import Spreadsheet
import Testing

/// Sound files with bytes changed at random: an answer or an error, never a crash or a hang.
@Suite struct FuzzTests {
    /// A generator with a fixed seed, so that a failure can be repeated (SplitMix64).
    private struct Dice: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var value = state
            value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
            value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
            return value ^ value >> 31
        }
    }

    private let folder: SheetFolder

    init() throws { folder = try SheetFolder() }

    private static func parts() -> WorkbookParts {
        let row = """
            <c t="s" s="1"><v>0</v></c><c><v>41815.5</v></c><c t="inlineStr"><is><r><rPr><rFont val="x"/></rPr><t>_x0041_</t>\
            </r></is></c><c t="b"><v>1</v></c><c t="d"><v>2014-06-25</v></c><c t="str"><f>A1</f><v>ệ</v></c>
            """
        return WorkbookParts(
            rows: (1...4).map { "<row r=\"\($0 * 2)\">\(row)</row>" }.joined(),
            strings: "<si><t>Nguyễn</t></si><si><r><t>a</t></r><rPh><t>b</t></rPh></si>",
            styles: "<fonts><font><name val=\"x\"/></font></fonts><cellXfs><xf/><xf numFmtId=\"14\"/></cellXfs>",
            after: "<mergeCells><mergeCell ref=\"A1:B2\"/></mergeCells>"
        )
    }

    private static func mutate(_ data: Data, _ dice: inout Dice) -> Data {
        var data = data
        for _ in 0..<Int.random(in: 1...4, using: &dice) where !data.isEmpty {
            let at = Int.random(in: 0..<data.count, using: &dice)
            switch Int.random(in: 0..<5, using: &dice) {
            case 0: data[at] = UInt8.random(in: 0...255, using: &dice)
            case 1: data[at] ^= 1 << UInt8.random(in: 0..<8, using: &dice)
            case 2: data.remove(at: at)
            case 3: data.insert("<>&\"';=_/\0\u{FF}".utf8.randomElement(using: &dice) ?? 0, at: at)
            default:
                let end = min(data.count, at + Int.random(in: 1...40, using: &dice))
                let piece = Data(data[at..<end])
                data.insert(contentsOf: piece, at: Int.random(in: 0...data.count, using: &dice))
            }
            data = Data(data)
        }
        return data
    }

    /// Reads everything that can be read, and counts how it ended.
    private func use(_ path: String, _ outcomes: inout [String: Int]) {
        do {
            let reader = try WorkbookReader(path: path)
            for sheet in reader.sheets.indices {
                _ = try? reader.mergedRanges(of: sheet)
                let rows = try reader.rows(of: sheet)
                while let row = try rows.next() {
                    for cell in row { _ = (cell.value, cell.runs, cell.fontName, cell.numberFormat, cell.text) }
                }
            }
            outcomes["read", default: 0] += 1
        } catch {
            outcomes["refused", default: 0] += 1
        }
        let remarks = [SheetRemark(row: 1, text: "x"), SheetRemark(row: 4, text: "y")]
        try? WorkbookAnnotator(column: 9).annotate(path: path, remarks: remarks, target: folder.path("annotated"))
    }

    @Test func `workbooks with changed XML are read or refused`() throws {
        var dice = Dice(state: 2014)
        var outcomes: [String: Int] = [:]
        for round in 0..<1_500 {
            var archive = Self.parts().archive
            let part = Int.random(in: 1..<archive.entries.count, using: &dice)
            archive.entries[part].data = Self.mutate(archive.entries[part].data, &dice)
            use(try folder.file(archive.data(), named: "fuzz-\(round % 4)"), &outcomes)
        }
        #expect(outcomes["read", default: 0] > 100)
        #expect(outcomes["refused", default: 0] > 100)
    }

    @Test func `archives with changed bytes are read or refused`() throws {
        var dice = Dice(state: 1945)
        var outcomes: [String: Int] = [:]
        let sound = [
            Self.parts().archive.data(), try Data(contentsOf: URL(fileURLWithPath: folder.deflated(Self.parts()))),
        ]
        for round in 0..<1_500 {
            let data = Self.mutate(sound[round % 2], &dice)
            use(try folder.file(data, named: "fuzz-\(round % 4)"), &outcomes)
        }
        #expect(outcomes["refused", default: 0] > 100)
    }

    @Test func `text with changed bytes is read or refused`() throws {
        var dice = Dice(state: 1975)
        var outcomes: [String: Int] = [:]
        let text = "STT;Họ và tên;\"Ghi \"\"chú\"\"\"\r\n1;Nguyễn Thị Hoa;\"hai\r\ndòng\"\r\n2;Lê;\r\n"
        let sound = [
            Data(text.utf8), Data(("\u{FEFF}sep=,\n" + text).utf8),
            try #require(text.data(using: .utf16)),
        ]
        for round in 0..<3_000 {
            let data = Self.mutate(sound[round % 3], &dice)
            use(try folder.file(data, named: "fuzz-\(round % 4)"), &outcomes)
        }
        #expect(outcomes["read", default: 0] > 300)
        #expect(outcomes["refused", default: 0] > 50)
    }
}
