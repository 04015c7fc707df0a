import Foundation
import Intake
import Programme
import Spreadsheet
import TestSupport
import Testing

/// Files that are no lists, broken, or made to harm: a clear answer for an officer, and never more work than allowed.
@Suite struct HostileListTests {
    private static func failure(_ bytes: some Sequence<UInt8>) throws -> IntakeError? {
        let file = try ListFile(bytes: Array(bytes))
        do {
            _ = try file.read()
            return nil
        } catch {
            return error as? IntakeError
        }
    }

    private static let compound: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]

    private static func directory(_ name: String) -> [UInt8] {
        compound + [UInt8](repeating: 1, count: 512) + name.utf16.flatMap { [UInt8($0), 0] } + [0, 0]
    }

    static let files: [(String, [UInt8])] = [
        ("file.empty", []),
        ("file.empty", Array(" \n\t\r\n".utf8)),
        ("file.password_protected", directory("EncryptedPackage")),
        ("file.old_excel", directory("Workbook")),
        ("file.word", directory("WordDocument")),
        ("file.pdf", Array("%PDF-1.7\n".utf8)),
        ("file.html", Array("<html><table><tr><td>STT</td></tr></table></html>".utf8)),
        ("file.zip", Array("PK\u{5}\u{6}".utf8) + [UInt8](repeating: 0, count: 18)),
        ("file.damaged", Array("PK\u{3}\u{4}".utf8) + [UInt8](repeating: 7, count: 100)),
        ("file.not_spreadsheet", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0, 0, 0]),
        ("file.open_quote", Array("STT,Họ và tên\n1,\"Lê Thị Một\n".utf8)),
        ("file.text_damaged", Array("STT,Họ và tên\n1,Lê\0Thị Một\n".utf8)),
        ("list.none", Array("xin chào\nđây là một bức thư\n".utf8)),
        ("list.none", Array("1,2,3\n4,5,6\n".utf8)),
        ("list.none", Array(String(repeating: ",", count: 5000).utf8) + Array("x".utf8)),
    ]

    @Test(arguments: files)
    func `what is no list says what it is`(_ code: String, _ bytes: [UInt8]) throws {
        let error = try #require(try Self.failure(bytes))
        #expect(error.code == code)
        #expect(!error.message(in: .vietnamese).isEmpty)
        #expect(error.message(in: .vietnamese) != error.message(in: .english))
    }

    @Test func `a bomb, entities and a missing part are refused with words for an officer`() throws {
        let entity = RawWorkbook(rows: "<!DOCTYPE x [<!ENTITY a \"b\">]>").data
        #expect(try Self.failure(entity).map { $0.code.hasPrefix("file.") } == true)
        var limits = SheetLimits()
        limits.unpackedBytes = 100
        let file = try ListFile(sheet: ["STT|Họ và tên", "1|Lê Thị Một"])
        let surveyor = SheetSurveyor(latest: ListFile.today, limits: limits)
        do {
            _ = try surveyor.survey(path: file.path)
            Issue.record("not refused")
        } catch {
            #expect(error.code == "file.unpacks_too_large")
        }
    }

    @Test func `too many rows end the reading with words that say so`() throws {
        let file = try ListFile(sheet: ["STT|Họ và tên"] + (1...50).map { "\($0)|Lê Thị Một" })
        let survey = try file.survey()
        var settings = IntakeSettings(latest: ListFile.today)
        settings.limits.rows = 20
        do {
            let mapping = MappingGuess(survey).mapping
            let reader = try IntakeReader(path: file.path, survey: survey, mapping: mapping, settings: settings)
            while try reader.next() != nil {}
            Issue.record("not refused")
        } catch {
            #expect(error.code == "file.too_many_rows")
        }
    }

    @Test func `a file that was exchanged after it was looked at is refused`() throws {
        let one = try ListFile(sheets: [("A", ["STT|Họ và tên", "1|Lê Thị Một"])])
        let other = try ListFile(sheets: [("B", ["STT|Họ và tên", "1|Lê Thị Một"])])
        let survey = try one.survey()
        #expect(throws: IntakeError.notAsSurveyed) { try other.read(survey, MappingGuess(survey).mapping) }
    }

    @Test func `formulas and markup are text, whatever they say`() throws {
        let rows = [
            "STT|Họ và tên|Địa chỉ", "1|Lê Thị Một|=HYPERLINK(\"http://x\")",
            "2|<script>alert(1)</script>|'; drop table members",
        ]
        let read = try ListFile(sheet: rows).read()
        #expect(read.texts(.address) == ["=HYPERLINK(\"http://x\")", "; drop table members"])
        #expect(read.rows.count == 2)
        #expect(read.codes(3).contains(.nameHasDigits))
    }

    @Test func `a list wider than any is read as far as it is looked at`() throws {
        let header = "STT|Họ và tên" + (0..<400).map { "|Cột \($0)" }.joined()
        let survey = try ListFile(sheet: [header, "1|Lê Thị Một"]).survey()
        #expect(survey.headings.count == 256)
        #expect(survey.reasons.contains(.columnsLeftOut(beyond: 256)))
    }

    @Test func `cells as long as Excel allows are told as too long`() throws {
        let long = String(repeating: "dài ", count: 8000)
        let read = try ListFile(sheet: ["STT|Họ và tên|Năm sinh|Ghi chú", "1|Lê Thị Một|1950|\(long)"]).read()
        #expect(read.codes(2) == [.textTooLong])
    }

    @Test func `random bytes in the place of cells never break the reading`() throws {
        var random = SeededRandom(seed: 20)
        let alphabet = Array("STTHọvàtên 0123456789/.-|IVXLabc()?\u{300}\u{200b}\"'=+@ABCĐđ\u{fffd}")
        for _ in 0..<200 {
            var rows = ["STT|Họ và tên|Năm sinh|Dân tộc"]
            for _ in 0..<20 {
                let length = Int.random(in: 0...40, using: &random)
                rows.append(String((0..<length).map { _ in alphabet.randomElement(using: &random) ?? " " }))
            }
            let csv = rows.map { $0.replacing("|", with: ";").replacing("\"", with: "") }.joined(separator: "\n")
            do {
                let read = try ListFile(csv: csv).read()
                #expect(read.summary.rowsSeen == read.rowCount, "\(csv)")
            } catch IntakeError.mapping([.noName]) {
                // a row that looks more like headings than the headings do
            }
        }
    }
}
