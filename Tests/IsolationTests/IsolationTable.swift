import FoundationEssentials
import Postgres
import TestSupport

/// A table as the catalogue has it, with rows to be inserted.
struct IsolationTable: Sendable {
    /// `app.members`.
    let name: String
    let columns: [String]
    /// Which column names the tenant; nil for a table that all share.
    let tenantColumn: String?
    let isForced: Bool
    /// How many rows each tenant has; of a table that all share, how many there are.
    let counts: [TwoTenants.Name: Int]
    /// A row that is not there yet, as JSON, of each tenant; `@officer` stands for whoever acts.
    let spares: [TwoTenants.Name: String]

    /// Every table of both schemas.
    static func all(in connection: PostgresConnection) async throws -> [IsolationTable] {
        let found = try await connection.query(
            """
            select tables.oid::regclass::text, array_agg(columns.attname::text order by columns.attnum),
                tables.relforcerowsecurity, tables.relnamespace = 'app'::regnamespace
            from pg_class tables
            join pg_attribute columns on columns.attrelid = tables.oid and columns.attnum > 0 and not columns.attisdropped
            where tables.relnamespace in ('app'::regnamespace, 'identity'::regnamespace)
                and tables.relkind in ('r', 'p', 'v', 'm', 'f')
            group by tables.oid
            order by tables.oid::regclass::text
            """
        ).decode((String, [String], Bool, Bool).self)
        var tables: [IsolationTable] = []
        for (name, columns, isForced, isApp) in found {
            let tenantColumn =
                isApp && columns.contains("tenant_id") ? "tenant_id" : name == "app.tenants" ? "id" : nil
            var spares: [TwoTenants.Name: String] = [:]
            var counts: [TwoTenants.Name: Int] = [:]
            for tenant in TwoTenants.Name.allCases {
                let own = tenantColumn.map { "where \($0) = '\(TwoTenants.tenant(tenant))'" } ?? ""
                counts[tenant] = try await connection.query("select count(*) from \(raw: name) \(raw: own)").value(
                    Int.self
                )
                spares[tenant] = try await connection.query(
                    """
                    select (to_jsonb(t) || \(raw: changes(name, tenant)))::text
                    from \(raw: name) t \(raw: own) order by t::text limit 1
                    """
                ).decode(String.self).first
            }
            tables.append(
                IsolationTable(
                    name: name,
                    columns: columns,
                    tenantColumn: tenantColumn,
                    isForced: isForced,
                    counts: counts,
                    spares: spares
                )
            )
        }
        return tables
    }

