import FoundationEssentials

extension TwoTenants {
    /// Four subjects: a household and a community in the hamlet, a clan over several wards and a unit in the ward. The household
    /// has one person, the first member, and belongs to the other tenant's clan; the community was merged into another. One
    /// count, and help for the first member's family.
    static func subjects(_ name: Name) -> String {
        let tenant = tenant(name)
        let rows = ["household", "clan", "community", "unit"].enumerated().map { index, kind in
            let area = kind == "household" || kind == "community" ? hamlet : ward
            return """
                ('\(tenant)', '\(id(.subject, index + 1, of: name))', '\(kind)', 'K\(index)', 'Rơ Châm Hyéo \(index)', '\(area)',
                    '\(index)', '\(index)', \(kind == "clan"))
                """
        }.joined(separator: ",\n")
        return """
            insert into app.subjects (
                tenant_id, id, kind, code, name, area_id, sort_key, search_key, across_wards
            ) values
            \(rows);
            insert into app.subject_words (tenant_id, word, subject_id)
                values ('\(tenant)', 'hyeo', '\(id(.subject, 1, of: name))');
            insert into app.household_people (tenant_id, subject_id, id, full_name, person_token, token_epoch) values (
                '\(tenant)', '\(id(.subject, 1, of: name))', '\(id(.subject, 5, of: name))', 'Rơ Châm H''Lan',
                '\\x000102030405060708090a0b0c0d0e0f', 1
            );
            insert into app.clan_households (tenant_id, subject_id, clan_tenant_id, clan_id) values (
                '\(tenant)', '\(id(.subject, 1, of: name))', '\(TwoTenants.tenant(name.counterpart))',
                '\(id(.subject, 2, of: name.counterpart))'
            );
            insert into app.subject_successions (tenant_id, from_id, to_tenant_id, to_id, kind, happened_on) values (
                '\(tenant)', '\(id(.subject, 3, of: name))', '\(tenant)', '\(id(.subject, 4, of: name))', 'merge', '2025-07-01'
            );
            insert into app.denominators (tenant_id, id, area_id, kind, year, counted_on, total, source) values (
                '\(tenant)', '\(id(.subject, 6, of: name))', '\(hamlet)', 'household', 2025, '2025-01-01', 250, 'x'
            );
            insert into app.household_help (tenant_id, id, member_id, year, done_on, what) values (
                '\(tenant)', '\(id(.subject, 7, of: name))', '\(id(.member, 1, of: name))', 2025, '2025-03-01', 'x'
            );

            """
    }

    /// The first tenant, a ward, has taken the place of the other.
    static var succession: String {
        """
        insert into app.tenant_successions (from_tenant_id, to_tenant_id, happened_on, legal_basis)
            values ('\(tenant(.other))', '\(tenant(.one))', '2025-07-01', 'x');

        """
    }

    private static let ward = "00000000-0000-7000-8000-000000000001"
    private static let hamlet = "00000000-0000-7000-8000-000000000002"
}
