import Foundation
import TestSupport
import Testing

@testable import hoctap

/// `hoctap work` and `hoctap totals` as processes.
@Suite struct TotalsCommandsTests {
    @Test func `a worker adds up, and the totals are told, compared, explained and frozen`() async throws {
        let database = try await MigratedDatabase.make()
        try await TwoTenants.fill(database.database)
        let program = try Program(on: database)
        defer { program.remove() }

        let still = try await program.run("totals", "status")
        #expect(still.exitCode == ExitReason.negative.rawValue)
        #expect(still.output.contains("none is at work"))
        let worried = try await program.run("check")
        #expect(worried.exitCode == 0, "\(worried.output)\(worried.errors)")
        #expect(worried.output.contains("Warning: no worker is adding up the totals"))

        let worker = try program.start("work")
        try await MigrateCommandTests.until { try await program.run("totals", "status").exitCode == 0 }
        let keyless = try await program.run("check").output
        #expect(!keyless.contains("worker") && keyless.contains("Warning: no key for persons is in use"))
        #expect(try await program.run("totals", "status").output.contains("Warning: no key for persons is in use"))
        let status = try await Self.document(program, "totals", "status")
        #expect(status["pending"] as? Int == 0 && status["is_worked"] as? Bool == true)
        #expect(status["memberships"] as? Int == 4)

        let compared = try await Self.document(program, "totals", "reconcile")
        #expect(compared["mismatches"] as? Int == 0 && (compared["cells"] as? Int ?? 0) > 10)
        #expect(try await program.run("totals", "rebuild").output.contains("0 changed"))
        let persons = try await Self.document(program, "totals", "explain", "persons")
        #expect(persons["adds_up"] as? Bool == true && persons["memberships"] as? Int == 4)
        let members = try await Self.document(program, "totals", "explain", "members")
        #expect(members["published"] as? Int == 4 && members["unit"] as? String == "memberships")

        let nothing = try await program.run("totals", "explain", "happiness", "--year", "2024")
        #expect(nothing.exitCode == ExitReason.usage.rawValue && nothing.errors.contains("there is no such total"))
        #expect(try await program.run("totals", "freeze", "2024").exitCode == ExitReason.usage.rawValue)
        let frozen = try await Self.document(program, "totals", "freeze", "2024", "--yes")
        #expect((frozen["hash"] as? String)?.count == 64)
        let again = try await program.run("totals", "freeze", "2024", "--yes")
        #expect(again.exitCode == ExitReason.badData.rawValue && again.errors.contains("frozen already"))
        #expect(try await program.run("totals", "diff", "2024").exitCode == 0)
        #expect(try await program.run("totals", "freeze").output.contains("2024"))

        worker.send(SIGTERM)
        #expect(await MigrateCommandTests.end(of: worker) == 0, "\(worker.errors)")
        try await database.drop()
    }

    @Test func `tokens are made, made anew after the key was exchanged, and not with the wrong key`() async throws {
        let database = try await MigratedDatabase.make()
        try await TwoTenants.fill(database.database)
        let program = try Program(on: database, personKey: String(repeating: "1", count: 43))
        defer { program.remove() }
        let bare = try Program(on: database)
        defer { bare.remove() }
        let keyless = try await bare.run("totals", "tokens")
        #expect(keyless.exitCode == ExitReason.configuration.rawValue)
        #expect(keyless.errors.contains("HOCTAP_PERSON_KEY_FILE"))

        // what stands there was made with another key
        let numbers = "select count(*), count(distinct token_epoch), min(token_epoch) <> 1 from app.members"
        let made = try await Self.document(program, "totals", "tokens")
        #expect(made["written"] as? Int == 6)
        #expect(try await database.database.run(numbers) == "6|1|t\n")
        #expect(try await Self.document(program, "totals", "tokens")["written"] as? Int == 0)
        #expect(try await !program.run("check").output.contains("key for persons"))

        try program.give(personKey: String(repeating: "2", count: 43))
        #expect(try await program.run("check").output.contains("Warning: the key for persons is another one"))
        let wrong = try await program.run("totals", "tokens")
        #expect(wrong.exitCode == ExitReason.configuration.rawValue && wrong.errors.contains("--new-key"))
        #expect(try await Self.document(program, "totals", "tokens", "--new-key")["written"] as? Int == 6)
        let used = "select epoch = (select distinct token_epoch from app.members) from tally.person_key"
        #expect(try await database.database.run(used) == "t\n")
        try program.give(personKey: "short")
        #expect(try await program.run("check").exitCode == ExitReason.configuration.rawValue)
        try await database.drop()
    }

    private static func document(_ program: Program, _ arguments: String...) async throws -> [String: Any] {
        let outcome = try await program.run(arguments + ["--json"])
        #expect(outcome.exitCode == 0, "\(arguments): \(outcome.output)\(outcome.errors)")
        return try #require(JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
    }
}
