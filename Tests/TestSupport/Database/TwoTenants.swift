package import FoundationEssentials

/// Two tenants with rows in every table of the schema, under identities that are known. Each has a branch `near`, in which all its
/// members are, and a branch `far`; an administrator and a viewer of the whole tenant, and an editor of each branch.
package enum TwoTenants {
    /// Which of the two.
    package enum Name: Int, CaseIterable, Sendable {
        case one = 1
        case other = 2

        /// The one that is not this one.
        package var counterpart: Name { self == .one ? .other : .one }
    }

    /// What has identities, with its digit in them.
    package enum Kind: Int, Sendable {
        case tenant = 1
        case branch, officer, account, member, `import`, consent, merge, audit, session, token
        case `class`, meeting, enrolment, learning, subject, work, title, report
    }

    /// The officers, and their accounts.
    package enum Officer: Int, CaseIterable, Sendable {
        case administrator = 1
        case near, far, viewer
    }

    /// The branches.
    package enum Branch: Int, Sendable {
        case near = 1
        case far
    }

    /// One identity: `00000000-0000-7000-8001-000000050002` is the second member of the first tenant.
    package static func id(_ kind: Kind, _ number: Int, of name: Name) -> UUID {
        let digits = String(kind.rawValue, radix: 16) + String(repeating: "0", count: 3) + "\(number)"
        let text = "00000000-0000-7000-800\(name.rawValue)-" + String(repeating: "0", count: 12 - digits.count) + digits
        return UUID(uuidString: text) ?? UUID()
    }

    /// The tenant itself.
    package static func tenant(_ name: Name) -> UUID { id(.tenant, 1, of: name) }

    /// Fills a migrated database, as the superuser. Who counts rows of a table finds two members and one
    /// that was merged, three imports of which the last is empty, and one of most other things.
    package static func fill(_ database: PostgresClusterDatabase) async throws {
        try await database.run(
            Name.allCases.reduce(shared) { $0 + accounts($1) + organisation($1) + members($1) + care($1) }
                + Name.allCases.reduce("") { $0 + classes($1) } + Name.allCases.reduce("") { $0 + learning($1) }
                + Name.allCases.reduce(succession) { $0 + subjects($1) }
                + Name.allCases.reduce(programme) { $0 + work($1) + reports($1) }
                + Name.allCases.reduce(backups) { $0 + webhooks($1) }
                + Name.allCases.reduce(stewardship) { $0 + titles($1) }
        )
    }

    private static let shared = """
        insert into app.areas (id, key, kind) values
            ('00000000-0000-7000-8000-000000000001', 'dien-hong', 'ward'),
            ('00000000-0000-7000-8000-000000000002', 'dien-hong-1', 'hamlet');
        insert into app.area_editions (number, areas) values (1, 2);
        insert into app.area_names (area_id, ordinal, name)
            values ('00000000-0000-7000-8000-000000000001', 0, 'Diên Hồng');
        insert into app.area_codes (area_id, ordinal, code)
            values ('00000000-0000-7000-8000-000000000001', 0, '23563');
        insert into app.area_parents (area_id, ordinal, parent_id)
            values ('00000000-0000-7000-8000-000000000002', 0, '00000000-0000-7000-8000-000000000001');
        insert into app.area_successions (from_id, to_id, kind, happened_on, legal_basis) values (
            '00000000-0000-7000-8000-000000000002', '00000000-0000-7000-8000-000000000001', 'merge', '2025-07-01', 'x'
        );
        insert into app.centres (id, key, area_id, name) values
            ('00000000-0000-7000-8000-0000000000c1', 'dien-hong', '00000000-0000-7000-8000-000000000001', 'Điện Hồng'),
            ('00000000-0000-7000-8000-0000000000c2', 'dien-hong-1', '00000000-0000-7000-8000-000000000002', 'Tổ 1');
        insert into app.centre_rooms (centre_id, id, name) values
            ('00000000-0000-7000-8000-0000000000c1', '00000000-0000-7000-8000-0000000000d1', 'Hội trường'),
            ('00000000-0000-7000-8000-0000000000c2', '00000000-0000-7000-8000-0000000000d2', 'Nhà rông');
        insert into app.centre_successions (from_id, to_id, kind, happened_on, legal_basis) values (
            '00000000-0000-7000-8000-0000000000c2', '00000000-0000-7000-8000-0000000000c1', 'merge', '2025-07-01', 'x'
        );

        """

    /// 32 bytes in SQL that no other text gives.
    package static func hash(_ text: String) -> String { "sha256('\(text)'::bytea)" }

    private static func accounts(_ name: Name) -> String {
        Officer.allCases.reduce("") { script, officer in
            let (account, login) = (id(.account, officer.rawValue, of: name), "\(officer)-\(name)")
            let session = """
                '\(account)', '\(tenant(name))', '\(id(.officer, officer.rawValue, of: name))'
                """
            return script + """
                insert into identity.accounts (id, login, display_name) values ('\(account)', '\(login)', '\(login)');
                insert into identity.recovery_codes (account_id, code_hash) values ('\(account)', \(hash(login)));
                insert into identity.invitations (token_hash, account_id, expires_at)
                    values (\(hash(login)), '\(account)', now() + interval '1 hour');
                insert into identity.sessions (id, token_hash, account_id, tenant_id, officer_id, expires_at) values (
                    '\(id(.session, officer.rawValue, of: name))', \(hash(login)), \(session), now() + interval '1 hour'
                );
                insert into identity.api_tokens
                    (id, token_hash, account_id, tenant_id, officer_id, name, scopes, expires_at)
                values (
                    '\(id(.token, officer.rawValue, of: name))', \(hash(login)), \(session), 'x', '{read}',
                    now() + interval '1 hour'
                );
                insert into identity.sign_in_attempts (subject_hash, failures, last_failed_at, blocked_until)
                    values (\(hash(login)), 1, now(), now());
                insert into identity.city_viewers (account_id, granted_at) values ('\(account)', '2025-01-01');

                """
        }
    }

    private static func organisation(_ name: Name) -> String {
        let tenant = tenant(name)
        let near = id(.branch, Branch.near.rawValue, of: name)
        let far = id(.branch, Branch.far.rawValue, of: name)
        let officers = Officer.allCases.reduce("") { script, officer in
            let branch = officer == .near ? "'\(near)'" : officer == .far ? "'\(far)'" : "null"
            let role = officer == .near || officer == .far ? "editor" : "\(officer)"
            let officerID = id(.officer, officer.rawValue, of: name)
            return script + """
                insert into app.officers (tenant_id, id, account_id, display_name, role, branch_id) values (
                    '\(tenant)', '\(officerID)', '\(id(.account, officer.rawValue, of: name))', '\(officer)', '\(role)',
                    \(branch)
                );
                insert into app.idempotency_keys (tenant_id, officer_id, key, request_hash, status, body)
                    values ('\(tenant)', '\(officerID)', 'key', \(hash("request")), 201, '\\x00ff');

                """
        }
        return """
            insert into app.tenants (id, key, kind, name, area_id) values (
                '\(tenant)', 'tenant-\(name)', '\(name == .one ? "ward" : "organisation")', 'Hội \(name)',
                \(name == .one ? "'00000000-0000-7000-8000-000000000001'" : "null")
            );
            insert into app.branches (tenant_id, id, parent_id, name, search_key, area_id) values
                ('\(tenant)', '\(near)', null, 'Chi hội gần', 'chi hoi gan', '00000000-0000-7000-8000-000000000001'),
                ('\(tenant)', '\(far)', null, 'Chi hội xa', 'chi hoi xa', null);
            \(officers)
            """
    }

    private static func members(_ name: Name) -> String {
        let tenant = tenant(name)
        let near = id(.branch, Branch.near.rawValue, of: name)
        let officer = id(.officer, Officer.administrator.rawValue, of: name)
        let members = (1...3).map { id(.member, $0, of: name) }
        let values = members.enumerated().map { index, member in
            let number = index + 1
            let merged = number == 3 ? "'merged', '\(members[0])'" : "'active', null"
            return """
                ('\(tenant)', '\(member)', \(merged), 'Rơ Châm H''Lan \(name) \(number)', 'lan \(number)', 'lan \(number)',
                    '1960-05~', '06420000000\(number)', '\(near)', '00000000-0000-7000-8000-000000000002', 'Jrai', '',
                    '\\x000102030405060708090a0b0c0d0e0f', 1, E'một dòng\\nhai dòng, "ba"')
                """
        }.joined(separator: ",\n")
        return """
            insert into app.members (
                tenant_id, id, state, merged_into, full_name, sort_key, search_key, birth_date, citizen_id, branch_id,
                area_id, ethnicity, religion, person_token, token_epoch, remark
            ) values
            \(values);
            insert into app.member_words (tenant_id, word, member_id) values ('\(tenant)', 'lan', '\(members[0])');
            insert into app.membership_events (tenant_id, member_id, ordinal, kind, happened_on, branch_id, officer_id)
                values ('\(tenant)', '\(members[0])', 1, 'joined', '1990', '\(near)', '\(officer)');

            """
    }

    private static func care(_ name: Name) -> String {
        let tenant = tenant(name)
        let members = (1...3).map { id(.member, $0, of: name) }
        let administrator = id(.officer, Officer.administrator.rawValue, of: name)
        let near = id(.officer, Officer.near.rawValue, of: name)
        let uploads = [(1, administrator), (2, near), (3, near)].map { number, officer in
            """
            insert into app.imports (tenant_id, id, file_name, file_bytes, file_hash, officer_id) values (
                '\(tenant)', '\(id(.import, number, of: name))', 'danh sách.xlsx', 3, \(hash("file")), '\(officer)'
            );

            """
        }.joined()
        let imports = (1...2).map { number in
            let batch = id(.import, number, of: name)
            return """
                insert into app.import_parts (tenant_id, import_id, ordinal, bytes)
                    values ('\(tenant)', '\(batch)', 0, '\\x504b03');
                insert into app.import_progress (tenant_id, import_id, phase)
                    values ('\(tenant)', '\(batch)', 'check');
                insert into app.import_rows (tenant_id, import_id, row_number, outcome, member_id, values_after)
                    values ('\(tenant)', '\(batch)', 1, 'new', '\(members[0])', '{"fullName": "x"}');

                """
        }.joined()
        return """
            insert into app.consents (tenant_id, id, member_id, purpose, legal_basis, method, given_on) values (
                '\(tenant)', '\(id(.consent, 1, of: name))', '\(members[0])', 'x', 'consent', 'paper', '2025-01-01'
            );
            insert into app.member_merges
                (tenant_id, id, kept_id, absorbed_id, kept_before, absorbed_before, kept_version)
            values (
                '\(tenant)', '\(id(.merge, 1, of: name))', '\(members[0])', '\(members[2])', '{"a": 1.50}', '[null]', 2
            );
            insert into app.distinct_members (tenant_id, one_id, other_id)
                values ('\(tenant)', '\(members[0])', '\(members[1])');
            insert into app.import_mappings (tenant_id, signature, mapping)
                values ('\(tenant)', \(hash("headings")), '{"A": "fullName"}');
            insert into app.audit_entries (tenant_id, id, officer_id, actor, action) values (
                '\(tenant)', '\(id(.audit, 1, of: name))', '\(administrator)', 'officer', 'member.read'
            );
            \(uploads)\(imports)
            """
    }
}
