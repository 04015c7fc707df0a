import FoundationEssentials

extension TwoTenants {
    /// Three classes: the first of the branch `near` and open to all, the second of `far` and closed, the third of `near` and
    /// closed. Each has one session of the same number.
    static func classes(_ name: Name) -> String {
        let tenant = tenant(name)
        let classes = (1...3).map { number in
            let branch = id(.branch, (number == 2 ? Branch.far : .near).rawValue, of: name)
            let (state, enrolment) = number == 1 ? ("open", "open") : ("finished", "own")
            return """
                insert into app.classes (
                    tenant_id, id, state, enrolment, title, topic_id, branch_id, starts_on, ends_on
                )
                values (
                    '\(tenant)', '\(id(.class, number, of: name))', '\(state)', '\(enrolment)', 'Lớp \(number)', '\(topic)',
                    '\(branch)', '2025-03-01', '2025-03-31'
                );
                insert into app.class_sessions (tenant_id, id, class_id, ordinal, held_on, minutes, state) values (
                    '\(tenant)', '\(id(.meeting, number, of: name))', '\(id(.class, number, of: name))', 1, '2025-03-02', 90,
                    'held'
                );

                """
        }.joined()
        return classes + """
            insert into app.centre_staff (tenant_id, id, centre_id, full_name, position) values (
                '\(tenant)', '\(id(.learning, 1, of: name))', '00000000-0000-7000-8000-0000000000c1', 'Ksor H''Bia', 'x'
            );

            """
    }

    /// The first member is a guest in the other tenant's second class, and in the own third one; came to both; has learned
    /// elsewhere, has a certificate and a plan.
    static func learning(_ name: Name) -> String {
        let tenant = tenant(name)
        let member = id(.member, 1, of: name)
        let places = [(name.counterpart, 2), (name, 3)].enumerated().map { index, place in
            let enrolment = id(.enrolment, index + 1, of: name)
            let (host, number) = place
            return """
                insert into app.enrolments (
                    tenant_id, id, member_id, host_id, class_id, topic_id, seat, state, enrolled_on, birth_year
                )
                values (
                    '\(tenant)', '\(enrolment)', '\(member)', '\(TwoTenants.tenant(host))',
                    '\(id(.class, number, of: host))', '\(topic)', 1, 'enrolled', '2025-03-01', 1960
                );
                insert into app.attendances (tenant_id, enrolment_id, session_id, host_id, minutes) values (
                    '\(tenant)', '\(enrolment)', '\(id(.meeting, number, of: host))', '\(TwoTenants.tenant(host))', 90
                );

                """
        }.joined()
        return places + """
            insert into app.learning_records (tenant_id, id, member_id, title, topic_id, ended_on, minutes) values (
                '\(tenant)', '\(id(.learning, 1, of: name))', '\(member)', 'x', '\(topic)', '2025-05-01', 60
            );
            insert into app.certificates (
                tenant_id, id, member_id, enrolment_id, number, title, holder_name, issuer, issued_on, signatory, code
            )
            values (
                '\(tenant)', '\(id(.learning, 1, of: name))', '\(member)', '\(id(.enrolment, 2, of: name))', 'GCN-1', 'x',
                'x', 'x', '2025-04-01', 'x', '\(certificateCode(name))'
            );
            insert into app.certificate_serials (tenant_id, year, last) values ('\(tenant)', 2025, 1);
            insert into app.learning_plans (tenant_id, id, member_id, year, registered_on) values (
                '\(tenant)', '\(id(.learning, 1, of: name))', '\(member)', 2026, '2026-01-05'
            );

            """
    }

    /// The code of the tenant's certificate.
    package static func certificateCode(_ name: Name) -> String {
        String(repeating: "\(name.rawValue)", count: 26)
    }

    private static let topic = "0198c0de-0000-7000-8000-000000000001"
}
