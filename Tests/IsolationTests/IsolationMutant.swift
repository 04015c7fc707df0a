import Postgres

/// One thing undone that keeps tenants apart.
struct IsolationMutant: Sendable {
    let title: String
    let statement: String
    /// Where it can be noticed.
    let table: String?
    let roles: [IsolationRights.Role]

    /// Every policy gone or true, every table without row security, every privilege that is not granted, every power that a
    /// role has not.
    static func all(_ bench: IsolationBench) async throws -> [IsolationMutant] {
        try await policies(bench) + tables(bench) + privileges(bench) + powers()
    }

    private static func policies(_ bench: IsolationBench) async throws -> [IsolationMutant] {
        let found = try await bench.connection.query(
            """
            select polname::text, polrelid::regclass::text, polqual is not null, polwithcheck is not null, polpermissive,
                polcmd::text, coalesce(pg_get_expr(polqual, polrelid), ''), array(
                    select rolname::text from pg_roles where oid = any (polroles)
                ),
                exists (
                    select from pg_attribute columns
                    join pg_roles roles on roles.oid = any (polroles)
                    where columns.attrelid = polrelid and columns.attnum > 0
                        and pg_get_expr(polwithcheck, polrelid) ~ ('\\m' || columns.attname || '\\M')
                        and has_column_privilege(roles.oid, polrelid, columns.attnum, 'update')
                )
            from pg_policy
            order by 2, 1
            """
        ).decode((String, String, Bool, Bool, Bool, String, String, [String], Bool).self)
        return found.flatMap { name, table, hasUsing, hasCheck, isPermissive, command, using, roles, canMove in
            let roles = IsolationRights.Role.allCases.filter { roles.contains($0.name) }
            func mutant(_ what: String, _ statement: String) -> IsolationMutant {
                IsolationMutant(title: "\(what): \(name) on \(table)", statement: statement, table: table, roles: roles)
            }
            var mutants = [mutant("dropped", "drop policy \(name) on \(table)")]
            let alter = "alter policy \(name) on \(table)"
            // What is open by declaration, for the operator's list, is true already.
            if hasUsing, using != "true" {
                mutants.append(mutant("using true", "\(alter) using (true)"))
                if hasCheck {
                    mutants.append(mutant("using and check true", "\(alter) using (true) with check (true)"))
                }
            }
            // The check of a policy for updates says what its using says: where it does not look at the row, or only at
            // columns that its roles cannot change, a row that comes to it has passed already.
            if hasCheck, command != "w" || isPermissive && canMove, using != "true" {
                mutants.append(mutant("check true", "\(alter) with check (true)"))
            }
            return mutants
        }
    }

    private static func tables(_ bench: IsolationBench) -> [IsolationMutant] {
        bench.tables.filter(\.isForced).flatMap { table in
            [
                IsolationMutant(
                    title: "not forced: \(table.name)",
                    statement: "alter table \(table.name) no force row level security",
                    table: table.name,
                    roles: [.owner]
                ),
                IsolationMutant(
                    title: "disabled: \(table.name)",
                    statement: "alter table \(table.name) disable row level security",
                    table: table.name,
                    roles: [.owner, .server, .auth, .admin]
                ),
            ]
        }
    }

    private static func privileges(_ bench: IsolationBench) -> [IsolationMutant] {
        let roles = IsolationRights.Role.allCases.filter { $0 != .owner && $0 != .migrate }
        return bench.tables.flatMap { table -> [IsolationMutant] in
            let schema = table.name.split(separator: ".")[0]
            let toAll = IsolationMutant(
                title: "granted to all: \(table.name)",
                statement: "grant usage on schema \(schema) to public; grant select on \(table.name) to public",
                table: table.name,
                roles: roles
            )
            let wider = roles.flatMap { role in
                IsolationRights.Right.allCases.filter { right in
                    let columns = bench.rights.columns(role, table.name, right, of: table.columns)
                    return !bench.rights.granted(role, table.name).contains(right)
                        || right != .delete && columns != table.columns
                }.map { right in
                    IsolationMutant(
                        title: "granted: \(right) on \(table.name) to \(role)",
                        statement: """
                            grant usage on schema \(schema) to \(role.name);
                            grant \(right) on \(table.name) to \(role.name)
                            """,
                        table: table.name,
                        roles: [role]
                    )
                } + [
                    IsolationMutant(
                        title: "granted: truncate on \(table.name) to \(role)",
                        statement: "grant truncate on \(table.name) to \(role.name)",
                        table: table.name,
                        roles: [role]
                    )
                ]
            }
            return [toAll] + wider
        }
    }

    private static func powers() -> [IsolationMutant] {
        let roles = IsolationRights.Role.allCases.filter { $0 != .owner }
        return roles.flatMap { role -> [IsolationMutant] in
            let ways = [
                "alter role \(role.name) superuser", "alter role \(role.name) bypassrls",
                "alter role \(role.name) createrole", "grant create on schema app to \(role.name)",
                "grant hoctap_admin to \(role.name)",
            ]
            let toOwner = role == .migrate ? [] : ["grant hoctap_owner to \(role.name)"]
            return (ways + toOwner).filter { $0 != "grant hoctap_admin to hoctap_admin" }.map {
                IsolationMutant(title: $0, statement: $0, table: nil, roles: [role])
            }
        }
    }
}
