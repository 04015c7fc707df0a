import FoundationEssentials
import Postgres
import Tally
import TestSupport
import Testing

@testable import hoctap_bench

/// Titles, plans and trainings in the ledger and in the cells, against real rows.
@Suite struct TitleFoldTests {
    private static let ward = EqualityCity.wards[0]

    private func with(_ body: (TallyScene) async throws -> Void) async throws {
        try await TallyScene.with { scene in
            try await EqualityCity.fillWards(scene.database.database)
            try await scene.fold()
            try await body(scene)
            let found = try await scene.totals.reconcile()
            #expect(found.differences == [])
        }
    }

    /// What the city reads of a measure in 2021.
    private func total(_ measure: String, _ scene: TallyScene, year: Int32 = 2021) async throws -> Int {
        try await scene.database.withConnection(.city) { city in
            try await city.query(
                """
                select coalesce(sum(totals.amount), 0)::bigint
                from release.kind_totals totals
                join release.kind_measures measures on measures.id = totals.measure
                where measures.key = \(measure) and totals.year = \(year)
                """
            ).value(Int.self)
        }
    }

    private func roll(_ year: Int32, _ scene: TallyScene) async throws -> [Int] {
        try await scene.database.withConnection(.city) { city in
            try await city.query(
                """
                select measures.key, sum(rolls.amount)::bigint
                from release.rolls join release.kind_measures measures on measures.id = rolls.measure
                where rolls.year = \(year) group by measures.key order by measures.key
                """
            ).decode((String, Int).self).map(\.1)
        }
    }

    private static let registered = """
        insert into app.registrations (tenant_id, id, subject_id, title_type_id, year, kind, registered_on, area_id)
        select s.tenant_id, gen_random_uuid(), s.id, t.id, 2021, case when s.id::text < '00000009-0000-7000-8000-000000000010'
            then 'renewed' else 'new' end, '2021-03-01', s.area_id
        from app.subjects as s join app.title_types as t on t.key = 'gia-dinh-hoc-tap'
        where s.tenant_id = '\(ward)' and s.kind = 'household';
        """

    private static func step(_ before: String, _ after: String) -> String {
        "update app.registrations set state = '\(after)' where tenant_id = '\(ward)' and state = '\(before)';"
    }

    private static func decided(_ kind: String, _ outcome: String, of state: String, atMost: Int = 1000) -> String {
        """
        with decision as (
            insert into app.decisions (
                tenant_id, id, kind, number, decided_on, signatory, signatory_title, issuer, title_type_id, year
            )
            select '\(ward)', gen_random_uuid(), '\(kind)', gen_random_uuid()::text, '2021-11-01', 'x', 'x', 'x', t.id, 2021
            from app.title_types as t where t.key = 'gia-dinh-hoc-tap'
            returning id, number
        )
        insert into app.decision_lines (
            tenant_id, decision_id, registration_id, ordinal, outcome, reason, valid_from, certificate_number, code,
            holder_name, title_name, issuer, decision_number, decided_on, signatory
        )
        select r.tenant_id, d.id, r.id, 1 + (
            select count(*) from app.decision_lines as l where l.tenant_id = r.tenant_id and l.registration_id = r.id
        ), '\(outcome)', 'x', '2021-11-01', 'x',
            upper(translate(left(replace(gen_random_uuid()::text, '-', ''), 26), 'ilou', '0000')), 'x', 'x', 'x', d.number,
            '2021-11-01', 'x'
        from decision as d, app.registrations as r
        where r.tenant_id = '\(ward)' and r.state = '\(state)'
        order by r.id
        limit \(atMost);
        update app.registrations as r set state = '\(outcome)'
        from app.decision_lines as l
        where l.tenant_id = r.tenant_id and l.registration_id = r.id and l.outcome = '\(outcome)' and r.state = '\(state)'
            and l.ordinal = (
                select max(m.ordinal) from app.decision_lines as m
                where m.tenant_id = r.tenant_id and m.registration_id = r.id
            );
        """
    }

    @Test func `registrations are counted as they stand: new and renewed, recognised, refused, revoked`() async throws {
        try await with { scene in
            try await scene.run(Self.registered)
            try await scene.fold()
            let renewed = try await total("registered_renewed", scene)
            let all = try await total("registered_new", scene) + renewed
            #expect(all == 12 && renewed > 0 && renewed < all)
            try await scene.run(Self.step("registered", "reviewed") + Self.step("reviewed", "proposed"))
            try await scene.run(Self.decided("recognition", "recognised", of: "proposed", atMost: 7))
            try await scene.run(Self.decided("refusal", "refused", of: "proposed", atMost: 3))
            try await scene.fold()
            #expect(try await total("recognised", scene) == 7)
            #expect(try await total("title_certificates", scene) == 7)
            #expect(try await total("refused", scene) == 3)
            try await scene.run(Self.decided("revocation", "revoked", of: "recognised", atMost: 2))
            // an appeal leaves the refusal as it is
            try await scene.run(Self.step("refused", "appealed"))
            try await scene.fold()
            #expect(try await total("recognised", scene) == 5)
            #expect(try await total("revoked", scene) == 2)
            #expect(try await total("refused", scene) == 3)
            #expect(try await total("title_certificates", scene) == 7)
            #expect(try await total("registered_new", scene) + renewed == 12)
        }
    }

