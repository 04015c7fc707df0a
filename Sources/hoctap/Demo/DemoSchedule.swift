/// How many classes everybody holds in each year of a demo, so that all together come to what the scale has.
struct DemoSchedule: Sendable {
    /// Who holds classes.
    enum Host: Hashable, Sendable {
        /// By number.
        case organisation(Int)
        /// The centre of a ward: in which home.
        case ward(Int)
    }

    /// The classes of one host in one year, some of them: what is written in one transaction.
    struct Part: Sendable {
        let host: Host
        let year: Int
        /// Of all numbers that the host's classes have in the year.
        let numbers: Range<Int>
        let classesOfYear: Int
    }

    /// Some fifty thousand attendances.
    private static let classesOfPart = 250
    /// What wards hold of all classes: of a hundred.
    private static let percentOfWards = 32

    let parts: [Part]

    init(_ plan: DemoPlan, _ roll: DemoRoll) {
        let members = roll.seats.map { $0.map(\.count).reduce(0, +) }
        let shares = zip(plan.organisations, members).map { $0.learning * $1 }
        let all = shares.reduce(0, +)
        let wards = plan.homes.filter { plan.ward(of: $0, on: plan.time.last)?.hasTenant ?? false }
        let weight = wards.map(\.weight).reduce(0, +)
        var hosts: [(host: Host, share: Double)] = []
        let percent = wards.isEmpty ? 0 : Self.percentOfWards
        for (number, share) in shares.enumerated() where all > 0 {
            hosts.append((.organisation(number), Double(share * (100 - percent)) / Double(all * 100)))
        }
        for home in wards { hosts.append((.ward(home.number), Double(home.weight * percent) / Double(weight * 100))) }
        let total = Double(plan.scale.attendancesOfAYear * plan.time.years.count) / Double(DemoShape.attendances)
        let factors = plan.time.years.map { ($0, Self.factor(of: $0, in: plan.time)) }
        let sum = factors.map { $0.1 * Self.part(of: $0.0, in: plan.time) }.reduce(0, +)
        var parts: [Part] = []
        for (year, factor) in factors {
            for (host, share) in hosts {
                let count = max(1, Int((total * share * factor / sum).rounded()))
                for start in stride(from: 0, to: count, by: Self.classesOfPart) {
                    let numbers = start..<min(start + Self.classesOfPart, count)
                    parts.append(Part(host: host, year: year, numbers: numbers, classesOfYear: count))
                }
            }
        }
        self.parts = parts
    }

    /// More from year to year, and less while people had to stay at home.
    private static func factor(of year: Int, in time: DemoTime) -> Double {
        let growth = 0.8 + 0.4 * Double(year - time.years.lowerBound) / Double(max(time.years.count - 1, 1))
        switch year {
        case 2020: return growth * 0.8
        case 2021: return growth * 0.55
        default: return growth
        }
    }

    /// How much of a year there is.
    private static func part(of year: Int, in time: DemoTime) -> Double {
        let first = DemoTime.dayNumber(year, 1, 1)
        return min(1, Double(time.last - first + 1) / 365)
    }
}
