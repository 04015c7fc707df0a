import Foundation
import Programme
import Testing

@Suite struct MemberFieldsTests {
    @Test(arguments: ["1960", "1960-05", "1960-05-03", "1960~", "1960-05~", "0001-01-01"])
    func `a date is written in EDTF and read back`(_ text: String) throws {
        let date = try #require(PartialDate(edtf: text))
        #expect(date.edtf == text)
    }

    @Test(arguments: ["", "~1960", "1960~~", "60", "1960-13", "1960-02-30", "1960-05-3", "~", "1960-05-03T00:00"])
    func `what is no EDTF of ours is refused`(_ text: String) {
        #expect(PartialDate(edtf: text) == nil)
    }

    @Test func `every field goes out as text and comes back`() throws {
        let record = try Self.record()
        #expect(record.knownFields.count == MemberField.allCases.count - 1)
        let values = MemberValues(of: record)
        let json = try JSONEncoder().encode(values)
        let back = try JSONDecoder().decode(MemberValues.self, from: json)
        #expect(back == values)
        let changes = try #require(back.changes)
        #expect(changes.applied(to: MemberRecord()) == record)
    }

    @Test func `a field that was empty is told from one that is not here`() throws {
        let values = MemberValues(of: [.phone, .sex], in: try Self.record { $0.phone = nil })
        let json = try JSONEncoder().encode(values)
        let back = try JSONDecoder().decode(MemberValues.self, from: json)
        #expect(back.fields == [.sex, .phone])
        #expect(back[.phone] == nil)
        let changed = try #require(back.changes).applied(to: try Self.record())
        #expect(changed.phone == nil)
        #expect(changed.texts[.address] != nil)
    }

    @Test(
        arguments: [
            (.birthDate, "31/12/1960"), (.sex, "nam"), (.citizenID, "12"), (.phone, "1"), (.area, "Pleiku"),
            (.schooling, "12"), (.partyMember, "x"), (.fullName, ""), (.address, ""),
            (.address, String(repeating: "ă", count: 201)), (.religion, String(repeating: "ă", count: 101)),
        ] as [(MemberField, String)]
    )
    func `a text that is no value of its field is refused`(_ field: MemberField, _ text: String) {
        var record = MemberRecord()
        let isSet = record.set(field, to: text)
        #expect(!isSet)
        #expect(record == MemberRecord())
    }

    @Test func `records differ in the fields in which they differ, parts of the name included`() throws {
        let record = try Self.record()
        #expect(record.fields(differingFrom: record) == [])
        var other = record
        other.phone = nil
        other.choices[.religion] = .typed("Khác nữa")
        other.name?.parts.given = "Tám"
        #expect(other.fields(differingFrom: record) == [.fullName, .phone, .religion])
    }

    @Test func `what was typed instead of a choice stays what was typed`() {
        #expect(MemberField.religion.choice(stored: "buddhist") == .listed("buddhist"))
        #expect(MemberField.religion.choice(stored: "Đạo Hà Mòn") == .typed("Đạo Hà Mòn"))
        #expect(MemberField.ethnicity.choice(stored: "Gia Rai") == .listed("Gia Rai"))
        #expect(MemberField.ethnicity.choice(stored: "Jrai") == .typed("Jrai"))
    }

    @Test func `lengths are counted as the database counts them`() {
        // one letter for a reader, many code points for the database
        let stacked = "Lê " + String(repeating: "a\u{0323}\u{0324}\u{0325}\u{0326}", count: 40)
        #expect(stacked.count < 100)
        #expect(PersonName(stacked) == nil)
        #expect(PersonName.read(stacked).isRefused)
        #expect(MemberText.read(stacked, for: .position).isRefused)
    }

    private static func record(_ change: (inout MemberRecord) -> Void = { _ in }) throws -> MemberRecord {
        var record = MemberRecord()
        let parts = PersonNameParts(family: "Lê", middle: "", given: "Văn Tám")
        record.name = PersonName(full: "Lê Văn Tám", parts: parts)
        record.sex = .male
        record.birthDate = PartialDate(edtf: "1960~")
        record.citizenID = CitizenID(digits: "064060001234")
        record.phone = PhoneNumber(digits: "0905123456")
        record.area = AreaID.next()
        record.schooling = Schooling(reached: 7, outOf: 10)
        record.isPartyMember = false
        record.joinedOn = PartialDate(edtf: "1990-05")
        record.leftOn = PartialDate(edtf: "2000")
        record.diedOn = PartialDate(edtf: "2010-01-02")
        for field in MemberField.allCases where field.isChoice { record.choices[field] = .typed("Khác \(field)") }
        for field in MemberField.allCases where field.isText && field != .branch {
            record.texts[field] = "Ghi \(field)"
        }
        change(&record)
        return record
    }
}
