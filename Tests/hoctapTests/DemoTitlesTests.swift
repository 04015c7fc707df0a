import Foundation
import Programme
import Store
import TestSupport
import Testing

@testable import hoctap

/// Households, titles and the programme's tasks of the small demo.
@Suite struct DemoTitlesTests {
    /// Late in a year, when most is decided and some are late.
    private static let late = CalendarDay(year: 2026, month: 12, day: 5) ?? .epoch

    @Test func `what wards decided in a demo follows from what was scored and voted`() async throws {
        try await DemoScene.with { scene in
            let made = try await scene.make(until: Self.late, years: 3)
            #expect(made.households > 100)
            for (what, query) in Self.contradictions {
                #expect(try await scene.sql("select count(*) from (\(query)) as found") == "0", "\(what)")
            }
            let kinds = """
                select string_agg(distinct kind, ' ' order by kind) from app.registrations
                union all
                select string_agg(distinct state, ' ' order by state) from app.registrations
                union all
                select string_agg(distinct t.key, ' ' order by t.key)
                from app.registrations as r join app.title_types as t on t.id = r.title_type_id where r.state = 'recognised'
                """
            let found = try await scene.sql(kinds).split(separator: "\n").map(String.init)
            #expect(found.first == "new renewed")
            let states = ["recognised", "refused", "registered", "withdrawn"]
            #expect(states.allSatisfy { found[1].contains($0) }, "\(found)")
            #expect(found.last == "cong-dong-hoc-tap don-vi-hoc-tap dong-ho-hoc-tap gia-dinh-hoc-tap")
        }
    }

