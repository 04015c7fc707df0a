import Postgres
import Schema
import TestSupport
import Testing

/// Each fault is seeded in a transaction that is rolled back, so that roles stay as they are for all others.
@Suite(.serialized) struct SchemaChecksTests {
    private static let database = Task { try await MigratedDatabase.make() }

    /// What they report of the schema as it is.
    private static let standing = Task { Set(try await reports(after: "")) }

    /// One session for all of them: what it knows of the catalogue is half of the work.
    private static let session = Task {
        try await PostgresConnection.connect(try await database.value.configuration(.superuser))
    }

    /// What the checks report, as `check: object`, after `sql` has been run as the owner.
    private static func reports(after sql: String) async throws -> [String] {
        let checks = SchemaChecks(try MigratedDatabase.files.checks)
        let connection = try await session.value
        do {
            try await connection.script("begin; set local role hoctap_owner; \(sql)")
            let results = try await checks.run(on: connection)
            try await connection.script("rollback")
            return results.flatMap { result in
                Set(result.violations.map { "\(result.check.name): \($0.object)" }).sorted()
            }
        } catch {
            try await connection.script("rollback")
            throw error
        }
    }

    @Test func `the schema of this repository breaks no rule`() async throws {
        let files = try MigratedDatabase.files
        let results = try await Self.database.value.withConnection(.admin) { connection in
            try await SchemaChecks(files.checks).run(on: connection)
        }
        #expect(results.count == files.checks.count)
        for result in results { #expect(result.violations == [], "\(result.check.name): \(result.check.explanation)") }
    }

    @Test func `every check has a fault that it must find`() throws {
        let tested = Set(
            SchemaFault.all.flatMap(\.reports).compactMap { $0.split(separator: ":").first.map(String.init) }
        )
        #expect(try Set(MigratedDatabase.files.checks.map(\.name)) == tested)
    }

    @Test(arguments: SchemaFault.all)
    func `a fault is reported, and nothing else`(_ fault: SchemaFault) async throws {
        let before = try await Self.standing.value
        let after = try await Self.reports(after: "\(SchemaFault.clean); \(fault.sql)")
        #expect(Set(after).subtracting(before) == fault.reports)
    }

    @Test(arguments: [""] + SchemaFault.harmless)
    func `what is as it should be is not reported`(_ sql: String) async throws {
        let before = try await Self.standing.value
        #expect(Set(try await Self.reports(after: "\(SchemaFault.clean); \(sql)")).subtracting(before) == [])
    }

    @Test func `a check that the server refuses is named`() async throws {
        let folder = try SchemaFolder([
            "migrations/0001_a.sql": "select 1", "checks/bad.sql": "-- Why.\nselect nothing",
            "checks/columns.sql": "-- Why.\nselect 'one column'",
        ])
        let checks = try folder.files.checks
        try await Self.database.value.withConnection(.admin) { connection in
            for check in checks {
                let error = await #expect(throws: SchemaError.self) {
                    _ = try await SchemaChecks([check]).run(on: connection)
                }
                #expect(said(error).hasPrefix("checks/\(check.name).sql: "))
            }
        }
    }

    @Test func `violations are bounded`() async throws {
        let folder = try SchemaFolder([
            "migrations/0001_a.sql": "select 1",
            "checks/many.sql": "-- Why.\nselect n::text as object, 'x' as violation from generate_series(1, 1000) as n",
        ])
        let checks = try folder.files.checks
        let results = try await Self.database.value.withConnection(.admin) { connection in
            try await SchemaChecks(checks).run(on: connection)
        }
        #expect(results.first?.violations.count == SchemaChecks.mostViolations)
        #expect(results.first?.violations.first == SchemaCheck.Violation(object: "1", violation: "x"))
    }
}
