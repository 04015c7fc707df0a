import Foundation
import Programme
import Store

/// What wards of a demo keep: households with their people, clans, hamlets as communities, and units. Each has an identity in
/// every era of its home, for a ward that takes another's place keeps it anew.
struct DemoSubjects: Sendable {
    let plan: DemoPlan
    let eras: [[DemoEra]]
    let hamlets: DemoHamlets
    let households: DemoHouseholds
    let clans: DemoClans

    /// A unit of a home.
    struct Unit: Sendable {
        let number: Int
        let kind: UnitKind
        let name: String
    }

    private static let units: [(kind: UnitKind, name: String)] = [
        (.school, "Trường Tiểu học"), (.school, "Trường Trung học cơ sở"), (.agency, "Trạm Y tế"),
        (.school, "Trường Mầm non"), (.enterprise, "Hợp tác xã"), (.agency, "Ban Chỉ huy Quân sự"),
        (.religious, "Giáo xứ"), (.enterprise, "Công ty Cà phê"), (.religious, "Chùa"),
        (.association, "Hội Chữ thập đỏ"),
    ]
    private static let streets = [
        "Hùng Vương", "Trần Phú", "Lê Lợi", "Phan Đình Phùng", "Nguyễn Tất Thành", "Cách Mạng Tháng Tám", "Lý Thái Tổ",
        "Trường Chinh", "Hoàng Văn Thụ", "Phạm Văn Đồng",
    ]
    private static let relations = ["Chủ hộ", "Vợ/chồng", "Con", "Con", "Cháu"]
    private static let unitsOfHome = 8

    /// The units of a home, the same in every era.
    func units(of home: Int) -> [Unit] {
        let name = plan.homes[home].area.name(on: DemoTime.day(plan.time.first))
        return Self.units.prefix(Self.unitsOfHome).enumerated()
            .map { Unit(number: $0, kind: $1.kind, name: "\($1.name) \(name)") }
    }

    /// The ward that keeps what lies in an era.
    func ward(of era: DemoEra) -> DemoWard { plan.wards[era.ward] }

    /// The era of a home on a day.
    func era(of home: Int, on day: Int) -> DemoEra? { eras[home].first { $0.contains(day) } }

    /// A household as its ward keeps it in an era.
    func subject(_ household: DemoHouseholds.Household, in era: DemoEra) -> FilledSubject {
        let life = DemoLife(household.head, in: plan)
        let person = DemoPerson(household.head, life, in: plan)
        var random = DemoRandom(seed: plan.seed, .household, household.home, household.number, 2)
        var record = ProgrammeSubject(
            .household,
            name: person.name,
            area: hamlets.id(household.hamlet, in: era, of: plan)
        )
        record.code = "H\(household.home + 1)-\(household.number + 1)"
        record.address = "\(random.between(1, 320)) \(random.pick(Self.streets, or: ""))"
        record.phone = person.phone
        record.childrenCount = children(of: household)
        record.peopleCount = household.people.count + children(of: household)
        record.zone = zone(of: household.home)
        return filled(record, household.number, in: era)
    }

    /// Children of school age in a household.
    func children(of household: DemoHouseholds.Household) -> Int {
        var random = DemoRandom(seed: plan.seed, .household, household.home, household.number, 3)
        return random.pick([0, 0, 0, 1, 1, 2, 2, 3], or: 0)
    }

    /// Who lives in a household.
    func people(of household: DemoHouseholds.Household, _ subject: FilledSubject) -> [FilledHouseholdPerson] {
        household.people.enumerated().map { place, number in
            let life = DemoLife(Int(number), in: plan)
            let person = DemoPerson(Int(number), life, in: plan)
            return FilledHouseholdPerson(
                plan.identity.make(
                    .householdPerson,
                    at: plan.begin,
                    household.home,
                    household.number,
                    place,
                    subject.succeededOn?.dayNumber ?? 0
                ),
                in: subject,
                HouseholdPerson(
                    fullName: person.name,
                    relation: Self.relations[min(place, Self.relations.count - 1)],
                    birthYear: life.birthYear,
                    sex: life.sex
                ),
                citizenID: person.citizenID
            )
        }
    }

    /// A clan as the ward of its home keeps it in an era.
    func subject(_ clan: DemoClans.Clan, in era: DemoEra) -> FilledSubject {
        let head = clan.households.first
        var record = ProgrammeSubject(
            .clan,
            name: "Dòng họ \(clan.family) (\(plan.homes[clan.home].title))",
            area: head.map { hamlets.id($0.hamlet, in: era, of: plan) } ?? era.area.id
        )
        record.code = "D\(clan.home + 1)-\(clan.number + 1)"
        if let head { record.headName = DemoPerson(head.head, DemoLife(head.head, in: plan), in: plan).name }
        record.descent = clan.isAcrossWards ? .maternal : .paternal
        record.isAcrossWards = clan.isAcrossWards
        record.zone = zone(of: clan.home)
        return filled(record, clan.number, in: era)
    }

