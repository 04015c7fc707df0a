import Foundation
import Postgres
import Programme
import Store
import TestSupport
import Testing

/// The plans that the server really used for what wards do all day with subjects and titles, and all tenants with the programme's
/// work, under row security.
@Suite struct TitlePlanTests {
    private static let household = "0192f0c1-5a30-7c1e-8f00-000000000001"

    @Test func `subjects and titles are found by their indexes, whatever other wards keep`() async throws {
        try await WardScene.with { scene in
            try await Self.addWards(scene)
            let subject = try #require(SubjectID(Self.household))
            let registration = try #require(RegistrationID(Self.household))
            let filter = RegistrationFilter(WardScene.family, year: 2026)
            let household = SubjectFilter(.household)
            try await PlanCollector.expect(
                [
                    .init("subject", "subjects_pkey") { _ = try await $0.subjects.find(subject) },
                    .init("households") { _ = try await $0.subjects.list(household) },
                    .init("households of a hamlet") {
                        _ = try await $0.subjects.list(SubjectFilter(.household, area: scene.hamlets[0]))
                    },
                    .init("a rare name", "subject_words_pkey") {
                        _ = try await $0.subjects.list(SubjectFilter(.household, text: "hyeo"))
                    },
                    .init("the people of a household", "household_people_subject_index") {
                        let reference = SubjectReference(ward: $0.tenant, id: subject)
                        _ = try await $0.householdPeople.list(reference)
                    },
                    .init("registration", "registrations_pkey") {
                        _ = try await $0.registrations.find([registration])
                    },
                    .init("the list of a year") { _ = try await $0.registrations.list(filter) },
                    .init("page 2") { _ = try await $0.registrations.list(filter, after: registration) },
                    .init("a name in the list of a year", "subject_words_pkey") {
                        _ = try await $0.registrations.list(
                            RegistrationFilter(WardScene.family, year: 2026, text: "hyeo")
                        )
                    },
                    .init("numbers of a year") {
                        _ = try await $0.registrations.counts(WardScene.family, year: 2026)
                    },
                    .init("score", "scores_pkey") { _ = try await $0.registrations.answers(of: registration) },
                    .init("evidence") { _ = try await $0.registrations.evidence(of: registration) },
                    .init("what was decided", "decision_lines_registration_unique") {
                        _ = try await $0.registrations.history(of: registration)
                    },
                    .init("decisions of a year") {
                        _ = try await $0.registrations.decisions(WardScene.family, year: 2026)
                    },
                    .init("meetings of a year") {
                        _ = try await $0.registrations.reviews(WardScene.family, year: 2026)
                    },
                ],
                of: scene.ward.viewer,
                in: scene.database
            )
        }
    }

    @Test func `the programme's work is found by its indexes, whatever other tenants keep`() async throws {
        try await WardScene.with { scene in
            try await Self.addWork(scene)
            try await PlanCollector.expect(
                [
                    .init("plans", "plans_year_index") { _ = try await $0.workPlans.list(in: 2026) },
                    .init("communications", "communications_day_index") {
                        _ = try await $0.communications.list(in: 2026)
                    },
                    .init("trainings", "trainings_day_index") { _ = try await $0.trainings.list(in: 2026) },
                    .init("gatherings", "gatherings_day_index") { _ = try await $0.gatherings.list(in: 2026) },
                    .init("inspections", "inspections_day_index") { _ = try await $0.inspections.list(in: 2026) },
                    .init("awards", "awards_day_index") { _ = try await $0.awards.list(in: 2026) },
                    .init("funds") { _ = try await $0.funds.list() },
                    .init("what is due") { _ = try await $0.programme.hints(on: WardScene.today) },
                ],
                of: scene.ward.viewer,
                in: scene.database
            )
        }
    }

    // MARK: Ballast

