import Foundation
import Postgres
import TestSupport
import Testing

/// The ways in, and what each refusal is called.
@Suite(.timeLimit(.minutes(2))) struct ConnectingTests {
    @Test func `keywords and URI reach the server, over the Unix socket and over TCP`() async throws {
        let cluster = try await PostgresCluster.shared
        for route in [PostgresClusterRoute.unixSocket, .tcp(.superuser)] {
            for string in [cluster.dsn(route), cluster.uri(route)] {
                let user = try await PostgresConnection.with(string) { try await $0.text("select session_user::text") }
                #expect(user == "postgres")
            }
        }
    }

    @Test(arguments: [
        PostgresClusterLogin.scram, .md5, .clearPassword, .trusted,
    ])
    func `each method of authentication lets the right password in`(_ login: PostgresClusterLogin) async throws {
        let cluster = try await PostgresCluster.shared
        for string in [cluster.dsn(.tcp(login)), cluster.uri(.tcp(login))] {
            try await PostgresConnection.with(string) { connection in
                try await connection.expect("select session_user::text", login.rawValue)
                #expect(await !connection.isEncrypted)
            }
        }
    }

    @Test(arguments: [PostgresClusterLogin.scram, .md5, .clearPassword])
    func `a wrong password is refused with its SQLSTATE`(_ login: PostgresClusterLogin) async throws {
        let cluster = try await PostgresCluster.shared
        let error = await refusal(cluster.dsn(.tcp(login).password("kẻ trộm")))
        #expect(error?.kind == .connectionFailed)
        #expect(error?.sqlState == .invalidPassword)
        #expect(error?.sqlState?.code == "28P01")
        #expect(error?.description.contains("kẻ trộm") == false)
        #expect(error?.description.contains("LOCATION") == false)
    }

    @Test func `a missing password is said to be missing`() async throws {
        let cluster = try await PostgresCluster.shared
        let route = PostgresClusterRoute.tcp(.scram).password(nil).with("passfile", "/no/such/file")
        let error = await refusal(cluster.dsn(route))
        #expect(error?.kind == .connectionFailed)
        #expect(error?.message.contains("asks for a password and none was given") == true)
    }

    @Test func `an unknown database and a role that is locked out have their SQLSTATEs`() async throws {
        let cluster = try await PostgresCluster.shared
        let database = await refusal(cluster.dsn(.unixSocket, database: "không có"))
        #expect(database?.kind == .connectionFailed)
        #expect(database?.sqlState?.code == "3D000")
        let role = await refusal(cluster.dsn(.tcp(.rejected)))
        #expect(role?.sqlState?.code == "28000")
        let unknown = await refusal(cluster.dsn(.unixSocket(user: "nobody_such")))
        #expect(unknown?.sqlState?.code == "28000")
    }

    @Test func `a closed port and a missing socket are failures without SQLSTATE`() async throws {
        let cluster = try await PostgresCluster.shared
        let port = try LoopbackPort.free()
        let closed = await refusal(cluster.dsn(.tcp(.scram).through(port: port)))
        #expect(closed?.kind == .connectionFailed)
        #expect(closed?.sqlState == nil)
        #expect(closed?.message.contains("refused") == true)
        let missing = await refusal(cluster.dsn(.unixSocket.through(port: port)))
        #expect(missing?.kind == .connectionFailed)
    }

    @Test func `options of libpq that cannot be are told before anything is sent`() async throws {
        let cluster = try await PostgresCluster.shared
        for (keyword, value) in [
            ("sslmode", "nonsense"), ("channel_binding", "nonsense"), ("target_session_attrs", "nonsense"),
            ("keepalives_idle", "nonsense"), ("ssl_min_protocol_version", "nonsense"),
        ] {
            let error = await refusal(cluster.dsn(.tcp(.scram).with(keyword, value)))
            #expect(error?.kind == .configuration, "\(keyword)")
            #expect(error?.message.contains("nonsense") == false, "\(keyword)")
        }
    }

    @Test func `the connection knows its server and its settings`() async throws {
        let cluster = try await PostgresCluster.shared
        let route = PostgresClusterRoute.tcp(.scram).with("options", "-c work_mem=5MB")
        try await PostgresConnection.with(cluster.dsn(route)) { connection in
            #expect(await connection.serverVersion >= 150_000)
            #expect(await connection.parameterStatus("client_encoding") == "UTF8")
            #expect(await connection.parameterStatus("application_name") == "hoctap")
            #expect(await connection.parameterStatus("no_such") == nil)
            #expect(await connection.transactionStatus == .idle)
            try await connection.expect("show work_mem", "5MB")
            try await connection.expect("select pg_backend_pid()::text", "\(connection.processID)")
        }
    }

    @Test func `text is UTF-8 whatever the string says, and a name of one's own is kept`() async throws {
        let cluster = try await PostgresCluster.shared
        let route = PostgresClusterRoute.unixSocket
            .with("client_encoding", "LATIN1").with("application_name", "sổ hội viên")
        try await PostgresConnection.with(cluster.dsn(route)) { connection in
            try await connection.expect("select 'đường'", "đường")
            try await connection.expect("show client_encoding", "UTF8")
            // The server keeps a name in ASCII alone.
            let name = try await connection.text("show application_name")
            #expect(name?.hasPrefix("s") == true)
        }
    }

    @Test func `keepalives and the time for unacknowledged data reach the socket`() async throws {
        let cluster = try await PostgresCluster.shared
        let proxy = try ChaosProxy(.tcp(port: cluster.port))
        let plain = cluster.dsn(.tcp(.trusted).through(port: proxy.port))
        try await PostgresConnection.with(plain) { _ in
            let socket = try #require(TCPSocket.connected(toPort: proxy.port))
            #expect(socket.option(SOL_SOCKET, SO_KEEPALIVE) == 1)
            #expect(socket.option(Int32(IPPROTO_TCP), TCP_KEEPIDLE) == 60)
            #expect(socket.option(Int32(IPPROTO_TCP), TCP_KEEPINTVL) == 10)
            #expect(socket.option(Int32(IPPROTO_TCP), TCP_KEEPCNT) == 3)
            #expect(socket.option(Int32(IPPROTO_TCP), TCP_USER_TIMEOUT) == 30_000)
        }
        let other = try ChaosProxy(.tcp(port: cluster.port))
        let route = PostgresClusterRoute.tcp(.trusted).through(port: other.port)
            .with("keepalives_idle", "7").with("tcp_user_timeout", "9000")
        try await PostgresConnection.with(cluster.dsn(route)) { _ in
            let socket = try #require(TCPSocket.connected(toPort: other.port))
            #expect(socket.option(Int32(IPPROTO_TCP), TCP_KEEPIDLE) == 7)
            #expect(socket.option(Int32(IPPROTO_TCP), TCP_USER_TIMEOUT) == 9_000)
        }
    }

    @Test func `a server that is full says so, and lets in again`() async throws {
        let settings = PostgresClusterSettings(overrides: [
            "max_connections": "4", "superuser_reserved_connections": "1",
        ])
        try await PostgresCluster.withThrowaway(settings) { cluster in
            let string = cluster.dsn(.tcp(.trusted))
            var held: [PostgresConnection] = []
            var full: PostgresError?
            for _ in 0..<8 where full == nil {
                do {
                    held.append(try await PostgresConnection.connect(PostgresConfiguration(string)))
                } catch {
                    full = error as? PostgresError
                }
            }
            #expect(held.count == 3)
            #expect(full?.kind == .connectionFailed)
            #expect(full?.sqlState?.code == "53300")
            for connection in held { await connection.close() }
            try await eventually { try await PostgresConnection.with(string) { _ in } }
        }
    }

    @Test func `a server that is shutting down says so`() async throws {
        try await PostgresCluster.withThrowaway { cluster in
            try await PostgresConnection.with(cluster.dsn(.unixSocket)) { connection in
                let postmaster = try #require(cluster.postmasterID)
                // The smart shutdown: waits for those who are in, and lets nobody in any more.
                kill(postmaster, SIGTERM)
                var state: String?
                for _ in 0..<200 where state == nil {
                    state = await refusal(cluster.dsn(.unixSocket))?.sqlState?.code
                }
                #expect(state == "57P03")
                try await connection.expect("select 'still in'", "still in")
            }
        }
    }

    private func refusal(_ string: String) async -> PostgresError? {
        do {
            let connection = try await PostgresConnection.connect(PostgresConfiguration(string))
            await connection.close()
            return nil
        } catch {
            return error as? PostgresError
        }
    }
}

/// What `eventually` is told when its condition does not hold yet.
struct NotYet: Error {}

/// Tries again for some seconds: for what takes the server a moment.
func eventually(_ body: () async throws -> Void) async throws {
    var attempts = 0
    while true {
        do { return try await body() } catch {
            attempts += 1
            guard attempts < 400 else { throw error }
            try await Task.sleep(for: .milliseconds(20))
        }
    }
}

/// A socket of this process, found by its peer.
struct TCPSocket {
    let descriptor: Int32

    static func connected(toPort port: UInt16) -> TCPSocket? {
        (0..<4_096).lazy.map { TCPSocket(descriptor: $0) }.first { $0.peerPort == port }
    }

    private var peerPort: UInt16? {
        var address = sockaddr_in()
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let status = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { getpeername(descriptor, $0, &size) }
        }
        guard status == 0, address.sin_family == sa_family_t(AF_INET) else { return nil }
        return UInt16(bigEndian: address.sin_port)
    }

    func option(_ level: Int32, _ name: Int32) -> Int32 {
        var value: Int32 = -1
        var size = socklen_t(MemoryLayout<Int32>.size)
        getsockopt(descriptor, level, name, &value, &size)
        return value
    }
}
