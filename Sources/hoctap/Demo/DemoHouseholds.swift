import Programme

/// Who lives with whom in a demo: people of one hamlet, three on the average, and perhaps children of whom nothing else is told.
struct DemoHouseholds: Sendable {
    /// A household.
    struct Household: Sendable {
        /// Of the home in which they live when the demo begins, and go on living.
        let home: Int
        /// Among those of the home, from 0.
        let number: Int
        let hamlet: Int
        /// Numbers of persons, the head first.
        let people: [UInt32]

        var head: Int { people.first.map(Int.init) ?? 0 }
    }

    /// By home; none in a home without wards that are tenants.
    let all: [[Household]]

    init(_ plan: DemoPlan, _ eras: [[DemoEra]]) throws {
        let hamlets = plan.scale.hamletsOfAWard
        var living = [[[UInt32]]](
            repeating: Array(repeating: [], count: hamlets),
            count: plan.homes.count
        )
        for person in 0..<plan.scale.persons {
            if person.isMultiple(of: 10_000) { try Task.checkCancellation() }
            let life = DemoLife(person, in: plan)
            guard life.diedOn == nil, !eras[life.firstHome].isEmpty else { continue }
            let hamlet = life.hamlet(on: .min)
            living[life.firstHome][hamlet - 1].append(UInt32(truncatingIfNeeded: person))
        }
        all = living.enumerated().map { home, hamlets in
            var found: [Household] = []
            for (place, people) in hamlets.enumerated() {
                var rest = people[...]
                while !rest.isEmpty {
                    var random = DemoRandom(seed: plan.seed, .household, home, found.count)
                    let some = rest.prefix(random.between(1, 5))
                    rest = rest.dropFirst(some.count)
                    let eldest = some.map { ($0, DemoLife(Int($0), in: plan).birthDay) }.sorted { $0.1 < $1.1 }
                    found.append(
                        Household(home: home, number: found.count, hamlet: place + 1, people: eldest.map(\.0))
                    )
                }
            }
            return found
        }
    }

    /// How many there are in all.
    var count: Int { all.map(\.count).reduce(0, +) }
}
