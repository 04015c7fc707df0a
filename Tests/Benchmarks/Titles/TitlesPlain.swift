import Foundation
import Postgres
import Programme

/// The same work in plain SQL, as somebody would type it who trusts everybody: one connection of the superuser's, no row security,
/// no check of what is written, no line in an audit. The database's triggers run for it as for all.
struct TitlesPlain {
    let connection: PostgresConnection
    let fixture: TitlesFixture

    /// Decides a hamlet's list of the year that was proposed.
    ///
    /// - Returns: seconds.
    func decide(ward: Int, hamlet: Int, number: Int) async throws -> Double {
        let (tenant, area) = (fixture.tenant(ward), fixture.hamlet(hamlet, of: ward))
        let year = TitlesFixture.proposedYear
        let decision = DecisionID.next()
        return try await timed {
            try await connection.script(
                """
                begin;
                insert into app.decisions (
                    tenant_id, id, kind, number, decided_on, signatory, signatory_title, issuer, title_type_id, year
                )
                values (
                    '\(tenant)', '\(decision)', 'recognition', 'P\(number)', '\(year)-10-18', 'x', 'Chủ tịch', 'Phường',
                    public.title(), \(year)
                );
                insert into app.decision_lines (
                    tenant_id, decision_id, registration_id, ordinal, outcome, level, valid_from, valid_until,
                    certificate_number, code, holder_name, title_name, issuer, decision_number, decided_on, signatory
                )
                select r.tenant_id, '\(decision)', r.id, 1, 'recognised', r.level, '\(year)-10-18', '\(year + 1)-12-31',
                    'P-\(number)-' || row_number() over (order by r.id), upper(left(md5(random()::text || r.id), 26)), s.name,
                    'Gia đình học tập', 'Phường', 'P\(number)', '\(year)-10-18', 'x'
                from app.registrations as r
                join app.subjects as s on s.tenant_id = r.tenant_id and s.id = r.subject_id
                where r.tenant_id = '\(tenant)' and r.area_id = '\(area)' and r.year = \(year) and r.state = 'proposed';
                update app.registrations as r
                set state = 'recognised', updated_at = now()
                from app.decision_lines as d
                where d.tenant_id = '\(tenant)' and d.decision_id = '\(decision)' and r.tenant_id = d.tenant_id
                    and r.id = d.registration_id;
                commit
                """
            )
        }
    }

    /// The first page of a ward's list of a year, with the counts above it.
    func list(ward: Int, hamlet: Int? = nil, text: String = "") async throws -> Double {
        let tenant = fixture.tenant(ward)
        let area = hamlet.map { fixture.hamlet($0, of: ward) }
        let year = TitlesFixture.decidedYears.upperBound
        return try await timed {
            let rows = try await connection.query(
                """
                select r.id, s.name, s.code, r.kind, r.registered_on, r.state, r.area_id, r.points, r.level, l.certificate_number,
                    l.valid_until
                from app.registrations as r
                join app.subjects as s on s.tenant_id = r.tenant_id and s.id = r.subject_id
                left join app.decision_lines as l on l.tenant_id = r.tenant_id and l.registration_id = r.id
                where r.tenant_id = \(tenant) and r.title_type_id = public.title() and r.year = \(year)
                    and (\(area)::uuid is null or r.area_id = \(area)) and strpos(s.search_key, \(text)) > 0
                order by r.area_id, s.sort_key, r.id
                limit 101
                """
            )
            let counts = try await connection.query(
                """
                select area_id, state, kind, count(*)
                from app.registrations
                where tenant_id = \(tenant) and title_type_id = public.title() and year = \(year)
                group by area_id, state, kind
                """
            )
            try check(!rows.isEmpty && counts.count == fixture.hamlets, "plain list")
        }
    }

    /// Scores all registrations of a year from a file of values: `registration,1.1,1.2,...`, one COPY and three statements.
    func score(csv path: String) async throws -> Double {
        try await timed {
            try await connection.script(
                """
                begin;
                create temporary table typed (id uuid, code text, points numeric) on commit drop;
                copy typed from '\(path)' with (format csv);
                update app.registrations as r
                set state = 'scored', set_id = c.id, points = t.points, level = case when t.points >= 80 then 1 else 0 end
                from (select id, sum(points) as points from typed group by id) as t,
                    (select id from app.criteria_sets where key = '\(TitlesFixture.set)') as c
                where r.id = t.id and r.year = \(TitlesFixture.plainYear);
                insert into app.scores (tenant_id, registration_id, item_id, points)
                select r.tenant_id, t.id, i.id, t.points
                from typed as t
                join app.registrations as r on r.id = t.id and r.year = \(TitlesFixture.plainYear)
                join app.criteria_items as i on i.set_id = r.set_id and i.code = t.code;
                commit
                """,
                timeout: .seconds(900)
            )
        }
    }

    private func timed(_ body: () async throws -> Void) async throws -> Double {
        let clock = ContinuousClock()
        let start = clock.now
        try await body()
        let time = clock.now - start
        return Double(time.components.seconds) + Double(time.components.attoseconds) / 1e18
    }
}