    /// What makes another row of the first one, in the part of the tenant that `near` sees.
    private static func changes(_ table: String, _ tenant: TwoTenants.Name) -> String {
        let branch = TwoTenants.id(.branch, TwoTenants.Branch.near.rawValue, of: tenant)
        let emptyImport = TwoTenants.id(.import, 3, of: tenant)
        let pairs: [String] =
            switch table {
            case "app.tenants": ["'key', 'spare'"]
            case "app.members":
                ["'id', \(fresh)", "'branch_id', '\(branch)'", "'state', 'active'", "'merged_into', null"]
            case "app.officers": ["'id', \(fresh)", "'account_id', \(fresh)"]
            case "app.imports", "app.audit_entries": ["'id', \(fresh)", "'officer_id', '@officer'"]
            case "app.idempotency_keys": ["'key', 'spare'", "'officer_id', '@officer'"]
            case "app.member_words": ["'word', 'spare'"]
            case "app.membership_events", "app.area_names", "app.area_codes", "app.area_parents": ["'ordinal', 9"]
            case "app.distinct_members": ["'other_id', '\(TwoTenants.id(.member, 3, of: tenant))'"]
            case "app.import_parts": ["'import_id', '\(emptyImport)'", "'ordinal', 9"]
            case "app.import_rows": ["'import_id', '\(emptyImport)'", "'row_number', 9"]
            case "app.import_progress": ["'import_id', '\(emptyImport)'"]
            case "app.import_mappings": ["'signature', \(freshHash)"]
            case "app.class_sessions": ["'id', \(fresh)", "'ordinal', 9"]
            case "app.enrolments":
                // the second member in the class that the other tenant has opened to all
                [
                    "'id', \(fresh)", "'member_id', '\(TwoTenants.id(.member, 2, of: tenant))'",
                    "'host_id', '\(TwoTenants.tenant(tenant.counterpart))'",
                    "'class_id', '\(TwoTenants.id(.class, 1, of: tenant.counterpart))'",
                ]
            case "app.attendances": ["'session_id', \(fresh)"]
            case "app.certificates":
                ["'id', \(fresh)", "'number', 'spare'", "'code', '\(String(repeating: "0", count: 26))'"]
            case "app.training_people":
                ["'person_id', '\(TwoTenants.id(.work, 2, of: tenant))'"]
            case "app.funds": ["'id', \(fresh)", "'name', 'spare'"]
            case "app.returns": ["'id', \(fresh)", "'state', 'draft'", "'year', 2027", "'submitted_at', null"]
            case "app.reports": ["'id', \(fresh)", "'state', 'asked'"]
            case "app.report_files": ["'kind', 'csv'"]
            case "app.report_parts": ["'ordinal', 9"]
            case "app.report_schedules": ["'period', 'first_half'"]
            case "app.plan_tasks": ["'id', \(fresh)", "'assigned_id', '\(TwoTenants.tenant(tenant))'"]
            case "app.associations": ["'from_on', '2001-01-01'", "'to_on', '2002-01-01'"]
            case "app.pilot_areas": ["'subject_kind', 'unit'"]
            case "app.certificate_serials", "app.learning_plans": ["'id', \(fresh)", "'year', 2027"]
            case "app.subjects":
                ["'id', \(fresh)", "'code', null", "'area_id', '00000000-0000-7000-8000-000000000002'"]
            case "app.subject_words": ["'word', 'spare'"]
            case "app.clan_households":
                [
                    "'clan_tenant_id', '\(TwoTenants.tenant(tenant))'",
                    "'clan_id', '\(TwoTenants.id(.subject, 2, of: tenant))'",
                ]
            case "app.subject_successions": ["'to_id', \(fresh)"]
            case "app.denominators": ["'id', \(fresh)", "'year', 2027"]
            case "app.tenant_successions":
                [
                    "'from_tenant_id', '\(TwoTenants.tenant(.one))'", "'to_tenant_id', '\(TwoTenants.tenant(.other))'",
                ]
            case "app.registrations":
                [
                    "'id', \(fresh)", "'year', 2027", "'state', 'registered'", "'set_id', null", "'points', null",
                    "'level', null",
                ]
            case "app.scores":
                [
                    "'registration_id', '\(TwoTenants.id(.title, 2, of: tenant))'",
                    "'item_id', \(TwoTenants.familyItem("2.2"))", "'points', 5",
                ]
            case "app.evidence":
                ["'id', \(fresh)", "'sha256', \(freshHash)"]
            case "app.evidence_contents": ["'evidence_id', '\(TwoTenants.id(.title, 8, of: tenant))'"]
            case "app.backups": ["'finished_at', '2001-01-01'"]
            case "app.review_votes": ["'review_id', \(fresh)"]
            case "app.proposals", "app.decisions": ["'id', \(fresh)", "'number', 'spare'"]
            case "app.proposal_lines": ["'proposal_id', \(fresh)"]
            case "app.decision_lines": ["'decision_id', \(fresh)", "'ordinal', 9"]
            case "app.ward_deadlines", "app.title_deadlines": ["'year', 2027"]
            case "app.title_types": ["'id', \(fresh)", "'key', 'spare'"]
            case "app.criteria_sets":
                ["'id', \(fresh)", "'key', 'spare'", "'status', 'draft'", "'activated_at', null", "'retired_at', null"]
            case "app.criteria_items":
                ["'id', \(fresh)", "'set_id', \(unusedSet)", "'code', 'spare'", "'parent_id', null"]
            case "app.criteria_levels": ["'set_id', \(unusedSet)", "'ordinal', 9"]
            case "app.criteria_conditions": ["'set_id', \(unusedSet)", "'level', 1"]
            case "app.topics", "app.centres": ["'id', \(fresh)", "'key', 'spare'"]
            case "app.centre_successions": ["'happened_on', '2001-01-01'"]
            case "app.area_successions": ["'happened_on', '2001-01-01'"]
            case "app.area_editions": ["'number', 9"]
            case "app.areas": ["'id', \(fresh)", "'key', 'spare'"]
            case "identity.accounts": ["'id', \(fresh)", "'login', 'spare'"]
            case "identity.recovery_codes": ["'code_hash', \(freshHash)"]
            case "identity.invitations": ["'token_hash', \(freshHash)"]
            case "identity.sessions", "identity.api_tokens": ["'id', \(fresh)", "'token_hash', \(freshHash)"]
            case "identity.city_viewers": ["'granted_at', '2025-06-01'", "'ended_at', '2025-07-01'"]
            case "identity.sign_in_attempts": ["'subject_hash', \(freshHash)"]
            default: ["'id', \(fresh)"]
            }
        return "jsonb_build_object(\(pairs.joined(separator: ", ")))"
    }

    /// A set of criteria that is not in use, so that something can be added to it.
    private static let unusedSet = "md5('criteria:gdht-448:1')::uuid"
    private static let fresh = "gen_random_uuid()"
    private static let freshHash = "'\\x\(String(repeating: "ab", count: 32))'"
}
