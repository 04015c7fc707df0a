import Foundation
import Intake
import Programme
import Spreadsheet
import Testing

/// Text files, old encodings, dates of all kinds, lists without headers.
@Suite struct OddListTests {
    /// TCVN3 as Windows shows its bytes.
    private static let tcvn3Header = ["STT|Hä vµ tªn|N¨m sinh|D©n téc|§Þa chØ"]
    private static let tcvn3People = [
        "1|NguyÔn V¨n An|1950|Kinh|Tæ 3", "2|TrÇn ThÞ H\u{ad}¬ng|1961|Kinh|Tæ 4", "3|Lª Quèc §¹t|1972|Kinh|Tæ 5",
    ]

    @Test func `TCVN3 in a font that says so is converted, headings too`() throws {
        let read = try ListFile(sheet: Self.tcvn3Header + Self.tcvn3People, font: ".VnTime").read()
        #expect(read.names == ["Nguyễn Văn An", "Trần Thị Hương", "Lê Quốc Đạt"])
        #expect(read.roles == ["row_number", "full_name", "birth_date", "ethnicity", "address"])
        #expect(read.summary.problems[.textConverted] == 6)
        #expect(read.survey.encoding == nil)
    }

    @Test func `TCVN3 whose font is lost is guessed, shown, and read as the mapping says`() throws {
        let file = try ListFile(sheet: Self.tcvn3Header + Self.tcvn3People)
        let survey = try file.survey()
        #expect(survey.encoding == .tcvn3)
        #expect(survey.reasons.contains(.oldEncoding(.tcvn3)))
        #expect(survey.headings.map(\.text) == ["STT", "Họ và tên", "Năm sinh", "Dân tộc", "Địa chỉ"])
        var mapping = MappingGuess(survey).mapping
        #expect(try file.read(survey, mapping).names == ["Nguyễn Văn An", "Trần Thị Hương", "Lê Quốc Đạt"])
        for index in mapping.columns.indices { mapping.columns[index].encoding = nil }
        #expect(try file.read(survey, mapping).names.first == "NguyÔn V¨n An")
    }

    @Test func `VNI in a text file of Windows`() throws {
        let text =
            "STT;Hoï vaø teân;Naêm sinh\r\n1;Nguyeãn Vaên An;1950\r\n2;Traàn Thò Höông;1961\r\n3;Leâ Quoác Ñaït;1972\r\n"
        let bytes = text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
        let read = try ListFile(bytes: bytes).read()
        #expect(read.names == ["Nguyễn Văn An", "Trần Thị Hương", "Lê Quốc Đạt"])
    }

    @Test func `text in NFD, no-break spaces and an Icelandic letter are mended`() throws {
        let nfd = "STT,Họ và tên,Năm sinh\n1,Nguyễn Thị Hạnh,1960\n".decomposedStringWithCanonicalMapping
        let read = try ListFile(csv: nfd + "2,\u{d0}ặng\u{a0}Văn  Bình ,1961\n").read()
        let scalars = read.names.map { $0.unicodeScalars.count }
        #expect(read.names == ["Nguyễn Thị Hạnh", "Đặng Văn Bình"])
        #expect(scalars == [15, 13])
    }

    @Test(arguments: [",", ";", "\t", "|"])
    func `text files with any delimiter, a mark of the encoding and blank lines`(_ delimiter: String) throws {
        let lines = ["STT,Họ và tên,Ngày sinh", "", "1,Lê Thị Một,1/2/1950", ",,", "2,Lê Thị Hai,3/4/1951"]
        let text = lines.joined(separator: "\r\n").replacingOccurrences(of: ",", with: delimiter)
        let read = try ListFile(csv: "\u{feff}" + text).read()
        #expect(read.names == ["Lê Thị Một", "Lê Thị Hai"])
        #expect(read.dates() == ["1950-02-01", "1951-04-03"])
    }

    @Test func `UTF-16 as Excel writes text`() throws {
        let text = "STT\tHọ và tên\tNăm sinh\r\n1\tĐỗ Thị Én\t1960\r\n"
        let bytes: [UInt8] = text.utf16.reduce(into: [0xFF, 0xFE]) { $0 += [UInt8($1 & 0xFF), UInt8($1 >> 8)] }
        #expect(try ListFile(bytes: bytes).read().names == ["Đỗ Thị Én"])
    }

