import Foundation
import Programme

/// What a demo is made from. Everything else follows from it, and is made where it is needed.
struct DemoPlan: Sendable {
    let seed: UInt64
    let scale: DemoScale
    let time: DemoTime
    let homes: [DemoHome]
    let organisations = DemoOrganisation.all
    let identity: DemoIdentity
    /// Of all homes.
    let weight: Int
    /// Wards with records of their own.
    let wards: [DemoWard]
    private let homeOfWeight: [Int]

    init(seed: UInt64, _ scale: DemoScale, _ time: DemoTime, _ history: AreaHistory) throws {
        (self.seed, self.scale, self.time) = (seed, scale, time)
        identity = DemoIdentity(seed: seed)
        homes = try DemoHome.all(in: history, time, seed: seed)
        homeOfWeight = homes.flatMap { Array(repeating: $0.number, count: $0.weight) }
        weight = homeOfWeight.count
        wards = DemoWard.all(of: homes, scale)
    }

    /// The home at a place below `weight`.
    func home(of place: Int) -> Int { homeOfWeight[place] }

    /// The ward in which a home lies on a day.
    func ward(of home: DemoHome, on day: Int) -> DemoWard? {
        let area = home.area(on: day).id
        return wards.first { $0.area.id == area }
    }

    /// When the tenants were set up.
    var begin: Date { DemoTime.day(time.first).startInVietnam }

    /// The tenant of an organisation.
    func tenant(of organisation: Int) -> TenantID { identity.make(.tenant, at: begin, organisation) }

    /// A branch of an organisation: of a ward, or of a hamlet in it, from 1.
    func branch(of organisation: Int, in home: Int, hamlet: Int = 0) -> BranchID {
        identity.make(.branch, at: begin, organisation, home, hamlet)
    }

    /// The branch to which somebody belongs on a day.
    func branch(of organisation: Int, of life: DemoLife, on day: Int) -> BranchID {
        branch(of: organisation, in: life.home(on: day), hamlet: life.hamlet(on: day))
    }

    /// A member: the person as one organisation knows them.
    func member(_ person: Int, in organisation: Int, joinedOn: Int) -> MemberID {
        identity.make(.member, at: enteredAt(person, in: organisation, joinedOn: joinedOn), organisation, person)
    }

    /// When a member was entered.
    func enteredAt(_ person: Int, in organisation: Int, joinedOn: Int) -> Date {
        var random = DemoRandom(seed: seed, .entry, person, organisation)
        return time.recorded(joinedOn, using: &random)
    }
}
