import FoundationEssentials
import Postgres
import Programme
import Store
import TestSupport
import Testing

/// Many tenants over few connections: whatever happens to a request, the next one on its connection sees its own tenant alone.
@Suite struct PooledSettingsTests {
    private static let tenants = 7
    private static let connections = 3
    private static let callers = 12
    private static let requestsPerCaller = 60
    private static let membersPerTenant = 5

    @Test(arguments: [1, 2, 3])
    func `every row that a request is given is its tenant's, whatever befell the requests before`(_ seed: UInt64)
        async throws
    {
        let migrated = try await MigratedDatabase.make()
        let tenants = (1...Self.tenants).map { Self.tenant($0) }
        try await migrated.database.run(Self.script(tenants))
        var limits = PostgresPoolConfiguration()
        limits.maximumConnections = Self.connections
        limits.checkoutTimeout = .seconds(60)
        let pool = try PostgresPool(migrated.configuration(.server), limits: limits)
        let figures = try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await pool.run() }
            let figures = try await work(pool, tenants, seed: seed)
            group.cancelAll()
            return figures
        }
        #expect(figures.foreignRows == 0)
        #expect(figures.leftOver == 0)
        #expect(figures.rows > 0 && figures.failures > 0)
        #expect(figures.requests == Self.callers * Self.requestsPerCaller)
        try await migrated.drop()
    }

    @Test func `a statement that was prepared for one tenant serves the next with its own rows`() async throws {
        try await SideDoorBench.with { bench in
            try await bench.migrated.withConnection(.server) { connection in
                for mode in ["auto", "force_generic_plan", "force_custom_plan"] {
                    try await connection.script("set plan_cache_mode = \(mode)")
                    for round in 0..<14 {
                        let name: TwoTenants.Name? = round % 3 == 0 ? .one : round % 3 == 1 ? .other : nil
                        let rows = try await connection.query(
                            "select tenant_id from app.members where state <> \("x")",
                            settings: name.map(SideDoorBench.settings) ?? .none
                        ).decode(UUID.self)
                        #expect(rows == name.map { [UUID](repeating: TwoTenants.tenant($0), count: 3) } ?? [])
                    }
                }
            }
        }
    }

    @Test func `what others see of a running statement has no value in it`() async throws {
        try await SideDoorBench.with { bench in
            try await bench.migrated.withConnection(.server) { working in
                try await bench.migrated.withConnection(.server) { looking in
                    async let slow = working.query(
                        "select pg_sleep(2), \("Rơ Châm H'Lan")::text",
                        settings: SideDoorBench.settings(.one)
                    )
                    var texts: [String] = []
                    while texts.isEmpty {
                        texts = try await looking.query(
                            """
                            select query from pg_stat_activity
                            where pid <> pg_backend_pid() and usename = current_user and query like '%pg_sleep%'
                                and datname = current_database()
                            """
                        ).decode(String.self)
                    }
                    #expect(texts.allSatisfy { !$0.contains("H'Lan") })
                    _ = try await slow
                }
            }
        }
    }

    // MARK: Work

    private struct Figures: Sendable {
        var requests = 0
        var rows = 0
        var foreignRows = 0
        var leftOver = 0
        var failures = 0

        static func + (left: Figures, right: Figures) -> Figures {
            Figures(
                requests: left.requests + right.requests,
                rows: left.rows + right.rows,
                foreignRows: left.foreignRows + right.foreignRows,
                leftOver: left.leftOver + right.leftOver,
                failures: left.failures + right.failures
            )
        }
    }

    private func work(_ pool: PostgresPool, _ tenants: [TenantID], seed: UInt64) async throws -> Figures {
        try await withThrowingTaskGroup(of: Figures.self) { group in
            for caller in 0..<Self.callers {
                group.addTask {
                    var random = SeededRandom(seed: seed &* 1_000 &+ UInt64(caller))
                    var figures = Figures()
                    for _ in 0..<Self.requestsPerCaller {
                        let tenant = tenants[Int.random(in: 0..<tenants.count, using: &random)]
                        let kind = Int.random(in: 0..<8, using: &random)
                        let pause = Int.random(in: 0...8, using: &random)
                        figures = figures + (try await Self.request(kind, pause, tenant, pool))
                    }
                    return figures
                }
            }
            return try await group.reduce(Figures()) { $0 + $1 }
        }
    }

    /// One request of eight kinds, and a look at what it left behind.
    private static func request(
        _ kind: Int,
        _ pause: Int,
        _ tenant: TenantID,
        _ pool: PostgresPool
    ) async throws -> Figures {
        var figures = Figures(requests: 1)
        do {
            let seen = try await rows(kind, pause, tenant, pool)
            figures.rows = seen.count
            figures.foreignRows = seen.count { $0 != tenant }
        } catch is PostgresError {
            figures.failures = 1
        } catch is CancellationError {
            figures.failures = 1
        }
        let left = try await pool.query("select coalesce(current_setting('app.tenant_id', true), '')").value(
            String.self
        )
        let unasked = try await pool.query("select count(*) from app.members").value(Int.self)
        if left != "" || unasked != 0 { figures.leftOver = 1 }
        return figures
    }

    /// The tenants of the rows that a request was given.
    private static func rows(
        _ kind: Int,
        _ pause: Int,
        _ tenant: TenantID,
        _ pool: PostgresPool
    ) async throws -> [TenantID] {
        let context = TenantContext(tenant: tenant, actor: .officer(officer(tenant)), role: .administrator)
        let settings: PostgresSettings = [
            "app.tenant_id": tenant.description, "app.role": "administrator", "app.access": "write", "app.scope": "*",
        ]
        let members: PostgresQuery = "select tenant_id from app.members"
        switch kind {
        case 0:
            return try await pool.query(members, settings: settings).decode(TenantID.self)
        case 1:
            return try await TenantDatabase(pool: pool).read(context) { [try await $0.tenants.own.id] }
        case 2:
            // fails in the midst
            return try await pool.transaction(settings: settings) { transaction in
                let seen = try await transaction.query(members).decode(TenantID.self)
                _ = try await transaction.query("select 1 / (length(\("x")) - 1)")
                return seen
            }
        case 3:
            // runs out of time
            return try await pool.batch(
                [members, "select pg_sleep(5)"],
                settings: settings,
                timeout: .milliseconds(pause + 1)
            )
            .first?.decode(TenantID.self) ?? []
        case 4:
            return try await cancelled(after: pause) {
                try await pool.transaction(settings: settings) { transaction in
                    let seen = try await transaction.query(members).decode(TenantID.self)
                    _ = try await transaction.query("select pg_sleep(0.02)")
                    return seen
                }
            }
        case 5:
            // a savepoint undone, then on
            return try await pool.transaction(settings: settings) { transaction in
                try? await transaction.transaction { inner in
                    _ = try await inner.query("update app.members set remark = 'x' where tenant_id = \(tenant)")
                    _ = try await inner.query("select nothing")
                }
                return try await transaction.query(members).decode(TenantID.self)
            }
        case 6:
            return try await pool.transaction(settings: settings) { transaction in
                try await transaction.stream(members) { rows in
                    var seen: [TenantID] = []
                    for try await row in rows { seen.append(try row.decode(TenantID.self)) }
                    return seen
                }
            }
        default:
            return try await TenantDatabase(pool: pool).write(context) { tx in
                let officers = try await tx.officers.list()
                return officers.map { $0.id == officer(tenant) ? tenant : TenantID.next() }
            }
        }
    }

    private static func cancelled<Value: Sendable>(
        after milliseconds: Int,
        _ body: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        let task = Task { try await body() }
        try await Task.sleep(for: .milliseconds(milliseconds))
        task.cancel()
        return try await task.value
    }

    private static func tenant(_ number: Int) -> TenantID {
        TenantID(uuid: UUID(uuidString: "00000000-0000-7000-8000-00000000a00\(number)") ?? UUID())
    }

    /// The one officer of a tenant has the tenant's identity.
    private static func officer(_ tenant: TenantID) -> OfficerID { OfficerID(uuid: tenant.uuid) }

    private static func script(_ tenants: [TenantID]) -> String {
        tenants.map { tenant in
            """
            insert into app.tenants (id, key, kind, name)
                values ('\(tenant)', 't-\(tenant)', 'organisation', 'x');
            insert into identity.accounts (id, login, display_name) values ('\(tenant)', '\(tenant)', 'x');
            insert into app.officers (tenant_id, id, account_id, display_name, role)
                values ('\(tenant)', '\(tenant)', '\(tenant)', 'x', 'administrator');
            insert into app.members (tenant_id, id, state, full_name, sort_key, search_key)
                select '\(tenant)', gen_random_uuid(), 'active', 'x', 'x', 'x' from generate_series(1, \(membersPerTenant));
            """
        }.joined(separator: "\n")
    }
}
