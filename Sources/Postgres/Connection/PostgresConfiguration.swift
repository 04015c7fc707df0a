internal import CLibPQ
package import Logging
internal import Metrics
package import Tracing

/// Where and how to connect, and the limits of every connection made with it.
package struct PostgresConfiguration: Sendable {
    /// How statements reach the server.
    package enum StatementMode: Hashable, Sendable {
        /// Prepared at first use and kept, `limit` of them a connection; the least recently used goes first.
        case cached(limit: Int)
        /// Parsed anew each time, with no name: for a pooler that hands out connections by transaction.
        case unnamed
    }

    /// libpq's connection keywords and their values, in libpq's order, those from the connection string only.
    package private(set) var keywords: [(keyword: String, value: String)] = []
    /// Asked for the password before each connect, for a secret that changes; the connection string's serves otherwise.
    /// It has to end when its task is cancelled: the connect deadline cancels it.
    package var password: (@Sendable () async throws -> String)?
    /// From the call to a connection that is ready. With several hosts, each has its share (or `connect_timeout`).
    package var connectTimeout: Duration = .seconds(10)
    /// For one request, from the call to its answer; a call may say otherwise.
    package var queryTimeout: Duration = .seconds(30)
    /// How long the server has to confirm a cancellation, or a cancel request to end, before the connection is closed.
    /// With it a call ends within its deadline plus this.
    package var cancelGrace: Duration = .milliseconds(1500)
    package var statementMode = StatementMode.cached(limit: 256)
    /// A result that has more bytes, on its way or in memory, is never handed out: the statement is cancelled, and fails with
    /// `.resultTooLarge`. The connection goes on, but where more than twice as much came (and 16 MiB more at least), as in the
    /// midst of a single huge value, which a server cannot stop: it is closed then. Such a value may be in memory as a whole
    /// for a moment. Streams have the limit for each batch, and COPY has none.
    package var maximumResultBytes = 256 << 20
    /// The parameters of one statement together; libpq holds them in memory twice while they are sent.
    package var maximumParameterBytes = 256 << 20
    /// Adds detail, hint and context, which may hold values, to the debug description of errors. For development.
    package var includesErrorDetail = false
    /// Takes life-cycle events and the codes of notices; never a value.
    package var logger = Logger(label: "hoctap.postgres", factory: { _ in SwiftLogNoOpLogHandler() })
    /// Makes a span of each request (OpenTelemetry's database names); none if `nil`.
    package var tracer: (any Tracer)?
    /// How long requests took that succeeded.
    let durations = Timer(label: Self.durationLabel, dimensions: Self.dimensions)
    /// Called on the connection's loop with each notice, before the call that caused it returns; must not block.
    package var onNotice: (@Sendable (PostgresServerError) -> Void)?
    /// What is known of the database's own types; connections made with the same configuration share it.
    package var types = PostgresTypeCatalogue()

    /// - Parameter connectionString: a URI (`postgresql://…`) or keywords (`host=… dbname=…`), as libpq reads it.
    /// - Throws: `.configuration`; the message shows no part of the string, which may hold a password.
    package init(_ connectionString: String) throws(PostgresError) {
        guard !connectionString.utf8.contains(0) else {
            throw PostgresError(.configuration, "connection string: a NUL character")
        }
        var message: UnsafeMutablePointer<CChar>?
        guard let options = PQconninfoParse(connectionString, &message) else {
            defer { PQfreemem(message) }
            let text = message.map { String(cString: $0) } ?? "out of memory"
            throw PostgresError(.configuration, "connection string: \(PostgresRedaction.withoutQuotedText(text))")
        }
        defer { PQconninfoFree(options) }
        var option = options
        while let keyword = option.pointee.keyword {
            if let value = option.pointee.val { set(String(cString: keyword), to: String(cString: value)) }
            option += 1
        }
        try check(isURI: connectionString.hasPrefix("postgresql://") || connectionString.hasPrefix("postgres://"))
    }

    /// The value of one of libpq's connection keywords.
    package subscript(keyword: String) -> String? {
        get { keywords.first { $0.keyword == keyword }?.value }
        set { set(keyword, to: newValue) }
    }

    private mutating func set(_ keyword: String, to value: String?) {
        keywords.removeAll { $0.keyword == keyword }
        if let value { keywords.append((keyword, value)) }
    }

    /// Parts of a password that was not percent-encoded end up in the host, the port or the database's name, which are
    /// shown in messages.
    private func check(isURI: Bool) throws(PostgresError) {
        if self["host"]?.unicodeScalars.contains("@") == true {
            throw PostgresError(
                .configuration,
                "connection string: the host holds an \"@\"; write @ in a password as %40"
            )
        }
        if isURI, self["dbname"]?.unicodeScalars.contains("@") == true {
            throw PostgresError(
                .configuration,
                "connection string: the database's name holds an \"@\"; write / in a password as %2F"
            )
        }
        let ports = self["port"]?.split(separator: ",", omittingEmptySubsequences: false) ?? []
        guard ports.allSatisfy({ $0.isEmpty || (UInt16($0) ?? 0) > 0 }) else {
            throw PostgresError(.configuration, "connection string: a port is not a number from 1 to 65535")
        }
        if self["replication"] != nil {
            throw PostgresError(.configuration, "connection string: replication connections are not supported")
        }
    }

    /// What libpq is given: the keywords, and defaults for what they leave open.
    /// - Throws: `.configuration` for a NUL, at which libpq would take a value to end.
    func effectiveKeywords(password: String?) throws(PostgresError) -> [(keyword: String, value: String)] {
        var effective = keywords
        if let password {
            effective.removeAll { $0.keyword == "password" }
            effective.append(("password", password))
        }
        for (keyword, value) in Self.defaults where !effective.contains(where: { $0.keyword == keyword }) {
            effective.append((keyword, value))
        }
        // Without a passphrase OpenSSL would ask for it at the terminal, and wait; a wrong one makes it fail.
        if effective.last(where: { $0.keyword == "sslpassword" })?.value.isEmpty ?? true {
            effective.removeAll { $0.keyword == "sslpassword" }
            effective.append(("sslpassword", " "))
        }
        // Values are decoded as UTF-8, whatever the string or PGCLIENTENCODING say.
        effective.removeAll { $0.keyword == "client_encoding" }
        effective.append(("client_encoding", "UTF8"))
        for (keyword, value) in effective where value.utf8.contains(0) {
            throw PostgresError(.configuration, "a NUL character in \(keyword)")
        }
        return effective
    }

    /// GSS encryption costs a round trip and pulls Kerberos into the process, so it is asked for or off. Keepalives find
    /// a dead peer of an idle connection in a minute and a half; data that is not acknowledged ends it in 30 s.
    private static let defaults = [
        ("gssencmode", "disable"), ("fallback_application_name", "hoctap"),
        ("keepalives_idle", "60"), ("keepalives_interval", "10"), ("keepalives_count", "3"),
        ("tcp_user_timeout", "30000"),
    ]
}

extension PostgresConfiguration: CustomStringConvertible {
    /// Host, port, database and user; no secret.
    package var description: String {
        ["host", "port", "dbname", "user"]
            .compactMap { keyword in self[keyword].map { "\(keyword)=\($0)" } }
            .joined(separator: " ")
    }
}