    @Test func `a ward of a demo has something on every page, and took over what wards before it kept`() async throws {
        try await DemoScene.with { scene in
            _ = try await scene.make(until: Self.late, years: 3)
            for key in ["phuong-pleiku", "phuong-dien-hong"] {
                let tenant = "(select id from app.tenants where key = '\(key)')"
                for table in Self.pages {
                    let rows = try await scene.sql("select count(*) > 0 from app.\(table) where tenant_id = \(tenant)")
                    #expect(rows == "t", "\(key) has no \(table)")
                }
                let kinds =
                    "select count(distinct kind) from app.subjects where tenant_id = \(tenant) and ended_on is null"
                #expect(try await scene.sql(kinds) == "4")
                let tasks =
                    "select count(*) > 0 from app.plan_tasks where assigned_id = \(tenant) and tenant_id <> assigned_id"
                #expect(try await scene.sql(tasks) == "t")
                let before = """
                    select count(*) > 0 from app.registrations as r
                    join app.tenant_successions as s on s.from_tenant_id = r.tenant_id
                    where s.to_tenant_id = \(tenant) and r.year = 2024 and r.state = 'recognised'
                    """
                #expect(try await scene.sql(before) == "t")
            }
            let linked = """
                select count(*) > 0 from app.household_people as p
                join app.members as m on m.person_token = p.person_token and m.token_epoch = p.token_epoch
                """
            #expect(try await scene.sql(linked) == "t")
            #expect(try await scene.sql("select count(*) from app.associations where to_on is null") == "1")
            #expect(try await scene.sql("select count(*) > 0 from app.pilot_areas") == "t")
            #expect(try await scene.sql("select count(*) from app.title_deadlines") == "15")
            #expect(
                try await scene.sql("select count(*) > 0 from app.clan_households where tenant_id <> clan_tenant_id")
                    == "t"
            )
        }
    }

    @Test func `the totals of a demo reconcile, and the schema is as the checks want it`() async throws {
        try await DemoScene.with { scene in
            _ = try await scene.make(until: Self.late)
            let program = try Program(on: scene.migrated, personKey: DemoScene.personKey)
            defer { program.remove() }
            let rebuilt = try await program.run("totals", "rebuild")
            #expect(rebuilt.exitCode == 0, "\(rebuilt.errors)")
            let compared = try await program.run("totals", "reconcile", "--json")
            #expect(compared.exitCode == 0, "\(compared.output) \(compared.errors)")
            let checked = try await program.run("check")
            #expect(checked.exitCode == 0, "\(checked.output)")
        }
    }

    /// What a ward's pages show.
    private static let pages = [
        "subjects", "household_people", "clan_households", "denominators", "registrations", "scores", "evidence",
        "reviews",
        "review_votes", "proposals", "decisions", "decision_lines", "plans", "plan_tasks", "communications",
        "trainings",
        "roll_people", "training_people", "gatherings", "inspections", "findings", "funds", "fund_entries", "awards",
        "returns",
    ]

    /// What would be wrong, as queries that find it.
    private static let contradictions = [
        (
            "decided otherwise than the last decision says",
            """
            select from app.registrations as r
            left join lateral (
                select l.outcome from app.decision_lines as l
                where l.tenant_id = r.tenant_id and l.registration_id = r.id order by l.ordinal desc limit 1
            ) as last on true
            where case r.state when 'appealed' then 'refused' else r.state end is distinct from last.outcome
                and (r.state in ('recognised', 'refused', 'revoked', 'appealed') or last.outcome is not null)
            """
        ),
        (
            "recognised without the level, the vote or the proposal",
            """
            select from app.registrations as r
            where r.state in ('recognised', 'revoked') and (
                coalesce(r.level, 0) < 1
                or not exists (
                    select from app.review_votes as v
                    where v.tenant_id = r.tenant_id and v.registration_id = r.id and v.result = 'passed'
                )
                or not exists (
                    select from app.proposal_lines as p
                    where p.tenant_id = r.tenant_id and p.registration_id = r.id and p.recommendation = 'recognise'
                )
            )
            """
        ),
        (
            "points that are not the sum of the answers, or above a maximum",
            """
            select from app.registrations as r
            cross join lateral (
                select sum(s.points) as points, sum(i.max_points) filter (where s.not_applicable and i.treatment = 'full') as given,
                    bool_or(s.points > i.max_points) as is_above,
                    bool_or(s.not_applicable and i.treatment = 'left_out') as is_left_out
                from app.scores as s join app.criteria_items as i on i.id = s.item_id
                where s.tenant_id = r.tenant_id and s.registration_id = r.id
            ) as answers
            where r.set_id is not null
                and (answers.is_above or not answers.is_left_out and r.points <> answers.points + coalesce(answers.given, 0))
            """
        ),
        (
            "a level below its pass mark",
            """
            select from app.registrations as r
            join app.criteria_levels as l on l.set_id = r.set_id and l.ordinal = r.level
            where r.points < case r.zone when 'difficult' then l.pass_difficult else l.pass_favourable end
            """
        ),
        (
            "renewed without a title of the year before, or new with one",
            """
            select from app.registrations as r
            where r.year > 2024 and (r.kind = 'renewed') is distinct from exists (
                select from app.registrations as p
                where p.title_type_id = r.title_type_id and p.year = r.year - 1 and p.state = 'recognised' and (
                    p.tenant_id = r.tenant_id and p.subject_id = r.subject_id
                    or exists (
                        select from app.subject_successions as s
                        where s.tenant_id = p.tenant_id and s.from_id = p.subject_id and s.to_tenant_id = r.tenant_id
                            and s.to_id = r.subject_id
                    )
                )
            )
            """
        ),
        (
            "steps out of order, or after the last day",
            """
            select from app.registrations as r
            left join app.proposal_lines as x on x.tenant_id = r.tenant_id and x.registration_id = r.id
            left join app.proposals as p on p.tenant_id = x.tenant_id and p.id = x.proposal_id
            left join app.review_votes as v on v.tenant_id = r.tenant_id and v.registration_id = r.id
            left join app.reviews as w on w.tenant_id = v.tenant_id and w.id = v.review_id
            left join app.decision_lines as l on l.tenant_id = r.tenant_id and l.registration_id = r.id
            where r.registered_on > w.held_on or w.held_on > p.proposed_on or p.proposed_on > l.decided_on
                or greatest(r.registered_on, w.held_on, p.proposed_on, l.decided_on) > '2026-12-05'
                or v.votes_for + v.votes_against + v.abstained > w.present
            """
        ),
        (
            "a clan or a hamlet recognised although too few below it are",
            """
            select from app.registrations as r
            join app.subjects as s on s.tenant_id = r.tenant_id and s.id = r.subject_id
            cross join lateral (
                select count(*) as households, count(*) filter (where held.state in ('recognised', 'revoked')) as recognised
                from app.subjects as h
                left join app.registrations as held on held.tenant_id = h.tenant_id and held.subject_id = h.id
                    and held.year = r.year
                where s.kind = 'community' and h.tenant_id = s.tenant_id and h.kind = 'household' and h.area_id = s.area_id
            ) as below
            where s.kind = 'community' and r.state = 'recognised' and below.recognised * 2 < below.households
            """
        ),
        (
            "a certificate number or a code twice",
            """
            select from app.decision_lines where outcome = 'recognised'
            group by certificate_number having count(*) > 1
            """
        ),
        (
            "a fund that is overdrawn",
            """
            select from (
                select sum(case direction when 'income' then amount else -amount end)
                    over (partition by tenant_id, fund_id order by entered_on) as balance
                from app.fund_entries
            ) as entries where balance < 0
            """
        ),
        (
            "kept by a ward whose time was over, or twice at once",
            """
            select from app.registrations as r
            join app.tenants as t on t.id = r.tenant_id
            join app.areas as a on a.id = t.area_id
            where r.registered_on > a.valid_to or r.registered_on < a.valid_from
            """
        ),
        (
            "fewer counted than on record",
            """
            select from app.denominators as d
            where d.kind = 'household' and d.supersedes is null and d.total < (
                select count(*) from app.subjects as s where s.tenant_id = d.tenant_id and s.kind = 'household' and s.area_id = d.area_id
            )
            """
        ),
    ]
}
