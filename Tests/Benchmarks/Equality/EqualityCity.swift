import FoundationEssentials
import Postgres
import TestSupport

/// Three organisations with members, classes and sessions, some of them open to all, in a few areas: small, so that everybody
/// meets everybody.
enum EqualityCity {
    static let tenants = (1...3).map { identity(1, $0) }
    /// Two wards, one of which took the place of two others.
    static let wards = (4...5).map { identity(1, $0) }

    /// One identity: kind and number.
    static func identity(_ kind: Int, _ number: Int) -> UUID {
        let digits = String(number)
        let text = "0000000\(kind)-0000-7000-8000-" + String(repeating: "0", count: 12 - digits.count) + digits
        return UUID(uuidString: text) ?? UUID()
    }

    /// Fills a migrated database, as the superuser.
    static func fill(_ database: PostgresClusterDatabase) async throws {
        try await database.run(
            """
            create function pg_temp.u(kind int, number bigint) returns uuid language sql
                return ('0000000' || kind || '-0000-7000-8000-' || lpad(number::text, 12, '0'))::uuid;
            insert into app.areas (id, key, kind, valid_to)
            select pg_temp.u(2, i), 'ward-' || i, 'ward', case when i <= 2 then date '2022-06-30' end
            from generate_series(1, 4) as i;
            insert into app.areas (id, key, kind) select pg_temp.u(3, i), 'hamlet-' || i, 'hamlet' from generate_series(1, 6) as i;
            insert into app.area_parents (area_id, ordinal, parent_id)
            select pg_temp.u(3, i), 0, pg_temp.u(2, 1 + i % 4) from generate_series(1, 6) as i;
            insert into app.area_successions (from_id, to_id, kind, happened_on, legal_basis)
            select pg_temp.u(2, i), pg_temp.u(2, 3), 'merge', '2022-07-01', 'x' from generate_series(1, 2) as i;
            insert into app.area_editions (number, areas) values (1, 10);
            insert into tally.person_key (epoch) values (1);
            insert into identity.accounts (id, login, display_name) values (pg_temp.u(4, 1), 'officer', 'x');
            insert into app.tenants (id, key, kind, name)
            select pg_temp.u(1, i), 'tenant-' || i, 'organisation', 'x' from generate_series(1, 3) as i;
            insert into app.officers (tenant_id, id, account_id, display_name, role)
            select pg_temp.u(1, i), pg_temp.u(5, 1), pg_temp.u(4, 1), 'x', 'administrator' from generate_series(1, 3) as i;
            insert into app.branches (tenant_id, id, name, search_key)
            select pg_temp.u(1, i), pg_temp.u(6, b), 'x', 'x' from generate_series(1, 3) as i, generate_series(1, 3) as b;
            insert into app.members (tenant_id, id, state, full_name, sort_key, search_key, branch_id, area_id, birth_date, sex)
            select pg_temp.u(1, i), pg_temp.u(7, m), 'active', 'x', 'x', case m when 0 then 'anchor' else 'x' end,
                pg_temp.u(6, 1 + m % 3), pg_temp.u(3, 1 + m % 6), (1950 + m)::text, case m % 2 when 0 then 'male' else 'female' end
            from generate_series(1, 3) as i, generate_series(0, 40) as m;
            insert into app.membership_events (tenant_id, member_id, ordinal, kind, happened_on)
            select m.tenant_id, m.id, 1, 'joined', '2019-04' from app.members as m;
            insert into app.classes (tenant_id, id, state, title, topic_id, branch_id, area_id, starts_on, ends_on, enrolment)
            select pg_temp.u(1, i), pg_temp.u(8, c), 'running', 'x', t.id, pg_temp.u(6, 1 + c % 3), pg_temp.u(2, 1 + c % 4),
                date '2021-01-01' + c * 100, date '2021-03-01' + c * 100, case c % 2 when 0 then 'open' else 'own' end
            from generate_series(1, 3) as i, generate_series(1, 5) as c,
                lateral (select id from app.topics order by ordinal offset c limit 1) as t;
            insert into app.class_sessions (tenant_id, id, class_id, ordinal, held_on, minutes, state)
            select c.tenant_id, gen_random_uuid(), c.id, s, c.starts_on + s * 20, 90, 'held'
            from app.classes as c, generate_series(1, 4) as s;
            """
        )
    }

    /// Adds the wards, with what titles are given to.
    static func fillWards(_ database: PostgresClusterDatabase) async throws {
        try await database.run(
            """
            create function pg_temp.u(kind int, number bigint) returns uuid language sql
                return ('0000000' || kind || '-0000-7000-8000-' || lpad(number::text, 12, '0'))::uuid;
            insert into app.tenants (id, key, kind, name, area_id)
            select pg_temp.u(1, i), 'tenant-' || i, 'ward', 'x', pg_temp.u(2, i - 1) from generate_series(4, 5) as i;
            insert into app.officers (tenant_id, id, account_id, display_name, role)
            select pg_temp.u(1, i), pg_temp.u(5, 1), pg_temp.u(4, 1), 'x', 'administrator' from generate_series(4, 5) as i;
            insert into app.subjects (tenant_id, id, kind, name, area_id, sort_key, search_key)
            select pg_temp.u(1, i), pg_temp.u(9, s), (array['household', 'household', 'clan', 'community', 'unit'])[1 + s % 5], 'x',
                case s % 4 when 0 then pg_temp.u(2, i - 1) else pg_temp.u(3, 1 + s % 6) end, 'x', 'x'
            from generate_series(4, 5) as i, generate_series(1, 30) as s;
            """
        )
    }
}
