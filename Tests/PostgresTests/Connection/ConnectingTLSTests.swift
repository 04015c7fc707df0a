import Postgres
import TestSupport
import Testing

/// `sslmode`, certificates on both sides, and channel binding.
@Suite(.timeLimit(.minutes(2))) struct ConnectingTLSTests {
    enum Outcome: Equatable { case plain, encrypted, refused }

    enum Authority: CaseIterable { case none, right, wrong }

    @Test(arguments: ["disable", "allow", "prefer", "require", "verify-ca", "verify-full"], Authority.allCases)
    func `sslmode decides what is encrypted and whom it trusts`(_ mode: String, _ authority: Authority) async throws {
        let cluster = try await PostgresCluster.shared
        let certificates = cluster.certificates
        for isNamed in [true, false] {
            // The name is not the certificate's when it is not `localhost`; the address is that of the server all the same.
            var route = PostgresClusterRoute.tls(mode: mode)
                .named(isNamed ? "localhost" : "elsewhere.example").with("hostaddr", "127.0.0.1")
            switch authority {
            case .none: route = route.rootCertificate("/no/such/file")
            case .right: route = route.rootCertificate(certificates.authority)
            case .wrong: route = route.rootCertificate(certificates.untrustedAuthority)
            }
            let expected = Self.expected(mode, authority, isNamed: isNamed)
            let found = await outcome(cluster.dsn(route))
            #expect(found.outcome == expected, "\(isNamed) \(String(describing: found.error))")
            if expected == .refused { #expect(found.error?.kind == .connectionFailed) }
        }
    }

    private static func expected(_ mode: String, _ authority: Authority, isNamed: Bool) -> Outcome {
        switch (mode, authority) {
        case ("disable", _), ("allow", _): .plain
        // A root certificate that is there is used; where the check fails, `prefer` goes on without TLS.
        case ("prefer", .wrong): .plain
        case ("prefer", _): .encrypted
        case ("require", .wrong): .refused
        case ("require", _): .encrypted
        case ("verify-ca", .right): .encrypted
        case ("verify-full", .right): isNamed ? .encrypted : .refused
        default: .refused
        }
    }

    @Test func `a role that must use TLS and one that must not`() async throws {
        let cluster = try await PostgresCluster.shared
        for (mode, login, expected) in [
            ("disable", PostgresClusterLogin.tlsOnly, Outcome.refused), ("allow", .tlsOnly, .encrypted),
            ("prefer", .tlsOnly, .encrypted), ("require", .tlsOnly, .encrypted),
            ("disable", .plainOnly, .plain), ("prefer", .plainOnly, .plain), ("require", .plainOnly, .refused),
        ] {
            let found = await outcome(cluster.dsn(.tls(mode: mode, login)))
            #expect(found.outcome == expected, "\(mode) \(login)")
            if expected == .refused { #expect(found.error?.sqlState?.code == "28000") }
        }
    }

    @Test func `client certificates let in, with their key open or under a passphrase`() async throws {
        let cluster = try await PostgresCluster.shared
        let certificates = cluster.certificates
        for login in [PostgresClusterLogin.certificate, .certificateAndPassword] {
            let trusting = PostgresClusterRoute.tls(mode: "verify-full", login)
                .named("localhost").rootCertificate(certificates.authority)
            let encrypted = trusting.clientCertificate(certificates.client, key: certificates.clientKeyEncrypted)
            for (route, expected) in [
                (trusting.clientCertificate(certificates.client, key: certificates.clientKey), Outcome.encrypted),
                (encrypted.with("sslpassword", TestCertificates.keyPassphrase), .encrypted),
                (encrypted.with("sslpassword", "wrong secret"), .refused),
                (trusting.with("sslcert", "/no/such/file"), .refused),
                (
                    trusting.clientCertificate(certificates.untrustedClient, key: certificates.untrustedClientKey),
                    .refused
                ),
            ] {
                for string in [cluster.dsn(route), cluster.uri(route)] {
                    let found = await outcome(string)
                    #expect(found.outcome == expected, "\(String(describing: found.error))")
                    #expect(found.error?.description.contains("wrong secret") != true)
                }
            }
        }
    }

    @Test func `a key under a passphrase that nobody gave is refused, and nobody is asked`() async throws {
        let cluster = try await PostgresCluster.shared
        let certificates = cluster.certificates
        let route = PostgresClusterRoute.tls(mode: "require", .certificate)
            .clientCertificate(certificates.client, key: certificates.clientKeyEncrypted)
        let found = await outcome(cluster.dsn(route))
        #expect(found.outcome == .refused)
        #expect(found.error?.kind == .connectionFailed)
        // OpenSSL had a passphrase to try, and did not turn to the terminal for one.
        #expect(found.error?.message.contains("bad decrypt") == true, "\(String(describing: found.error))")
    }

    @Test func `channel binding is used where it can be, and demanded where it is required`() async throws {
        let cluster = try await PostgresCluster.shared
        for (route, expected) in [
            (PostgresClusterRoute.tls(mode: "require").with("channel_binding", "require"), Outcome.encrypted),
            (.tls(mode: "require").with("channel_binding", "prefer"), .encrypted),
            (.tls(mode: "require").with("channel_binding", "disable"), .encrypted),
            (.tls(mode: "disable").with("channel_binding", "require"), .refused),
            (.tls(mode: "require", .trusted).with("channel_binding", "require"), .refused),
            (.tls(mode: "require", .md5).with("channel_binding", "require"), .refused),
        ] {
            let found = await outcome(cluster.dsn(route))
            #expect(found.outcome == expected, "\(String(describing: found.error))")
        }
    }

    @Test func `GSS encryption is off unless asked for`() async throws {
        let configuration = try PostgresConfiguration("host=localhost")
        #expect(configuration["gssencmode"] == nil)
        let cluster = try await PostgresCluster.shared
        // The first bytes on the wire: an SSLRequest (8 bytes), without a GSSENCRequest (another 8) before it.
        let proxy = try ChaosProxy(.tcp(port: cluster.port))
        proxy.set(.freeze, .toServer, afterBytes: 8)
        proxy.set(.freeze, .toClient, afterBytes: 1)
        let route = PostgresClusterRoute.tls(mode: "require").through(port: proxy.port)
        let string = cluster.dsn(route)
        _ = try await ending {
            _ = try await PostgresConnection.connect(.short(string, connect: .seconds(60)))
        } cancelledAfter: {
            try await proxy.wait { $0.bytesToClient > 0 }
        }
        // The server has answered the request for TLS with its `S`.
        #expect(proxy.figures.bytesToServer == 8)
        #expect(proxy.figures.bytesToClient == 1)
    }

    @Test func `a large result over TLS is read to its end`() async throws {
        let cluster = try await PostgresCluster.shared
        try await PostgresConnection.with(cluster.dsn(.tls(mode: "require"))) { connection in
            for size in [1, 8_191, 16_384, 16_385, 100_000, 3_000_000] {
                let found = try await connection.query("select repeat('x', \(Int32(size)))").value(String.self)
                #expect(found.utf8.count == size)
            }
            let long = String(repeating: "đ", count: 1_000_000)
            let length = try await connection.query("select length(\(long))").value(Int.self)
            #expect(length == 1_000_000)
        }
    }

    private func outcome(_ string: String) async -> (outcome: Outcome, error: PostgresError?) {
        do {
            let isEncrypted = try await PostgresConnection.with(string) { connection in
                try await connection.expect("select 1::text", "1")
                return await connection.isEncrypted
            }
            return (isEncrypted ? .encrypted : .plain, nil)
        } catch {
            return (.refused, error as? PostgresError)
        }
    }
}
