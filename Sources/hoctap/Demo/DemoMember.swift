import Foundation
import Programme
import Store

/// A person as one organisation of a demo wrote them down: lists differ in what they know.
struct DemoMember: Sendable {
    private let id: MemberID
    /// The branch now, or the last one.
    private let branch: BranchID
    private let record: MemberRecord
    private let events: [(event: MembershipEvent, recordedAt: Date)]

    /// Nil only for a name that is none.
    init?(_ person: Int, in organisation: Int, of plan: DemoPlan) {
        let life = DemoLife(person, in: plan)
        guard let membership = DemoMembership(person, life, in: organisation, of: plan) else { return nil }
        let details = DemoPerson(person, life, in: plan)
        guard let name = PersonName(details.name) else { return nil }
        id = plan.member(person, in: organisation, joinedOn: membership.joinedOn)
        // the first number says when it was entered
        var random = DemoRandom(seed: plan.seed, .entry, person, organisation)
        let enteredAt = plan.time.recorded(membership.joinedOn, using: &random)
        let steps = Self.events(of: membership, life, organisation, plan, enteredAt, using: &random)
        events = steps
        let day = membership.endedOn ?? plan.time.last
        branch = plan.branch(of: organisation, of: life, on: day)
        var record = MemberRecord()
        record.name = name
        record.area = plan.homes[life.home(on: day)].area(on: day).id
        let word = plan.homes[life.home(on: day)].area.kind == .commune ? "Thôn" : "Tổ dân phố"
        record.texts[.hamlet] = "\(word) \(life.hamlet(on: day))"
        Self.fill(&record, life, details, plan.organisations[organisation], using: &random)
        self.record = record
    }

    /// As the store takes it.
    func filled(of tenant: TenantID) throws -> FilledMember {
        var lived = MembershipLife()
        for (event, _) in events where lived.record(event, birthDate: record.birthDate) != nil {
            throw CommandFailure(.software, "an invented life is out of order")
        }
        return try FilledMember(
            id,
            of: tenant,
            record,
            life: lived,
            branch: branch,
            recordedAt: events.map(\.recordedAt)
        )
    }

    private static func events(
        of membership: DemoMembership,
        _ life: DemoLife,
        _ organisation: Int,
        _ plan: DemoPlan,
        _ enteredAt: Date,
        using random: inout DemoRandom
    ) -> [(event: MembershipEvent, recordedAt: Date)] {
        func branch(on day: Int) -> BranchID { plan.branch(of: organisation, of: life, on: day) }
        let joinedOn = membership.joinedOn
        let joined = date(joinedOn, isOld: joinedOn < plan.time.first, using: &random)
        var events = [
            (event: MembershipEvent(.joined(branch: branch(on: joinedOn)), on: joined), recordedAt: enteredAt)
        ]
        func add(_ kind: MembershipEvent.Kind, on day: Int) {
            let recordedAt = max(plan.time.recorded(day, using: &random), events.last?.recordedAt ?? enteredAt)
            events.append((MembershipEvent(kind, on: PartialDate(DemoTime.day(day))), recordedAt))
        }
        if life.movedOn > joinedOn, life.movedOn < membership.endedOn ?? .max, life.movedOn <= plan.time.last {
            add(.transferred(branch: branch(on: life.movedOn)), on: life.movedOn)
        }
        switch (membership.end, membership.endedOn) {
        case (.age, let day?): add(.left(reason: "grown_up"), on: day)
        case (.wish, let day?): add(.left(reason: random.chance(60) ? "moved" : "own_wish"), on: day)
        case (.death, let day?): add(.died, on: day)
        default: break
        }
        return events
    }

    /// Lists that were taken over often have the year alone.
    private static func date(_ day: Int, isOld: Bool, using random: inout DemoRandom) -> PartialDate? {
        let day = DemoTime.day(day)
        let lot = random.below(100)
        if !isOld || lot < 45 { return PartialDate(day) }
        return PartialDate(year: day.year, month: lot < 60 ? day.month : nil)
    }

    private static func fill(
        _ record: inout MemberRecord,
        _ life: DemoLife,
        _ person: DemoPerson,
        _ organisation: DemoOrganisation,
        using random: inout DemoRandom
    ) {
        record.sex = life.sex
        let birth = DemoTime.day(life.birthDay)
        let hasDay = random.chance(birth.year < 1965 ? 40 : 85)
        record.birthDate = hasDay ? PartialDate(birth) : PartialDate(year: birth.year)
        record.citizenID = random.chance(93) ? person.citizenID ?? person.oldCard : person.oldCard
        record.phone = random.chance(85) ? person.phone : nil
        record.schooling = random.chance(70) ? person.schooling : nil
        record.texts[.occupation] = random.chance(70) ? person.occupation : nil
        if random.chance(90) { record.choices[.ethnicity] = .listed(person.ethnicity) }
        if random.chance(6) { record.choices[.circumstance] = .listed(random.chance(40) ? "poor" : "near_poor") }
        if random.chance(12) { record.choices[.standing] = .listed("core") }
        if random.chance(50) { record.texts[.cardNumber] = "\(organisation.mark)-\(100_000 + random.below(900_000))" }
        if random.chance(2) { record.texts[.position] = "Tổ trưởng" }
        if random.chance(30) { record.isPartyMember = random.chance(25) }
    }
}
