import Postgres
import TestSupport
import Testing

@Suite struct MigratedDatabaseTests {
    @Test func `clones have the schema and nothing of each other`() async throws {
        let one = try await MigratedDatabase.make()
        let other = try await MigratedDatabase.make()
        try await one.database.run("create table app.only_here (id int)")
        #expect(try await other.database.run("select to_regclass('app.only_here') is null") == "t\n")
        #expect(try await other.database.run("select count(*) > 0 from schema_history.migrations") == "t\n")
        try await one.drop()
        try await other.drop()
    }

    @Test func `a clone belongs to the owner and lets in whom the template does`() async throws {
        let clone = try await MigratedDatabase.make()
        let answer = try await clone.database.run(
            """
            select datdba::regrole, has_database_privilege('hoctap_scram', oid, 'connect')
            from pg_database
            where datname = current_database()
            """
        )
        #expect(answer == "hoctap_owner|f\n")
        for role in MigratedDatabase.Role.allCases {
            let name = try await clone.withConnection(role) { connection in
                try await connection.query("select current_user::text").value(String.self)
            }
            #expect(name == role.rawValue)
        }
        try await clone.drop()
    }

    @Test func `an empty database has the roles and nothing else`() async throws {
        let empty = try await MigratedDatabase.empty()
        #expect(try await empty.database.run("select to_regnamespace('app') is null") == "t\n")
        _ = try await empty.withConnection(.migrate) { connection in
            try await connection.transaction(settings: ["role": "hoctap_owner"]) { transaction in
                try await transaction.script("create schema app")
            }
        }
        try await empty.drop()
    }
}
