import Foundation
import Postgres
import Programme
import Store
import TestSupport

/// Tenants full of invented members, made by the server itself.
struct MembersFixture: Sendable {
    let tenants: Int
    /// Of each tenant.
    let members: Int

    var all: Int { tenants * members }
    private static let branches = 50
    private static let measured = 3

    /// The tenant that is looked at.
    var tenant: TenantID { TenantID(Self.identity(8000, Self.measured)) ?? .next() }

    /// An officer of the whole tenant, who reads.
    var context: TenantContext {
        TenantContext(
            tenant: tenant,
            actor: .officer(OfficerID(Self.identity(0xa000, 1)) ?? .next()),
            role: .viewer,
            requestID: "bench"
        )
    }

    /// A member of the measured tenant, by number.
    func member(_ number: Int) -> MemberID {
        MemberID(Self.identity(0xb000 + Self.measured, number % members + 1)) ?? .next()
    }

    /// Fills the database. Names are made of few words, so that some are frequent and some rare, as names are.
    func fill(_ database: MigratedDatabase) async throws {
        try await database.withConnection(.superuser) { connection in
            try await connection.script(
                """
                insert into app.tenants (id, key, kind, name)
                select ('00000000-0000-7000-8000-' || lpad(t::text, 12, '0'))::uuid, 'tenant-' || t, 'organisation', 'Tenant ' || t
                from generate_series(0, \(tenants - 1)) as t;

                insert into app.branches (tenant_id, id, name, search_key)
                select t.id, ('00000000-0000-7000-9000-' || lpad(b::text, 12, '0'))::uuid, 'Chi hội ' || b, 'chi hoi ' || b
                from app.tenants as t, generate_series(1, \(Self.branches)) as b;

                insert into app.members (
                    tenant_id, id, state, full_name, given_name, sort_key, search_key, birth_date, citizen_id, branch_id
                )
                select t.id, ('00000000-0000-7000-b00' || right(t.key, 1) || '-' || lpad(i::text, 12, '0'))::uuid, 'active',
                    concat_ws(' ', n.family, n.middle, n.given), n.given, concat_ws(' ', lower(n.given), lower(n.family), i),
                    lower(concat_ws(' ', n.family, n.middle, n.given)), (1940 + i % 60)::text, '064' || lpad(i::text, 9, '0'),
                    ('00000000-0000-7000-9000-' || lpad((1 + i % \(Self.branches))::text, 12, '0'))::uuid
                from app.tenants as t
                cross join generate_series(1, \(members)) as i
                cross join lateral (
                    select (array['Nguyen', 'Tran', 'Le', 'Pham', 'Ksor', 'Siu', 'Dang'])[1 + i % 7] as family,
                        (array['Thi', 'Van', 'Duc', 'Minh', 'Thanh'])[1 + i % 5] as middle,
                        (array['Hanh', 'Lan', 'Hung', 'Dung', 'Tuan', 'Mai', 'Hoa', 'Binh', 'An', 'Chung'])[1 + i / 35 % 10]
                            || case when i % 13 = 0 then '' else chr(97 + i / 350 % 26) end as given
                ) as n;

                insert into app.member_words (tenant_id, word, member_id)
                select distinct m.tenant_id, word.word, m.id
                from app.members as m
                cross join unnest(string_to_array(m.search_key, ' ')) as word (word)
                order by 1, 2, 3;
                """,
                timeout: .seconds(1800)
            )
            // what a table that is full has had long since
            for table in ["members", "member_words", "branches", "tenants"] {
                _ = try await connection.query("vacuum analyze app.\(identifier: table)", timeout: .seconds(600))
            }
        }
    }

    /// As the fixture's statements make them; `kind` in hexadecimal digits.
    private static func identity(_ kind: Int, _ number: Int) -> String {
        let digits = String(number)
        let group = kind >= 0xa000 ? String(kind, radix: 16) : String(kind)
        return "00000000-0000-7000-\(group)-" + String(repeating: "0", count: 12 - digits.count) + digits
    }
}
