import Programme

/// When somebody who does not exist was born, lived where and died: what is asked of a person often, without the name.
struct DemoLife: Sendable {
    let sex: Sex
    let birthDay: Int
    /// Numbers of homes.
    let firstHome: Int
    let secondHome: Int
    /// From which day on the second home is theirs.
    let movedOn: Int
    let diedOn: Int?
    /// In the first home and the second, from 1.
    private let hamlets: (Int, Int)

    /// Of a thousand people of sixteen and more, by age.
    private static let ages: [(years: ClosedRange<Int>, permille: Int, diesWithinYear: Int)] = [
        (16...29, 240, 1), (30...44, 330, 1), (45...59, 245, 4), (60...69, 110, 12), (70...79, 50, 30),
        (80...97, 25, 70),
    ]
    private static let percentWomen = 51
    private static let percentMoving = 5

    init(_ person: Int, in plan: DemoPlan) {
        var random = DemoRandom(seed: plan.seed, .life, person)
        sex = random.chance(Self.percentWomen) ? .female : .male
        var lot = random.below(1000)
        var band = Self.ages[0]
        for next in Self.ages {
            band = next
            if lot < next.permille { break }
            lot -= next.permille
        }
        let age = random.between(band.years.lowerBound, band.years.upperBound)
        birthDay = plan.time.last - age * 365 - age / 4 - random.below(365)
        firstHome = plan.home(of: random.below(plan.weight))
        let moves = random.chance(Self.percentMoving)
        let movedOn = random.between(plan.time.first, plan.time.last)
        secondHome = moves ? plan.home(of: random.below(plan.weight)) : firstHome
        self.movedOn = moves && secondHome != firstHome ? movedOn : Int.max
        let dies = random.chance(permille: min(band.diesWithinYear * plan.time.years.count, 700))
        diedOn = dies ? random.between(plan.time.first, plan.time.last) : nil
        hamlets = (random.between(1, plan.scale.hamletsOfAWard), random.between(1, plan.scale.hamletsOfAWard))
    }

    /// The number of the home on a day.
    func home(on day: Int) -> Int { day < movedOn ? firstHome : secondHome }

    /// The number of the hamlet in it.
    func hamlet(on day: Int) -> Int { day < movedOn ? hamlets.0 : hamlets.1 }

    /// The first day on which somebody is that old.
    func day(ofAge years: Int) -> Int { birthDay + years * 365 + years / 4 }

    var birthYear: Int { DemoTime.day(birthDay).year }
}
