import Postgres
import TestSupport
import Testing

@testable import hoctap

@Suite struct DatabaseConfigurationTests {
    @Test func `each role has its own user, and its password from a file that is read at each connect`() async throws {
        let folder = try ReadableSecrets()
        defer { folder.remove() }
        try folder.write("hoctap_server_password", "first\n")
        let database = try DatabaseConfiguration(
            role: .server,
            settings: try Settings(environment: ["HOCTAP_DATABASE": "host=db"]),
            program: "hoctap serve",
            secretsFolder: folder.path
        )
        #expect(database.postgres["user"] == "hoctap_server")
        #expect(database.postgres["dbname"] == "hoctap")
        #expect(database.postgres["application_name"] == "hoctap serve")
        #expect(try await database.postgres.password?() == "first")
        try folder.write("hoctap_server_password", "second")
        #expect(try await database.postgres.password?() == "second")
    }

    @Test func `a role may have a connection string of its own, whole`() throws {
        let settings = try Settings(environment: [
            "HOCTAP_DATABASE": "host=shared dbname=a",
            "HOCTAP_DATABASE_AUTH": "postgresql://other:secret@own:6000/b",
        ])
        let auth = try configuration(.auth, settings)
        #expect(auth["host"] == "own" && auth["user"] == "other" && auth["dbname"] == "b")
        #expect(auth.password == nil)
        #expect(try configuration(.admin, settings)["host"] == "shared")
    }

    @Test(arguments: [
        (
            [:],
            """
            HOCTAP_DATABASE: not given; say where PostgreSQL is, such as "host=127.0.0.1 port=5432 dbname=hoctap"
            """
        ),
        (
            ["HOCTAP_DATABASE": "host=db user=me"],
            "HOCTAP_DATABASE: holds a user, but serves every role; give HOCTAP_DATABASE_SERVER instead"
        ),
        (
            ["HOCTAP_DATABASE": "host=db", "HOCTAP_PASSWORD_SERVER_FILE": "/nowhere/x"],
            "HOCTAP_PASSWORD_SERVER_FILE: /nowhere/x: no such file"
        ),
        (
            ["HOCTAP_DATABASE_SERVER": "password=x", "HOCTAP_PASSWORD_SERVER_FILE": "/nowhere/x"],
            "HOCTAP_PASSWORD_SERVER_FILE: given, and HOCTAP_DATABASE_SERVER holds a password too; take one away"
        ),
    ])
    func `what is missing or double is named`(_ environment: [String: String], _ message: String) throws {
        let settings = try Settings(environment: environment)
        let error = #expect(throws: ConfigurationError.self) { try configuration(.server, settings) }
        #expect(error?.description == message)
    }

    @Test func `a connection string that cannot be read is not shown`() throws {
        let settings = try Settings(environment: ["HOCTAP_DATABASE": "host=db passwort='geheim"])
        let error = #expect(throws: ConfigurationError.self) { try configuration(.server, settings) }
        #expect(error?.description.contains("geheim") == false)
        #expect(error?.description.hasPrefix("HOCTAP_DATABASE: ") == true)
    }

    @Test(arguments: [("", "is empty"), ("\n", "is empty"), ("a\nb", "holds more than one line")])
    func `a secret is one line`(_ text: String, _ problem: String) throws {
        try TemporaryFolder.lend { folder in
            let path = try folder.write("secret", text)
            let file = SecretFile(path: path, setting: .passwordServerFile)
            let error = #expect(throws: ConfigurationError.self) { try file.read() }
            #expect(error?.description == "HOCTAP_PASSWORD_SERVER_FILE: \(path) \(problem)")
        }
    }

    @Test func `a secret may hold spaces, and loses the line's end alone`() throws {
        try TemporaryFolder.lend { folder in
            let path = try folder.write("secret", " mật khẩu \r\n")
            #expect(try SecretFile(path: path, setting: .passwordServerFile).read() == " mật khẩu ")
        }
    }

    @Test func `the configuration signs in to a real server, and follows a password that was changed`() async throws {
        let cluster = try await PostgresCluster.shared
        let folder = try ReadableSecrets()
        defer { folder.remove() }
        try folder.write("hoctap_auth_password", PostgresClusterLogin.scram.password)
        let dsn = cluster.dsn(.tcp(user: PostgresClusterLogin.scram.rawValue, password: nil))
        let settings = try Settings(environment: ["HOCTAP_DATABASE_AUTH": dsn])
        let configuration = try configuration(.auth, settings, folder: folder.path)
        let connection = try await PostgresConnection.connect(configuration)
        #expect(try await connection.query("show application_name").value(String.self) == "hoctap test")
        await connection.close()
        try folder.write("hoctap_auth_password", "wrong")
        let error = await #expect(throws: PostgresError.self) { try await PostgresConnection.connect(configuration) }
        #expect(CommandFailure(try #require(error)).exitCode == ExitReason.noPermission.rawValue)
    }

    private func configuration(
        _ role: DatabaseRole,
        _ settings: Settings,
        folder: String = "/nowhere"
    ) throws(ConfigurationError) -> PostgresConfiguration {
        let program = "hoctap test"
        return try DatabaseConfiguration(
            role: role,
            settings: settings,
            program: program,
            secretsFolder: folder
        ).postgres
    }
}
