import Foundation
import Glibc
import TestSupport
import Testing

@testable import hoctap

@Suite struct MigrateCommandTests {
    @Test func `migrate brings an empty database to the schema, check tells, and a second run finds nothing to do`()
        async throws
    {
        let database = try await MigratedDatabase.empty()
        let program = try Program(on: database)
        defer { program.remove() }

        let before = try await program.run("migrate", "--check", "--json")
        #expect(before.exitCode == ExitReason.negative.rawValue)
        let pending = try Self.document(before)["pending"] as? [String]
        #expect(pending?.first == "migrations/0001_create_schemas.sql")

        let first = try await program.run("migrate", "--json")
        #expect(first.exitCode == 0, "\(first.errors)")
        #expect(try Self.document(first)["migrations"] as? [String] == pending)

        let second = try await program.run("migrate")
        #expect(second.exitCode == 0)
        #expect(second.output == "Nothing to do.\n")
        #expect(second.errors == "")

        let after = try await program.run("migrate", "--check")
        #expect(after.exitCode == 0)
        #expect(after.output.contains("nothing is to be done"))
        let status = try Self.document(try await program.run("migrate", "--status", "--json"))
        #expect(status["is_current"] as? Bool == true)
        #expect(status["version"] as? Int == pending?.count)
        let applied = try #require(status["applied"] as? [[String: Any]])
        #expect(applied.first?["applied_by"] as? String == "hoctap_migrate")
        #expect(applied.first?["binary_version"] as? String == Hoctap.version)
    }

    @Test func `SIGINT ends a migration that waits for another, in the database, too`() async throws {
        let database = try await MigratedDatabase.empty()
        let program = try Program(on: database)
        defer { program.remove() }
        try await database.withConnection(.superuser) { other in
            _ = try await other.query("select pg_advisory_lock(\(Int64(0x686F_6374_6170)))")
            let migrating = try program.start("migrate")
            try await Self.until { try await Self.sessions(of: "hoctap migrate", database) == "1" }
            migrating.send(SIGINT)
            #expect(await Self.end(of: migrating) == 130)
            #expect(migrating.errors == "hoctap: stopped by SIGINT\n")
            try await Self.until { try await Self.sessions(of: "hoctap migrate", database) == "0" }
        }
    }

    @Test func `check tells what is wrong with a database that was never migrated`() async throws {
        let database = try await MigratedDatabase.empty()
        try await database.database.run("grant connect on database \(database.database.name) to hoctap_admin")
        let program = try Program(on: database)
        defer { program.remove() }
        let outcome = try await program.run("check", "--json")
        #expect(outcome.exitCode == ExitReason.negative.rawValue, "\(outcome.errors)")
        let problems = try #require(try Self.document(outcome)["problems"] as? [String])
        #expect(problems.contains { $0.contains("run hoctap migrate") })
    }

    @Test func `check finds a table without row security, and says how to mend it`() async throws {
        let database = try await MigratedDatabase.make()
        let program = try Program(on: database)
        defer { program.remove() }
        try await database.database.run("alter table app.members no force row level security")
        let outcome = try await program.run("check")
        #expect(outcome.exitCode == ExitReason.negative.rawValue, "\(outcome.errors)")
        #expect(outcome.output.contains("tenant_table_without_forced_rls  app.members"))
        let document = try Self.document(try await program.run("check", "--json"))
        let violations = document["violations"] as? [[String: String]]
        #expect(violations?.contains { $0["object"] == "app.members" } == true)
    }

    @Test func `what keeps a command from starting is one line and its own exit code`() async throws {
        let nobody = "host=127.0.0.1 port=1 dbname=x"
        for (settings, arguments, code, words) in [
            ([:], ["migrate"], ExitReason.configuration, "HOCTAP_DATABASE: not given"),
            (["HOCTAP_DATABASE": nobody], ["migrate"], .unavailable, "database: "),
            (["HOCTAP_SQL": "/nowhere"], ["migrate"], .configuration, "HOCTAP_SQL: /nowhere"),
            (["HOCTAP_LOG_LEVEL": "loud"], ["check"], .configuration, "HOCTAP_LOG_LEVEL: "),
            ([:], ["migrate", "--status", "--check"], .usage, "--check"),
            ([:], ["fly"], .usage, "Unknown option"),
        ] as [([String: String], [String], ExitReason, String)] {
            let program = try Program(settings)
            defer { program.remove() }
            let outcome = try await program.run(arguments)
            #expect(outcome.exitCode == code.rawValue, "\(arguments)")
            #expect(outcome.output == "")
            #expect(outcome.errors.hasPrefix("hoctap: ") && outcome.errors.contains(words), "\(outcome.errors)")
            #expect(outcome.errors.split(separator: "\n").count == 1, "\(outcome.errors)")
        }
    }

    private static func document(_ outcome: ChildProcess.Outcome) throws -> [String: Any] {
        let object = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
        return try #require(object as? [String: Any])
    }

    private static func sessions(of program: String, _ database: MigratedDatabase) async throws -> String {
        let name = database.database.name
        let count = try await database.database.run(
            "select count(*) from pg_stat_activity where application_name = '\(program)' and datname = '\(name)'"
        )
        return count.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    static func end(of process: BackgroundProcess) async -> Int32? {
        (try? await BlockingWork.run { process.wait(timeoutSeconds: 30) }) ?? nil
    }

    /// Waits until something is so; 30 s at most.
    static func until(_ condition: () async throws -> Bool) async throws {
        for _ in 0..<600 {
            if try await condition() { return }
            try await Task.sleep(for: .milliseconds(50))
        }
        Issue.record("it did not come about within 30 s")
    }
}
