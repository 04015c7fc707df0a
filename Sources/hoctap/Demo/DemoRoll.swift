import Programme

/// Who is a member of what, ward by ward: what classes draw from. Twelve bytes a membership.
struct DemoRoll: Sendable {
    /// A membership, as short as it can be.
    struct Seat: Sendable {
        private let person32: UInt32
        private let from32: Int32
        private let until32: Int32

        init(_ person: Int, _ membership: DemoMembership) {
            person32 = UInt32(truncatingIfNeeded: person)
            from32 = Int32(truncatingIfNeeded: membership.joinedOn)
            until32 = membership.endedOn.map { Int32(truncatingIfNeeded: $0) } ?? .max
        }

        var person: Int { Int(person32) }
        var joinedOn: Int { Int(from32) }
        /// Whether it holds from one day through another.
        func holds(from first: Int, through last: Int) -> Bool { Int(from32) <= first && last < Int(until32) }
        /// Whether it holds on a day.
        func holds(on day: Int) -> Bool { holds(from: day, through: day) }
    }

    /// By organisation and the home in which the member lived when joining.
    private(set) var seats: [[[Seat]]]
    /// The same of those who came later.
    private(set) var arrivals: [[[Seat]]]
    /// Everybody with a membership.
    private(set) var persons = 0
    private(set) var memberships = 0
    /// Of each organisation, how many memberships those before it have.
    private(set) var starts: [Int] = []

    init(_ plan: DemoPlan) throws {
        let empty = [[[Seat]]](
            repeating: Array(repeating: [], count: plan.homes.count),
            count: plan.organisations.count
        )
        (seats, arrivals) = (empty, empty)
        for person in 0..<plan.scale.persons {
            if person.isMultiple(of: 10_000) { try Task.checkCancellation() }
            let life = DemoLife(person, in: plan)
            let before = memberships
            for number in plan.organisations.indices {
                guard let membership = DemoMembership(person, life, in: number, of: plan) else { continue }
                memberships += 1
                let home = life.home(on: membership.joinedOn)
                let seat = Seat(person, membership)
                seats[number][home].append(seat)
                if home != life.secondHome { arrivals[number][life.secondHome].append(seat) }
            }
            if memberships > before { persons += 1 }
        }
        var start = 0
        for homes in seats {
            starts.append(start)
            start += homes.map(\.count).reduce(0, +)
        }
    }
}
