import Postgres

/// What the catalogue says of privileges, down to the columns, beside what is declared.
enum IsolationPrivileges {
    /// The privileges that differ, and how many were compared.
    static func differences(
        _ bench: IsolationBench,
        in transaction: PostgresTransaction? = nil
    ) async throws -> (cells: Int, differences: [String]) {
        let rows = try await ask(bench, transaction)
        var differences: [String] = []
        for (what, isHeld) in rows where isHeld != expected(what, bench) {
            differences.append("\(what): \(isHeld ? "held" : "not held")")
        }
        return (rows.count, differences)
    }

    private static func expected(_ what: String, _ bench: IsolationBench) -> Bool {
        let words = what.split(separator: " ").map(String.init)
        guard let role = IsolationRights.Role(rawValue: words[0].replacing("hoctap_", with: "")) else { return false }
        if role == .owner { return true }
        switch words[1] {
        case "usage": return IsolationDeclaration.schemas[words[2], default: []].contains(role.rawValue)
        case "member": return IsolationDeclaration.memberships[role.rawValue, default: []].contains(words[2])
        case "select", "insert", "update":
            guard let table = bench.tables.first(where: { $0.name == words[2] }),
                let right = IsolationRights.Right.allCases.first(where: { "\($0)" == words[1] })
            else { return false }
            return bench.rights.columns(role, table.name, right, of: table.columns).contains(words[3])
        case "delete": return bench.rights.granted(role, words[2]).contains(.delete)
        default: return false
        }
    }

    private static func ask(
        _ bench: IsolationBench,
        _ transaction: PostgresTransaction?
    ) async throws -> [(String, Bool)] {
        let roles = IsolationRights.Role.allCases.map(\.name)
        let query: PostgresQuery = """
            with role as (select unnest(\(roles)) as name),
            tables as (select unnest(\(bench.tables.map(\.name))) as name)
            select concat_ws(' ', role.name, privilege, tables.name, columns.attname),
                has_column_privilege(role.name, tables.name, columns.attname, privilege)
            from role, tables
            join pg_attribute columns on columns.attrelid = tables.name::regclass and columns.attnum > 0
                and not columns.attisdropped,
            unnest(array['select', 'insert', 'update', 'references']) as privilege
            union all
            select concat_ws(' ', role.name, privilege, tables.name), has_table_privilege(role.name, tables.name, privilege)
            from role, tables, unnest(array['delete', 'truncate', 'trigger']) as privilege
            union all
            select concat_ws(' ', role.name, privilege, space), has_schema_privilege(role.name, space, privilege)
            from role, unnest(array['app', 'identity']) as space, unnest(array['usage', 'create']) as privilege
            union all
            select concat_ws(' ', role.name, 'member', replace(other.name, 'hoctap_', '')),
                pg_has_role(role.name, other.name, 'member')
            from role, role other
            where role.name <> other.name and role.name <> 'hoctap_owner'
            union all
            select concat_ws(' ', role.name, 'powerful'), rolsuper or rolbypassrls or rolcreaterole or rolcreatedb
            from role join pg_roles on rolname = role.name
            where role.name <> 'hoctap_owner'
            """
        let rows =
            if let transaction { try await transaction.query(query) } else { try await bench.connection.query(query) }
        return try rows.decode((String, Bool).self)
    }
}
