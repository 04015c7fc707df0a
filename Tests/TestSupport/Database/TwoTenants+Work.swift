import FoundationEssentials

extension TwoTenants {
    /// The first tenant leads the programme.
    static let programme = """
        insert into app.associations (association_id, from_on) values ('\(tenant(.one))', '2014-06-25');
        insert into app.pilot_areas (area_id, subject_kind, from_year, legal_basis)
            values ('00000000-0000-7000-8000-000000000001', 'household', 2014, 'x');

        """

    /// One row of most kinds. Two tasks, of which the second is the other tenant's to do; two on the roll, of whom the first was
    /// trained; two returns, of which the second was sent.
    static func work(_ name: Name) -> String {
        let tenant = tenant(name)
        let ids = (1...2).map { "'\(tenant)', '\(id(.work, $0, of: name))'" }
        let first = "'\(id(.work, 1, of: name))'"
        return """
            insert into app.plans (tenant_id, id, year, title, starts_on, ends_on)
                values (\(ids[0]), 2026, 'x', '2026-01-01', '2026-12-31');
            insert into app.plan_tasks (tenant_id, id, plan_id, assigned_id, title, due_on) values
                (\(ids[0]), \(first), '\(tenant)', 'x', '2026-06-30'),
                (\(ids[1]), \(first), '\(TwoTenants.tenant(name.counterpart))', 'x', '2026-06-30');
            insert into app.communications (tenant_id, id, kind, medium, title, held_on)
                values (\(ids[0]), 'talk', 'meeting', 'x', '2026-03-01');
            insert into app.trainings (tenant_id, id, audience, title, held_on, ends_on, hours)
                values (\(ids[0]), 'association_officer', 'x', '2026-03-01', '2026-03-01', 8);
            insert into app.roll_people (tenant_id, id, audience, full_name) values
                (\(ids[0]), 'association_officer', 'Siu H''Nga'), (\(ids[1]), 'association_officer', 'Rơ Châm Hyéo');
            insert into app.training_people (tenant_id, training_id, person_id)
                values (\(ids[0]), \(first));
            insert into app.gatherings (tenant_id, id, kind, title, held_on)
                values (\(ids[0]), 'workshop', 'x', '2026-03-01');
            insert into app.inspections (tenant_id, id, title, inspected, held_on)
                values (\(ids[0]), 'x', 'x', '2026-03-01');
            insert into app.findings (tenant_id, id, inspection_id, finding) values (\(ids[0]), \(first), 'x');
            insert into app.funds (tenant_id, id, name) values (\(ids[0]), 'x');
            insert into app.fund_entries (tenant_id, id, fund_id, direction, kind, amount, entered_on)
                values (\(ids[0]), \(first), 'income', 'sponsor', 1000000, '2026-02-01');
            insert into app.awards (tenant_id, id, kind, recipient_kind, recipient_name, amount, awarded_on)
                values (\(ids[0]), 'scholarship', 'pupil', 'Kpă Thuyên', 500000, '2026-03-01');
            insert into app.returns (tenant_id, id, year, period, state, submitted_at) values
                (\(ids[0]), 2026, 'first_half', 'draft', null), (\(ids[1]), 2025, 'year', 'submitted', now());

            """
    }
}
