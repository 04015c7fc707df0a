import Postgres
import TestSupport
import Testing

/// The schemas of the totals: who reads what of them, and that the city reads nothing else in the whole database.
@Suite struct TotalsDoorTests {
    /// Who may select from what; nobody but the owner writes anything.
    private static let readers = """
        # relation                       roles
        tally.measures                   worker
        tally.age_bands                  worker
        tally.cells                      worker
        tally.distinct_cells             worker
        tally.area_levels                worker
        tally.worker                     worker
        tally.frozen_years               worker
        tally.frozen_cells               worker
        tally.frozen_distinct_cells      worker
        tally.published_cells            worker
        tally.person_key                 worker
        tally.closed_years               worker
        tally.kinds                      worker
        tally.ledger                     -
        tally.presence                   -
        tally.person_cells               -
        release.measures                 server worker city admin
        release.age_bands                server worker city admin
        release.organisations            worker city admin
        release.topics                   worker city admin
        release.areas                    worker city admin
        release.area_levels              worker city admin
        release.monthly_totals           worker city admin
        release.yearly_totals            worker city admin
        release.current_totals           worker city admin
        release.year_end_members         worker city admin
        release.topic_totals             worker city admin
        release.people_totals            worker city admin
        release.persons                  worker city admin
        release.frozen_years             worker city admin
        release.status                   server worker city admin
        release.people_city_totals       worker city admin
        release.return_states            worker city admin
        release.targets                  server worker city admin
        release.own_cells                server
        release.kinds                    server worker city admin
        release.kind_measures            server worker city admin
        release.kind_totals              worker city admin
        release.wholes                   worker city admin
        release.rolls                    worker city admin
        release.pilots                   worker city admin
        release.denominators             worker city admin
        release.target_kinds             worker city admin
        """

    /// What the worker calls; none of it gives a row of a tenant, or a token, away.
    private static let workersFunctions = [
        "age_of", "close_year", "differences", "explain_persons", "fold", "fold_key", "freeze", "frozen_is_whole",
        "lead_key",
        "levels_differ", "open_year", "rebuild", "sizes", "take_lead", "waiting", "year_differences",
    ]

    @Test func `every relation of the totals is read by whom it is declared for, and written by nobody`() async throws {
        try await SideDoorBench.with { bench in
            var declared: [String: Set<String>] = [:]
            for line in Self.readers.split(separator: "\n") where !line.hasPrefix("#") {
                let words = line.split(separator: " ").map(String.init)
                declared[words[0]] = Set(words.dropFirst()).subtracting(["-"])
            }
            let found = try await bench.migrated.withConnection(.superuser) { connection in
                try await connection.query(
                    """
                    select relation.oid::regclass::text, replace(roles.rolname, 'hoctap_', ''),
                        has_any_column_privilege(roles.oid, relation.oid, 'select'),
                        has_any_column_privilege(roles.oid, relation.oid, 'insert, update, references')
                            or has_table_privilege(roles.oid, relation.oid, 'delete, truncate, trigger')
                    from pg_class as relation
                    cross join pg_roles as roles
                    where relation.relnamespace in ('tally'::regnamespace, 'release'::regnamespace)
                        and relation.relkind in ('r', 'v', 'm', 'p', 'f', 'S')
                        and roles.rolname like 'hoctap\\_%' and roles.rolname not in ('hoctap_owner', 'hoctap_migrate')
                    """
                ).decode((String, String, Bool, Bool).self)
            }
            #expect(Set(found.map(\.0)) == Set(declared.keys))
            for (relation, role, reads, writes) in found {
                #expect(reads == declared[relation]?.contains(role), "\(role) \(relation)")
                #expect(!writes, "\(role) writes \(relation)")
            }
        }
    }

