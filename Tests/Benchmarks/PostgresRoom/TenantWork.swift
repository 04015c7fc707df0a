import Foundation
import Postgres
import TestSupport

/// Five tenants with the same members, so that a wrong tenant's row would pass for none of them but by its key.
private enum BenchmarkTenants {
    static let ids = (1...5).compactMap { UUID(uuidString: "00000000-0000-7000-8000-00000000000\($0)") }
}

/// `tenant_read`: one member of a tenant under row security, the tenant set in the same round trip.
struct TenantReadWork: ConnectionWork {
    private var random: SeededRandom

    init(client: Int) { random = SeededRandom(seed: UInt64(client)) }

    mutating func run(on connection: PostgresConnection) async throws {
        let wanted = Int64.random(in: 1...Int64(BenchmarkMembers.count), using: &random)
        let tenant = BenchmarkTenants.ids[Int(wanted) % BenchmarkTenants.ids.count]
        let rows = try await connection.query(
            "select id, name from bench_tenant_member where tenant_id = \(tenant) and id = \(wanted)",
            settings: ["app.tenant_id": tenant.uuidString]
        )
        try check(rows.count == 1, "one row of the tenant")
        try BenchmarkMembers.expect(try rows[0].decode((Int64, String).self), toBe: wanted)
    }
}

/// The same read of the same rows in a table without row security, and no tenant set.
struct PlainReadWork: ConnectionWork {
    private var random: SeededRandom

    init(client: Int) { random = SeededRandom(seed: UInt64(client)) }

    mutating func run(on connection: PostgresConnection) async throws {
        let wanted = Int64.random(in: 1...Int64(BenchmarkMembers.count), using: &random)
        let tenant = BenchmarkTenants.ids[Int(wanted) % BenchmarkTenants.ids.count]
        let rows = try await connection.query(
            "select id, name from bench_plain_member where tenant_id = \(tenant) and id = \(wanted)"
        )
        try check(rows.count == 1, "one row")
        try BenchmarkMembers.expect(try rows[0].decode((Int64, String).self), toBe: wanted)
    }
}

/// Our own read without a tenant, as the peer of the read with one.
struct PlainReadPeer: Contender {
    let name = "no_tenant"
    var contender: HoctapContender<PlainReadWork>

    func measure(_ scale: BenchmarkScale) async throws -> Double {
        try await contender.measure(scale)
    }
}
