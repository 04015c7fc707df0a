import Foundation
import Programme
import Spreadsheet
import Testing

@testable import Reports

@Suite struct OfficialReportTests {
    @Test(arguments: [
        (OfficialValue.whole(12_034), "12.034"), (.whole(-1_000), "-1.000"), (.whole(0), "0"), (.whole(999), "999"),
        (.money(12_991_229_000), "12.991.229.000đ"), (.share(Share(hundredths: 1_012)), "10,12 %"),
        (.none, ""), (.text("Tổ 1"), "Tổ 1"),
    ])
    func `values are written as Vietnamese write them`(_ value: OfficialValue, _ text: String) {
        #expect(value.vietnamese == text)
    }

    @Test func `a draft has dots where a signed report has number, place and day`() throws {
        let report = try ReportSample.ward()
        #expect(report.head.numberLine == "Số: ……/BC" && report.head.isDraft)
        #expect(report.head.placeLine == "Hội Phú, ngày …… tháng …… năm 2026")
        var signature = ReportSample.signature
        #expect(report.head.signed(signature, verification: "x").placeLine == "Hội Phú, ngày 05 tháng 12 năm 2026")
        signature.signedOn = try ReportSample.day(2026, 2, 11)
        #expect(report.head.signed(signature, verification: "x").placeLine.contains("ngày 11 tháng 02 năm"))
        signature.signedOn = try ReportSample.day(2026, 3, 1)
        #expect(report.head.signed(signature, verification: "x").placeLine.contains("ngày 01 tháng 3 năm"))
    }

    @Test func `the content of a report reads back as it was written, and hashes to the same each time`() async throws {
        try await ReportSample.withFolder { folder in
            let report = try ReportSample.ward()
            let hash = try ReportSample.write(report, to: folder + "/a.jsonl")
            #expect(try ReportSample.write(report, to: folder + "/b.jsonl") == hash)
            let reader = try OfficialContentReader(path: folder + "/a.jsonl")
            #expect(try reader.next() == .head(report.head))
            let copy = try OfficialContentWriter(path: folder + "/c.jsonl", report.head)
            while let line = try reader.next() {
                switch line {
                case .head: Issue.record("two heads")
                case .table(let table): try copy.begin(table)
                case .row(let row): try copy.append(row)
                }
            }
            #expect(try copy.finish() == hash)
            var changed = report
            changed.figures["members"] = 1_235
            #expect(try ReportSample.write(changed, to: folder + "/d.jsonl") != hash)
        }
    }

    @Test(arguments: ["", "x\n", "{\"row\":{\"isTotal\":false,\"values\":[]}}\n", "{\"head\":1}\n"])
    func `what is no content of a report is refused`(_ text: String) async throws {
        try await ReportSample.withFolder { folder in
            try Data(text.utf8).write(to: URL(filePath: folder + "/x"))
            #expect(throws: (any Error).self) { try OfficialSummary(contentAt: folder + "/x") }
        }
    }