    @Test
    func `functions of the totals are the worker's, and look around for no names where they have its owner's rights`()
        async throws
    {
        try await SideDoorBench.with { bench in
            let found = try await bench.migrated.withConnection(.superuser) { connection in
                try await connection.query(
                    """
                    select functions.proname::text, replace(roles.rolname, 'hoctap_', '')
                    from pg_proc as functions
                    join pg_roles as roles on has_function_privilege(roles.oid, functions.oid, 'execute')
                    where functions.pronamespace in ('tally'::regnamespace, 'release'::regnamespace)
                        and roles.rolname like 'hoctap\\_%' and roles.rolname not in ('hoctap_owner', 'hoctap_migrate')
                    order by 1, 2
                    """
                ).decode((String, String).self)
            }
            #expect(found.filter { $0.1 == "worker" }.map(\.0) == Self.workersFunctions)
            // the first is behind a view and reads nothing; two say which key is in use; the others read, as their caller, what
            // is published
            let others = found.filter { $0.1 != "worker" }.map { "\($0.0) \($0.1)" }
            #expect(
                others == [
                    "age_of admin", "age_of city", "cells_of city", "note_person_key admin", "note_person_key server",
                    "use_person_key admin", "wards_on city",
                ]
            )
            let open = try await bench.migrated.database.run(
                """
                select oid::regprocedure from pg_proc
                where pronamespace in ('tally'::regnamespace, 'release'::regnamespace)
                    and (
                        proleakproof
                        or prosecdef and not coalesce(array_to_string(proconfig, ',') like '%search_path=%', false)
                    )
                """
            )
            #expect(open == "")
        }
    }

    @Test func `the city reads release, and nothing else that there is`() async throws {
        try await SideDoorBench.with { bench in
            let relations = try await bench.migrated.withConnection(.superuser) { connection in
                try await connection.query(
                    """
                    select oid::regclass::text, relnamespace::regnamespace::text
                    from pg_class
                    where relkind in ('r', 'v', 'm', 'p', 'f') and relnamespace::regnamespace::text !~ '^pg_toast'
                        and relnamespace not in ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)
                    """
                ).decode((String, String).self)
            }
            #expect(relations.count > 60)
            var answers = 0
            try await bench.migrated.withConnection(.city) { connection in
                for (relation, schema) in relations where schema != "isolation" {
                    let error = await self.error {
                        _ = try await connection.query(PostgresQuery(sql: "select * from \(relation) limit 1"))
                    }
                    if schema == "release", relation != "release.own_cells" {
                        #expect(error == nil, "\(relation): \(error?.description ?? "")")
                        answers += 1
                    } else if schema == "schema_history" {
                        // how far the schema is, which every program looks at before anything else
                        continue
                    } else {
                        #expect(error?.sqlState == .insufficientPrivilege, "\(relation)")
                    }
                }
            }
            #expect(answers == 26)
        }
    }

    @Test func `the city calls no function of ours but those that read release as it may itself`() async throws {
        try await SideDoorBench.with { bench in
            let calls = try await bench.migrated.withConnection(.superuser) { connection in
                try await connection.query(
                    """
                    select format(
                        'select %s(%s)', functions.oid::regproc, (
                            select coalesce(string_agg(format('null::%s', format_type(argument.type, null)), ', '), '')
                            from unnest(functions.proargtypes::oid[]) as argument (type)
                        )
                    )
                    from pg_proc as functions
                    where functions.pronamespace in (
                            'app'::regnamespace, 'identity'::regnamespace, 'tally'::regnamespace, 'release'::regnamespace
                        )
                        and functions.prokind = 'f' and functions.prorettype <> 'trigger'::regtype
                        and (functions.prosecdef or functions.proname not in ('cells_of', 'wards_on'))
                    """
                ).decode(String.self)
            }
            #expect(calls.count > 30)
            try await bench.migrated.withConnection(.city) { connection in
                for call in calls {
                    let error = await self.error { _ = try await connection.query(PostgresQuery(sql: call)) }
                    #expect(error?.sqlState == .insufficientPrivilege, "\(call)")
                }
            }
        }
    }

    @Test func `the server neither reads nor writes the ledger, and puts no trigger of ours on a table of its own`()
        async throws
    {
        try await SideDoorBench.with { bench in
            for statement in [
                "select 1 from tally.ledger", "delete from tally.ledger", "select 1 from tally.presence",
                "insert into tally.ledger (measure, tenant_id, month, amount) values (1, gen_random_uuid(), '2025-01-01', 1)",
                "select tally.apply_lines(1)", "select tally.rebuild()", "select 1 from release.persons",
                """
                create temporary table forged (tenant_id uuid, id uuid, state text);
                create trigger forged after insert on forged referencing new table as new_rows
                    for each statement execute function tally.write_members()
                """,
            ] {
                let error = await error {
                    _ = try await bench.migrated.withConnection(.server) { try await $0.script(statement) }
                }
                #expect(error?.sqlState == .insufficientPrivilege, "\(statement): \(error?.description ?? "done")")
            }
        }
    }

    @Test func `a tenant reads its own totals and nobody else's`() async throws {
        try await SideDoorBench.with { bench in
            try await bench.migrated.withConnection(.worker) { connection in
                _ = try await connection.query("select * from tally.fold(tally.take_lead('test'), 20000)")
            }
            let all = try await bench.migrated.withConnection(.superuser) { connection in
                try await connection.query("select count(*) from tally.cells where amount <> 0").value(Int.self)
            }
            let own = try await bench.migrated.withConnection(.server) { connection in
                try await connection.query(
                    "select count(*) from release.own_cells",
                    settings: SideDoorBench.settings(.one)
                ).value(Int.self)
            }
            let none = try await bench.migrated.withConnection(.server) { connection in
                try await connection.query("select count(*) from release.own_cells").value(Int.self)
            }
            #expect(own > 0 && own < all)
            #expect(none == 0)
        }
    }

    private func error(_ body: () async throws -> Void) async -> PostgresError? {
        do {
            try await body()
            return nil
        } catch {
            return error as? PostgresError
        }
    }
}
