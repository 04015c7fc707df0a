import Programme

/// One person in one organisation of a demo: from when to when. Made anew whenever it is asked for.
struct DemoMembership: Sendable {
    /// Why it ended.
    enum End: Sendable {
        case age
        case wish
        case death
    }

    let joinedOn: Int
    /// The day of the end; the first on which it is none any more.
    let endedOn: Int?
    let end: End?

    /// Of those whose membership does not end otherwise.
    private static let permilleLeaving = 45
    private static let earliest = DemoTime.dayNumber(1988, 1, 1)

    /// The membership; nil for somebody who is no member, or was none any more when the demo begins.
    init?(_ person: Int, _ life: DemoLife, in number: Int, of plan: DemoPlan) {
        let organisation = plan.organisations[number]
        guard organisation.sex == nil || organisation.sex == life.sex else { return nil }
        let time = plan.time
        let ofAge = max(life.day(ofAge: organisation.ages.lowerBound), Self.earliest)
        let tooOld = life.day(ofAge: organisation.ages.upperBound + 1)
        guard ofAge < min(tooOld, time.last) else { return nil }
        var random = DemoRandom(seed: plan.seed, .membership, person, number)
        guard random.chance(permille: organisation.permille) else { return nil }
        joinedOn = random.between(ofAge, min(tooOld, time.last) - 1)
        var end: (day: Int, End)?
        if organisation.endsWithAge, tooOld <= time.last { end = (tooOld, .age) }
        let leavesOn = random.between(time.first, time.last)
        if random.chance(permille: Self.permilleLeaving), leavesOn > joinedOn, leavesOn < end?.day ?? .max {
            end = (leavesOn, .wish)
        }
        if let diedOn = life.diedOn {
            if diedOn <= joinedOn { return nil }
            if diedOn < end?.day ?? .max { end = (diedOn, .death) }
        }
        if let end, end.day < time.first { return nil }
        endedOn = end?.day
        self.end = end?.1
    }
}
