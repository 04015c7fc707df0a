import Postgres
import TestSupport
import Testing

/// Side doors that the schema could open, and does not: sequences, views, partitions, functions, search paths, roles.
@Suite struct CatalogueDoorTests {
    @Test func `there is no sequence, view, materialized view or partition in the schemas`() async throws {
        try await SideDoorBench.with { bench in
            let found = try await bench.migrated.database.run(
                """
                select relname, relkind from pg_class
                where relnamespace in ('app'::regnamespace, 'identity'::regnamespace)
                    and (relkind not in ('r', 'i', 't') or relispartition or relhassubclass)
                    and not (relkind = 'v' and 'security_invoker=true' = any (coalesce(reloptions, '{}')))
                """
            )
            #expect(found == "")
        }
    }

    /// Few functions have their owner's rights: `app.count_members` and the operator's `app.count_rows`, which tell nothing and
    /// change no row; only an owner may have a table's statistics taken. And `app.class_places`, which counts who is in a class
    /// and tells nothing else; `app.find_door`, which tells whose session it is of which one has the code now;
    /// `app.clan_household_counts`, which counts the households of the own clans; `app.clans_across_wards`, which
    /// names clans for wards; and what tells an
    /// organisation how the families of its own members stand (one of the two is for the other alone); and
    /// `app.waiting_reports` and `app.due_report_schedules`, which tell which reports are to be made and for whom;
    /// and `app.due_webhooks` and the operator's `app.webhook_queue`, which tell which messages are due, and how many wait.
    /// A body that was parsed when the function was made (`return ...`) has found its names for good, whatever the caller's
    /// search_path.
    @Test
    func `no function but a few runs as its owner, and none claims to be leakproof or looks around for names`()
        async throws
    {
        try await SideDoorBench.with { bench in
            let found = try await bench.migrated.database.run(
                """
                select oid::regprocedure from pg_proc
                where pronamespace in ('app'::regnamespace, 'identity'::regnamespace) and (
                    prosecdef or proleakproof
                    or prosqlbody is null and not coalesce(array_to_string(proconfig, ',') like 'search_path=%', false)
                    or has_function_privilege('hoctap_city', oid, 'execute')
                )
                order by oid::regprocedure::text
                """
            )
            #expect(
                found.split(separator: "\n") == [
                    "app.clan_household_counts(uuid[])", "app.clans_across_wards()", "app.class_places(uuid[],uuid[])",
                    "app.count_members()", "app.count_rows()", "app.due_report_schedules(date)",
                    "app.due_webhooks(integer)",
                    "app.find_door(text)", "app.household_standing_of_members(uuid[],integer)",
                    "app.households_of_members(uuid[])",
                    "app.title_shares(uuid[],uuid,integer)", "app.titles_elsewhere(uuid[])",
                    "app.waiting_reports(integer)", "app.webhook_queue()",
                ]
            )
        }
    }

    @Test func `a door is found by its whole code alone, while it is open, by the server alone`() async throws {
        try await SideDoorBench.with { bench in
            let session = TwoTenants.id(.meeting, 1, of: .other)
            try await bench.migrated.database.run(
                """
                update app.class_sessions set door_code = '402917', door_until = now() + interval '1 hour',
                    door_officer_id = gen_random_uuid() where id = '\(session)';
                update app.class_sessions set door_code = '402918', door_until = now() - interval '1 second',
                    door_officer_id = gen_random_uuid() where id = '\(TwoTenants.id(.meeting, 2, of: .other))';
                """
            )
            try await bench.migrated.withConnection(.server) { connection in
                for (code, count) in [
                    ("402917", 1), ("402918", 0), ("40291", 0), ("%", 0), ("4029__", 0), ("", 0), ("402917 ", 0),
                ] {
                    let found = try await connection.query(
                        "select count(*) from app.find_door(\(code)) where session_id = \(session)"
                    )
                    #expect(try found.value(Int.self) == count, "\(code)")
                }
                let none = try await connection.query("select count(*) from app.find_door(null)")
                #expect(try none.value(Int.self) == 0)
                // what it is allowed to see ends with it
                let rest = try await connection.query("select count(*) from app.class_sessions")
                #expect(try rest.value(Int.self) == 0)
            }
            for role in [MigratedDatabase.Role.auth, .worker, .city, .admin, .backup] {
                try await bench.migrated.withConnection(role) { connection in
                    let error = await error { _ = try await connection.query("select from app.find_door('402917')") }
                    #expect(error?.sqlState == .insufficientPrivilege, "\(role)")
                }
            }
        }
    }

    /// The ledger is written by triggers that run as its owner, because whoever writes a member may not write the ledger; and so
    /// is how far returns are, which the city is told. They write nothing else, and nobody can call them. Those that guard closed
    /// years write nothing at all.
    @Test
    func `nothing of ours triggers in a tenant table as another role but what publishes or guards a year`()
        async throws
    {
        try await SideDoorBench.with { bench in
            let found = try await bench.migrated.database.run(
                """
                select distinct tgrelid::regclass::text || ' ' || tgfoid::regproc::text as found
                from pg_trigger join pg_proc on pg_proc.oid = tgfoid
                where not tgisinternal and prosecdef
                order by 1
                """
            )
            #expect(
                found.split(separator: "\n") == [
                    "app.attendances tally.write_attendances", "app.certificates tally.write_certificates",
                    "app.class_sessions tally.refuse_closed_day",
                    "app.class_sessions tally.write_sessions", "app.classes tally.write_classes",
                    "app.decision_lines tally.write_decisions", "app.denominators tally.write_denominators",
                    "app.denominators tally.write_denominators_gone",
                    "app.enrolments tally.write_enrolments", "app.learning_records tally.refuse_closed_day",
                    "app.learning_records tally.write_records",
                    "app.members tally.write_members", "app.membership_events tally.write_events",
                    "app.plan_tasks tally.write_tasks", "app.plans tally.write_plans",
                    "app.registrations tally.write_registrations",
                    "app.returns tally.publish_return", "app.roll_people tally.write_roll",
                    "app.title_types tally.keep_kinds", "app.training_people tally.write_trained",
                    "app.trainings tally.write_trainings",
                    "tally.ledger tally.refuse_closed",
                ]
            )
            #expect(
                try await bench.migrated.database.run("select rulename from pg_rules where schemaname = 'app'") == ""
            )
        }
    }

    @Test func `the server makes nothing that stays: no table, function, schema or type`() async throws {
        try await SideDoorBench.with { bench in
            for statement in [
                "create table public.members (id int)", "create table app.x (id int)", "create schema x",
                "create domain public.x as int",
                "create function public.current_tenant() returns uuid language sql return null::uuid",
                "create function app.x() returns int language sql return 1", "create view public.v as select 1",
                "create extension hstore", "create policy x on app.members using (true)",
                "alter table app.members disable row level security",
                "alter table app.members no force row level security",
                "drop policy server on app.members", "alter role hoctap_server bypassrls",
            ] {
                let error = try await bench.failure(PostgresQuery(sql: statement))
                #expect(error?.sqlState == .insufficientPrivilege, "\(statement): \(error?.description ?? "done")")
            }
        }
    }

    @Test(arguments: [MigratedDatabase.Role.admin, .server])
    func `temporary tables in the way change no policy`(_ role: MigratedDatabase.Role) async throws {
        try await SideDoorBench.with { bench in
            try await bench.migrated.withConnection(role) { connection in
                try await connection.script(
                    """
                    create temporary table tenants (id uuid); create temporary table officers (tenant_id uuid);
                    create temporary table members as select gen_random_uuid() as tenant_id, gen_random_uuid() as branch_id;
                    set search_path = pg_temp, app;
                    """
                )
                let rows = try await connection.query(
                    "select count(*) from app.members",
                    settings: SideDoorBench.settings(.one)
                )
                #expect(try rows.value(Int.self) == 3)
                let none = try await connection.query("select count(*) from app.members")
                #expect(try none.value(Int.self) == 0)
            }
        }
    }

    @Test func `nobody but the migration takes the owner's place`() async throws {
        try await SideDoorBench.with { bench in
            for role in MigratedDatabase.Role.allCases where role != .superuser && role != .migrate {
                try await bench.migrated.withConnection(role) { connection in
                    for other in MigratedDatabase.Role.allCases.map(\.rawValue) + ["hoctap_owner"] {
                        guard other != role.rawValue else { continue }
                        for statement in ["set role \(other)", "set session authorization \(other)"] {
                            let error = await error { try await connection.script(statement) }
                            #expect(error?.sqlState == .insufficientPrivilege, "\(role) \(statement)")
                        }
                    }
                    let isOpened = await error { try await connection.script("set row_security = off") }
                    #expect(isOpened == nil)
                }
            }
            let off = try await bench.migrated.withConnection(.server) { connection in
                try await connection.script("set row_security = off")
                return await error { _ = try await connection.query("select id from app.members") }
            }
            #expect(off?.sqlState == .insufficientPrivilege)
        }
    }

    @Test(arguments: [MigratedDatabase.Role.city, .backup])
    func `the city and the backup read no table`(_ role: MigratedDatabase.Role) async throws {
        try await SideDoorBench.with { bench in
            let tables = try await bench.migrated.withConnection(.superuser) { connection in
                try await connection.query(
                    """
                    select oid::regclass::text from pg_class
                    where relkind in ('r', 'v', 'm', 'p') and relnamespace in ('app'::regnamespace, 'identity'::regnamespace)
                    """
                ).decode(String.self)
            }
            #expect(tables.count > 20)
            try await bench.migrated.withConnection(role) { connection in
                for table in tables {
                    for statement in ["select from \(table)", "copy \(table) to stdout", "table \(table)"] {
                        let error = await error {
                            _ = try await connection.query(
                                PostgresQuery(sql: statement),
                                settings: SideDoorBench.settings(.one)
                            )
                        }
                        #expect(error?.sqlState == .insufficientPrivilege, "\(statement)")
                    }
                }
            }
        }
    }

    @Test func `no door offers EXPLAIN, whose estimates tell of other tenants`() throws {
        #expect(try OwnStatements.files(with: "\"\\s*explain[ (]|^\\s*explain (\\(|analyze|select)") == [])
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
