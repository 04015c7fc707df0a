import FoundationEssentials
import Postgres

extension EqualityWork {
    func titles(_ ward: UUID) -> [PostgresQuery] {
        switch self {
        case .register:
            return [
                """
                insert into app.registrations (
                    tenant_id, id, subject_id, title_type_id, year, kind, registered_on, area_id
                )
                select s.tenant_id, gen_random_uuid(), s.id, t.id, y.year, (array['new', 'renewed'])[1 + (random())::int],
                    '2022-03-01', s.area_id
                from app.subjects as s
                join app.title_types as t on t.subject_kind = s.kind
                cross join generate_series(2019, 2022) as y (year)
                where s.tenant_id = \(ward)
                order by random()
                limit 6
                on conflict (tenant_id, subject_id, title_type_id, year) do nothing
                """
            ]
        case .advance:
            return [
                """
                update app.registrations
                set state = case state
                        when 'registered' then (array['reviewed', 'reviewed', 'reviewed', 'withdrawn'])[1 + (random() * 3)::int]
                        when 'reviewed' then 'proposed'
                        when 'refused' then 'appealed'
                        else 'registered'
                    end,
                    area_id = case
                        when state in ('registered', 'withdrawn') then (select id from app.areas order by random() limit 1)
                        else area_id
                    end
                where tenant_id = \(ward)
                    and id in (
                        select id from app.registrations
                        where tenant_id = \(ward) and state in ('registered', 'reviewed', 'refused', 'withdrawn')
                        order by random()
                        limit 6
                    )
                """
            ]
        case .recognise: return decision(ward, "recognition", "recognised", of: "'proposed', 'appealed'")
        case .refuse: return decision(ward, "refusal", "refused", of: "'proposed', 'appealed'")
        case .takeAway: return decision(ward, "revocation", "revoked", of: "'recognised'")
        case .count:
            return [
                """
                insert into app.denominators (tenant_id, id, area_id, kind, year, counted_on, total, source)
                select \(ward), gen_random_uuid(), a.id, (array['household', 'clan', 'unit'])[1 + (random() * 2)::int], y.year,
                    '2022-01-01', (random() * 500)::int, 'x'
                from app.areas as a
                cross join generate_series(2019, 2022) as y (year)
                order by random()
                limit 3
                on conflict do nothing
                """
            ]
        default:
            return [
                """
                insert into app.denominators (tenant_id, id, area_id, kind, year, counted_on, total, source, supersedes)
                select d.tenant_id, gen_random_uuid(), d.area_id, d.kind, d.year, '2022-02-01', (random() * 500)::int, 'x', d.id
                from app.denominators as d
                where d.tenant_id = \(ward)
                    and not exists (
                        select from app.denominators as later
                        where later.tenant_id = d.tenant_id and later.supersedes = d.id
                    )
                order by random()
                limit 2
                """
            ]
        }
    }

    /// One decision on some registrations of a title and a year, and what it makes of them.
    private func decision(_ ward: UUID, _ kind: String, _ outcome: String, of states: String) -> [PostgresQuery] {
        let id = UUID()
        return [
            """
            insert into app.decisions (
                tenant_id, id, kind, number, decided_on, signatory, signatory_title, issuer, title_type_id, year
            )
            select \(ward), \(id), \(kind), \(id)::text, '2022-11-01', 'x', 'x', 'x', r.title_type_id, r.year
            from app.registrations as r
            where r.tenant_id = \(ward) and r.state in (\(raw: states))
            order by random()
            limit 1
            """,
            """
            insert into app.decision_lines (
                tenant_id, decision_id, registration_id, ordinal, outcome, reason, valid_from, certificate_number, code,
                holder_name, title_name, issuer, decision_number, decided_on, signatory
            )
            select r.tenant_id, d.id, r.id, 1 + coalesce(
                (
                    select max(l.ordinal) from app.decision_lines as l
                    where l.tenant_id = r.tenant_id and l.registration_id = r.id
                ), 0
            ), \(outcome), 'x', '2022-11-01', case \(outcome) when 'recognised' then 'x' end, case \(outcome)
                when 'recognised'
                then upper(translate(left(replace(gen_random_uuid()::text, '-', ''), 26), 'ilou', '0000'))
            end, 'x', 'x', 'x', d.number, d.decided_on, 'x'
            from app.decisions as d
            join app.registrations as r on r.tenant_id = d.tenant_id and r.title_type_id = d.title_type_id and r.year = d.year
            where d.tenant_id = \(ward) and d.id = \(id) and r.state in (\(raw: states))
            order by r.id
            limit 4
            """,
            """
            update app.registrations as r
            set state = \(outcome)
            from app.decision_lines as l
            where l.tenant_id = \(ward) and l.decision_id = \(id) and r.tenant_id = l.tenant_id and r.id = l.registration_id
            """,
        ]
    }
}
