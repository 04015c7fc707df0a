import Postgres
import Schema
import TestSupport
import Testing

@Suite struct SchemaVersionTests {
    @Test func `this binary works with the schema of this repository`() async throws {
        #expect(try MigratedDatabase.files.version == SchemaVersion.supported.upperBound)
        let database = try await MigratedDatabase.make()
        try await database.withConnection(.server) { connection in
            let found = try await SchemaVersion.check(connection, allowingOldServer: true)
            #expect(found == SchemaVersion.supported.upperBound)
        }
    }

    @Test func `a database that is too old or too new says what to do`() async throws {
        let bench = try await MigratorBench([
            "migrations/0001_a.sql": "select 1", "migrations/0002_b.sql": "select 1",
        ])
        try await bench.database.withConnection(.server) { connection in
            let empty = await #expect(throws: SchemaError.self) {
                try await SchemaVersion.check(connection, supported: 1...2, leastServer: 0)
            }
            guard case .tooOld(found: 0, supported: 1...2) = empty else {
                Issue.record("an empty database is too old")
                return
            }
            #expect(said(empty).hasSuffix("run hoctap migrate"))
            _ = try await bench.migrate()
            #expect(try await SchemaVersion.check(connection, supported: 1...2, leastServer: 0) == 2)
            #expect(try await SchemaVersion.check(connection, supported: 2...5, leastServer: 0) == 2)
            let newer = await #expect(throws: SchemaError.self) {
                try await SchemaVersion.check(connection, supported: 1...1, leastServer: 0)
            }
            #expect(said(newer).hasSuffix("this binary is older than the database: upgrade it"))
            let older = await #expect(throws: SchemaError.self) {
                try await SchemaVersion.check(connection, supported: 3...3, leastServer: 0)
            }
            guard case .tooOld(found: 2, supported: 3...3) = older else {
                Issue.record("schema 2 is too old for 3...3")
                return
            }
        }
    }

    @Test func `a server with holes in row security is refused unless it is allowed`() async throws {
        let database = try await MigratedDatabase.make()
        try await database.withConnection(.server) { connection in
            let error = await #expect(throws: SchemaError.self) {
                try await SchemaVersion.check(connection, leastServer: 990_003)
            }
            #expect(said(error).contains("upgrade it to 99.3 or later"))
            try await SchemaVersion.check(connection, leastServer: 990_003, allowingOldServer: true)
        }
        #expect(SchemaVersion.leastServer == 150_020)
    }
}
