import FoundationEssentials
import Postgres
import Programme
import Store
import TestSupport
import Testing

/// A database of one test's own: two organisations with an administrator each, a tree of branches in the first, a ward with
/// hamlets and one that was merged into it.
struct IdentityScene {
    let migrated: MigratedDatabase
    let identity: IdentityDatabase
    let tenants: TenantDatabase
    let admin: AdminDatabase
    /// Hội Phụ nữ, with the branches.
    let women: Tenant
    /// Hội Cựu chiến binh.
    let veterans: Tenant
    /// Administrators: `lan` of the women, `minh` of the veterans.
    let lan: Officer
    let minh: Officer

    /// The tree: `top` over `below` over `deepest`, and `beside`.
    static let top = branch(1)
    static let below = branch(2)
    static let deepest = branch(3)
    static let beside = branch(4)
    /// A ward with a hamlet; another ward, merged into it, with a hamlet that ended with it; a third ward.
    static let ward = area(1)
    static let hamlet = area(2)
    static let mergedWard = area(3)
    static let endedHamlet = area(4)
    static let otherWard = area(5)

    /// Sessions end that were not used for so long.
    static let idleLimit: Duration = .seconds(1800)

    /// Lends a scene, and removes it afterwards.
    static func with(_ body: (IdentityScene) async throws -> Void) async throws {
        try await SceneGate.pass {
            let migrated = try await MigratedDatabase.make()
            try await migrated.database.run(areas)
            let pools = try [MigratedDatabase.Role.auth, .server, .admin].map { role in
                var limits = PostgresPoolConfiguration()
                limits.maximumConnections = 6
                limits.minimumConnections = 0
                return try PostgresPool(migrated.configuration(role), limits: limits)
            }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for pool in pools { group.addTask { try await pool.run() } }
                let scene = try await make(migrated, auth: pools[0], server: pools[1], admin: pools[2])
                try await body(scene)
                group.cancelAll()
            }
            try await migrated.drop()
        }
    }

    private static func make(
        _ migrated: MigratedDatabase,
        auth: PostgresPool,
        server: PostgresPool,
        admin: PostgresPool
    ) async throws -> IdentityScene {
        let operatorAtWork = AdminDatabase(pool: admin, requestID: "scene")
        let women = try await operatorAtWork.insertTenant(
            TenantDraft(key: "phu-nu", kind: .organisation, name: "Hội Liên hiệp Phụ nữ")
        )
        let veterans = try await operatorAtWork.insertTenant(
            TenantDraft(key: "cuu-chien-binh", kind: .organisation, name: "Hội Cựu chiến binh")
        )
        let lan = try await operatorAtWork.addOfficer(addition("lan", "Rơ Châm H'Lan"), to: women.id)
        let minh = try await operatorAtWork.addOfficer(addition("minh", "Nguyễn Văn Minh"), to: veterans.id)
        try await migrated.database.run(branches(of: women.id))
        return IdentityScene(
            migrated: migrated,
            identity: IdentityDatabase(pool: auth),
            tenants: TenantDatabase(pool: server),
            admin: operatorAtWork,
            women: women,
            veterans: veterans,
            lan: lan.officer,
            minh: minh.officer
        )
    }

    // MARK: Short ways

    /// Somebody to be added, with a link.
    static func addition(
        _ login: String,
        _ displayName: String = "Người mới",
        role: OfficerRole = .administrator,
        scope: OfficerScope = .wholeTenant,
        link: String? = nil
    ) -> OfficerAddition {
        OfficerAddition(
            login: login,
            officer: OfficerDraft(displayName: displayName, role: role, scope: scope),
            invitationHash: hash(link ?? "link of \(login)"),
            invitationValidity: .seconds(3600)
        )
    }

    /// 32 bytes that stand for a secret.
    static func hash(_ secret: String) -> SecretHash {
        var bytes = [UInt8](repeating: 0, count: SecretHash.sizeBytes)
        for (index, byte) in secret.utf8.enumerated() {
            bytes[index % bytes.count] = bytes[index % bytes.count] &* 31 &+ byte
        }
        return SecretHash(bytes) ?? hash("")
    }

    /// A context of an administrator of a tenant.
    static func context(_ officer: Officer, of tenant: Tenant) -> TenantContext {
        TenantContext(tenant: tenant.id, actor: .officer(officer.id), role: officer.role, requestID: "request-1")
    }

    /// A whole session.
    func signIn(_ account: AccountID, _ secret: String, lifetime: Duration = .seconds(3600)) async throws -> SessionID {
        try await identity.insertSession(
            SessionDraft(
                account: account,
                tokenHash: Self.hash(secret),
                device: "Firefox, Debian",
                isSecondFactorPassed: true,
                lifetime: lifetime
            )
        )
    }

    func resolve(_ secret: String) async throws -> ResolvedSession? {
        try await identity.resolve(session: Self.hash(secret), idleLimit: Self.idleLimit)
    }

    /// The actions in a tenant's audit, oldest first.
    func audit(of tenant: Tenant) async throws -> [String] {
        try await migrated.database.run(
            "select actor || ' ' || action from app.audit_entries where tenant_id = '\(tenant.id)' order by id"
        ).split(separator: "\n").map(String.init)
    }

    /// All that the database keeps of a tenant, as text.
    func everything(of tenant: Tenant) async throws -> String {
        try await migrated.database.run(TenantFingerprint.script(tenant.id))
    }

    private static func branch(_ number: Int) -> BranchID { BranchID(uuid: uuid("b", number)) }
    private static func area(_ number: Int) -> AreaID { AreaID(uuid: uuid("a", number)) }

    private static func uuid(_ kind: String, _ number: Int) -> UUID {
        UUID(uuidString: "00000000-0000-7000-8000-00000000\(kind)00\(number)") ?? UUID()
    }

    private static let areas = """
        insert into app.areas (id, key, kind, valid_from, valid_to) values
            ('\(ward)', 'pleiku', 'ward', null, null),
            ('\(hamlet)', 'pleiku-1', 'hamlet', null, null),
            ('\(mergedWard)', 'tay-son', 'ward', null, '2025-06-30'),
            ('\(endedHamlet)', 'tay-son-1', 'hamlet', null, '2025-06-30'),
            ('\(otherWard)', 'an-phu', 'ward', null, null);
        insert into app.area_parents (area_id, ordinal, parent_id, valid_from, valid_to) values
            ('\(hamlet)', 0, '\(otherWard)', null, '2020-01-31'),
            ('\(hamlet)', 1, '\(ward)', '2020-02-01', null),
            ('\(endedHamlet)', 0, '\(mergedWard)', null, '2025-06-30');
        insert into app.area_successions (from_id, to_id, kind, happened_on, legal_basis) values
            ('\(mergedWard)', '\(ward)', 'merge', '2025-07-01', '1664/NQ-UBTVQH15');
        """

    private static func branches(of tenant: TenantID) -> String {
        """
        insert into app.branches (tenant_id, id, parent_id, name, search_key) values
            ('\(tenant)', '\(top)', null, 'Phường Pleiku', 'phuong pleiku'),
            ('\(tenant)', '\(below)', '\(top)', 'Chi hội 1', 'chi hoi 1'),
            ('\(tenant)', '\(deepest)', '\(below)', 'Tổ 1', 'to 1'),
            ('\(tenant)', '\(beside)', null, 'Xã Gào', 'xa gao');
        """
    }
}

