import Foundation
import Programme
import Store
import Web

/// Fills an empty database with a small city: Pleiku's wards, nine organisations with branches and officers, two wards, and people
/// who do not exist, many of them in several organisations. The same seed gives the same city.
struct DemoCity {
    /// Somebody who can sign in.
    struct SignIn: Encodable {
        let tenant: String
        let login: String
        let role: String
    }

    /// What was made.
    struct Outcome: Encodable {
        let seed: UInt64
        let tenants: Int
        let persons: Int
        let memberships: Int
        let password: String
        let signIns: [SignIn]
    }

    /// Of every account of a demo. No secret: the people behind it do not exist.
    static let password = "hoc-tap-suot-doi"
    /// Persons of a city of this size, of whom about two thirds are members somewhere.
    private static let persons = 2000
    /// Members written in one transaction.
    private static let membersAtOnce = 200
    private static let wards = ["pleiku", "dien-hong"]

    let database: OperatorDatabase
    let identity: IdentityDatabase
    let seed: UInt64
    /// Told what is being done.
    let progress: @Sendable (String) -> Void

    /// Makes the city.
    ///
    /// - Throws: `CommandFailure` for a database that has tenants, or lacks areas.
    func make() async throws -> Outcome {
        guard try await database.admin.tenants().isEmpty else {
            throw CommandFailure(.badData, "there are tenants already; a demo is for an empty database")
        }
        let history = try await database.areas.load().history
        let areas = history.areas(on: .inVietnam()).filter { $0.kind.level == 2 }
        guard !areas.isEmpty else { throw CommandFailure(.badData, "there are no areas; first: hoctap area load") }
        var random = DemoRandom(seed: seed)
        let persons = (0..<Self.persons).compactMap { _ in DemoPerson(areas: areas, using: &random) }
        let hash = try await PasswordHasher().hash(Self.password)
        var memberships = 0
        var signIns: [SignIn] = []
        for organisation in DemoOrganisation.all {
            progress("\(organisation.name)")
            let draft = TenantDraft(key: organisation.key, kind: .organisation, name: organisation.name)
            let tenant = try await database.admin.insertTenant(draft)
            let branches = try await makeBranches(of: organisation, areas, in: tenant)
            memberships += try await addMembers(persons, to: organisation, branches, in: tenant, using: &random)
            signIns += try await addOfficers(to: tenant, branch: areas.first.flatMap { branches[$0.id]?.first }, hash)
        }
        for key in Self.wards {
            guard let area = history.area(key: key) else { continue }
            let name = area.title(on: .inVietnam())
            let draft = TenantDraft(key: "phuong-\(key)", kind: .ward, name: name, area: area.id)
            let tenant = try await database.admin.insertTenant(draft)
            signIns += try await addOfficers(to: tenant, branch: nil, hash)
        }
        return Outcome(
            seed: seed,
            tenants: DemoOrganisation.all.count + Self.wards.count,
            persons: persons.count,
            memberships: memberships,
            password: Self.password,
            signIns: signIns
        )
    }

    /// A branch for every ward, and two for hamlets below it: by area, the ward's first.
    private func makeBranches(
        of organisation: DemoOrganisation,
        _ areas: [Area],
        in tenant: Tenant
    ) async throws -> [AreaID: [BranchID]] {
        try await database.write(tenant) { tx in
            var branches: [AreaID: [BranchID]] = [:]
            for area in areas {
                let title = area.title(on: .inVietnam())
                let top = try await tx.branches.insert(name: "\(organisation.branchWord) \(title)", area: area.id)
                branches[area.id] = [top]
                for number in 1...2 {
                    let name = "\(organisation.branchWord) tổ dân phố \(number)"
                    branches[area.id]?.append(try await tx.branches.insert(name: name, parent: top, area: area.id))
                }
            }
            return branches
        }
    }

    private func addMembers(
        _ persons: [DemoPerson],
        to organisation: DemoOrganisation,
        _ branches: [AreaID: [BranchID]],
        in tenant: Tenant,
        using random: inout DemoRandom
    ) async throws -> Int {
        var members: [(record: MemberRecord, branch: BranchID?)] = []
        for person in persons where organisation.takes(person) && random.chance(organisation.percent) {
            let first = min(max(person.birthYear + 18, 1990), DemoPerson.year - 1)
            let joined = Int.random(in: first..<DemoPerson.year, using: &random)
            guard let record = person.record(joined: joined) else { continue }
            let places = branches[person.area.id] ?? []
            members.append((record, places.indices.contains(person.hamletNumber) ? places[person.hamletNumber] : nil))
        }
        for start in stride(from: 0, to: members.count, by: Self.membersAtOnce) {
            let some = members[start..<min(start + Self.membersAtOnce, members.count)]
            try await database.write(tenant) { tx in
                for member in some { _ = try await tx.members.insert(member.record, branch: member.branch) }
            }
        }
        return members.count
    }

    /// An administrator, an editor, and a viewer of one branch, all with the demo's password.
    private func addOfficers(to tenant: Tenant, branch: BranchID?, _ hash: String) async throws -> [SignIn] {
        var drafts = [
            (
                login: "\(tenant.key).quantri",
                draft: OfficerDraft(displayName: "Quản trị \(tenant.name)", role: .administrator)
            ),
            (login: "\(tenant.key).canbo", draft: OfficerDraft(displayName: "Cán bộ \(tenant.name)", role: .editor)),
        ]
        if let branch {
            let draft = OfficerDraft(displayName: "Chi hội trưởng", role: .viewer, scope: .branch(branch))
            drafts.append((login: "\(tenant.key).chihoi", draft: draft))
        }
        var signIns: [SignIn] = []
        for (login, draft) in drafts {
            let invitation = SecretToken(.invitation).hash
            let addition = OfficerAddition(
                login: login,
                officer: draft,
                invitationHash: invitation,
                invitationValidity: InvitationLink.validity
            )
            _ = try await database.admin.addOfficer(addition, to: tenant.id)
            _ = try await identity.useInvitation(invitation, passwordHash: hash)
            signIns.append(SignIn(tenant: tenant.name, login: login, role: draft.role.rawValue))
        }
        return signIns
    }
}
