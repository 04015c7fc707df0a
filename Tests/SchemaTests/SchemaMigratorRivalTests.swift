import Postgres
import Schema
import TestSupport
import Testing

/// Migrators that meet others, and migrators that are ended.
@Suite struct SchemaMigratorRivalTests {
    /// The second migration waits as long as the gate has a row.
    private static let gated = [
        "migrations/0001_first.sql": "create schema app; create table app.t (id int);",
        "migrations/0002_slow.sql": """
        create table app.slow ();
        do $$ begin
            while exists (select from public.gate) loop perform pg_sleep(0.02); end loop;
        end $$;
        """,
        "migrations/0003_third.sql": "create table app.third ();",
        "functions/a.sql": "create function app.a() returns int language sql return 1",
    ]
    private static let gate = "create table public.gate as select 1; grant select on public.gate to public"
    private static let isSlow =
        "select exists (select from pg_stat_activity where datname = current_database() "
        + "and usename = 'hoctap_migrate' and query like '%public.gate%' and state = 'active')"

    @Test func `of two at once one waits, and finds nothing to do`() async throws {
        let bench = try await MigratorBench(Self.gated)
        _ = try await bench.ask(Self.gate)
        let log = ProgressLog()
        async let one = bench.migrate()
        try await bench.wait(until: Self.isSlow)
        async let other = bench.migrate { log.note($0) }
        try await log.wait(for: .waitingForAnother)
        _ = try await bench.ask("delete from public.gate")
        let reports = try await [one, other]
        #expect(reports[0].migrations.count == 3)
        #expect(reports[0].present.count == 1)
        #expect(reports[1].isEmpty)
        #expect(log.all == [.waitingForAnother])
    }

    @Test func `patience ends`() async throws {
        var bench = try await MigratorBench(Self.gated)
        bench.options.patience = .milliseconds(300)
        _ = try await bench.ask(Self.gate)
        let patient = bench
        async let one = patient.migrate()
        try await bench.wait(until: Self.isSlow)
        guard case .busy = try await bench.failure() else {
            Issue.record("two migrators at once")
            return
        }
        _ = try await bench.ask("delete from public.gate")
        #expect(try await one.migrations.count == 3)
    }

    @Test func `ended in the middle, the next run goes on`() async throws {
        let bench = try await MigratorBench(Self.gated)
        _ = try await bench.ask(Self.gate)
        async let struck = bench.failure()
        try await bench.wait(until: Self.isSlow)
        _ = try await bench.ask(
            "select pg_terminate_backend(pid) from pg_stat_activity "
                + "where datname = current_database() and usename = 'hoctap_migrate'"
        )
        guard case .failed("migrations/0002_slow.sql", _, _) = try await struck else {
            Issue.record("the end was not told")
            return
        }
        #expect(try await bench.ask("select to_regclass('app.slow') is null") == "t")
        _ = try await bench.ask("delete from public.gate")
        let report = try await bench.migrate()
        #expect(report.migrations == ["migrations/0002_slow.sql", "migrations/0003_third.sql"])
        #expect(report.present == ["functions/a.sql"])
    }

    @Test func `a cancelled run gives the lock back`() async throws {
        let bench = try await MigratorBench(Self.gated)
        _ = try await bench.ask(Self.gate)
        let run = Task { try await bench.migrate() }
        try await bench.wait(until: Self.isSlow)
        run.cancel()
        await #expect(throws: (any Error).self) { try await run.value }
        _ = try await bench.ask("delete from public.gate")
        #expect(try await bench.migrate().migrations.count == 2)
    }

    @Test func `a lock in the way is waited for in short tries`() async throws {
        let bench = try await MigratorBench([
            "migrations/0001_first.sql": "create schema app; create table app.t (id int);"
        ])
        _ = try await bench.migrate()
        try bench.folder.write("migrations/0002_second.sql", "alter table app.t add column name text;")
        let log = ProgressLog()
        let report = try await bench.database.withConnection(.superuser) { holder in
            try await holder.script("begin; lock table app.t in share mode")
            async let report = bench.migrate { log.note($0) }
            try await log.wait(for: .lockConflict("migrations/0002_second.sql", nextAttempt: 2))
            try await holder.script("commit")
            return try await report
        }
        #expect(report.migrations == ["migrations/0002_second.sql"])
        #expect(try await bench.status().isCurrent)
    }

    @Test func `a lock that is never given up ends the tries`() async throws {
        var bench = try await MigratorBench([
            "migrations/0001_first.sql": "create schema app; create table app.t (id int);"
        ])
        bench.options.lockAttempts = 2
        _ = try await bench.migrate()
        try bench.folder.write("views/v.sql", "alter table app.t add column name text;")
        let error = try await bench.database.withConnection(.superuser) { holder in
            try await holder.script("begin; lock table app.t in share mode")
            return try await bench.failure()
        }
        guard case .failed("views/v.sql", _, let cause) = error else {
            Issue.record("the lock was not told: \(String(describing: error))")
            return
        }
        #expect(cause.sqlState == .lockNotAvailable)
    }
}
