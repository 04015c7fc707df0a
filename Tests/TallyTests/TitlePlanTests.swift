import FoundationEssentials
import Postgres
import Tally
import TestSupport
import Testing

@testable import hoctap_bench

/// That writing and adding up what is counted by kind costs by what changed, and not by what there is.
@Suite struct TitlePlanTests {
    private static let ward = EqualityCity.wards[0]

    /// Many rows of everything that is counted by kind.
    private static let ballast = """
        insert into app.subjects (tenant_id, id, kind, name, area_id, sort_key, search_key)
        select '\(ward)', ('00000001-0000-7000-8000-' || lpad(i::text, 12, '0'))::uuid, 'household', 'x',
            '\(EqualityCity.identity(2, 3))', 'x', 'x'
        from generate_series(1, 5000) as i;
        insert into app.registrations (tenant_id, id, subject_id, title_type_id, year, kind, registered_on, area_id)
        select s.tenant_id, s.id, s.id, t.id, 2020, 'new', '2020-03-01', s.area_id
        from app.subjects as s join app.title_types as t on t.key = 'gia-dinh-hoc-tap'
        where s.tenant_id = '\(ward)' and s.kind = 'household';
        update app.registrations set state = 'reviewed';
        update app.registrations set state = 'proposed';
        insert into app.denominators (tenant_id, id, area_id, kind, year, counted_on, total, source)
        select '\(ward)', gen_random_uuid(), a.id, k.kind, y, '2020-01-01', 100, 'x'
        from app.areas as a, unnest('{household,clan,community,unit}'::text[]) as k (kind), generate_series(2000, 2090) as y;
        insert into app.roll_people (tenant_id, id, audience, full_name)
        select '\(ward)', ('00000002-0000-7000-8000-' || lpad(i::text, 12, '0'))::uuid, 'association_officer', 'x'
        from generate_series(1, 5000) as i;
        insert into app.trainings (tenant_id, id, audience, title, held_on, ends_on, hours)
        select '\(ward)', ('00000003-0000-7000-8000-' || lpad(i::text, 12, '0'))::uuid, 'association_officer', 'x', '2020-05-01',
            '2020-05-01', 4
        from generate_series(1, 2000) as i;
        insert into app.training_people (tenant_id, training_id, person_id)
        select '\(ward)', ('00000003-0000-7000-8000-' || lpad((1 + i % 2000)::text, 12, '0'))::uuid,
            ('00000002-0000-7000-8000-' || lpad(i::text, 12, '0'))::uuid
        from generate_series(1, 4000) as i;
        """

    private static let decided = """
        insert into app.decisions (
            tenant_id, id, kind, number, decided_on, signatory, signatory_title, issuer, title_type_id, year
        )
        select '\(ward)', '00000004-0000-7000-8000-000000000001', 'recognition', '1', '2020-11-01', 'x', 'x', 'x', t.id, 2020
        from app.title_types as t where t.key = 'gia-dinh-hoc-tap';
        insert into app.decision_lines (
            tenant_id, decision_id, registration_id, ordinal, outcome, valid_from, certificate_number, code, holder_name,
            title_name, issuer, decision_number, decided_on, signatory
        )
        select '\(ward)', '00000004-0000-7000-8000-000000000001',
            ('00000001-0000-7000-8000-' || lpad(i::text, 12, '0'))::uuid, 1, 'recognised', '2020-11-01', 'x',
            lpad(i::text, 26, '0'), 'x', 'x', 'x', '1', '2020-11-01', 'x'
        from generate_series(1, 250) as i;
        update app.registrations as r set state = 'recognised'
        where r.tenant_id = '\(ward)'
            and r.id = any (
                array(select ('00000001-0000-7000-8000-' || lpad(i::text, 12, '0'))::uuid from generate_series(1, 250) as i)
            );
        insert into app.denominators (tenant_id, id, area_id, kind, year, counted_on, total, source)
        values (
            '\(ward)', gen_random_uuid(), '\(EqualityCity.identity(2, 3))', 'household', 2099, '2020-01-01', 100, 'x'
        );
        update app.trainings set held_on = '2021-05-01', ends_on = '2021-05-01'
        where tenant_id = '\(ward)' and id = '00000003-0000-7000-8000-000000000007';
        delete from app.training_people
        where tenant_id = '\(ward)' and training_id = '00000003-0000-7000-8000-000000000009';
        """

    @Test func `a hamlet's list that is decided and added up goes through no whole table`() async throws {
        try await TallyScene.with { scene in
            try await EqualityCity.fillWards(scene.database.database)
            try await scene.run(Self.ballast)
            try await scene.fold(atMost: 100_000)
            try await scene.run("analyze")
            let found = try await scene.connection.transaction { transaction in
                // what they look at is another's
                for named in ["guard_insert on app.decision_lines", "guard on app.registrations"] {
                    let (trigger, table) = (named.split(separator: " ")[0], named.split(separator: " ")[2])
                    _ = try await transaction.query(
                        PostgresQuery(sql: "alter table \(table) disable trigger \(trigger)")
                    )
                }
                for statement in Self.decided.split(separator: ";") where !statement.allSatisfy(\.isWhitespace) {
                    _ = try await transaction.query(PostgresQuery(sql: String(statement)))
                }
                let lines = try await transaction.query("select lines from tally.apply_lines(20000)").value(Int.self)
                #expect(lines > 5)
                return try await transaction.query(
                    """
                    select relname::text from pg_stat_xact_user_tables
                    where seq_scan > 0 and (
                        relname in ('registrations', 'decision_lines', 'roll_people', 'trainings', 'training_people')
                        or schemaname = 'tally' and relname in ('cells', 'presence')
                        or schemaname = 'app' and relname = 'denominators'
                    )
                    """
                ).decode(String.self)
            }
            #expect(found == [])
            #expect(try await scene.totals.reconcile().differences == [])
        }
    }
}
