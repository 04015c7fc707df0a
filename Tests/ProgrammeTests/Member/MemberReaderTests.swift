import Programme
import Testing

@Suite struct MemberReaderTests {
    let reader: MemberReader
    let history: AreaHistory

    init() throws {
        history = try PleikuAreas.table().history
        let dates = DateReading(latest: try day("2026-11-23"))
        reader = MemberReader(dates: dates, areas: history, areaDay: try day("2020-01-01"))
    }

    @Test func `a messy row becomes a record, and every repair is said`() throws {
        let (record, problems) = reader.read([
            .fullName: MemberCell("NguyÔn ThÞ H¹nh", fontName: ".VnTime"), .sex: MemberCell("Nữ"),
            .birthDate: MemberCell("21947", number: 21_947),
            .citizenID: MemberCell("6.4160001234E+10", number: 64_160_001_234),
            .phone: MemberCell("1681234567", number: 1_681_234_567), .ethnicity: MemberCell("J’rai"),
            .religion: MemberCell("Đạo lạ"), .area: MemberCell("P.Tây Sơn"), .schooling: MemberCell("7/10"),
            .partyMember: MemberCell("x"), .joinedOn: MemberCell("1985"), .remark: MemberCell(""),
            .hamlet: MemberCell("5", number: 5),
        ])
        #expect(record.name?.full == "Nguyễn Thị Hạnh")
        #expect(record.birthDate?.description == "1960-02-01")
        #expect(record.citizenID?.digits == "064160001234")
        #expect(record.phone?.digits == "0381234567")
        #expect(record.choices == [.ethnicity: .listed("Gia Rai"), .religion: .typed("Đạo lạ")])
        #expect(record.area == history.area(key: "tay-son")?.id)
        #expect(record.schooling?.description == "7/10")
        #expect(record.isPartyMember == true)
        #expect(record.texts == [.hamlet: "5"])
        let codes = problems.map { "\($0.field.rawValue) \($0.problem.code.rawValue)" }
        #expect(
            codes == [
                "full_name text.converted", "birth_date date.from_serial", "citizen_id citizen_id.padded",
                "phone phone.old_prefix",
                "religion choice.unknown",
            ]
        )
    }

    @Test func `a row without a name is refused, whatever else is in it`() {
        let (record, problems) = reader.read([.sex: MemberCell("Nam")])
        #expect(record.sex == .male)
        #expect(problems == [MemberFieldProblem(.fullName, FieldProblem(.nameMissing))])
    }

    @Test func `what does not go together is said once`() {
        let (_, problems) = reader.read([
            .fullName: MemberCell("Lê Văn An"), .sex: MemberCell("Nam"), .birthDate: MemberCell("1961"),
            .citizenID: MemberCell("064160001234"), .joinedOn: MemberCell("1950"), .leftOn: MemberCell("1949"),
        ])
        #expect(
            problems.map(\.problem.code) == [
                .citizenIDSexDiffers, .citizenIDBirthYearDiffers, .joinedBeforeBirth, .membershipOutOfOrder,
            ]
        )
    }

    @Test func `a confirmed encoding is used where no font says another`() {
        var reader = reader
        reader.encoding = .vni
        let vni = reader.read([.fullName: MemberCell("Nguyeãn Vaên An")])
        #expect(vni.record.name?.full == "Nguyễn Văn An")
        #expect(vni.problems.map(\.problem.code) == [.textConverted])
        let tcvn3 = reader.read([.fullName: MemberCell("NguyÔn V¨n An", fontName: ".VnArial")])
        #expect(tcvn3.record.name?.full == "Nguyễn Văn An")
    }

    @Test func `without areas the name of the ward is kept as text`() {
        var reader = reader
        reader.areas = nil
        #expect(
            reader.read([.fullName: MemberCell("An"), .area: MemberCell(" Phường X ")]).record.texts[.area]
                == "Phường X"
        )
    }

    @Test func `fields of a row keep their places, and a row that is emptied has none`() {
        var cells = MemberCells()
        for field in MemberField.allCases { cells[field] = MemberCell(field.rawValue) }
        #expect(MemberField.allCases.allSatisfy { cells[$0]?.text == $0.rawValue })
        #expect(cells.count == MemberField.allCases.count)
        cells[.sex] = nil
        cells[.sex] = nil
        #expect(cells.count == MemberField.allCases.count - 1)
        cells.removeAll()
        #expect(cells.count == 0 && cells[.fullName] == nil)
        #expect(Set(MemberField.allCases).count == MemberField.allCases.count)
    }

    @Test func `the encoding of a column goes before that of the reader, the font before both`() {
        var reader = reader
        reader.encoding = .tcvn3
        let read = reader.read([.fullName: MemberCell("Nguyeãn Vaên An", encoding: .vni)])
        #expect(read.record.name?.full == "Nguyễn Văn An")
    }

    @Test func `each field's dates are read in the order of their column`() {
        var reader = reader
        reader.orders = [.joinedOn: .monthFirst]
        let cells = [MemberField.fullName: "Lê An", .birthDate: "3/4/1960", .joinedOn: "3/4/2000"]
        let record = reader.read(cells.mapValues { MemberCell($0) }).record
        #expect(record.birthDate?.description == "1960-04-03")
        #expect(record.joinedOn?.description == "2000-03-04")
    }
}