    @Test func `the count that holds is the last one of its series, with its day and source`() async throws {
        try await with { scene in
            let area = EqualityCity.identity(2, 3)
            let (first, second) = (UUID(), UUID())
            func insert(_ id: UUID, _ count: Int, _ before: UUID?) -> String {
                """
                insert into app.denominators (tenant_id, id, area_id, kind, year, counted_on, total, source, supersedes)
                values ('\(Self.ward)', '\(id)', '\(area)', 'household', 2021, '2021-0\(before == nil ? 1 : 6)-01', \(count),
                    'source of \(count)', \(before.map { "'\($0)'" } ?? "null"));
                """
            }
            try await scene.run(insert(first, 500, nil))
            try await scene.fold()
            #expect(try await total("counted", scene) == 500)
            try await scene.run(insert(second, 480, first))
            try await scene.fold()
            #expect(try await total("counted", scene) == 480)
            // a hamlet beside its ward is not added to it
            try await scene.run(
                """
                insert into app.denominators (tenant_id, id, area_id, kind, year, counted_on, total, source)
                select '\(Self.ward)', gen_random_uuid(), p.area_id, 'household', 2021, '2021-01-01', 90, 'hamlet'
                from app.area_parents as p where p.parent_id = '\(area)' limit 1
                """
            )
            try await scene.fold()
            let wholes = try await scene.database.withConnection(.city) { city in
                try await city.query(
                    "select total, source from release.wholes where year = 2021"
                ).decode((Int, String).self)
            }
            #expect(wholes.map(\.0) == [480] && wholes.first?.1 == "source of 480")
            try await scene.run("delete from app.denominators where id = '\(second)'")
            try await scene.fold()
            #expect(try await total("counted", scene) == 590)
        }
    }

    @Test func `who is on a roll is counted at the ends of years, and once as trained`() async throws {
        try await with { scene in
            try await scene.run(
                """
                insert into app.roll_people (tenant_id, id, audience, full_name, from_on, to_on)
                select '\(Self.ward)', ('00000000-0000-7000-8000-00000000000' || i)::uuid, 'association_officer', 'x',
                    case when i > 1 then make_date(2017 + i, 5, 1) end, case i when 2 then date '2020-12-31' end
                from generate_series(1, 4) as i;
                insert into app.trainings (tenant_id, id, audience, title, held_on, ends_on, hours)
                select '\(Self.ward)', ('00000000-0000-7000-8000-00000000001' || i)::uuid, 'association_officer', 'x',
                    make_date(2018 + i, 6, 1), make_date(2018 + i, 6, 1), 4
                from generate_series(1, 2) as i;
                insert into app.training_people (tenant_id, training_id, person_id)
                select t.tenant_id, t.id, p.id from app.trainings as t join app.roll_people as p using (tenant_id)
                where p.id <= '00000000-0000-7000-8000-000000000003';
                """
            )
            try await scene.fold()
            // of 2018 nobody is trained; the second one leaves with 2020; the third is on the roll since 2020
            #expect(try await roll(2018, scene) == [1])
            #expect(try await roll(2019, scene) == [2, 2])
            #expect(try await roll(2020, scene) == [3, 3])
            #expect(try await roll(2021, scene) == [3, 2])
            #expect(try await total("training_attendances", scene, year: 2019) == 3)
            try await scene.run(
                """
                update app.trainings set held_on = '2022-06-01', ends_on = '2022-06-01';
                delete from app.training_people where person_id = '00000000-0000-7000-8000-000000000001';
                """
            )
            try await scene.fold()
            #expect(try await roll(2021, scene) == [3])
            #expect(try await roll(2022, scene) == [3, 1])
            #expect(try await total("training_attendances", scene, year: 2022) == 4)
            try await scene.run("delete from app.trainings")
            try await scene.fold()
            #expect(try await roll(2022, scene) == [3])
            #expect(try await total("training_attendances", scene, year: 2022) == 0)
        }
    }

    @Test func `a task counts for who is to do it, in the year in which it is due`() async throws {
        try await with { scene in
            let other = EqualityCity.wards[1]
            try await scene.run(
                """
                insert into app.plans (tenant_id, id, year, title, starts_on, ends_on, state, issued_on)
                values ('\(Self.ward)', '\(Self.ward)', 2021, 'x', '2021-01-01', '2021-12-31', 'issued', '2021-01-05');
                insert into app.plan_tasks (tenant_id, id, plan_id, assigned_id, title, due_on)
                select '\(Self.ward)', gen_random_uuid(), '\(Self.ward)', '\(other)', 'x', make_date(2021, i, 1)
                from generate_series(1, 4) as i;
                update app.plan_tasks set state = 'done', progress = 100, done_on = '2021-02-15' where due_on <= '2021-03-01';
                update app.plan_tasks set state = 'cancelled' where due_on = '2021-04-01';
                """
            )
            try await scene.fold()
            #expect(try await total("plans", scene) == 1)
            #expect(try await total("tasks", scene) == 3)
            #expect(try await total("tasks_done", scene) == 3)
            #expect(try await total("tasks_late", scene) == 2)
            let whose = try await scene.number(
                "select count(*) from tally.cells where cube = 7 and measure = 31 and tenant_id = \(other) and amount = 3"
            )
            #expect(whose == 1)
        }
    }

    @Test func `what is built anew is what was folded, and a frozen year keeps its titles`() async throws {
        try await with { scene in
            try await scene.run(Self.registered)
            try await scene.fold()
            let built = try await scene.totals.rebuild()
            #expect(built.cellsChanged == 0 && built.presencesChanged == 0)
            let frozen = try await scene.totals.freeze(year: 2021)
            #expect(frozen.isWhole && frozen.lines > 10)
            #expect(try await total("registered_new", scene) + total("registered_renewed", scene) == 12)
            // the operator's removal moves the living totals alone
            try await scene.run("delete from app.registrations")
            try await scene.fold()
            #expect(try await total("registered_new", scene) + total("registered_renewed", scene) == 12)
            #expect(try await scene.totals.differences(year: 2021).contains { $0.line.contains("registered_new") })
        }
    }
}
