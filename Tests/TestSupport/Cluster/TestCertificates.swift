import Glibc

/// The certificates of a cluster, made with the `openssl` command: an authority, what it signed, and a second authority
/// that nobody trusts. Paths; keys are elliptic (P-256), so that making them takes a moment only.
package struct TestCertificates: Sendable {
    let folder: String

    /// The authority that signed the server's and the client's certificate (`sslrootcert`).
    package var authority: String { "\(folder)/authority.crt" }
    /// An authority that signed nothing of the server's.
    package var untrustedAuthority: String { "\(folder)/untrusted.crt" }
    /// Client certificate in the name of `PostgresClusterLogin.certificate` (`sslcert`).
    package var client: String { "\(folder)/client.crt" }
    /// Its key (`sslkey`).
    package var clientKey: String { "\(folder)/client.key" }
    /// Its key under `keyPassphrase`.
    package var clientKeyEncrypted: String { "\(folder)/client-encrypted.key" }
    /// What opens `clientKeyEncrypted` (`sslpassword`).
    package static let keyPassphrase = "kín đáo 'x'"
    /// The same name, signed by the untrusted authority.
    package var untrustedClient: String { "\(folder)/untrusted-client.crt" }
    /// Its key.
    package var untrustedClientKey: String { "\(folder)/untrusted-client.key" }
    /// For `localhost`, 127.0.0.1 and ::1.
    var server: String { "\(folder)/server.crt" }
    var serverKey: String { "\(folder)/server.key" }

    private static let validDays = 3_650
    private static let timeoutSeconds = 20.0

    /// Makes them all in `folder`; the server's key is given to `owner`.
    static func make(in folder: String, owner: PostgresInstallation.ServerUser?) throws -> TestCertificates {
        let certificates = TestCertificates(folder: folder)
        let isAuthority = "basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign,cRLSign"
        let isServer =
            "basicConstraints=CA:FALSE\nextendedKeyUsage=serverAuth\n"
            + "subjectAltName=DNS:localhost,IP:127.0.0.1,IP:::1"
        let isClient = "basicConstraints=CA:FALSE\nextendedKeyUsage=clientAuth"
        let role = PostgresClusterLogin.certificate.rawValue
        try certificates.make("authority", commonName: "hoctap test authority", isAuthority)
        try certificates.make("untrusted", commonName: "hoctap untrusted authority", isAuthority)
        try certificates.make("server", commonName: "localhost", isServer, signer: "authority")
        try certificates.make("client", commonName: role, isClient, signer: "authority")
        try certificates.make("untrusted-client", commonName: role, isClient, signer: "untrusted")
        try certificates.openssl([
            "pkey", "-in", certificates.clientKey, "-out", certificates.clientKeyEncrypted, "-aes256", "-passout",
            "pass:\(keyPassphrase)",
        ])
        chmod(certificates.clientKeyEncrypted, 0o600)
        if let owner, chown(certificates.serverKey, owner.userID, owner.groupID) != 0 {
            throw TestSupportError("cannot give the server's key to \(owner.name)")
        }
        return certificates
    }

    private func make(_ name: String, commonName: String, _ extensions: String, signer: String? = nil) throws {
        let configuration = """
            [req]
            distinguished_name = subject
            prompt = no
            x509_extensions = extensions
            [subject]
            CN = \(commonName)
            [extensions]
            \(extensions)
            """
        var arguments = [
            "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-noenc", "-sha256",
            "-days", "\(Self.validDays)", "-config", "/dev/stdin",
            "-keyout", "\(folder)/\(name).key", "-out", "\(folder)/\(name).crt",
        ]
        if let signer { arguments += ["-CA", "\(folder)/\(signer).crt", "-CAkey", "\(folder)/\(signer).key"] }
        try openssl(arguments, input: configuration)
        chmod("\(folder)/\(name).key", 0o600)
    }

    private func openssl(_ arguments: [String], input: String = "") throws {
        do {
            try ChildProcess.run(
                .init(executable: "openssl", arguments: arguments, folder: folder),
                input: input,
                timeoutSeconds: Self.timeoutSeconds
            )
        } catch {
            throw TestSupportError("the test certificates need OpenSSL 3 (apt-get install openssl): \(error)")
        }
    }
}
