import Programme

/// Somebody who does not exist, with what every organisation would write down alike.
struct DemoPerson: Sendable {
    let name: String
    let ethnicity: String
    let citizenID: CitizenID?
    /// Of the elderly, who had one before.
    let oldCard: CitizenID?
    let phone: PhoneNumber?
    let occupation: String?
    let schooling: Schooling?

    /// The last six digits are a person's alone: this many people have each their own.
    private static let block = 1_000_000
    /// Gia Lai above all, then where people came from; no province stands in two blocks.
    private static let provinces = [
        ["064", "064", "064", "064", "064", "064", "052", "052", "062", "051"], ["066", "066", "049", "048"],
    ]
    private static let spread = 387_420_489
    private static let occupations = [
        "Nông dân", "Nông dân", "Nông dân", "Buôn bán", "Công nhân", "Giáo viên", "Nội trợ", "Viên chức", "Lái xe",
        "Thợ may", "Thợ xây", "Kinh doanh", "Cán bộ phường",
    ]
    private static let schoolings = ["5/12", "7/12", "9/12", "9/12", "12/12", "12/12", "12/12"]

    init(_ person: Int, _ life: DemoLife, in plan: DemoPlan) {
        var random = DemoRandom(seed: plan.seed, .person, person)
        let isOfMinority = random.chance(permille: plan.homes[life.firstHome].permilleOfMinorities)
        (name, ethnicity) = DemoNames.next(life.sex, isOfMinority: isOfMinority, using: &random)
        let birthYear = life.birthYear
        citizenID =
            random.chance(birthYear < 1945 ? 75 : 97) ? Self.citizenID(person, life, birthYear, using: &random) : nil
        let hadOldCard = birthYear < 1955 && random.chance(60)
        oldCard = hadOldCard ? CitizenID(digits: "23" + Self.digits(7, using: &random)) : nil
        phone = random.chance(78) ? PhoneNumber.read("09" + Self.digits(8, using: &random)).value : nil
        let age = (plan.time.last - life.birthDay) / 365
        let occupation = random.pick(Self.occupations, or: "Nông dân")
        self.occupation = random.chance(70) ? (age > 60 ? "Hưu trí" : age < 19 ? "Học sinh" : occupation) : nil
        let schooling = random.pick(Self.schoolings, or: "12/12")
        self.schooling = random.chance(60) ? Schooling.read(schooling).value : nil
    }

    /// Twelve digits that fit: the province of birth, sex and century, year, six of the person's own.
    private static func citizenID(
        _ person: Int,
        _ life: DemoLife,
        _ year: Int,
        using random: inout DemoRandom
    ) -> CitizenID? {
        let province = random.pick(provinces[min(person / block, provinces.count - 1)], or: "064")
        let century = (year >= 2000 ? 2 : 0) + (life.sex == .female ? 1 : 0)
        let own = (person % block * spread + 123_457) % block
        let parts = [century * 100 + year % 100, own]
        return CitizenID(digits: province + padded(parts[0], to: 3) + padded(parts[1], to: 6))
    }

    private static func padded(_ number: Int, to count: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, count - digits.count)) + digits
    }

    private static func digits(_ count: Int, using random: inout DemoRandom) -> String {
        (0..<count).map { _ in String(random.below(10)) }.joined()
    }
}