    @Test func `a list without a header is told by what it holds`() throws {
        let rows = LayoutTests.people + ["4|Hoàng Thị Tư|1/1/1954|'064154001234|'0905123456|Kinh|Thôn 3"]
        let read = try ListFile(sheet: rows).read()
        #expect(read.survey.headerRows == nil)
        #expect(read.survey.reasons.contains(.noHeader))
        #expect(read.survey.confidence < 0.5)
        #expect(
            read.roles == ["row_number", "full_name", "birth_date", "citizen_id", "phone", "ethnicity", "left_out"]
        )
        #expect(read.rows.count == 4)
    }

    @Test func `the sheet with the list is chosen, the others are told`() throws {
        let file = try ListFile(sheets: [
            ("Bìa", ["BÁO CÁO NĂM 2025", "Người lập: ..."]),
            ("Tổng hợp", ["STT|Đơn vị|Tổng số", "1|Thôn 1|20", "2|Thôn 2|30"]),
            ("DS", ["STT|Họ và tên|Năm sinh|Dân tộc"] + ["1|Lê Thị Một|1950|Kinh"]),
        ])
        let survey = try file.survey()
        #expect(survey.sheetName == "DS")
        #expect(survey.sheet == 2)
        #expect(survey.otherSheets.map(\.name).contains("Tổng hợp"))
        #expect(try SheetSurveyor(latest: ListFile.today).survey(path: file.path, sheet: 1).sheetName == "Tổng hợp")
    }

    @Test func `zeros lost at the front are put back, and said`() throws {
        let read = try ListFile(sheet: ["STT|Họ tên|CCCD|SĐT", "1|Lê Thị Một|64160001234|912345678"]).read()
        #expect(read.rows[0].record.citizenID?.digits == "064160001234")
        #expect(read.rows[0].record.phone?.digits == "0912345678")
        #expect(read.codes(2) == [.citizenIDPadded, .phonePadded])
        #expect(read.rows[0].problems.map(\.column) == ["CCCD", "SĐT"])
    }

    @Test func `dates as texts, years, serials and guesses`() throws {
        let rows = [
            "STT|Họ tên|Ngày sinh|Ngày vào hội", "1|Lê Thị Một|1950|d:2010-10-20", "2|Lê Thị Hai|21945|10/2010",
            "3|Lê Thị Ba|khoảng 1950|2010", "4|Lê Thị Bốn|00/00/1953|", "5|Lê Thị Năm|31/02/1950|",
        ]
        let read = try ListFile(sheet: rows).read()
        #expect(read.dates() == ["1950", "1960-01-30", "~1950", "1953", "-"])
        #expect(read.rows.map { $0.record.joinedOn?.description } == ["2010-10-20", "2010-10", "2010", nil, nil])
        #expect(read.codes(3) == [.dateFromSerial])
        #expect(read.codes(6) == [.dateImpossible])
    }

    @Test func `the order of dates is decided over the column, however late it shows`() throws {
        var rows = ["STT|Họ tên|Ngày sinh|Ngày vào hội"]
        for index in 1...600 { rows.append("\(index)|Lê Thị Hoa|3/4/1960|3/4/2010") }
        rows.append("601|Lê Thị Hoa|4/25/1960|25/4/2010")
        let read = try ListFile(sheet: rows).read()
        #expect(Set(read.dates().dropLast()) == ["1960-03-04"])
        #expect(Set(read.rows.dropLast().map { $0.record.joinedOn?.description }) == ["2010-04-03"])
        #expect(read.rowCount == 601)
    }

    @Test func `days and months that an English Excel swapped are suspected`() throws {
        var rows = ["STT|Họ tên|Ngày sinh", "1|Lê Văn Một|'25/12/1960", "2|Lê Văn Hai|'31/1/1961"]
        for month in 3...8 { rows.append("\(month)|Lê Văn Ba|d:1960-0\(month)-02") }
        let read = try ListFile(sheet: rows).read()
        #expect(read.summary.problems[.dateOrderUnclear] == 6)
        #expect(read.rows.last?.problems.first?.problem.arguments == ["02/08/1960", "08/02/1960"])
    }

    @Test func `a formula's error leaves its field empty and is said`() throws {
        let parts = """
            <row r="1"><c r="A1" t="str"><v>Họ tên</v></c><c r="B1" t="str"><v>Ghi chú</v></c><c r="C1" t="str"><v>Năm sinh</v></c></row>\
            <row r="2"><c r="A2" t="str"><v>Lê Văn Một</v></c><c r="B2" t="e"><f>X1</f><v>#REF!</v></c><c r="C2"><v>1960</v></c></row>
            """
        let read = try ListFile(bytes: RawWorkbook(rows: parts).data).read()
        #expect(read.codes(2) == [.textIsError])
        #expect(read.texts(.remark) == [nil])
        #expect(read.rows[0].problems.first?.column == "Ghi chú")
    }

    @Test func `rows that are hidden are read and counted`() throws {
        let rows = """
            <row r="1"><c r="A1" t="str"><v>Họ tên</v></c><c r="B1" t="str"><v>Năm sinh</v></c></row>\
            <row r="2" hidden="1"><c r="A2" t="str"><v>Lê Văn Một</v></c><c r="B2"><v>1960</v></c></row>
            """
        let read = try ListFile(bytes: RawWorkbook(rows: rows).data).read()
        #expect(read.names == ["Lê Văn Một"])
        #expect(read.summary.hidden == 1)
    }

    @Test func `a name whose words are in fonts of their own is converted piece by piece`() throws {
        let rows = """
            <row r="1"><c r="A1" t="str"><v>Họ tên</v></c><c r="B1" t="str"><v>Năm sinh</v></c></row>\
            <row r="2"><c r="A2" t="inlineStr"><is><r><rPr><rFont val=".VnTimeH"/></rPr><t>nguyÔn v¨n </t></r>\
            <r><rPr><rFont val="Arial"/></rPr><t>Bảy</t></r></is></c><c r="B2"><v>1960</v></c></row>
            """
        let read = try ListFile(bytes: RawWorkbook(rows: rows).data).read()
        #expect(read.names == ["NGUYỄN VĂN Bảy"])
        #expect(read.codes(2).contains(.textConverted))
    }

    @Test func `rows that were numbered in advance and notes are skipped, a person without a number is not`() throws {
        let rows = [
            "STT|Họ và tên|Năm sinh|Địa chỉ", "1|Lê Thị Một|1950|", "|Lê Thị Hai||Tổ 3", "|Lê Thị Ba||", "3||1955|Tổ 5",
            "4|||", "5|||",
            "|(*) những người mới vào hội năm 2025||",
        ]
        let read = try ListFile(sheet: rows).read()
        #expect(read.numbers == [2, 3, 4, 5])
        #expect(read.codes(5) == [.nameMissing])
        #expect(read.summary.skipped == [.numberOnly: 2, .note: 1])
        #expect(read.summary.refused == 1)
    }

    @Test func `every row is a person or is told as skipped`() throws {
        let all =
            LayoutTests.people + [
                "|Ghi chú: x", "I|Thôn 9", "|Cộng", "x|y|z", "||||", "|||||||?", "9|9|9|9|9|9|9", "|Mai",
            ]
        let read = try ListFile(sheet: ["STT|Họ và tên|Ngày sinh|Số CCCD|Điện thoại|Dân tộc|Thôn"] + all).read()
        let skipped = read.summary.skipped.values.reduce(0, +)
        #expect(read.summary.rowsSeen == read.rowCount)
        #expect(read.summary.people + skipped == read.summary.rowsSeen)
        #expect(read.rows.count == read.summary.people)
    }

    @Test func `a name in an old encoding among others in Unicode is suspected, and nothing else is`() throws {
        let rows = [
            "STT|Họ và tên|Năm sinh", "1|Hoàng Thị Thiên|1950", "2|NguyÔn V¨n An|1951", "3|Nguyeãn Vaên An|1952",
            "4|Nguyễn Thuý Hoà|1953", "5|Đỗ Xuân Huê|1954", "6|Lê Quân|1955", "7|Nguyễn Thị Khoẻ|1956",
            "8|H'Bơ Kčĕ|1957",
        ]
        let read = try ListFile(sheet: rows).read()
        #expect(read.survey.encoding == nil)
        let suspected = read.rows.filter { row in row.problems.contains { $0.problem.code == .textMaybeLegacy } }
        #expect(suspected.map(\.number) == [3, 4])
        #expect(suspected.map { $0.problems.first?.problem.arguments.last } == ["Nguyễn Văn An", "Nguyễn Văn An"])
    }

    @Test func `two lists side by side are told`() throws {
        let rows = ["STT|Họ và tên|Năm sinh|STT|Họ và tên|Năm sinh", "1|Lê Văn Một|1950|2|Lê Văn Hai|1951"]
        let survey = try ListFile(sheet: rows).survey()
        #expect(survey.reasons.contains(.listsSideBySide))
        #expect(survey.confidence <= 0.5)
        for reason in survey.reasons { #expect(reason.message(in: .vietnamese) != reason.message(in: .english)) }
    }
}