    /// A hamlet as a community, in an era.
    func community(_ hamlet: Int, in era: DemoEra) -> FilledSubject {
        let title = hamlets.title(hamlet, in: era, of: plan)
        var random = DemoRandom(seed: plan.seed, .household, era.home, hamlet, 4)
        var record = ProgrammeSubject(
            .community,
            name: "\(title), \(DemoHome.title(of: era.area))",
            area: hamlets.id(hamlet, in: era, of: plan)
        )
        record.code = "C\(era.home + 1)-\(hamlet)"
        record.headName = DemoNames.next(random.chance(40) ? .female : .male, isOfMinority: false, using: &random).name
        record.peopleCount = households.all[era.home].filter { $0.hamlet == hamlet }
            .map { $0.people.count + children(of: $0) }.reduce(0, +)
        record.zone = zone(of: era.home)
        return filled(record, hamlet, in: era)
    }

    /// A unit in an era.
    func subject(_ unit: Unit, in era: DemoEra) -> FilledSubject {
        var random = DemoRandom(seed: plan.seed, .household, era.home, unit.number, 5)
        let hamlet = unit.number % plan.scale.hamletsOfAWard + 1
        var record = ProgrammeSubject(.unit, name: unit.name, area: hamlets.id(hamlet, in: era, of: plan))
        record.code = "V\(era.home + 1)-\(unit.number + 1)"
        record.unitKind = unit.kind
        record.headName = DemoNames.next(random.chance(45) ? .female : .male, isOfMinority: false, using: &random).name
        record.peopleCount = random.between(6, 70)
        record.zone = zone(of: era.home)
        return filled(record, unit.number, in: era)
    }

    /// Everything that is kept in an era of a home.
    func all(in era: DemoEra) -> [FilledSubject] {
        households.all[era.home].map { subject($0, in: era) } + clans.all[era.home].map { subject($0, in: era) }
            + (1...plan.scale.hamletsOfAWard).map { community($0, in: era) }
            + units(of: era.home).map { subject($0, in: era) }
    }

    /// Which households of a home belong to which clans, as it was at the end of an era.
    func links(in era: DemoEra) -> [FilledClanHousehold] {
        let last = min(era.until ?? .max, plan.time.last + 1) - 1
        return clans.all.joined().flatMap { clan -> [FilledClanHousehold] in
            guard let clanEra = self.era(of: clan.home, on: last) else { return [] }
            let kept = id(.clan, clan.number, in: clanEra)
            return clan.households.filter { $0.home == era.home }.map { household in
                FilledClanHousehold(
                    id(.household, household.number, in: era),
                    of: ward(of: era).tenant(in: plan),
                    in: kept,
                    of: ward(of: clanEra).tenant(in: plan)
                )
            }
        }
    }

    /// What became of what an era kept, in the next one of the home.
    func successions(of era: DemoEra, to next: DemoEra, legalBasis: String) -> [FilledSubjectSuccession] {
        let numbers: [(SubjectKind, [Int])] = [
            (.household, households.all[era.home].map(\.number)), (.clan, clans.all[era.home].map(\.number)),
            (.community, Array(1...plan.scale.hamletsOfAWard)), (.unit, units(of: era.home).map(\.number)),
        ]
        let day = DemoTime.day(next.from ?? 0)
        return numbers.flatMap { kind, numbers in
            numbers.map { number in
                FilledSubjectSuccession(
                    id(kind, number, in: era),
                    of: ward(of: era).tenant(in: plan),
                    to: id(kind, number, in: next),
                    of: ward(of: next).tenant(in: plan),
                    on: day,
                    legalBasis: legalBasis
                )
            }
        }
    }

    private func zone(of home: Int) -> SubjectZone { plan.homes[home].area.kind == .commune ? .difficult : .favourable }

    private func id(_ kind: SubjectKind, _ number: Int, in era: DemoEra) -> SubjectID {
        let place = SubjectKind.allCases.firstIndex(of: kind) ?? 0
        return plan.identity.make(.subject, at: era.begin(in: plan), place, era.home, number, era.number)
    }

    private func filled(_ record: ProgrammeSubject, _ number: Int, in era: DemoEra) -> FilledSubject {
        FilledSubject(
            id(record.kind, number, in: era),
            of: ward(of: era).tenant(in: plan),
            record,
            succeededOn: era.until.map(DemoTime.day),
            createdAt: era.begin(in: plan)
        )
    }
}
