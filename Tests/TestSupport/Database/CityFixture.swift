package import FoundationEssentials
import Postgres

/// A city with two organisations in which some people are in both, two wards that became one in 2025, and learning of two years.
///
/// | who  | women     | veterans      | learned                                  |
/// |------|-----------|---------------|------------------------------------------|
/// | An   | Tây Sơn   | Hội Thương    | 2024, once for each of the two           |
/// | Bình | Tây Sơn   |               | 2024                                     |
/// | Chi  |           | Pleiku, no ID | 2025, twice                              |
/// | Dũng |           | no place      | 2025, once                               |
package enum CityFixture {
    /// The organisations.
    package enum Organisation: Int, Sendable {
        case women = 1
        case veterans
    }

    /// The areas.
    package enum Area: Int, CaseIterable, Sendable {
        case taySon = 1
        case hoiThuong, pleiku, gao

        /// What it is called.
        package var name: String {
            switch self {
            case .taySon: "Tây Sơn"
            case .hoiThuong: "Hội Thương"
            case .pleiku: "Pleiku"
            case .gao: "Gào"
            }
        }
    }

    /// The tenant.
    package static func id(_ organisation: Organisation) -> UUID { id("7", organisation.rawValue) }

    /// The area.
    package static func id(_ area: Area) -> UUID { id("a", area.rawValue) }

    /// Fills a migrated database, as the superuser; the ledger is not folded yet.
    package static func fill(_ migrated: MigratedDatabase) async throws {
        try await migrated.database.run(areas)
        try await migrated.withConnection(.worker) { connection in
            let options = PostgresTransactionOptions(isolation: .repeatableRead)
            try await connection.transaction(options) { _ = try await $0.query("select tally.rebuild()") }
        }
        try await migrated.database.run(organisations + members + learning)
    }

    /// Adds what the ledger has to the totals.
    package static func fold(_ migrated: MigratedDatabase) async throws {
        try await migrated.withConnection(.worker) { connection in
            _ = try await connection.query("select tally.fold(tally.take_lead('test'), 20000)")
        }
    }

    /// Signs a year.
    package static func freeze(_ year: Int16, in migrated: MigratedDatabase) async throws {
        try await migrated.withConnection(.worker) { connection in
            let options = PostgresTransactionOptions(isolation: .repeatableRead)
            try await connection.transaction(options) { _ = try await $0.query("select tally.freeze(\(year))") }
        }
    }

    /// Takes Bình's attendance of 2024 away again.
    package static func takeBack(_ migrated: MigratedDatabase) async throws {
        try await migrated.database.run(
            "delete from app.attendances where tenant_id = '\(id(.women))' and enrolment_id = '\(id("e", 2))'"
        )
    }

    // MARK: Rows

    private static func id(_ kind: String, _ number: Int) -> UUID {
        UUID(uuidString: "00000000-0000-7000-8000-0000000\(kind)000\(number)") ?? UUID()
    }

    private static let topic = "0198c0de-0000-7000-8000-000000000001"

    private static let areas = """
        insert into tally.person_key (epoch) values (1);
        insert into app.areas (id, key, kind, valid_from, valid_to) values
            ('\(id(.taySon))', 'tay-son', 'ward', null, '2025-06-30'),
            ('\(id(.hoiThuong))', 'hoi-thuong', 'ward', null, '2025-06-30'),
            ('\(id(.pleiku))', 'pleiku', 'ward', '2025-07-01', null),
            ('\(id(.gao))', 'gao', 'commune', null, null);
        insert into app.area_names (area_id, ordinal, name) values
            ('\(id(.taySon))', 0, 'Tây Sơn'), ('\(id(.hoiThuong))', 0, 'Hội Thương'), ('\(id(.pleiku))', 0, 'Pleiku'),
            ('\(id(.gao))', 0, 'Gào');
        insert into app.area_successions (from_id, to_id, kind, happened_on, legal_basis) values
            ('\(id(.taySon))', '\(id(.pleiku))', 'merge', '2025-07-01', '1664/NQ-UBTVQH15'),
            ('\(id(.hoiThuong))', '\(id(.pleiku))', 'merge', '2025-07-01', '1664/NQ-UBTVQH15');
        """

    private static let organisations = """
        insert into app.tenants (id, key, kind, name) values
            ('\(id(.women))', 'hoi-phu-nu', 'organisation', 'Hội Phụ nữ'),
            ('\(id(.veterans))', 'hoi-cuu-chien-binh', 'organisation', 'Hội Cựu chiến binh');
        """

    private static let members = [
        member(1, .women, "Nguyễn Thị An", "'\(id(.taySon))'", token: "a1"),
        member(2, .women, "Rơ Châm Bình", "'\(id(.taySon))'", token: "b2"),
        member(3, .veterans, "Nguyễn Thị An", "'\(id(.hoiThuong))'", token: "a1"),
        member(4, .veterans, "Ksor Chi", "'\(id(.pleiku))'", token: nil),
        member(5, .veterans, "Trần Văn Dũng", "null", token: "d4"),
    ].joined()

    private static let learning = [
        lesson(1, .women, on: "2024-03-10", minutes: 120), lesson(2, .veterans, on: "2025-08-02", minutes: 90),
        lesson(3, .veterans, on: "2025-11-05", minutes: 90),
        enrolment(1, .women, 1, in: .women, "'\(id(.taySon))'"),
        enrolment(2, .women, 2, in: .women, "'\(id(.taySon))'"),
        enrolment(3, .veterans, 3, in: .women, "'\(id(.hoiThuong))'"),
        enrolment(4, .veterans, 4, in: .veterans, "'\(id(.pleiku))'"),
        enrolment(5, .veterans, 5, in: .veterans, "null"),
        attendance(1, .women, 1, of: .women, minutes: 120), attendance(2, .women, 1, of: .women, minutes: 120),
        attendance(3, .veterans, 1, of: .women, minutes: 120), attendance(4, .veterans, 2, of: .veterans, minutes: 90),
        attendance(4, .veterans, 3, of: .veterans, minutes: 90),
        attendance(5, .veterans, 2, of: .veterans, minutes: 90),
    ].joined()

    private static func member(
        _ number: Int,
        _ organisation: Organisation,
        _ name: String,
        _ area: String,
        token: String?
    ) -> String {
        let bytes = token.map { "'\\x\(String(repeating: $0, count: 16))'" } ?? "null"
        return """
            insert into app.members (
                tenant_id, id, state, full_name, sort_key, search_key, area_id, person_token, token_epoch
            )
            values (
                '\(id(organisation))', '\(id("b", number))', 'active', '\(name)', '\(number)', '\(number)', \(area), \(bytes),
                \(token == nil ? "null" : "1")
            );

            """
    }

    /// A class with one session; the second of the veterans' class has no class of its own.
    private static func lesson(_ number: Int, _ host: Organisation, on day: String, minutes: Int) -> String {
        let first = number != 3
        let course = """
            insert into app.classes (tenant_id, id, state, enrolment, title, topic_id, starts_on, ends_on) values (
                '\(id(host))', '\(id("c", host.rawValue))', 'open', 'open', 'Lớp \(number)', '\(topic)', '\(day)',
                '\(day)'
            );

            """
        return (first ? course : "") + """
            insert into app.class_sessions (tenant_id, id, class_id, ordinal, held_on, minutes, state) values (
                '\(id(host))', '\(id("d", number))', '\(id("c", host.rawValue))', \(number), '\(day)', \(minutes), 'held'
            );

            """
    }

    private static func enrolment(
        _ number: Int,
        _ tenant: Organisation,
        _ member: Int,
        in host: Organisation,
        _ area: String
    ) -> String {
        """
        insert into app.enrolments (
            tenant_id, id, member_id, host_id, class_id, topic_id, seat, state, enrolled_on, area_id
        )
        values (
            '\(id(tenant))', '\(id("e", number))', '\(id("b", member))', '\(id(host))', '\(id("c", host.rawValue))',
            '\(topic)', \(number), 'enrolled', '\(host == .women ? "2024-01-05" : "2025-07-15")', \(area)
        );

        """
    }

    private static func attendance(
        _ enrolment: Int,
        _ tenant: Organisation,
        _ session: Int,
        of host: Organisation,
        minutes: Int
    ) -> String {
        """
        insert into app.attendances (tenant_id, enrolment_id, session_id, host_id, minutes) values (
            '\(id(tenant))', '\(id("e", enrolment))', '\(id("d", session))', '\(id(host))', \(minutes)
        );

        """
    }
}
