/// The login roles that every cluster has, each for one way of getting in over TCP. Over the Unix socket everybody is
/// trusted.
package enum PostgresClusterLogin: String, CaseIterable, Sendable {
    /// The superuser; SCRAM over TCP, with or without TLS.
    case superuser = "postgres"
    /// SCRAM-SHA-256, with or without TLS.
    case scram = "hoctap_scram"
    /// SCRAM-SHA-256, and only under TLS (`hostssl`).
    case tlsOnly = "hoctap_tls_only"
    /// SCRAM-SHA-256, and only without TLS (`hostnossl`).
    case plainOnly = "hoctap_plain_only"
    /// A client certificate in its name, and no password.
    case certificate = "hoctap_certificate"
    /// A client certificate and the password.
    case certificateAndPassword = "hoctap_certificate_and_password"
    /// The old MD5 method.
    case md5 = "hoctap_md5"
    /// The password in clear.
    case clearPassword = "hoctap_clear_password"
    /// Nothing is asked.
    case trusted = "hoctap_trusted"
    /// The server refuses it.
    case rejected = "hoctap_rejected"

    /// Characters that connection strings must escape, and a letter outside ASCII.
    package var password: String { "mật khẩu '\\ @/:%?&=# \(rawValue)" }

    /// Lines of `pg_hba.conf` for this role over TCP.
    var accessRules: [String] {
        let rule = { (kind: String, method: String) in "\(kind) all \(rawValue) 127.0.0.1/32 \(method)" }
        return switch self {
        case .superuser, .scram: [rule("host", "scram-sha-256")]
        case .tlsOnly: [rule("hostssl", "scram-sha-256"), rule("hostnossl", "reject")]
        case .plainOnly: [rule("hostnossl", "scram-sha-256"), rule("hostssl", "reject")]
        case .certificate: [rule("hostssl", "cert"), rule("hostnossl", "reject")]
        case .certificateAndPassword:
            [rule("hostssl", "scram-sha-256 clientcert=verify-ca"), rule("hostnossl", "reject")]
        case .md5: [rule("host", "md5")]
        case .clearPassword: [rule("host", "password")]
        case .trusted: [rule("host", "trust")]
        case .rejected: [rule("host", "reject")]
        }
    }
}
