import Foundation
import Postgres
import Programme
import Store
import TestSupport
import Testing

/// Two wards; the first has three hamlets. Subjects are put in by the superuser, everything else is done by officers.
struct WardScene: Sendable {
    let database: MigratedDatabase
    /// Through `hoctap_server`'s pool.
    let pool: PostgresPool
    let ward: WardFixture
    let other: WardFixture
    let hamlets: [AreaID]

    /// 20 November 2026.
    static let today = day(2026, 11, 20)
    /// Gia đình học tập.
    static let family = TitleTypeID(TwoTenants.familyTitle) ?? .next()
    /// Dòng họ học tập, Cộng đồng học tập.
    static let clan = TitleTypeID("0198c0de-0001-7000-8000-000000000005") ?? .next()
    static let community = TitleTypeID("0198c0de-0001-7000-8000-000000000006") ?? .next()

    static func with(_ body: (WardScene) async throws -> Void) async throws {
        let database = try await MigratedDatabase.make()
        let (wardArea, otherArea) = (AreaID.next(), AreaID.next())
        let hamlets = (0..<3).map { _ in AreaID.next() }
        let areas =
            "insert into app.areas (id, key, kind) values ('\(wardArea)', 'ward', 'ward'), ('\(otherArea)', 'other', 'ward');"
            + hamlets.enumerated().map { index, hamlet in
                """
                insert into app.areas (id, key, kind) values ('\(hamlet)', 'ward-\(index)', 'residential_group');
                insert into app.area_parents (area_id, ordinal, parent_id) values ('\(hamlet)', 0, '\(wardArea)');

                """
            }.joined()
        let ward = WardFixture(key: "pleiku", area: wardArea, part: [hamlets[0]])
        let other = WardFixture(key: "hoi-phu", area: otherArea, part: [otherArea])
        _ = try await database.database.run(areas + ward.sql + other.sql)
        try await RunningPool.with(try database.configuration(.server)) { pool in
            try await body(
                WardScene(database: database, pool: pool, ward: ward, other: other, hamlets: hamlets)
            )
        }
        try await database.drop()
    }

    func write<Result>(
        _ context: TenantContext? = nil,
        _ body: (TenantTransaction) async throws -> Result
    ) async throws -> Result {
        try await TenantDatabase(pool: pool).write(context ?? ward.administrator, body)
    }

    func read<Result>(
        _ context: TenantContext? = nil,
        _ body: (TenantTransaction) async throws -> Result
    ) async throws -> Result {
        try await TenantDatabase(pool: pool).read(context ?? ward.administrator, body)
    }

    /// How a writing transaction is refused.
    func refused(
        _ context: TenantContext? = nil,
        _ body: (TenantTransaction) async throws -> Void
    ) async -> StoreError? {
        await refusal { try await write(context) { try await body($0) } }
    }

