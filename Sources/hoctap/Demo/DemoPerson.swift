import Programme

/// Somebody who does not exist, as every organisation of the demo city knows them.
struct DemoPerson {
    let name: String
    let sex: Sex
    let birthYear: Int
    let birthDate: PartialDate
    let ethnicity: String
    let citizenID: CitizenID?
    let phone: String?
    let area: Area
    let hamletNumber: Int

    /// The year in which the demo plays.
    static let year = 2026
    private static let hamletsOfAWard = 2

    init?(areas: [Area], using random: inout DemoRandom) {
        guard let area = areas.randomElement(using: &random) else { return nil }
        sex = random.chance(55) ? .female : .male
        (name, ethnicity) = DemoNames.next(sex, using: &random)
        birthYear = Int.random(in: 1938...2009, using: &random)
        let month = Int.random(in: 1...12, using: &random)
        let day = Int.random(in: 1...28, using: &random)
        // lists often have the year alone, of the elderly above all
        let hasDay = random.chance(birthYear < 1965 ? 40 : 85)
        guard let date = PartialDate(year: birthYear, month: hasDay ? month : nil, day: hasDay ? day : nil) else {
            return nil
        }
        birthDate = date
        citizenID = random.chance(birthYear < 1960 ? 65 : 88) ? Self.citizenID(sex, birthYear, using: &random) : nil
        phone = random.chance(70) ? Self.phone(using: &random) : nil
        self.area = area
        hamletNumber = Int.random(in: 1...Self.hamletsOfAWard, using: &random)
    }

    /// The record as an organisation writes it down.
    func record(joined year: Int) -> MemberRecord? {
        guard let name = PersonName(name), let joined = PartialDate(year: year) else { return nil }
        var record = MemberRecord()
        record.name = name
        record.sex = sex
        record.birthDate = birthDate
        record.citizenID = citizenID
        record.phone = phone.flatMap { PhoneNumber.read($0).value }
        record.area = area.id
        record.choices[.ethnicity] = .listed(ethnicity)
        record.texts[.hamlet] = "Tổ dân phố \(hamletNumber)"
        record.joinedOn = joined
        return record
    }

    /// Twelve digits that fit: Gia Lai, sex and century, year, six at random.
    private static func citizenID(_ sex: Sex, _ year: Int, using random: inout DemoRandom) -> CitizenID? {
        let century = (year >= 2000 ? 2 : 0) + (sex == .female ? 1 : 0)
        let digits = [century, year / 10 % 10, year % 10] + (0..<6).map { _ in Int.random(in: 0...9, using: &random) }
        return CitizenID(digits: "064" + digits.map(String.init).joined())
    }

    private static func phone(using random: inout DemoRandom) -> String {
        "09" + (0..<8).map { _ in String(Int.random(in: 0...9, using: &random)) }.joined()
    }
}
