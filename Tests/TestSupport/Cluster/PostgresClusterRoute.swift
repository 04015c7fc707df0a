/// How a connection string reaches a cluster, and as whom.
package struct PostgresClusterRoute: Sendable {
    enum Transport: Sendable { case unixSocket, tcp }

    var transport: Transport
    var host: String?
    var port: UInt16?
    var user: String
    var password: String?
    /// Further keywords, in the order in which they are written.
    var keywords: [(name: String, value: String)] = []

    /// The Unix socket, as the superuser.
    package static let unixSocket = unixSocket(user: PostgresClusterLogin.superuser.rawValue)

    /// The Unix socket; every role is trusted there.
    package static func unixSocket(user: String) -> PostgresClusterRoute {
        PostgresClusterRoute(transport: .unixSocket, user: user)
    }

    /// TCP without TLS. A nil password is left out.
    package static func tcp(user: String, password: String?) -> PostgresClusterRoute {
        PostgresClusterRoute(
            transport: .tcp,
            user: user,
            password: password,
            keywords: [("sslmode", "disable")]
        )
    }

    /// TCP without TLS, as one of the cluster's login roles, with its password.
    package static func tcp(_ login: PostgresClusterLogin) -> PostgresClusterRoute {
        tcp(user: login.rawValue, password: login.password)
    }

    /// TCP with `sslmode=mode`, as one of the cluster's login roles. `verify-ca` and `verify-full` need `.rootCertificate`
    /// (or `.trustingAuthority` of a cluster); a certificate role needs `.clientCertificate`.
    package static func tls(mode: String, _ login: PostgresClusterLogin = .scram) -> PostgresClusterRoute {
        PostgresClusterRoute(
            transport: .tcp,
            user: login.rawValue,
            password: login.password,
            keywords: [("sslmode", mode)]
        )
    }

    /// The same to another port of this machine: a proxy's, or a closed one.
    package func through(port: UInt16) -> PostgresClusterRoute {
        var route = self
        route.port = port
        return route
    }

    /// The same with another host name; over TCP it is 127.0.0.1 otherwise.
    package func named(_ host: String) -> PostgresClusterRoute {
        var route = self
        route.host = host
        return route
    }

    /// The same with another password; nil leaves it out.
    package func password(_ password: String?) -> PostgresClusterRoute {
        var route = self
        route.password = password
        return route
    }

    /// The same with `sslrootcert`.
    package func rootCertificate(_ path: String) -> PostgresClusterRoute { with("sslrootcert", path) }

    /// The same with `sslcert` and `sslkey`.
    package func clientCertificate(_ path: String, key: String) -> PostgresClusterRoute {
        with("sslcert", path).with("sslkey", key)
    }

    /// The same with one more keyword of libpq.
    package func with(_ keyword: String, _ value: String) -> PostgresClusterRoute {
        var route = self
        route.keywords.append((keyword, value))
        return route
    }
}

extension PostgresCluster {
    /// A connection string in libpq's keyword form.
    package func dsn(_ route: PostgresClusterRoute, database: String = "postgres") -> String {
        keywords(route, database: database).map { keyword, value in
            "\(keyword)='\(value.escaped("\\", "'", by: "\\"))'"
        }.joined(separator: " ")
    }

    /// The same as a URI.
    package func uri(_ route: PostgresClusterRoute, database: String = "postgres") -> String {
        let pairs = keywords(route, database: database).map { "\($0)=\(Self.percentEncoded($1))" }
        return "postgresql://?\(pairs.joined(separator: "&"))"
    }

    private func keywords(_ route: PostgresClusterRoute, database: String) -> [(String, String)] {
        let host = route.host ?? (route.transport == .unixSocket ? socketFolder : "127.0.0.1")
        var keywords = [
            ("host", host), ("port", "\(route.port ?? port)"), ("dbname", database), ("user", route.user),
        ]
        if let password = route.password { keywords.append(("password", password)) }
        return keywords + route.keywords.map { ($0.name, $0.value) }
    }

    private static func percentEncoded(_ text: String) -> String {
        text.utf8.map { byte in
            let character = Character(UnicodeScalar(byte))
            if character.isASCII && (character.isLetter || character.isNumber) || "-._~".contains(character) {
                return String(character)
            }
            let digits = String(byte, radix: 16, uppercase: true)
            return byte < 16 ? "%0\(digits)" : "%\(digits)"
        }.joined()
    }
}
