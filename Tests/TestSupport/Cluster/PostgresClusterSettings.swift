/// What a cluster is started with.
package struct PostgresClusterSettings: Sendable {
    /// Lines of `postgresql.conf` that override ours: name and value, the value as PostgreSQL quotes it.
    package var overrides: [String: String]
    /// initdb, certificates and the first start together; generous, for a machine that builds at the same time.
    package var startTimeoutSeconds: Double
    /// Whether pages have checksums.
    package var hasChecksums: Bool

    /// Our own settings, but for `overrides`.
    package init(
        overrides: [String: String] = [:],
        startTimeoutSeconds: Double = 90,
        hasChecksums: Bool = false
    ) {
        self.overrides = overrides
        self.startTimeoutSeconds = startTimeoutSeconds
        self.hasChecksums = hasChecksums
    }

    /// The text of `postgresql.conf`. Nothing is made durable: the folder does not outlive the run.
    func configuration(port: UInt16, folder: PostgresClusterFolder, certificates: TestCertificates) -> String {
        var settings = [
            "listen_addresses": "'127.0.0.1'",
            "port": "\(port)",
            "unix_socket_directories": "'\(folder.socket)'",
            "ssl": "on",
            "ssl_cert_file": "'\(certificates.server)'",
            "ssl_key_file": "'\(certificates.serverKey)'",
            "ssl_ca_file": "'\(certificates.authority)'",
            // All suites run at once.
            "max_connections": "800",
            "shared_buffers": "'32MB'",
            "fsync": "off",
            "synchronous_commit": "off",
            "full_page_writes": "off",
            "wal_level": "minimal",
            "max_wal_senders": "0",
            "max_wal_size": "'512MB'",
            "max_prepared_transactions": "20",
            // A worker in a template would make its clone fail.
            "autovacuum": "off",
            "jit": "off",
            "timezone": "'UTC'",
            "log_timezone": "'UTC'",
            "lc_messages": "'C'",
            "log_line_prefix": "'%m [%p] %u@%d '",
        ]
        settings.merge(overrides) { _, override in override }
        return settings.sorted { $0.key < $1.key }.map { "\($0.key) = \($0.value)\n" }.joined()
    }

    /// The text of `pg_hba.conf`: trust over the socket, one way each for our roles over TCP, SCRAM for any other.
    static let accessRules =
        (["local all all trust"] + PostgresClusterLogin.allCases.flatMap(\.accessRules)
        + ["host all all 127.0.0.1/32 scram-sha-256"]).joined(separator: "\n") + "\n"

    /// SQL that makes the login roles.
    static let roles =
        PostgresClusterLogin.allCases.map { login in
            let password = login.password.escaped("\\", "'", by: "\\")
            let verb = login == .superuser ? "alter" : "create"
            let method = login == .md5 ? "md5" : "scram-sha-256"
            return """
                set password_encryption = '\(method)';
                \(verb) role \(login.rawValue) login password E'\(password)';
                """
        }.joined(separator: "\n")
}
