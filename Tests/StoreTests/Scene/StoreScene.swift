import Foundation
import Postgres
import Programme
import Store
import TestSupport
import Testing

/// A fresh database with two tenants that are alike in everything but their names. Tests act in `mine`; when they are done,
/// not a value of `other` may have changed, and `other` may see nothing of `mine`.
struct StoreScene: Sendable {
    let database: MigratedDatabase
    /// Through `hoctap_server`'s pool.
    let tenants: TenantDatabase
    let pool: PostgresPool
    let mine: TenantFixture
    let other: TenantFixture
    let areas: AreaFixture

    /// Lends a scene, and looks at the other tenant afterwards: whether its rows are the same, unless the test is of what two
    /// tenants share.
    static func with(
        sharing isShared: Bool = false,
        _ body: (StoreScene) async throws -> Void
    ) async throws {
        let database = try await MigratedDatabase.make()
        let areas = AreaFixture()
        let mine = TenantFixture(key: "phu-nu", areas: areas)
        let other = TenantFixture(key: "nong-dan", areas: areas)
        try await database.database.run(areas.sql + mine.sql + other.sql)
        try await RunningPool.with(try database.configuration(.server)) { pool in
            let scene = StoreScene(
                database: database,
                tenants: TenantDatabase(pool: pool),
                pool: pool,
                mine: mine,
                other: other,
                areas: areas
            )
            try await scene.addMembers(to: other)
            let before = try await scene.digest(of: other)
            try await body(scene)
            if !isShared { #expect(try await scene.digest(of: other) == before, "the other tenant's rows changed") }
            try await scene.expectNothingSeen(by: other, of: mine)
        }
        try await database.drop()
    }

    /// Runs in a writing transaction of one of my officers.
    func write<Result>(
        _ context: TenantContext? = nil,
        _ body: (TenantTransaction) async throws -> Result
    ) async throws -> Result {
        try await tenants.write(context ?? mine.administrator, body)
    }

    /// Runs in a reading transaction of one of my officers.
    func read<Result>(
        _ context: TenantContext? = nil,
        _ body: (TenantTransaction) async throws -> Result
    ) async throws -> Result {
        try await tenants.read(context ?? mine.administrator, body)
    }

    /// What psql answers to the superuser.
    func sql(_ query: String) async throws -> String {
        try await database.database.run(query).trimmingCharacters(in: .whitespacesAndNewlines)
    }

    private func addMembers(to tenant: TenantFixture) async throws {
        try await tenants.write(tenant.administrator) { tx in
            for name in ["Nguyễn Văn Hạnh", "Trần Thị Hoa", "Rơ Châm H'Lan"] {
                _ = try await tx.members.insert(MemberRecord(named: name), branch: tenant.branch)
            }
        }
    }

    /// All that a tenant has, as one number.
    private func digest(of tenant: TenantFixture) async throws -> String {
        let tables = try await tenantTables()
        let parts = tables.map { table in
            "(select coalesce(md5(string_agg(t::text, '|' order by t::text)), '') from \(table) t "
                + "where tenant_id = '\(tenant.id)')"
        }
        return try await sql("select " + parts.joined(separator: " || "))
    }

    /// Every table with a tenant.
    func tenantTables() async throws -> [String] {
        try await sql(
            """
            select format('%I.%I', n.nspname, c.relname)
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id'
            where n.nspname = 'app' and c.relkind = 'r' order by 1
            """
        ).split(separator: "\n").map(String.init)
    }

    /// An administrator of one tenant finds no row of another by any means that the store has.
    private func expectNothingSeen(by tenant: TenantFixture, of victim: TenantFixture) async throws {
        let ids = try await sql("select id from app.members where tenant_id = '\(victim.id)'")
            .split(separator: "\n").compactMap { MemberID(String($0)) }
        let own = try await sql("select count(*) from app.members where tenant_id = '\(tenant.id)'")
        try await tenants.read(tenant.administrator) { tx in
            let page = try await tx.members.list(MemberFilter(states: Set(MemberState.allCases)), limit: 200)
            #expect(String(page.members.count) == own)
            #expect(Set(page.members.map(\.id)).isDisjoint(with: ids))
            #expect(try await tx.branches.tree().branches.map(\.id).contains(victim.branch) == false)
            #expect(try await tx.imports.list().imports.isEmpty)
            for id in ids.prefix(3) {
                await #expect(throws: StoreError.notFound) { try await tx.members.find(id) }
                #expect(try await tx.consents.list(id).isEmpty)
                #expect(try await tx.duplicates.merges(of: id).isEmpty)
            }
        }
    }
}

/// A pool that runs while a test uses it.
enum RunningPool {
    /// Lends a running pool and ends it.
    static func with<Value: Sendable>(
        _ configuration: PostgresConfiguration,
        _ body: (PostgresPool) async throws -> Value
    ) async throws -> Value {
        var limits = PostgresPoolConfiguration()
        limits.checkoutTimeout = .seconds(30)
        limits.maximumConnections = 4
        let pool = try PostgresPool(configuration, limits: limits)
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await pool.run() }
            do {
                let value = try await body(pool)
                pool.drain(within: .seconds(5))
                try await group.waitForAll()
                return value
            } catch {
                pool.drain(within: .zero)
                throw error
            }
        }
    }
}
