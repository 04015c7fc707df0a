import Foundation
import Postgres
import Programme
import Store
import TestSupport

/// A city's wards with households in hamlets, and what they did about one title in ten years: seven that are decided, one that
/// is proposed, two that are registered. Hamlets have 250 households and 150 by turns.
struct TitlesFixture: Sendable {
    let wards: Int
    /// Of each ward.
    let households: Int

    /// Hamlets of a ward.
    var hamlets: Int { 2 * (households / Self.pair) + (households % Self.pair > 0 ? 1 : 0) }
    var all: Int { wards * households }
    private static let pair = 400
    /// Households of the larger hamlets.
    static let large = 250
    /// Hamlets of that size in a ward.
    var largeHamlets: Int { households / Self.pair }

    /// Decided, all of them.
    static let decidedYears = 2017...2023
    /// Sent up, to be decided.
    static let proposedYear = 2024
    /// Registered, for the plain SQL and for ours.
    static let plainYear = 2025
    static let ourYear = 2026
    /// The invented criteria of families.
    static let set = "trinh-dien-gia-dinh"
    /// Leaves of it.
    static let answers = 6

    /// A ward, from 1.
    func tenant(_ ward: Int) -> TenantID { TenantID(Self.identity(3, ward)) ?? .next() }

    /// A hamlet of a ward, both from 1.
    func hamlet(_ hamlet: Int, of ward: Int) -> AreaID { AreaID(Self.identity(2, ward * 1000 + hamlet)) ?? .next() }

    /// An officer of the whole ward.
    func context(_ ward: Int) -> TenantContext {
        TenantContext(
            tenant: tenant(ward),
            actor: .officer(OfficerID(Self.identity(9, ward)) ?? .next()),
            role: .administrator,
            requestID: "bench"
        )
    }

    /// Fills a migrated database as the superuser, without triggers.
    func fill(_ database: MigratedDatabase) async throws {
        try await database.withConnection(.superuser) { connection in
            try await connection.script(Self.functions + subjects + registrations + decisions, timeout: .seconds(3600))
            let tables = [
                "tenants", "subjects", "subject_words", "registrations", "scores", "reviews", "review_votes",
                "proposals",
                "proposal_lines", "decisions", "decision_lines",
            ]
            for table in tables {
                _ = try await connection.query("vacuum analyze app.\(identifier: table)", timeout: .seconds(600))
            }
        }
    }

    private static let functions = """
        set session_replication_role = replica;
        create function public.u(kind int, number bigint) returns uuid language sql immutable parallel safe
            return (lpad(to_hex(kind), 8, '0') || '-0000-7000-8000-' || lpad(to_hex(number), 12, '0'))::uuid;
        create function public.title() returns uuid language sql stable parallel safe
            return (select id from app.title_types where key = 'gia-dinh-hoc-tap');

        """

    private var subjects: String {
        """
        insert into app.areas (id, key, kind) select public.u(1, w), 'w' || w, 'ward' from generate_series(1, \(wards)) as w;
        insert into app.areas (id, key, kind)
        select public.u(2, w * 1000 + h), 'h' || w || '-' || h, 'residential_group'
        from generate_series(1, \(wards)) as w, generate_series(1, \(hamlets)) as h;
        insert into app.area_names (area_id, ordinal, name) select id, 1, key from app.areas where key ~ '^[wh][0-9]';
        insert into app.area_parents (area_id, ordinal, parent_id)
        select public.u(2, w * 1000 + h), 1, public.u(1, w)
        from generate_series(1, \(wards)) as w, generate_series(1, \(hamlets)) as h;
        insert into app.tenants (id, key, kind, name, area_id)
        select public.u(3, w), 'phuong-' || w, 'ward', 'Phường ' || w, public.u(1, w) from generate_series(1, \(wards)) as w;
        insert into app.subjects (
            tenant_id, id, kind, code, name, area_id, people_count, children_count, zone, sort_key, search_key
        )
        select public.u(3, w), public.u(4, w * 100000 + i), 'household', 'H' || i, n.name,
            public.u(2, w * 1000 + 1 + 2 * (i / \(Self.pair)) + case when i % \(Self.pair) < \(Self.large) then 0 else 1 end),
            4, 1 + i % 2, 'favourable', lower(n.name) || i, lower(n.name)
        from generate_series(1, \(wards)) as w
        cross join generate_series(0, \(households - 1)) as i
        cross join lateral (
            select concat_ws(' ', (array['Nguyen', 'Tran', 'Le', 'Pham', 'Ksor', 'Siu', 'Dang'])[1 + i % 7],
                (array['Thi', 'Van', 'Duc', 'Minh', 'Thanh'])[1 + i % 5],
                (array['Hanh', 'Lan', 'Hung', 'Dung', 'Tuan', 'Mai', 'Hoa', 'Binh', 'An', 'Chung'])[1 + i / 35 % 10]) as name
        ) as n;
        insert into app.subjects (tenant_id, id, kind, name, area_id, sort_key, search_key)
        select public.u(3, w), public.u(5, w * 1000 + h), 'community', 'Tổ ' || h, public.u(2, w * 1000 + h), 'to' || h, 'to'
        from generate_series(1, \(wards)) as w, generate_series(1, \(hamlets)) as h;

        """
    }