    /// What psql answers to the superuser.
    func sql(_ query: String) async throws -> String {
        try await database.database.run(query).trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// Subjects in an area, by name.
    func add(
        _ count: Int,
        _ kind: SubjectKind = .household,
        in area: AreaID,
        of tenant: WardFixture? = nil,
        children: Int? = nil,
        name: String = "Hộ"
    ) async throws -> [SubjectID] {
        let ids = (0..<count).map { _ in SubjectID.next() }
        let owner = (tenant ?? ward).id
        for start in stride(from: 0, to: count, by: 10_000) {
            let rows = ids[start..<min(start + 10_000, count)].enumerated().map { index, id in
                let number = "0000\(start + index + 1)".suffix(5)
                return
                    "('\(owner)', '\(id)', '\(kind.rawValue)', '\(name) \(number)', '\(area)', '\(number)', '\(number)', "
                    + "\(children.map(String.init) ?? "null"))"
            }.joined(separator: ",\n")
            _ = try await sql(
                """
                insert into app.subjects (tenant_id, id, kind, name, area_id, sort_key, search_key, children_count) values
                \(rows)
                """
            )
        }
        return ids
    }

    /// The set in use for a title.
    func set(for title: TitleTypeID = family) async throws -> CriteriaSetID {
        try await read { tx in try #require(try await tx.criteria.active(for: title, in: 2026).first).id }
    }

    /// Registers households of a hamlet for 2026 and brings them up to a state.
    func registrations(
        _ count: Int,
        in area: AreaID? = nil,
        year: Int = 2026,
        to state: TitleState = .registered,
        number: String = "1"
    ) async throws -> [RegistrationID] {
        let area = area ?? hamlets[0]
        let subjects = try await add(count, in: area)
        let set = try await set()
        return try await write { tx in
            let ids = try await tx.registrations.register(
                subjects,
                for: Self.family,
                year: year,
                on: day(year, 1, 20)
            ).registered
            if state == .registered { return ids }
            _ = try await tx.registrations.score(ids.map { RegistrationScore($0, Self.good) }, by: set)
            if state == .scored { return ids }
            _ = try await tx.registrations.review(
                meeting(area, year),
                ids.map { ReviewVote($0, for: 30) },
                today: Self.today
            )
            if state == .reviewed { return ids }
            let proposal = ProposalRecord(
                number: "\(number)/TTr",
                proposedOn: day(year, 11, 5),
                proposer: "Hội Khuyến học"
            )
            _ = try await tx.registrations.propose(proposal, ids.map { ProposalLine($0) }, today: Self.today)
            if state == .proposed { return ids }
            let kind: DecisionKind = state == .refused ? .refusal : .recognition
            let lines = ids.map { DecisionLine($0, reason: state == .refused ? "Không đủ điều kiện" : "") }
            _ = try await tx.registrations.decide(decision(kind, number, year), lines, today: Self.today)
            return ids
        }
    }

    /// 90 of 100 points.
    static let good: [String: CriteriaAnswer] = [
        "1.1": .points(Points(20)), "1.2": .points(Points(10)), "2.1": .points(Points(25)), "2.2": .points(Points(15)),
        "3": .points(Points(10)), "4": .points(Points(10)),
    ]

    /// 70 of 100.
    static let poor = good.merging(["2.1": .points(Points(5))]) { $1 }

    /// A meeting with 30 people.
    func meeting(_ area: AreaID? = nil, _ year: Int = 2026) -> ReviewRecord {
        ReviewRecord(
            area: area ?? hamlets[0],
            heldOn: day(year, 11, 1),
            chair: "Rơ Châm Hyéo",
            secretary: "Lê Thị Hoa",
            present: 30
        )
    }

    /// A decision of 10 November.
    func decision(_ kind: DecisionKind, _ number: String = "1", _ year: Int = 2026) -> DecisionRecord {
        DecisionRecord(
            kind,
            number: "\(number)/QĐ-UBND",
            decidedOn: day(year, 11, 10),
            signatory: "Nguyễn Văn An"
        )
    }
}

/// A ward with an administrator, a viewer, and an editor of a part of it.
struct WardFixture: Sendable {
    let id = TenantID.next()
    let key: String
    let area: AreaID
    let part: [AreaID]
    private let officers = (0..<3).map { _ in OfficerID.next() }

    init(key: String, area: AreaID, part: [AreaID]) {
        self.key = key
        self.area = area
        self.part = part
    }

    var administrator: TenantContext { context(0, .administrator, .wholeTenant) }
    var viewer: TenantContext { context(1, .viewer, .wholeTenant) }
    var hamletEditor: TenantContext { context(2, .editor, .part(branches: [], areas: part)) }

    private func context(_ index: Int, _ role: OfficerRole, _ part: VisiblePart) -> TenantContext {
        TenantContext(tenant: id, actor: .officer(officers[index]), role: role, part: part)
    }

    var sql: String {
        "insert into app.tenants (id, key, kind, name, area_id) values ('\(id)', '\(key)', 'ward', 'UBND \(key)', '\(area)');"
    }
}