/// Lets a few scenes at a time to the server.
enum SceneGate {
    private static let limit = 6
    private static let queue = Queue()

    /// Runs `body` when its turn has come.
    static func pass(_ body: () async throws -> Void) async throws {
        await queue.enter(limit: limit)
        do {
            try await body()
            await queue.leave()
        } catch {
            await queue.leave()
            throw error
        }
    }

    private actor Queue {
        private var inside = 0
        private var waiting: [CheckedContinuation<Void, Never>] = []

        func enter(limit: Int) async {
            guard inside >= limit else {
                inside += 1
                return
            }
            await withCheckedContinuation { waiting.append($0) }
        }

        func leave() {
            if waiting.isEmpty { inside -= 1 } else { waiting.removeFirst().resume() }
        }
    }
}

/// Every row that a tenant has, as one text: to see that nothing changed, or that a copy is one.
enum TenantFingerprint {
    /// A script for psql; `columns` that differ by nature can be left out, and persons' tokens are.
    static func script(_ tenant: TenantID, leavingOut action: String = "") -> String {
        """
        set timezone = 'UTC';
        create function pg_temp.fingerprint() returns setof text language plpgsql as $$
        declare
            found record;
        begin
            for found in
                select c.oid::regclass as name, bool_or(a.attname = 'tenant_id') as is_child
                from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0
                where c.relnamespace = 'app'::regnamespace and c.relkind = 'r'
                group by c.oid
                having bool_or(a.attname = 'tenant_id') or c.oid = 'app.tenants'::regclass
                order by c.oid::regclass::text
            loop
                return query execute format(
                    'select %L || (to_jsonb(t) - ''person_token'' - ''token_epoch'')::text from %s t where %I = %L and to_jsonb(t) ->> ''action'' is distinct from %L order by 1',
                    found.name || ' ', found.name, case when found.is_child then 'tenant_id' else 'id' end,
                    '\(tenant)', '\(action)'
                );
            end loop;
        end $$;
        select pg_temp.fingerprint();
        """
    }
}

/// The error that `body` throws, if it throws one of the store's.
func refusal(_ body: () async throws -> Void) async -> StoreError? {
    do {
        try await body()
        return nil
    } catch {
        return error as? StoreError
    }
}