    /// Twenty wards with two thousand households each, all registered; and plans told from now on.
    private static func addWards(_ scene: WardScene) async throws {
        var script = ""
        for index in 0..<20 {
            script += WardFixture(key: "phuong-\(index)", area: scene.other.area, part: []).sql
        }
        script += """
            insert into app.subjects (tenant_id, id, kind, name, area_id, sort_key, search_key)
            select t.id, case when t.id = '\(scene.ward.id)' and n = 1 then '\(household)'::uuid else gen_random_uuid() end,
                'household', case when n % 500 = 1 then 'Rơ Châm Hyéo' else 'Nguyễn Thị Hoa ' || n end,
                case when t.id = '\(scene.ward.id)' then ('{\(scene.hamlets.map(\.description).joined(separator: ","))}'::uuid[])[1 + n % 3]
                    else '\(scene.other.area)' end,
                lpad(n::text, 6, '0'), 'ten ' || n
            from app.tenants as t, generate_series(1, 2000) as n;
            insert into app.subject_words (tenant_id, word, subject_id)
            select s.tenant_id, w.word, s.id
            from app.subjects as s, unnest(case when s.name like 'Rơ%' then array['ro', 'cham', 'hyeo', 'hieo']
                else array['nguyen', 'thi', 'hoa'] end) as w (word);
            insert into app.household_people (tenant_id, subject_id, id, full_name)
            select tenant_id, id, gen_random_uuid(), name from app.subjects;
            insert into app.registrations (
                tenant_id, id, subject_id, title_type_id, year, kind, registered_on, area_id
            )
            select s.tenant_id, s.id, s.id, '\(WardScene.family)', 2026, 'new', '2026-01-20', s.area_id
            from app.subjects as s;
            -- what is refused of registrations that are not so far is let through: it is about plans alone
            set session_replication_role = replica;
            insert into app.scores (tenant_id, registration_id, item_id, points)
            select r.tenant_id, r.id, i.id, 5
            from app.registrations as r, app.criteria_items as i
            join app.criteria_sets as s on s.id = i.set_id and s.key = 'trinh-dien-gia-dinh'
            where i.code in ('1.1', '2.1');
            insert into app.evidence (tenant_id, id, registration_id, file_name, kind, size_bytes, sha256)
            select tenant_id, id, id, 'a.pdf', 'pdf', 5, sha256(id::text::bytea) from app.registrations;
            insert into app.reviews (tenant_id, id, title_type_id, year, area_id, held_on, chair, clerk, present)
            select t.id, gen_random_uuid(), '\(WardScene.family)', 2010 + n % 50, t.area_id, '2026-11-01', 'x', 'y', 30
            from app.tenants as t, generate_series(1, 200) as n;
            insert into app.review_votes (tenant_id, review_id, registration_id, votes_for, votes_against, abstained, result)
            select r.tenant_id, w.id, r.id, 30, 0, 0, 'passed'
            from app.registrations as r
            join lateral (select id from app.reviews where tenant_id = r.tenant_id limit 1) as w on true;
            insert into app.decisions (
                tenant_id, id, kind, number, decided_on, signatory, signatory_title, issuer, title_type_id, year
            )
            select t.id, gen_random_uuid(), 'recognition', n || '/QĐ', '2026-11-10', 'x', 'y', 'z', '\(WardScene.family)',
                2010 + n % 50
            from app.tenants as t, generate_series(1, 200) as n;
            insert into app.decision_lines (
                tenant_id, decision_id, registration_id, ordinal, outcome, reason, holder_name, title_name, issuer,
                decision_number, decided_on, signatory
            )
            select r.tenant_id, d.id, r.id, 1, 'refused', 'x', 'x', 'x', 'x', 'x', '2026-11-10', 'x'
            from app.registrations as r
            join lateral (select id from app.decisions where tenant_id = r.tenant_id limit 1) as d on true;
            set session_replication_role = origin;
            """
        _ = try await scene.database.database.run(script, timeoutSeconds: 300)
        try await PlanCollector.start(in: scene.database)
    }

    /// Forty tenants with three hundred of each kind of work.
    private static func addWork(_ scene: WardScene) async throws {
        var script = ""
        for index in 0..<40 {
            script += WardFixture(key: "phuong-\(index)", area: scene.other.area, part: []).sql
        }
        let day = "date '2020-01-01' + n * 8"
        let rows = "from app.tenants as t, generate_series(1, 300) as n"
        script += """
            insert into app.plans (tenant_id, id, year, title, starts_on, ends_on)
            select t.id, gen_random_uuid(), 2000 + n % 100, 'x', '2026-01-01', '2026-12-31' \(rows);
            insert into app.communications (tenant_id, id, kind, medium, title, held_on)
            select t.id, gen_random_uuid(), 'talk', 'meeting', 'x', \(day) \(rows);
            insert into app.trainings (tenant_id, id, audience, title, held_on, ends_on, hours)
            select t.id, gen_random_uuid(), 'association_officer', 'x', \(day), \(day), 8 \(rows);
            insert into app.gatherings (tenant_id, id, kind, title, held_on)
            select t.id, gen_random_uuid(), 'workshop', 'x', \(day) \(rows);
            insert into app.inspections (tenant_id, id, title, inspected, held_on)
            select t.id, gen_random_uuid(), 'x', 'x', \(day) \(rows);
            insert into app.awards (tenant_id, id, kind, recipient_kind, recipient_name, amount, awarded_on)
            select t.id, gen_random_uuid(), 'scholarship', 'pupil', 'x', 500000, \(day) \(rows);
            insert into app.plan_tasks (tenant_id, id, plan_id, assigned_id, title, due_on)
            select tenant_id, gen_random_uuid(), id, tenant_id, 'x', starts_on from app.plans;
            insert into app.findings (tenant_id, id, inspection_id, finding)
            select tenant_id, gen_random_uuid(), id, 'x' from app.inspections;
            insert into app.funds (tenant_id, id, name) select id, gen_random_uuid(), 'x' from app.tenants;
            insert into app.fund_entries (tenant_id, id, fund_id, direction, kind, amount, entered_on)
            select t.id, gen_random_uuid(), f.id, 'income', 'sponsor', 1000, \(day) \(rows)
            join app.funds as f on true where f.tenant_id = t.id;
            insert into app.returns (tenant_id, id, year, period, state)
            select t.id, gen_random_uuid(), 2000 + n, 'year', 'draft' \(rows) where n < 90;
            """
        _ = try await scene.database.database.run(script, timeoutSeconds: 300)
        try await PlanCollector.start(in: scene.database)
    }
}
