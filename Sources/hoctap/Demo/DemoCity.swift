import Foundation
import Programme
import Store
import Web

/// Fills an empty database with a city: Pleiku's wards, nine organisations with branches and officers, the wards themselves with
/// households and the titles that they gave, and people who do not exist, many of them in several organisations.
///
///     plan -> tenants (begun) -> officers -> members -> learning -> households, titles, programme -> tenants (ended)
///
/// The same seed, scale and days give the same rows, identities included; only passwords, accounts and the audit are new. Each
/// step is a transaction; when one fails, the tenants stay begun, and `remove` takes them away.
struct DemoCity: Sendable {
    /// Somebody who can sign in.
    struct SignIn: Encodable {
        let tenant: String
        let login: String
        let role: String
    }

    /// What was made.
    struct Outcome: Encodable {
        let seed: UInt64
        let scale: DemoScale
        let until: CalendarDay
        let years: Int
        let tenants: Int
        /// Who is a member of one organisation or more, or was.
        let persons: Int
        let memberships: Int
        /// Each once, however many wards have kept it.
        let households: Int
        /// By table.
        let rows: [String: Int]
        let password: String
        let signIns: [SignIn]
    }

    /// Of every account of a demo. No secret: the people behind it do not exist.
    static let password = "hoc-tap-suot-doi"

    let database: OperatorDatabase
    let identity: IdentityDatabase
    let plan: DemoPlan
    let history: AreaHistory
    let work: DemoWork

    /// Makes the city in a database without tenants.
    func make() async throws -> Outcome {
        let admin = database.admin
        let filler = try await admin.filler()
        let roll = try DemoRoll(plan)
        let tenants = tenantDrafts.map(\.id)
        try await admin.beginFill(tenantDrafts, details: details)
        let topics = try await topics()
        let rows = DemoRows()
        let signIns = try await makeOfficers(filler, rows) + [addCityViewer()]
        try await makeCentres(filler, rows)
        try await makeMembers(filler, roll, topics, rows)
        // what was planned while the tables were empty would look for every row among all
        try await filler.count()
        try await makeClasses(filler, DemoLearners(plan: plan, roll: roll), topics, rows)
        try await filler.count()
        let households = try await makeProgramme(filler, roll, rows)
        try await filler.count()
        try await admin.endFill(tenants)
        return Outcome(
            seed: plan.seed,
            scale: plan.scale,
            until: DemoTime.day(plan.time.last),
            years: plan.time.years.count,
            tenants: tenants.count,
            persons: roll.persons,
            memberships: roll.memberships,
            households: households,
            rows: rows.sums,
            password: Self.password,
            signIns: signIns
        )
    }

    /// The fields of learning, by key.
    private func topics() async throws -> [String: TopicID] {
        let topics = try await database.tenants.read(.operator(in: plan.tenant(of: 0))) { try await $0.topics.list() }
        return Dictionary(topics.map { ($0.key, $0.id) }, uniquingKeysWith: { first, _ in first })
    }

    private func makeCentres(_ filler: TenantFiller, _ rows: DemoRows) async throws {
        let centres = DemoCentre.all(in: plan, history)
        try await database.admin.fillCentres(centres)
        for (ward, centre) in zip(plan.wards, centres) where ward.hasTenant {
            rows.add(
                try await filler.fill([ward.tenant(in: plan)]) { fill in
                    try await fill.insert(DemoCentre.staff(of: ward, centre, in: plan))
                }
            )
        }
    }

    private func makeMembers(
        _ filler: TenantFiller,
        _ roll: DemoRoll,
        _ topics: [String: TopicID],
        _ rows: DemoRows
    ) async throws {
        let parts = plan.organisations.indices.flatMap { number in plan.homes.map { (number, $0.number) } }
        try await work.run("members", parts) { organisation, home in
            let seats = roll.seats[organisation][home]
            let tenant = plan.tenant(of: organisation)
            rows.add(
                try await filler.fill([tenant]) { fill in
                    let members = seats.lazy.compactMap { DemoMember($0.person, in: organisation, of: plan) }
                    try await fill.insert(members: members) { try $0.filled(of: tenant) }
                    let learning = DemoLearning(of: seats, in: organisation, plan, topics: topics)
                    try await fill.insert(learning.records)
                    try await fill.insert(learning.plans)
                }
            )
        }
    }

