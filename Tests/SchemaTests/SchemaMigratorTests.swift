import Postgres
import Schema
import TestSupport
import Testing

@Suite struct SchemaMigratorTests {
    private static let first = "create schema app;\ncreate table app.t (id int);\n"
    private static let second = "alter table app.t add column name text;\n"

    private func bench(_ more: [String: String] = [:]) async throws -> MigratorBench {
        let files = ["migrations/0001_first.sql": Self.first, "migrations/0002_second.sql": Self.second]
        return try await MigratorBench(files.merging(more) { _, new in new })
    }

    @Test func `everything is applied once, as the owner, and recorded`() async throws {
        let bench = try await bench([
            "functions/answer.sql": "create or replace function app.answer() returns bigint language sql stable "
                + "as 'select n from app.v'",
            "views/v.sql": "create or replace view app.v as select count(*) as n from app.t",
        ])
        let report = try await bench.migrate()
        #expect(report.migrations == ["migrations/0001_first.sql", "migrations/0002_second.sql"])
        #expect(report.present == ["functions/answer.sql", "views/v.sql"])
        #expect(report.orphaned.isEmpty)
        #expect(try await bench.ask("select app.answer()") == "0")
        #expect(try await bench.ask("select relowner::regrole from pg_class where relname = 't'") == "hoctap_owner")

        let status = try await bench.status()
        #expect(status.isCurrent)
        #expect(status.version == 2)
        let recorded = try #require(status.applied.last)
        #expect(recorded.path == "migrations/0002_second.sql")
        #expect(recorded.hash == (try bench.folder.files.migrations[1].hash))
        #expect(recorded.appliedBy == "hoctap_migrate")
        #expect(recorded.binaryVersion == "1.2.3")
        #expect(recorded.durationMilliseconds >= 0)

        #expect(try await bench.migrate().isEmpty)
        #expect(try await bench.ask("select count(*) from schema_history.migrations") == "2")
    }

