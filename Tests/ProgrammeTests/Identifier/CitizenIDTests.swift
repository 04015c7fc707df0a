import Programme
import Testing

@Suite struct CitizenIDTests {
    @Test(arguments: [
        ("064060001234", "064060001234", []), ("064 060 001 234", "064060001234", []),
        ("'064060001234", "064060001234", []),
        ("64060001234", "064060001234", [ProblemCode.citizenIDPadded]),
        ("64060001234.0", "064060001234", [.citizenIDPadded]),
        ("1060001234", "001060001234", [.citizenIDPadded]), ("230.123.456", "230123456", []),
        ("23012345", "023012345", [.citizenIDPadded]), ("003060001234", "003060001234", [.citizenIDProvinceUnknown]),
    ])
    func `numbers are read as offices write them`(_ typed: String, _ digits: String, _ codes: [ProblemCode]) {
        let read = CitizenID.read(typed)
        #expect(read.value?.digits == digits)
        #expect(read.problems.map(\.code) == codes)
        #expect(!read.isRefused)
    }

    @Test(arguments: [
        "6.406E+10", "1234567", "0640600012345", "06406000123A", "9912345678", "000000000000", "٠٦٤٠٦٠٠٠١٢٣٤",
        "chưa có",
        "12345678901234567890123456789012345678901234567890",
    ])
    func `what is no number is refused`(_ typed: String) {
        let read = CitizenID.read(typed)
        #expect(read.value == nil)
        #expect(read.problems.contains { $0.code == .citizenIDUnreadable })
    }

    @Test func `nothing written is nothing wrong`() {
        #expect(CitizenID.read(" ") == Checked(nil))
    }

    @Test(arguments: [
        ("064060001234", Sex.male, 1960), ("064160001234", .female, 1960), ("052205001234", .male, 2005),
        ("052305001234", .female, 2005), ("079499000001", .male, 2199),
    ])
    func `the number says sex and birth year`(_ digits: String, _ sex: Sex, _ year: Int) throws {
        let id = try #require(CitizenID(digits: digits))
        #expect(id.sex == sex)
        #expect(id.birthYear == year)
        #expect(id.kind == .personal)
    }

    @Test func `what does not go together is a warning, and the old card says nothing`() throws {
        let id = try #require(CitizenID(digits: "064060001234"))
        #expect(id.problems(sex: .male, birthDate: PartialDate(year: 1960, month: 2)) == [])
        let problems = id.problems(sex: .female, birthDate: PartialDate(year: 1961))
        #expect(problems.map(\.code) == [.citizenIDSexDiffers, .citizenIDBirthYearDiffers])
        #expect(problems.allSatisfy { $0.code.severity == .warning })
        #expect(id.problems(sex: nil, birthDate: PartialDate(year: 1961, isApproximate: true)) == [])
        let card = try #require(CitizenID(digits: "230123456"))
        #expect(card.problems(sex: .female, birthDate: PartialDate(year: 1999)) == [])
        #expect(card.provinceCode == nil)
    }

    @Test func `the list has 63 provinces, Gia Lai and Bình Định among them`() {
        #expect(CitizenIDProvince.names.count == 63)
        #expect(Set(CitizenIDProvince.names.values).count == 63)
        #expect(CitizenIDProvince.name(ofCode: "064") == "Gia Lai")
        #expect(CitizenIDProvince.name(ofCode: "052") == "Bình Định")
    }

    @Test func `a number is not printed whole`() throws {
        let id = try #require(CitizenID(digits: "064060001234"))
        #expect("\(id)" == "•••••••••234")
        #expect(!String(reflecting: Checked(id)).contains("0640"))
    }
}
