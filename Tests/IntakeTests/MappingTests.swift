import Foundation
import Intake
import Programme
import Testing

/// What the columns are: guessed, corrected, remembered.
@Suite struct MappingTests {
    private static func survey(_ headings: String) throws -> SheetSurvey {
        try ListFile(sheet: [headings, "1|Lê Thị Một"]).survey()
    }

    @Test(arguments: [
        ("Số CCCD/Định danh cá nhân", "citizen_id"), ("Số điện thoại (Zalo)", "phone"), ("Họ tên chồng", "left_out"),
        ("Ngày cấp", "left_out"), ("Ngày, tháng, năm sinh", "birth_date"), ("Địa chỉ thường trú", "address"),
        ("Ngày vào Đảng", "left_out"), ("Ngày kết nạp vào hội", "joined_on"), ("Trình độ học vấn", "schooling"),
        ("Chức vụ trong chi hội", "position"), ("NGHỀ NGHIỆP", "occupation"), ("dan toc", "ethnicity"),
        ("Số hộ", "left_out"),
        ("Thuộc hộ nghèo", "circumstance"), ("Năm  sinh", "birth_date"), ("Quê quán (xã, huyện, tỉnh)", "native_place"),
        ("Sinh hoạt tại chi hội", "branch"), ("Thuộc thôn, tổ", "hamlet"),
    ])
    func `a heading is known by its words`(_ heading: String, _ role: String) throws {
        let guess = MappingGuess(try Self.survey("STT|Họ và tên|\(heading)"))
        #expect(guess.mapping.columns.last?.role.rawValue == role)
    }

    @Test func `a column that holds something else than its heading says is doubted`() throws {
        let rows = [
            "STT|Họ và tên|Ngày sinh", "1|Lê Thị Một|0912345678", "2|Lê Thị Hai|0912345679", "3|Lê Thị Ba|0912345670",
        ]
        let guess = MappingGuess(try ListFile(sheet: rows.map { $0.replacing("|09", with: "|'09") }).survey())
        #expect(guess.columns[2].confidence < 0.6)
        #expect(
            guess.mapping.columns[2].role == .field(.phone) || guess.columns[2].alternatives.contains(.field(.phone))
        )
        #expect(guess.columns[1].confidence > 0.9)
    }

    @Test func `two columns of one field: the surer has it, the other is left out with the field as alternative`()
        throws
    {
        let guess = MappingGuess(try Self.survey("STT|Họ và tên|Điện thoại|Số điện thoại người thân"))
        #expect(guess.mapping.columns.map(\.role.rawValue) == ["row_number", "full_name", "phone", "left_out"])
        #expect(guess.mapping.problems.isEmpty)
    }

    @Test func `problems are told in both languages`() throws {
        var mapping = MappingGuess(try Self.survey("STT|Họ và tên|Năm sinh|Ngày sinh")).mapping
        mapping.columns[3].role = .field(.birthDate)
        #expect(mapping.problems == [.roleTwice(.field(.birthDate), first: "Năm sinh", second: "Ngày sinh")])
        mapping.columns[3].role = .bornMale
        #expect(mapping.problems == [.fieldTwice(.birthDate, first: "Năm sinh", second: "Ngày sinh")])
        mapping.columns[3].role = .leftOut
        mapping.columns[1].role = .givenName
        #expect(mapping.problems == [.partMissing(.familyName)])
        mapping.columns[1].role = .leftOut
        #expect(mapping.problems == [.noName])
        mapping.columns[1].column = 100_000
        #expect(mapping.problems.contains(.noSuchColumn(100_000)))
        for problem in mapping.problems {
            #expect(problem.message(in: .vietnamese) != problem.message(in: .english))
        }
    }

    @Test func `a mapping that does not work is refused before anything is read`() throws {
        let file = try ListFile(sheet: ["STT|Họ và tên", "1|Lê Thị Một"])
        let survey = try file.survey()
        var mapping = MappingGuess(survey).mapping
        mapping.columns[1].role = .leftOut
        #expect(throws: IntakeError.mapping([.noName])) { try file.read(survey, mapping) }
    }

    @Test func `it goes through JSON and comes back the same`() throws {
        let survey = try ListFile(sheet: LayoutTests.pairHeader + LayoutTests.pairPeople).survey()
        let guess = MappingGuess(survey)
        let encoder = JSONEncoder()
        #expect(try JSONDecoder().decode(ColumnMapping.self, from: encoder.encode(guess.mapping)) == guess.mapping)
        #expect(try JSONDecoder().decode(SheetSurvey.self, from: encoder.encode(survey)) == survey)
        #expect(try JSONDecoder().decode(MappingGuess.self, from: encoder.encode(guess)) == guess)
        let json = String(decoding: try encoder.encode(guess.mapping), as: UTF8.self)
        #expect(json.contains("\"born_female\""))
        #expect(ColumnRole.allCases.allSatisfy { ColumnRole(rawValue: $0.rawValue) == $0 })
        let damaged = json.replacingOccurrences(of: "born_female", with: "drop table")
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(ColumnMapping.self, from: Data(damaged.utf8)) }
    }

    @Test func `a correction is remembered by the headings, however they are spelt`() throws {
        var mapping = MappingGuess(try Self.survey("STT|Họ và tên|Số hộ")).mapping
        mapping.columns[2].role = .field(.cardNumber)
        let same = try Self.survey("stt|HỌ VÀ TÊN|Số  hộ")
        let other = try Self.survey("STT|Họ và tên|Số nhà")
        #expect(mapping.signature == ColumnMapping.signature(of: same))
        #expect(mapping.signature != ColumnMapping.signature(of: other))
        #expect(mapping.applied(to: same)?.columns[2].role == .field(.cardNumber))
        #expect(mapping.applied(to: other) == nil)
    }
}