    @Test func `schema_history belongs to the owner, and every role reads it and none writes it`() async throws {
        let bench = try await bench()
        _ = try await bench.migrate()
        let owners =
            "select distinct relowner::regrole from pg_class where relnamespace = 'schema_history'::regnamespace"
        #expect(try await bench.ask(owners) == "hoctap_owner")
        for role in MigratedDatabase.Role.allCases where role != .superuser {
            try await bench.database.withConnection(role) { connection in
                let version = try await SchemaVersion.read(connection)
                #expect(version == 2)
                await #expect(throws: PostgresError.self) {
                    _ = try await connection.query("delete from schema_history.present")
                }
            }
        }
    }

    @Test func `a changed function, view or policy is applied again, and it alone`() async throws {
        let bench = try await bench([
            "functions/a.sql": "create or replace function app.a() returns int language sql return 1",
            "functions/b.sql": "create or replace function app.b() returns int language sql return 1",
        ])
        _ = try await bench.migrate()
        try bench.folder.write(
            "functions/b.sql",
            "create or replace function app.b() returns int language sql return 2"
        )
        #expect(try await bench.status().changed == ["functions/b.sql"])
        #expect(try await bench.migrate().present == ["functions/b.sql"])
        #expect(try await bench.ask("select app.b()") == "2")
        #expect(try await bench.status().isCurrent)
    }

    @Test func `functions, views and policies are applied all or none`() async throws {
        let bench = try await bench(["views/a.sql": "create view app.a as select 1", "views/b.sql": "\ncreate view"])
        let error = try await bench.failure()
        #expect(said(error).hasPrefix("views/b.sql, line 2: ERROR 42601"))
        #expect(try await bench.ask("select to_regclass('app.a') is null") == "t")
        #expect(try await bench.status().changed == ["views/a.sql", "views/b.sql"])
    }

    @Test func `an edited migration is refused before anything is done`() async throws {
        let bench = try await bench()
        _ = try await bench.migrate()
        try bench.folder.write("migrations/0001_first.sql", Self.first + "-- a word more\n")
        try bench.folder.write("migrations/0003_third.sql", "create table app.third ()")
        try bench.folder.write("functions/a.sql", "create function app.a() returns int language sql return 1")
        guard case .historyDiffers(let differences) = try await bench.failure() else {
            Issue.record("an edited migration was not refused")
            return
        }
        #expect(differences == ["migrations/0001_first.sql has been edited since it was applied"])
        #expect(try await bench.status().edited == differences)
        #expect(try await bench.ask("select to_regclass('app.third') is null") == "t")
        #expect(try await bench.ask("select count(*) from schema_history.present") == "0")
    }

    @Test func `a renamed migration is refused`() async throws {
        let bench = try await bench()
        _ = try await bench.migrate()
        try bench.folder.remove("migrations/0002_second.sql")
        try bench.folder.write("migrations/0002_other.sql", Self.second)
        let error = try await bench.failure()
        #expect(said(error).contains("migrations/0002_other.sql was applied as migrations/0002_second.sql"))
    }

    @Test func `a folder older than the database is refused`() async throws {
        let bench = try await bench()
        _ = try await bench.migrate()
        try bench.folder.remove("migrations/0002_second.sql")
        guard case .tooNew(found: 2, supported: 0...1) = try await bench.failure() else {
            Issue.record("an older folder was not refused")
            return
        }
        #expect(try await bench.status().unknown == [2])
    }

    @Test func `a record with a hole is refused`() async throws {
        let bench = try await bench()
        _ = try await bench.migrate()
        _ = try await bench.ask("delete from schema_history.migrations where number = 1")
        let error = try await bench.failure()
        #expect(said(error).contains("migration 1 was never applied, and migrations/0002_second.sql was"))
    }

    @Test func `a migration that fails leaves nothing, names its line, and the next run goes on there`() async throws {
        let bench = try await bench([
            "migrations/0002_second.sql": "create table app.half ();\nselect 'đ',\n  nothing;\n"
        ])
        let error = try await bench.failure()
        #expect(said(error).hasPrefix("migrations/0002_second.sql, line 3: ERROR 42703"))
        #expect(try await bench.ask("select to_regclass('app.half') is null") == "t")
        #expect(try await bench.status().pending == ["migrations/0002_second.sql"])
        try bench.folder.write("migrations/0002_second.sql", Self.second)
        #expect(try await bench.migrate().migrations == ["migrations/0002_second.sql"])
    }

    @Test func `a migration may run outside of a transaction, and runs again from its start if it failed`() async throws
    {
        let index =
            "-- hoctap: no-transaction\ndrop index concurrently if exists app.i;\n"
            + "create index concurrently i on app.t (id);\n"
        let bench = try await bench(["migrations/0003_index.sql": index + "select\n nothing"])
        let error = try await bench.failure()
        #expect(said(error).hasPrefix("migrations/0003_index.sql, line 5: ERROR 42703"))
        #expect(try await bench.ask("select indisvalid from pg_index where indexrelid = 'app.i'::regclass") == "t")
        #expect(try await bench.status().pending == ["migrations/0003_index.sql"])
        try bench.folder.write("migrations/0003_index.sql", index)
        #expect(try await bench.migrate().migrations == ["migrations/0003_index.sql"])
        #expect(try await bench.ask("select relowner::regrole from pg_class where relname = 'i'") == "hoctap_owner")
    }

    @Test func `a file that is gone is reported until a migration drops what it made`() async throws {
        let bench = try await bench(["views/v.sql": "create view app.v as select 1 as one"])
        _ = try await bench.migrate()
        try bench.folder.remove("views/v.sql")
        #expect(try await bench.migrate().orphaned == ["views/v.sql"])
        #expect(try await bench.status().orphaned == ["views/v.sql"])
        #expect(try await !bench.status().isCurrent)
        try bench.folder.write("migrations/0003_drop.sql", "-- hoctap: drops views/v.sql\ndrop view app.v")
        #expect(try await bench.migrate().orphaned.isEmpty)
        #expect(try await bench.status().isCurrent)
    }

    @Test func `what a migration drops is applied again in the same run if its file is there`() async throws {
        let bench = try await bench(["views/v.sql": "create view app.v as select name from app.t"])
        _ = try await bench.migrate()
        let change =
            "-- hoctap: drops views/v.sql\ndrop view app.v;\nalter table app.t alter column name type varchar(9);"
        try bench.folder.write("migrations/0003_narrow.sql", change)
        let report = try await bench.migrate()
        #expect(report.migrations == ["migrations/0003_narrow.sql"])
        #expect(report.present == ["views/v.sql"])
        #expect(try await bench.ask("select count(*) from app.v") == "0")
    }

    @Test func `a policy that its file makes no more must be dropped by it`() async throws {
        let one = "drop policy if exists one on app.t; create policy one on app.t using (id = 1);\n"
        let other = "drop policy if exists other on app.t; create policy other on app.t using (id = 2);\n"
        let bench = try await bench(["policies/t.sql": one + other])
        _ = try await bench.migrate()
        try bench.folder.write("policies/t.sql", other)
        let error = try await bench.failure()
        #expect(said(error).hasPrefix("policies/t.sql: does not make the policy one on app.t, which stands"))
        #expect(try await bench.status().changed == ["policies/t.sql"])
        try bench.folder.write("policies/t.sql", "drop policy if exists one on app.t;\n" + other)
        #expect(try await bench.migrate().present == ["policies/t.sql"])
        #expect(try await bench.ask("select polname from pg_policy") == "other")
    }

    @Test func `names must say their schema, and settings end with their migration`() async throws {
        let bench = try await bench(["migrations/0003_loose.sql": "create table loose ()"])
        #expect(said(try await bench.failure()).contains("3F000"))
        try bench.folder.write("migrations/0003_loose.sql", "set search_path to app; set lock_timeout to '1h'")
        try bench.folder.write(
            "migrations/0004_settings.sql",
            "create table app.settings as select current_setting('search_path') as path, "
                + "current_setting('lock_timeout') as lock_timeout, session_user::text as session_name"
        )
        _ = try await bench.migrate()
        #expect(try await bench.ask("select * from app.settings") == "|100ms|hoctap_migrate")
    }

    @Test func `a role that is no member of the owner cannot migrate`() async throws {
        let bench = try await bench()
        await #expect(throws: SchemaError.self) { try await bench.migrate(as: .server) }
        #expect(try await bench.ask("select to_regnamespace('app') is null") == "t")
    }
}
