import FoundationEssentials

extension TwoTenants {
    /// The household in the hamlet is recognised for 2025, with everything that led to it, and scored for 2026.
    static func titles(_ name: Name) -> String {
        let tenant = tenant(name)
        let (recognised, scored) = (id(.title, 1, of: name), id(.title, 2, of: name))
        let household = id(.subject, 1, of: name)
        return """
            set session_replication_role = replica;
            insert into app.registrations (
                tenant_id, id, subject_id, title_type_id, year, kind, registered_on, state, area_id, set_id, points, level
            ) values
                ('\(tenant)', '\(recognised)', '\(household)', '\(familyTitle)', 2025, 'new', '2025-01-10', 'recognised',
                    '\(titleHamlet)', \(familySet), 90, 1),
                ('\(tenant)', '\(scored)', '\(household)', '\(familyTitle)', 2026, 'renewed', '2026-01-10', 'scored',
                    '\(titleHamlet)', \(familySet), 90, 1);
            insert into app.scores (tenant_id, registration_id, item_id, points)
                values ('\(tenant)', '\(scored)', \(familyItem("2.1")), 20);
            insert into app.evidence (tenant_id, id, registration_id, file_name, kind, size_bytes, sha256) values
                ('\(tenant)', '\(id(.title, 3, of: name))', '\(scored)', 'a.pdf', 'pdf', 5, \(hash("evidence"))),
                ('\(tenant)', '\(id(.title, 8, of: name))', '\(scored)', 'b.pdf', 'pdf', 5, \(hash("more")));
            insert into app.evidence_contents (tenant_id, evidence_id, content)
                values ('\(tenant)', '\(id(.title, 3, of: name))', '%PDF-');
            insert into app.reviews (
                tenant_id, id, title_type_id, year, area_id, held_on, chair, clerk, present
            ) values (
                '\(tenant)', '\(id(.title, 4, of: name))', '\(familyTitle)', 2026, '\(titleHamlet)', '2026-11-01', 'x', 'y', 30
            );
            insert into app.review_votes (
                tenant_id, review_id, registration_id, votes_for, votes_against, abstained, result
            ) values ('\(tenant)', '\(id(.title, 4, of: name))', '\(scored)', 20, 5, 5, 'passed');
            insert into app.proposals (tenant_id, id, number, title_type_id, year, proposed_on, proposer) values (
                '\(tenant)', '\(id(.title, 5, of: name))', '1/TTr', '\(familyTitle)', 2025, '2025-11-05', 'x'
            );
            insert into app.proposal_lines (tenant_id, proposal_id, registration_id, recommendation)
                values ('\(tenant)', '\(id(.title, 5, of: name))', '\(recognised)', 'recognise');
            insert into app.decisions (
                tenant_id, id, kind, number, decided_on, signatory, signatory_title, issuer, title_type_id, year
            ) values (
                '\(tenant)', '\(id(.title, 6, of: name))', 'recognition', '1/QĐ', '2025-11-10', 'x', 'y', 'z', '\(familyTitle)',
                2025
            );
            insert into app.decision_lines (
                tenant_id, decision_id, registration_id, ordinal, outcome, valid_from, certificate_number, code, holder_name,
                title_name, issuer, decision_number, decided_on, signatory, reason
            ) values
                ('\(tenant)', '\(id(.title, 6, of: name))', '\(recognised)', 1, 'recognised', '2025-11-10', 'GCN-2',
                    '\(certificateCode(name))', 'x', 'y', 'z', '1/QĐ', '2025-11-10', 'x', ''),
                ('\(tenant)', '\(id(.title, 6, of: name))', '\(scored)', 1, 'refused', null, null, null, 'x', 'y', 'z', '1/QĐ',
                    '2025-11-10', 'x', 'r');
            insert into app.appeals (tenant_id, id, registration_id, filed_on, appellant, grounds) values (
                '\(tenant)', '\(id(.title, 7, of: name))', '\(scored)', '2026-12-01', 'x', 'y'
            );
            insert into app.ward_deadlines (tenant_id, year, step, due_on) values ('\(tenant)', 2026, 'scored', '2026-10-31');
            reset session_replication_role;

            """
    }

    /// What stewards of the city keep besides the sets that the migration makes.
    static var stewardship: String {
        """
        insert into app.title_deadlines (year, step, due_on) values (2026, 'scored', '2026-11-15');
        insert into app.criteria_changes (id, set_key, set_version, action)
            values ('00000000-0000-7000-8000-0000000000e1', 'gdht-448', 1, 'load');

        """
    }

    /// Gia đình học tập, as the migration has it.
    package static let familyTitle = "0198c0de-0001-7000-8000-000000000004"

    /// The set in use for it, in SQL.
    package static let familySet = "md5('criteria:trinh-dien-gia-dinh:1')::uuid"

    /// One of its criteria, in SQL.
    package static func familyItem(_ code: String) -> String { "md5('criteria:trinh-dien-gia-dinh:1:\(code)')::uuid" }

    private static let titleHamlet = "00000000-0000-7000-8000-000000000002"
}