    private var registrations: String {
        """
        insert into app.registrations (
            tenant_id, id, subject_id, title_type_id, year, kind, registered_on, state, area_id, zone, set_id, points, level
        )
        select s.tenant_id, public.u(y, ('x' || right(s.id::text, 12))::bit(48)::bigint), s.id, public.title(), y,
            case when y = 2017 then 'new' else 'renewed' end, make_date(y, 3, 1),
            case when y <= 2023 then 'recognised' when y = 2024 then 'proposed' else 'registered' end, s.area_id, s.zone,
            case when y <= 2024 then c.id end, case when y <= 2024 then 90 end, case when y <= 2024 then 1 end
        from app.subjects as s
        cross join generate_series(2017, 2026) as y
        cross join (select id from app.criteria_sets where key = '\(Self.set)') as c
        where s.kind = 'household';
        insert into app.scores (tenant_id, registration_id, item_id, points)
        select r.tenant_id, r.id, i.id, i.max_points * 0.9
        from app.registrations as r
        join app.criteria_items as i on i.set_id = r.set_id
        where r.year >= 2022
            and not exists (select from app.criteria_items as part where part.set_id = i.set_id and part.parent_id = i.id);
        insert into app.reviews (
            tenant_id, id, title_type_id, year, area_id, held_on, chair, clerk, present
        )
        select tenant_id, public.u(y + 10000, ('x' || right(area_id::text, 12))::bit(48)::bigint), public.title(), y, area_id,
            make_date(y, 10, 1), 'x', 'x', 50
        from app.subjects, generate_series(2017, 2024) as y
        where kind = 'community';
        insert into app.review_votes (
            tenant_id, review_id, registration_id, votes_for, votes_against, abstained, result
        )
        select w.tenant_id, w.id, r.id, 45, 5, 0, 'passed'
        from app.reviews as w
        join app.registrations as r on r.tenant_id = w.tenant_id and r.area_id = w.area_id and r.year = w.year;
        insert into app.proposals (tenant_id, id, number, title_type_id, year, proposed_on, proposer)
        select tenant_id, public.u(20000 + year, ('x' || right(area_id::text, 12))::bit(48)::bigint),
            row_number() over (partition by tenant_id, year order by area_id) || '/TTr', public.title(), year,
            make_date(year, 10, 10), 'x'
        from app.reviews;
        insert into app.proposal_lines (tenant_id, proposal_id, registration_id, recommendation)
        select r.tenant_id, public.u(20000 + r.year, ('x' || right(r.area_id::text, 12))::bit(48)::bigint), r.id, 'recognise'
        from app.registrations as r
        where r.year <= 2024;

        """
    }

    private var decisions: String {
        """
        insert into app.decisions (
            tenant_id, id, kind, number, decided_on, signatory, signatory_title, issuer, title_type_id, year
        )
        select tenant_id, public.u(30000 + year, ('x' || right(area_id::text, 12))::bit(48)::bigint), 'recognition',
            row_number() over (partition by tenant_id, year order by area_id) || '/QĐ-UBND', make_date(year, 10, 18), 'x',
            'Chủ tịch', 'Phường', public.title(), year
        from app.reviews
        where year <= 2023;
        insert into app.decision_lines (
            tenant_id, decision_id, registration_id, ordinal, outcome, level, valid_from, valid_until, certificate_number, code,
            holder_name, title_name, issuer, decision_number, decided_on, signatory
        )
        select r.tenant_id, public.u(30000 + r.year, ('x' || right(r.area_id::text, 12))::bit(48)::bigint), r.id, 1, 'recognised',
            1, make_date(r.year, 10, 18), make_date(r.year + 1, 12, 31), 'GCN-' || r.year || '-' || right(r.id::text, 12),
            upper(left(md5(r.id::text), 26)), s.name, 'Gia đình học tập', 'Phường', '1/QĐ-UBND', make_date(r.year, 10, 18), 'x'
        from app.registrations as r
        join app.subjects as s on s.tenant_id = r.tenant_id and s.id = r.subject_id
        where r.year <= 2023;
        set session_replication_role = origin;
        """
    }

    /// As the fixture's statements make them.
    private static func identity(_ kind: Int, _ number: Int) -> String {
        func padded(_ number: Int, _ count: Int) -> String {
            let digits = String(number, radix: 16)
            return String(repeating: "0", count: max(0, count - digits.count)) + digits
        }
        return padded(kind, 8) + "-0000-7000-8000-" + padded(number, 12)
    }
}
