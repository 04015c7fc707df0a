import Testing

@testable import hoctap

@Suite struct ServeConfigurationTests {
    @Test func `what is not given has a default, and the server is this machine's alone`() throws {
        let configuration = try configuration([:])
        #expect(configuration.web.host == "127.0.0.1" && configuration.web.port == 8080)
        #expect(configuration.web.shutdownTime == .seconds(20))
        #expect(configuration.serverPool.maximumConnections == 16)
        #expect(configuration.authPool.maximumConnections == 4)
        #expect(configuration.server.postgres["user"] == "hoctap_server")
        #expect(configuration.auth.postgres["user"] == "hoctap_auth")
        #expect(!configuration.allowsOldPostgres)
    }

    @Test(arguments: [
        ("127.0.0.1:1", "127.0.0.1", 1), ("[::1]:65535", "::1", 65535), ("localhost:0", "localhost", 0),
        ("0.0.0.0:8080", "0.0.0.0", 8080),
    ])
    func `an address is host and port`(_ text: String, _ host: String, _ port: Int) throws {
        let address = try ListenAddress(text, setting: .listen)
        #expect(address.host == host && address.port == port)
    }

    @Test(arguments: ["8080", "localhost", "localhost:", ":8080", "::1:8080", "localhost:65536", "http://x:1", "a b:1"])
    func `what is no address is refused`(_ text: String) throws {
        let error = #expect(throws: ConfigurationError.self) { try ListenAddress(text, setting: .figures) }
        #expect(error?.description == "HOCTAP_FIGURES: \"\(text)\" is not HOST:PORT, such as 127.0.0.1:8080")
    }

    @Test(arguments: [
        (
            "HOCTAP_BASE_URL", "",
            "HOCTAP_BASE_URL: not given; say how people reach the server: https://hoctap.example.vn"
        ),
        (
            "HOCTAP_BASE_URL", "http://hoctap.example.vn",
            "HOCTAP_BASE_URL: the base URL must begin with https://, but for localhost, 127.0.0.1 and [::1]"
        ),
        (
            "HOCTAP_PROXIES", "10.0.0.1, proxy",
            "HOCTAP_PROXIES: 'proxy' is no proxy address; write 10.0.0.5, 10.0.0.0/8 or fd00::/8"
        ),
        ("HOCTAP_SERVER_KEY_FILE", "", "HOCTAP_SERVER_KEY_FILE: not given; deploy/secrets makes the key"),
        (
            "HOCTAP_AUTH_CONNECTIONS", "0",
            "HOCTAP_AUTH_CONNECTIONS: \"0\" is not a whole number from 1 to 90"
        ),
        ("HOCTAP_ALLOW_OLD_POSTGRES", "maybe", "HOCTAP_ALLOW_OLD_POSTGRES: \"maybe\" is neither true nor false"),
    ])
    func `what is missing or wrong is named`(_ setting: String, _ value: String, _ message: String) throws {
        let error = #expect(throws: ConfigurationError.self) { try configuration([setting: value]) }
        #expect(error?.description == message)
    }

    @Test func `a key that is too short is refused, and not shown`() throws {
        try TemporaryFolder.lend { folder in
            let path = try folder.write("short", "geheim")
            let error = #expect(throws: ConfigurationError.self) { try configuration(["HOCTAP_SERVER_KEY_FILE": path]) }
            #expect(error?.description.hasPrefix("HOCTAP_SERVER_KEY_FILE: ") == true)
            #expect(error?.description.contains("geheim") == false)
        }
    }

    private func configuration(_ changes: [String: String]) throws -> ServeConfiguration {
        try TemporaryFolder.lend { folder in
            var environment = [
                "HOCTAP_DATABASE": "host=db", "HOCTAP_BASE_URL": "https://hoctap.example.vn",
                "HOCTAP_SERVER_KEY_FILE": try folder.write("key", String(repeating: "k", count: 43)),
            ]
            environment.merge(changes) { _, new in new }
            return try ServeConfiguration(settings: Settings(environment: environment), secretsFolder: folder.path)
        }
    }
}
