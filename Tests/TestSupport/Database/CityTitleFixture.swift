package import FoundationEssentials

/// Titles in the city of `CityFixture`: families of three wards, one of which never counted how many there are.
///
/// | ward       | year | all | registered | recognised |
/// |------------|------|-----|------------|------------|
/// | Tây Sơn    | 2015 |     | 10         | 10         |
/// | Hội Thương | 2015 | 50  | 5          | 4, as a pilot |
/// | Tây Sơn    | 2018 | 100 | 40         | 30         |
/// | Hội Thương | 2018 | 50  | 25         | 20         |
/// | Tây Sơn    | 2019 | 100 | 60         | 50         |
/// | Hội Thương | 2019 | 50  | 40         | 35         |
/// | Gào        | 2019 |     | 5          | 5          |
package enum CityTitleFixture {
    /// The ward's tenant.
    package static func tenant(_ ward: CityFixture.Area) -> UUID {
        UUID(uuidString: "00000000-0000-7000-8000-00000009000\(ward.rawValue)") ?? UUID()
    }

    /// Adds them, as the superuser; the ledger is not folded yet.
    package static func fill(_ migrated: MigratedDatabase) async throws {
        let wards: [CityFixture.Area] = [.taySon, .hoiThuong, .gao]
        try await migrated.database.run(functions + wards.map(ward).joined() + years + people)
    }

    /// A later count of Hội Thương: fewer than registered.
    package static func countAgain(_ migrated: MigratedDatabase) async throws {
        try await migrated.database.run(
            """
            insert into app.denominators (tenant_id, id, area_id, kind, year, counted_on, total, source, supersedes)
            select d.tenant_id, gen_random_uuid(), d.area_id, d.kind, d.year, '2019-09-01', 30, 'Đếm lại', d.id
            from app.denominators as d where d.tenant_id = '\(tenant(.hoiThuong))' and d.year = 2019
            """
        )
    }

    private static func ward(_ ward: CityFixture.Area) -> String {
        """
        insert into app.tenants (id, key, kind, name, area_id) values (
            '\(tenant(ward))', 'ward-\(ward.rawValue)', 'ward', 'UBND \(ward.name)', '\(CityFixture.id(ward))'
        );
        insert into app.subjects (tenant_id, id, kind, name, area_id, sort_key, search_key)
        select '\(tenant(ward))', gen_random_uuid(), 'household', 'Hộ ' || i, '\(CityFixture.id(ward))', lpad(i::text, 3, '0'), 'ho'
        from generate_series(1, 60) as i;

        """
    }

    /// One ward's year: registered, the first third of them again; reviewed, proposed, and the first of them recognised.
    private static let functions = """
        create function pg_temp.year(ward uuid, of_year int, registered int, recognised int) returns void
        language plpgsql as $$
        declare
            title uuid := (select t.id from app.title_types as t where t.key = 'gia-dinh-hoc-tap');
            decision uuid := gen_random_uuid();
        begin
            insert into app.registrations (tenant_id, id, subject_id, title_type_id, year, kind, registered_on, area_id)
            select s.tenant_id, gen_random_uuid(), s.id, title, of_year,
                case when s.sort_key::int <= registered / 3 then 'renewed' else 'new' end, make_date(of_year, 3, 1), s.area_id
            from app.subjects as s
            where s.tenant_id = ward and s.sort_key::int <= registered;
            update app.registrations set state = 'reviewed' where tenant_id = ward and year = of_year;
            update app.registrations set state = 'proposed' where tenant_id = ward and year = of_year;
            insert into app.decisions (
                tenant_id, id, kind, number, decided_on, signatory, signatory_title, issuer, title_type_id, year
            )
            values (ward, decision, 'recognition', of_year::text, make_date(of_year, 11, 1), 'x', 'x', 'x', title, of_year);
            insert into app.decision_lines (
                tenant_id, decision_id, registration_id, ordinal, outcome, valid_from, certificate_number, code, holder_name,
                title_name, issuer, decision_number, decided_on, signatory
            )
            select r.tenant_id, decision, r.id, 1, 'recognised', make_date(of_year, 11, 1), s.sort_key,
                upper(translate(left(replace(gen_random_uuid()::text, '-', ''), 26), 'ilou', '0000')), s.name, 'x', 'x',
                of_year::text, make_date(of_year, 11, 1), 'x'
            from app.registrations as r
            join app.subjects as s on s.tenant_id = r.tenant_id and s.id = r.subject_id
            where r.tenant_id = ward and r.year = of_year and s.sort_key::int <= recognised;
            update app.registrations as r set state = 'recognised'
            from app.decision_lines as l
            where l.decision_id = decision and l.tenant_id = r.tenant_id and l.registration_id = r.id;
        end
        $$;
        create function pg_temp.counted(ward uuid, area uuid, of_year int, households int) returns void
        language sql
        begin atomic
            insert into app.denominators (tenant_id, id, area_id, kind, year, counted_on, total, source)
            values (
                ward, gen_random_uuid(), area, 'household', of_year, make_date(of_year, 1, 15), households,
                'Danh sách của phường ' || of_year
            );
        end;

        """

    private static let years = """
        insert into app.pilot_areas (area_id, subject_kind, from_year, legal_basis)
        values ('\(CityFixture.id(.hoiThuong))', 'household', 2014, 'Kế hoạch 2014');
        select pg_temp.counted('\(tenant(.hoiThuong))', '\(CityFixture.id(.hoiThuong))', y, 50) from unnest('{2015,2018,2019}'::int[]) as y;
        select pg_temp.counted('\(tenant(.taySon))', '\(CityFixture.id(.taySon))', y, 100) from unnest('{2018,2019}'::int[]) as y;
        select pg_temp.year('\(tenant(.taySon))', 2015, 10, 10), pg_temp.year('\(tenant(.hoiThuong))', 2015, 5, 4),
            pg_temp.year('\(tenant(.taySon))', 2018, 40, 30), pg_temp.year('\(tenant(.hoiThuong))', 2018, 25, 20),
            pg_temp.year('\(tenant(.taySon))', 2019, 60, 50), pg_temp.year('\(tenant(.hoiThuong))', 2019, 40, 35),
            pg_temp.year('\(tenant(.gao))', 2019, 5, 5);

        """

    /// Four on the roll of Tây Sơn since 2018, of whom three were trained in 2019, one of these twice.
    private static let people = """
        insert into app.roll_people (tenant_id, id, audience, full_name, from_on)
        select '\(tenant(.taySon))', ('00000000-0000-7000-8000-00000008000' || i)::uuid, 'association_officer', 'x', '2018-02-01'
        from generate_series(1, 4) as i;
        insert into app.trainings (tenant_id, id, audience, title, held_on, ends_on, hours)
        select '\(tenant(.taySon))', ('00000000-0000-7000-8000-00000007000' || i)::uuid, 'association_officer', 'x',
            make_date(2019, i, 5), make_date(2019, i, 5), 4
        from generate_series(1, 2) as i;
        insert into app.training_people (tenant_id, training_id, person_id)
        select '\(tenant(.taySon))', '00000000-0000-7000-8000-000000070001', ('00000000-0000-7000-8000-00000008000' || i)::uuid
        from generate_series(1, 3) as i;
        insert into app.training_people (tenant_id, training_id, person_id)
        values ('\(tenant(.taySon))', '00000000-0000-7000-8000-000000070002', '00000000-0000-7000-8000-000000080001');
        """
}