    @Test func `a workbook has every cell of the report, as numbers that can be reckoned with`() async throws {
        try await ReportSample.withFolder { folder in
            let (content, book) = (folder + "/a.jsonl", folder + "/a.xlsx")
            _ = try ReportSample.write(try ReportSample.ward(), to: content)
            try OfficialWorkbook.write(contentAt: content, hash: "abc", to: book)
            let rows = try ReportSample.rows(ofWorkbook: book)
            let texts = rows.values.flatMap(\.values).compactMap { if case .text(let text) = $0 { text } else { nil } }
            for text in [
                "PHƯỜNG HỘI PHÚ", OfficialHead.nation, OfficialHead.motto, "Số: ……/BC", OfficialHead.draft, "Đăng ký",
                "Nơi nhận:", "CHỦ TỊCH", "SHA-256 của nội dung: abc",
            ] {
                #expect(texts.contains(text), "\(text)")
            }
            let family = try #require(
                rows.values.first { $0[1] == .text("Gia đình học tập") && $0[2] == .number(12_034) }
            )
            #expect(family[6] == .number(0.6823) && family[7] == .number(7_950) && family[9] == .number(0.9682))
            #expect(rows.values.contains { $0[2] == .number(12_991_229_000) })
            // three rows under the headings of the hamlets, and what they come to
            #expect(
                rows.values.contains { $0[1] == .text("Tổng cộng") && $0[2] == .number(8_211) && $0[4] == .number(54) }
            )
        }
    }

    @Test func `groups of columns are merged, and so are headings that take two rows`() async throws {
        try await ReportSample.withFolder { folder in
            let (content, book) = (folder + "/a.jsonl", folder + "/a.xlsx")
            _ = try ReportSample.write(try ReportSample.ward(), to: content)
            try OfficialWorkbook.write(contentAt: content, hash: "abc", to: book)
            let rows = try ReportSample.rows(ofWorkbook: book)
            let merged = try WorkbookReader(path: book).mergedRanges()
            let heading = try #require(rows.first { $0.value[3] == .text("Đăng ký") }?.key)
            #expect(merged.contains(SheetRange(rows: heading...heading, columns: 3...6)))
            #expect(merged.contains(SheetRange(rows: heading...heading + 1, columns: 0...0)))
            let title = try #require(rows.first { $0.value[0] == .text("BÁO CÁO") }?.key)
            #expect(merged.contains(SheetRange(rows: title...title, columns: 0...9)))
        }
    }

    @Test func `CSV has captions, headings with their groups, and rows`() async throws {
        try await ReportSample.withFolder { folder in
            _ = try ReportSample.write(try ReportSample.ward(), to: folder + "/a.jsonl")
            try OfficialText.write(contentAt: folder + "/a.jsonl", hash: "abc", to: folder + "/a.csv")
            let text = try String(contentsOfFile: folder + "/a.csv", encoding: .utf8)
            #expect(text.contains("Đăng ký: Tái đăng ký,") && text.contains("\r\n1,Tổ 1,2737,2650,18,0\r\n"))
            #expect(text.contains(OfficialHead.draft) && text.hasSuffix("SHA-256,abc\r\n"))
        }
    }

    @Test func `the PDF has every letter, its headings on each page, and says that it is a draft`() async throws {
        guard PDFRenderer.isInstalled else { return }
        try await ReportSample.withFolder { folder in
            var report = try ReportSample.ward()
            let hamlet = report.hamlets[0]
            report.hamlets += (10...80).map { .init("Tổ \($0)", hamlet.titles) }
            _ = try ReportSample.write(report, to: folder + "/a.jsonl")
            let page = try #require(try OfficialPage.make(contentAt: folder + "/a.jsonl", hash: "abc"))
            let pdf = try await PDFRenderer().render(html: page.html, style: page.style)
            let text = Self.solid(try Tool.run("pdftotext", ["-layout", "-enc", "UTF-8", "-", "-"], pdf))
            for expected in [
                OfficialHead.nation, OfficialHead.motto, "PHƯỜNG HỘI PHÚ", "Gia đình học tập", "12.991.229.000đ",
                "68,23 %", "Làng Ốp & Plei Ốp", "Tổ <9>", "Tổ 80", "Kết quả xây dựng xã hội học tập năm 2026",
            ] {
                #expect(text.contains(Self.solid(expected)), "\(expected)")
            }
            // the table of hamlets goes over several pages, each with its headings
            #expect(text.components(separatedBy: Self.solid("Thôn, làng, tổ dân phố")).count > 3)
            let count =
                try Tool.run("pdfinfo", ["-"], pdf).firstMatch(of: /Pages: +([0-9]+)/).flatMap { Int($0.1) } ?? 0
            #expect(count > 2 && text.contains("Trang\(count)/\(count)"))
            #expect(page.html.contains("class=\"draft\""))
            let head = report.head.signed(ReportSample.signature, verification: "https://x/v/1")
            _ = try ReportSample.write(report, head: head, to: folder + "/b.jsonl")
            let signed = try #require(try OfficialPage.make(contentAt: folder + "/b.jsonl", hash: "abc"))
            #expect(!signed.html.contains("class=\"draft\"") && signed.html.contains("https://x/v/1"))
        }
    }

    @Test func `a list that is too long to be printed is written as workbook and CSV alone`() async throws {
        try await ReportSample.withFolder { folder in
            let content = folder + "/a.jsonl"
            let writer = try OfficialContentWriter(path: content, try ReportSample.ward().head)
            try writer.begin(OfficialTable("", [.init("STT", .ordinal, width: 5), .init("Tên", .text, width: 30)]))
            for number in 1...100_000 { try writer.append(OfficialRow([.whole(number), .text("Hộ \(number)")])) }
            _ = try writer.finish()
            #expect(try OfficialPage.make(contentAt: content, hash: "abc") == nil)
            try OfficialWorkbook.write(contentAt: content, hash: "abc", to: folder + "/a.xlsx")
            let reader = try WorkbookReader(path: folder + "/a.xlsx").rows()
            var (count, last) = (0, SheetValue.bool(false))
            while let row = try reader.next() {
                let values = row.map(\.value)
                guard values.count == 2, case .number = values[0] else { continue }
                count += 1
                last = values[1]
            }
            #expect(count == 100_000 && last == .text("Hộ 100000"))
        }
    }

    @Test func `no report has more rows than a report may have`() async throws {
        try await ReportSample.withFolder { folder in
            let writer = try OfficialContentWriter(path: folder + "/a.jsonl", try ReportSample.ward().head)
            try writer.begin(OfficialTable("", [.init("STT", .ordinal, width: 5)]))
            for number in 1...OfficialContent.mostRows { try writer.append(OfficialRow([.whole(number)])) }
            #expect(throws: OfficialReportError.tooManyRows) { try writer.append(OfficialRow([.whole(0)])) }
        }
    }

    /// Without what is white, of which a reader of letters that stand apart makes more or less.
    private static func solid(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.filter { !$0.properties.isWhitespace }))
    }
}
