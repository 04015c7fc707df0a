import Programme

/// Who is in a class of a demo: members of the host who live in the ward, and guests from other organisations where the class is
/// open. Nobody twice.
struct DemoLearners: Sendable {
    /// Somebody in a class.
    struct Learner: Sendable {
        let person: Int
        let organisation: Int
        let seat: DemoRoll.Seat
        let life: DemoLife
    }

    let plan: DemoPlan
    let roll: DemoRoll

    /// Tries for each place in a class: who joined later or lives elsewhere by then is passed over.
    private static let triesOfPlace = 8
    /// Of a hundred places of an organisation's open class, those of guests.
    private static let percentGuests = 25

    /// Those who were enrolled on a day, as many as the class is meant for, or as there are.
    func all(in held: DemoClass, on day: Int) -> [Learner] {
        var random = held.key.random(.enrolment, seed: plan.seed)
        var found: [Learner] = []
        var persons: Set<Int> = []
        found.reserveCapacity(held.learners)
        var tries = held.learners * Self.triesOfPlace
        while found.count < held.learners, tries > 0 {
            tries -= 1
            let organisation = organisation(of: held, using: &random)
            let home = held.home ?? plan.home(of: random.below(plan.weight))
            guard let seat = seat(of: organisation, in: home, using: &random), seat.holds(on: day),
                !persons.contains(seat.person)
            else { continue }
            let life = DemoLife(seat.person, in: plan)
            guard life.home(on: day) == home else { continue }
            persons.insert(seat.person)
            found.append(Learner(person: seat.person, organisation: organisation, seat: seat, life: life))
        }
        return found
    }

    private func organisation(of held: DemoClass, using random: inout DemoRandom) -> Int {
        guard case .organisation(let own) = held.key.host else { return anyOrganisation(using: &random) }
        return held.isOpen && random.chance(Self.percentGuests) ? anyOrganisation(using: &random) : own
    }

    /// By the number of its members.
    private func anyOrganisation(using random: inout DemoRandom) -> Int {
        let place = random.below(max(roll.memberships, 1))
        return roll.starts.lastIndex { $0 <= place } ?? 0
    }

    private func seat(of organisation: Int, in home: Int, using random: inout DemoRandom) -> DemoRoll.Seat? {
        let settled = roll.seats[organisation][home].count
        let count = settled + roll.arrivals[organisation][home].count
        guard count > 0 else { return nil }
        let place = random.below(count)
        return place < settled
            ? roll.seats[organisation][home][place] : roll.arrivals[organisation][home][place - settled]
    }
}