    /// The first part alone, so that the planner can be told of it; then all others.
    private func makeClasses(
        _ filler: TenantFiller,
        _ learners: DemoLearners,
        _ topics: [String: TopicID],
        _ rows: DemoRows
    ) async throws {
        let parts = DemoSchedule(plan, learners.roll).parts
        let make: @Sendable (DemoSchedule.Part) async throws -> Void = { part in
            let register = try DemoRegister(part, learners, topics: topics)
            rows.add(
                try await filler.fill(register.tenants) { fill in
                    try await fill.insert(register.classes)
                    try await fill.insert(register.sessions)
                    try await fill.insert(register.enrolments)
                    try await fill.insert(register.attendances)
                    try await fill.insert(register.certificates)
                }
            )
        }
        guard let first = parts.first else { return }
        try await make(first)
        try await filler.count()
        try await work.run("classes", Array(parts.dropFirst()), make)
    }

    private var details: [String: String] {
        [
            "seed": String(plan.seed), "scale": plan.scale.rawValue, "years": String(plan.time.years.count),
            "until": DemoTime.day(plan.time.last).description,
        ]
    }

    private var tenantDrafts: [TenantFillDraft] {
        let organisations = plan.organisations.enumerated().map { number, organisation in
            TenantFillDraft(
                plan.tenant(of: number),
                TenantDraft(key: organisation.key, kind: .organisation, name: organisation.name),
                createdAt: plan.begin
            )
        }
        let wards = plan.wards.filter(\.hasTenant).map { ward in
            TenantFillDraft(
                ward.tenant(in: plan),
                TenantDraft(key: ward.key, kind: .ward, name: ward.title, area: ward.area.id),
                createdAt: plan.begin
            )
        }
        return organisations + wards
    }

    /// Branches, and who works for each tenant.
    private func makeOfficers(_ filler: TenantFiller, _ rows: DemoRows) async throws -> [SignIn] {
        try await work.run("branches", Array(plan.organisations.indices)) { number in
            let branches = try DemoBranches(plan: plan, organisation: number).filled()
            rows.add(
                try await filler.fill([plan.tenant(of: number)]) { fill in
                    try await fill.insert(branches.tops)
                    try await fill.insert(branches.below)
                }
            )
        }
        let hash = try await PasswordHasher().hash(Self.password)
        var signIns: [SignIn] = []
        for (number, organisation) in plan.organisations.enumerated() {
            let branch = plan.branch(of: number, in: 0)
            let tenant = plan.tenant(of: number)
            signIns += try await addOfficers(to: tenant, organisation.key, organisation.name, branch: branch, hash)
        }
        // nobody works any more for a ward whose place another one took
        for ward in plan.wards where ward.hasTenant && ward.area.validity.contains(DemoTime.day(plan.time.last)) {
            signIns += try await addOfficers(to: ward.tenant(in: plan), ward.key, ward.title, branch: nil, hash)
        }
        return signIns
    }

    /// Somebody who looks at the totals and keeps the criteria, and does nothing else.
    private func addCityViewer() async throws -> SignIn {
        let invitation = SecretToken(.invitation).hash
        let login = "thanh-pho"
        let grant = CityGrant(
            login: login,
            displayName: "Cán bộ thành phố",
            invitationHash: invitation,
            invitationValidity: InvitationLink.validity,
            isSteward: true
        )
        if try await database.admin.grantCity(grant) {
            let hash = try await PasswordHasher().hash(Self.password)
            _ = try await identity.useInvitation(invitation, passwordHash: hash)
        }
        return SignIn(tenant: "Thành phố", login: login, role: "city")
    }

    /// An administrator, an editor, and a viewer of one branch, all with the demo's password.
    private func addOfficers(
        to tenant: TenantID,
        _ key: String,
        _ name: String,
        branch: BranchID?,
        _ hash: String
    ) async throws -> [SignIn] {
        var drafts = [
            (login: "\(key).quantri", draft: OfficerDraft(displayName: "Quản trị \(name)", role: .administrator)),
            (login: "\(key).canbo", draft: OfficerDraft(displayName: "Cán bộ \(name)", role: .editor)),
        ]
        if let branch {
            let draft = OfficerDraft(displayName: "Chi hội trưởng", role: .viewer, scope: .branch(branch))
            drafts.append((login: "\(key).chihoi", draft: draft))
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
            _ = try await database.admin.addOfficer(addition, to: tenant)
            _ = try await identity.useInvitation(invitation, passwordHash: hash)
            signIns.append(SignIn(tenant: name, login: login, role: draft.role.rawValue))
        }
        return signIns
    }
}
