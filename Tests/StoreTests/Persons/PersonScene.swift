import Foundation
import Programme
import Store
import TestSupport
import Testing

/// Two organisations of one installation that has a key for persons, and the worker's real fold.
struct PersonScene: Sendable {
    let scene: StoreScene
    let key: PersonKey
    /// With the key.
    let tenants: TenantDatabase

    static let hanh = CitizenID(digits: "064160001234")
    static let hoa = CitizenID(digits: "064160009999")
    /// The old number of the first one.
    static let hanhOld = CitizenID(digits: "230012345")

    /// A key of its own kind.
    static func key(_ text: String) throws -> PersonKey {
        try PersonKey(secret: Data(String(repeating: text, count: PersonKey.minimumBytes).utf8))
    }

    /// Lends a scene in which the key is in use.
    static func with(_ body: (PersonScene) async throws -> Void) async throws {
        try await StoreScene.with(sharing: true) { scene in
            let key = try key("k")
            _ = try await scene.sql("insert into tally.person_key (epoch) values (\(key.epoch))")
            _ = try await scene.sql("update app.members set state = 'left'")
            let tenants = TenantDatabase(pool: scene.pool, personKey: key)
            let lent = PersonScene(scene: scene, key: key, tenants: tenants)
            _ = try await lent.rebuild()
            try await body(lent)
            try await lent.expectExact()
        }
    }

    /// A member of mine, or of the other organisation.
    func add(_ citizenID: CitizenID?, to tenant: TenantFixture? = nil, in database: TenantDatabase? = nil) async throws
        -> MemberID
    {
        let tenant = tenant ?? scene.mine
        return try await (database ?? tenants).write(tenant.administrator) { tx in
            let record = MemberRecord(named: "Nguyễn Thị Hạnh") {
                $0.citizenID = citizenID
                $0.joinedOn = PartialDate(edtf: "2015")
            }
            return try await tx.members.insert(record, branch: tenant.branch)
        }
    }

    /// Runs in a writing transaction of an administrator of mine.
    @discardableResult
    func write<Result>(_ body: (TenantTransaction) async throws -> Result) async throws -> Result {
        try await tenants.write(scene.mine.administrator, body)
    }

    /// Gives a member another citizen ID.
    func change(_ member: MemberID, version: Int, to citizenID: CitizenID?, in database: TenantDatabase? = nil)
        async throws
    {
        var values = MemberRecord()
        values.citizenID = citizenID
        let changes = MemberChanges([.citizenID], to: values)
        try await (database ?? tenants).write(scene.mine.administrator) { tx in
            _ = try await tx.members.update(member, version: version, changes)
        }
    }

    /// Persons, memberships, and those that nobody can link, now, after a fold of what waits.
    func counts() async throws -> [Int] {
        try await scene.database.withConnection(.worker) { worker in
            _ = try await worker.query("select lines from tally.fold(tally.take_lead('test'), 20000)")
        }
        let found = try await scene.sql(
            "select persons, memberships, unlinkable from release.persons where kind = 'members' and area_id is null"
        )
        return found.isEmpty ? [0, 0, 0] : found.split(separator: "|").compactMap { Int($0) }
    }

    /// Members at the end of a year, in all organisations.
    func members(atEndOf year: Int) async throws -> Int {
        _ = try await counts()
        return Int(
            try await scene.sql("select coalesce(sum(amount), 0) from release.year_end_members where year = \(year)")
        ) ?? -1
    }

    /// Whether a member has a token, and of which key.
    func epoch(of member: MemberID) async throws -> Int32? {
        Int32(try await scene.sql("select coalesce(token_epoch::text, '') from app.members where id = '\(member)'"))
    }

    private func rebuild() async throws {
        _ = try await scene.sql("begin isolation level repeatable read; select tally.rebuild(); commit")
    }

    /// No total differs from a recount.
    func expectExact() async throws {
        _ = try await counts()
        let differences = try await scene.sql(
            "begin isolation level repeatable read; select * from tally.differences(); commit"
        )
        #expect(differences == "")
    }
}
