import Programme

/// The clans of a demo: households whose heads have one family name. Those of the Jrai follow the mother and have households in
/// several wards.
struct DemoClans: Sendable {
    /// A clan.
    struct Clan: Sendable {
        /// The home of the ward that keeps it, and its number among the clans of that home, from 0.
        let home: Int
        let number: Int
        let family: String
        let isAcrossWards: Bool
        /// By home and number.
        let households: [DemoHouseholds.Household]
    }

    /// By home.
    let all: [[Clan]]

    /// Of a hundred households with the name, those that belong to the clan.
    private static let percent = 55
    private static let percentOfJrai = 80
    private static let fewest = 3

    init(_ plan: DemoPlan, _ households: DemoHouseholds) throws {
        var names: [[String: [DemoHouseholds.Household]]] = []
        var jrai: [String: [DemoHouseholds.Household]] = [:]
        for home in households.all {
            try Task.checkCancellation()
            var own: [String: [DemoHouseholds.Household]] = [:]
            for household in home {
                let person = DemoPerson(household.head, DemoLife(household.head, in: plan), in: plan)
                guard let family = PersonName(person.name)?.parts.family, !family.isEmpty else { continue }
                var random = DemoRandom(seed: plan.seed, .household, household.home, household.number, 1)
                let lot = random.below(100)
                if person.ethnicity == "Gia Rai" {
                    if lot < Self.percentOfJrai { jrai[family, default: []].append(household) }
                } else if person.ethnicity == "Kinh", lot < Self.percent {
                    own[family, default: []].append(household)
                }
            }
            names.append(own)
        }
        var clans = names.enumerated().map { home, families in
            let most = max(2, households.all[home].count / 300)
            return families.filter { $0.value.count >= Self.fewest }
                .sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
                .prefix(most)
                .enumerated()
                .map { Clan(home: home, number: $0, family: $1.key, isAcrossWards: false, households: $1.value) }
        }
        for (family, members) in jrai.sorted(by: { $0.key < $1.key }) where members.count >= Self.fewest {
            guard let home = members.first?.home else { continue }
            let isAcross = Set(members.map(\.home)).count > 1
            clans[home].append(
                Clan(
                    home: home,
                    number: clans[home].count,
                    family: family,
                    isAcrossWards: isAcross,
                    households: members
                )
            )
        }
        all = clans
    }
}
