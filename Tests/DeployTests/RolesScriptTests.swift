import Foundation
import Postgres
import TestSupport
import Testing

/// `deploy/postgres/10-roles.sh` against a cluster of its own: it makes roles, which belong to the whole cluster.
@Suite struct RolesScriptTests {
    @Test func `the script makes roles and database, takes over what was rotated, and repeats itself`() async throws {
        try await PostgresCluster.withThrowaway { cluster in
            let folder = try RolesFolder()
            defer { folder.remove() }
            try folder.write("hoctap_server_password", "it's \"odd\" \\ mật khẩu")
            try folder.write("hoctap_migrate_password", "first")
            try await folder.run(on: cluster)
            let made = try await Self.state(of: cluster)
            #expect(made.contains("hoctap|hoctap_owner|UTF8|C.UTF-8"))
            #expect(try await Self.user(cluster, "hoctap_migrate", "first") == "hoctap_migrate")
            await #expect(throws: PostgresError.self) { try await Self.user(cluster, "hoctap_migrate", "second") }
            // without a secret, nobody gets in
            await #expect(throws: PostgresError.self) { try await Self.user(cluster, "hoctap_admin", "") }

            try await folder.run(on: cluster)
            #expect(try await Self.state(of: cluster) == made)

            try folder.write("hoctap_migrate_password", "second")
            try folder.remove("hoctap_server_password")
            try await folder.run(on: cluster)
            #expect(try await Self.user(cluster, "hoctap_migrate", "second") == "hoctap_migrate")
            await #expect(throws: PostgresError.self) { try await Self.user(cluster, "hoctap_migrate", "first") }
            let passwords = try await cluster.database("postgres").run(
                "select rolname from pg_authid where rolname like 'hoctap\\_%' and rolpassword like 'SCRAM-SHA-256$%' order by 1"
            )
            #expect(passwords.contains("hoctap_migrate\n") && !passwords.contains("hoctap_server\n"))
        }
    }

    @Test func `no password reaches the server's log, even where every statement is logged`() async throws {
        let settings = PostgresClusterSettings(overrides: ["log_statement": "'all'", "log_min_duration_statement": "0"])
        try await PostgresCluster.withThrowaway(settings) { cluster in
            let folder = try RolesFolder()
            defer { folder.remove() }
            try folder.write("hoctap_server_password", "not-to-be-seen")
            try await folder.run(on: cluster)
            #expect(cluster.log.contains("create database"))
            #expect(!cluster.log.contains("not-to-be-seen"))
        }
    }

    @Test func `an empty secret is a mistake and not an open door`() async throws {
        try await PostgresCluster.withThrowaway { cluster in
            let folder = try RolesFolder()
            defer { folder.remove() }
            try folder.write("hoctap_server_password", "\n")
            let error = await #expect(throws: TestSupportError.self) { try await folder.run(on: cluster) }
            #expect(error.map { "\($0)".contains("hoctap_server_password is empty") } == true)
        }
    }

    /// Signs in over TCP, where passwords count.
    private static func user(_ cluster: PostgresCluster, _ user: String, _ password: String) async throws -> String {
        let dsn = cluster.dsn(.tcp(user: user, password: password), database: "hoctap")
        let connection = try await PostgresConnection.connect(PostgresConfiguration(dsn))
        let name = try await connection.query("select session_user::text").value(String.self)
        await connection.close()
        return name
    }

    /// Roles with their attributes, memberships and settings, and databases: everything but the passwords.
    private static func state(of cluster: PostgresCluster) async throws -> String {
        try await cluster.database("postgres").run(
            """
            select rolname, rolcanlogin, rolinherit, rolsuper, rolbypassrls, rolreplication, rolconfig
            from pg_roles where rolname like 'hoctap\\_%' order by 1;
            select roleid::regrole, member::regrole from pg_auth_members order by 1, 2;
            select datname, pg_get_userbyid(datdba), pg_encoding_to_char(encoding), datcollate, datacl
            from pg_database order by 1;
            """
        )
    }
}

/// A folder of secrets for the script.
struct RolesFolder {
    private let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.appending(path: "hoctap-roles-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    func write(_ name: String, _ secret: String) throws {
        try Data("\(secret)\n".utf8).write(to: URL(filePath: "\(path)/\(name)"))
    }

    func remove(_ name: String) throws { try FileManager.default.removeItem(atPath: "\(path)/\(name)") }

    func remove() { try? FileManager.default.removeItem(atPath: path) }

    /// Runs the script as PostgreSQL's image would, with this folder for the secrets.
    func run(on cluster: PostgresCluster) async throws {
        let command = ChildProcess.Command(
            executable: "env",
            arguments: [
                "PATH=\(cluster.programsFolder):/usr/bin:/bin",
                "PGHOST=\(cluster.socketFolder)", "PGPORT=\(cluster.port)",
                "HOCTAP_SECRETS=\(path)", "HOCTAP_ROLES=\(try RepositoryFolder.path("sql/roles/roles.sql"))",
                try RepositoryFolder.path("deploy/postgres/10-roles.sh"),
            ]
        )
        try await BlockingWork.run { _ = try ChildProcess.run(command, timeoutSeconds: 60) }
    }
}
