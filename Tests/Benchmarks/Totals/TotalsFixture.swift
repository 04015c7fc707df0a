import Foundation
import Postgres
import TestSupport

/// A city with as many attendances as are asked for: 60 for each membership, over ten years, in nine organisations; every fourth
/// person is in two of them.
struct TotalsFixture: Sendable {
    /// About how many attendances there are.
    let attendances: Int

    private var members: Int { max(100, attendances / 60) }

    /// Statements take minutes at the largest size.
    static let timeout = Duration.seconds(3600)

    /// Fills a migrated database as the superuser, without triggers, and has the totals built. What is in it then is as if it
    /// had been there for years.
    func fill(_ database: MigratedDatabase) async throws {
        try await database.withConnection(.superuser) { connection in
            try await connection.script(Self.functions + Self.areas + script, timeout: Self.timeout)
            for table in ["members", "enrolments", "class_sessions", "classes", "attendances", "membership_events"] {
                _ = try await connection.query("vacuum analyze app.\(identifier: table)", timeout: Self.timeout)
            }
            try await connection.script(
                "begin isolation level repeatable read; select tally.rebuild(); commit",
                timeout: Self.timeout
            )
            for table in ["cells", "presence", "person_cells", "distinct_cells", "ledger"] {
                _ = try await connection.query("vacuum analyze tally.\(identifier: table)", timeout: Self.timeout)
            }
        }
    }

    private static let functions = """
        set session_replication_role = replica;
        create function public.u(kind int, number bigint) returns uuid language sql immutable parallel safe
            return (lpad(to_hex(kind), 8, '0') || '-0000-7000-8000-' || lpad(to_hex(number), 12, '0'))::uuid;

        """

    private static let areas = """
        insert into app.areas (id, key, kind, valid_to)
        select public.u(1, i), 'ward-' || i, 'ward', case when i <= 23 then date '2025-06-30' end
        from generate_series(1, 30) as i;
        insert into app.areas (id, key, kind) select public.u(2, i), 'hamlet-' || i, 'hamlet' from generate_series(1, 150) as i;
        insert into app.area_parents (area_id, ordinal, parent_id)
        select public.u(2, i), 0, public.u(1, 1 + i % 23) from generate_series(1, 150) as i;
        insert into app.area_successions (from_id, to_id, kind, happened_on, legal_basis)
        select public.u(1, i), public.u(1, 24 + i % 7), 'merge', '2025-07-01', 'x' from generate_series(1, 23) as i;
        insert into app.area_editions (number, areas) values (1, 180);
        insert into tally.person_key (epoch) values (1);
        insert into identity.accounts (id, login, display_name) values (public.u(10, 1), 'officer', 'x');
        insert into app.tenants (id, key, kind, name)
        select public.u(3, i), 'tenant-' || i, 'organisation', 'x' from generate_series(1, 9) as i;
        insert into app.branches (tenant_id, id, name, search_key)
        select public.u(3, t), public.u(4, t * 100 + b), 'x', 'x' from generate_series(1, 9) as t, generate_series(1, 30) as b;

        """

    private var script: String {
        """
        insert into app.members (
            tenant_id, id, state, full_name, sort_key, search_key, sex, birth_date, area_id, branch_id, person_token, token_epoch
        )
        select public.u(3, 1 + i % 9), public.u(5, i), 'active', 'x', 'x', 'x', case i % 2 when 0 then 'male' else 'female' end,
            (1940 + (i * 7) % 70)::text,
            case when i % 5 = 0 then public.u(1, 1 + i % 23) else public.u(2, 1 + (i / 9) % 150) end,
            public.u(4, (1 + i % 9) * 100 + 1 + (i / 9) % 30),
            decode(md5((i % (\(members) * 4 / 5))::text), 'hex'), 1
        from generate_series(1, \(members)) as i;
        insert into app.membership_events
            (tenant_id, member_id, ordinal, kind, happened_on, area_id, counted_branch_id, sex, birth_year)
        select tenant_id, id, 1, 'joined', (2010 + left(birth_date, 4)::int % 15)::text || '-03', area_id, branch_id, sex,
            left(birth_date, 4)::int
        from app.members;
        insert into app.classes (tenant_id, id, state, title, topic_id, branch_id, area_id, starts_on, ends_on)
        select public.u(3, 1 + c % 9), public.u(6, c), 'finished', 'x', t.id, public.u(4, (1 + c % 9) * 100 + 1 + (c / 9) % 30),
            public.u(1, 1 + c % 23), d, d + 40
        from (
            select c, date '2016-01-05' + (c * 37) % 3600 as d, 1 + c % 9 as topic
            from generate_series(0, \(members * 6 / 40)) as c
        ) as classes
        join (select id, row_number() over (order by ordinal) as n from app.topics) as t on t.n = classes.topic;
        insert into app.class_sessions (tenant_id, id, class_id, ordinal, held_on, minutes, state)
        select tenant_id, public.u(7, ('x' || right(id::text, 12))::bit(48)::bigint * 16 + s), id, s, starts_on + s * 3, 90, 'held'
        from app.classes, generate_series(1, 10) as s;
        insert into app.enrolments (
            tenant_id, id, member_id, host_id, class_id, topic_id, seat, state, enrolled_on, area_id, branch_id, sex, birth_year,
            outcome, completed_on
        )
        select m.tenant_id, public.u(8, x.i * 6 + e), m.id, c.tenant_id, c.id, c.topic_id, 1, 'enrolled', c.starts_on, m.area_id,
            m.branch_id, m.sex, left(m.birth_date, 4)::int, case when x.i % 3 = 0 then 'completed' end,
            case when x.i % 3 = 0 then c.ends_on end
        from (select i, 1 + i % 9 as t from generate_series(1, \(members)) as i) as x
        join app.members as m on m.tenant_id = public.u(3, x.t) and m.id = public.u(5, x.i)
        cross join generate_series(0, 5) as e
        join app.classes as c on c.tenant_id = m.tenant_id
            and c.id = public.u(6, x.t - 1 + 9 * (((x.i / 9) * 6 + e * 131) % greatest(6, \(members * 6 / 40) / 9)));
        insert into app.attendances (tenant_id, enrolment_id, session_id, host_id, minutes)
        select e.tenant_id, e.id, s.id, e.host_id, 90
        from app.enrolments as e
        join app.class_sessions as s on s.tenant_id = e.host_id and s.class_id = e.class_id;
        set session_replication_role = origin;
        """
    }
}
