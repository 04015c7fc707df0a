import FoundationEssentials

extension TwoTenants {
    /// A report that is being made, with the first piece of its workbook, one that is signed, and a schedule.
    static func reports(_ name: Name) -> String {
        let tenant = tenant(name)
        let id = id(.report, 1, of: name)
        return """
            insert into app.reports (tenant_id, id, form, year, period, state, attempts)
                values ('\(tenant)', '\(id)', 'organisation', 2026, 'year', 'making', 1);
            insert into app.reports (
                tenant_id, id, form, state, hash, number, signed_on, place, office, signatory, code, frozen_at
            )
            values (
                '\(tenant)', '\(self.id(.report, 2, of: name))', 'learning_record', 'signed', sha256('x'), 'x', '2026-01-05', 'x',
                'x', 'x', '\(certificateCode(name))', now()
            );
            insert into app.report_files (tenant_id, report_id, kind, size_bytes, sha256)
                values ('\(tenant)', '\(id)', 'xlsx', 1, sha256('x'));
            insert into app.report_parts (tenant_id, report_id, kind, ordinal, content)
                values ('\(tenant)', '\(id)', 'xlsx', 0, 'x');
            insert into app.report_schedules (tenant_id, form, period, next_year, next_on)
                values ('\(tenant)', 'organisation', 'year', 2026, '2026-12-01');

            """
    }
}
