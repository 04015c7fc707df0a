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
        #expect(try await !program.run("check").output.contains("Warning"))
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

    private static func document(_ program: Program, _ arguments: String...) async throws -> [String: Any] {
        let outcome = try await program.run(arguments + ["--json"])
        #expect(outcome.exitCode == 0, "\(arguments): \(outcome.output)\(outcome.errors)")
        return try #require(JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
    }
}
