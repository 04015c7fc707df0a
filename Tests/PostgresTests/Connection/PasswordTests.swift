import Foundation
import Glibc
import Postgres
import Synchronization
import TestSupport
import Testing

/// Where a password may come from.
@Suite(.timeLimit(.minutes(2))) struct PasswordTests {
    private struct NoSecret: Error {}

    private func withoutPassword(_ login: PostgresClusterLogin = .scram) async throws -> PostgresConfiguration {
        let cluster = try await PostgresCluster.shared
        let route = PostgresClusterRoute.tcp(login).password(nil).with("passfile", "/no/such/file")
        return try .short(cluster.dsn(route))
    }

    @Test func `the closure is asked before each connect, and its answer goes before the string's`() async throws {
        let cluster = try await PostgresCluster.shared
        var configuration = try PostgresConfiguration.short(cluster.dsn(.tcp(.scram).password("old secret")))
        let calls = Mutex(0)
        configuration.password = {
            let call = calls.withLock { calls in
                calls += 1
                return calls
            }
            return call == 2 ? "rotated away" : PostgresClusterLogin.scram.password
        }
        try await PostgresConnection.with(configuration) { _ in }
        let second = await Ending.of { try await PostgresConnection.with(configuration) { _ in } }
        #expect(second.postgres?.sqlState?.code == "28P01")
        try await PostgresConnection.with(configuration) { _ in }
        #expect(calls.withLock { $0 } == 3)
    }

    @Test func `what the closure throws is what the caller gets`() async throws {
        var configuration = try await withoutPassword()
        configuration.password = { throw NoSecret() }
        let ending = await Ending.of { try await PostgresConnection.with(configuration) { _ in } }
        #expect(ending.error is NoSecret)
    }

    @Test func `a closure that hangs ends with the connect deadline`() async throws {
        var configuration = try await withoutPassword()
        configuration.connectTimeout = .milliseconds(300)
        configuration.password = {
            try await Task.sleep(for: .seconds(600))
            return "too late"
        }
        let ending = await Ending.of { try await PostgresConnection.with(configuration) { _ in } }
        #expect(ending.kind == .deadlineExceeded)
        #expect(ending.isWithin(.milliseconds(300)))
    }

    @Test func `a closure that hangs ends when the caller is cancelled`() async throws {
        var configuration = try await withoutPassword()
        let isAsked = Mutex(false)
        configuration.password = {
            isAsked.withLock { $0 = true }
            try await Task.sleep(for: .seconds(600))
            return "too late"
        }
        let asking = configuration
        let ending = await withTaskGroup(of: Ending.self) { group in
            group.addTask { await Ending.of { try await PostgresConnection.with(asking) { _ in } } }
            while !isAsked.withLock({ $0 }) { await Task.yield() }
            group.cancelAll()
            return await group.next()
        }
        #expect(ending?.error is CancellationError)
    }

    @Test func `an empty answer is no password`() async throws {
        var configuration = try await withoutPassword()
        configuration.password = { "" }
        let ending = await Ending.of { try await PostgresConnection.with(configuration) { _ in } }
        #expect(ending.kind == .connectionFailed)
    }

    @Test func `a password with a NUL is refused and not cut short`() async throws {
        var configuration = try await withoutPassword()
        configuration.password = { "\(PostgresClusterLogin.scram.password)\0and more" }
        let ending = await Ending.of { try await PostgresConnection.with(configuration) { _ in } }
        #expect(ending.kind == .configuration)
        #expect(ending.postgres?.description.contains("more") == false)
    }

    @Test func `passwords of any characters get in, by keywords and by URI`() async throws {
        let cluster = try await PostgresCluster.shared
        let passwords = [
            "'", "\\", "\\'", " ", "  lead and trail ", "%41", "a=b", "a&b=c", "@", "user:p@ss/word?x#y", "\"double\"",
            "tab\tnew\nline", "ký tự đặc biệt 漢字 🔑", "$(id)`id`", "\u{1}\u{7f}", String(repeating: "dài", count: 200),
        ]
        for (index, password) in passwords.enumerated() {
            let role = "password_test_\(index)"
            try await PostgresConnection.with(cluster.dsn(.unixSocket)) { connection in
                let literal = try await connection.query("select quote_literal(\(password))").value(String.self)
                try await connection.script("create role \(role) login password \(literal)")
            }
            for string in [
                cluster.dsn(.tcp(user: role, password: password)), cluster.uri(.tcp(user: role, password: password)),
            ] {
                let ending = await Ending.of {
                    try await PostgresConnection.with(string) { try await $0.expect("select session_user::text", role) }
                }
                #expect(ending.error == nil, "\(password)")
            }
            // Wrong, it is not told either.
            let wrong = cluster.uri(.tcp(user: role, password: password + "x"))
            let ending = await Ending.of { try await PostgresConnection.with(wrong) { _ in } }
            #expect(ending.postgres?.sqlState?.code == "28P01")
            if password.count > 3 {
                #expect(ending.postgres.map { "\($0) \($0.debugDescription)".contains(password) } == false)
            }
        }
    }

    @Test func `a passfile is read at each connect`() async throws {
        let cluster = try await PostgresCluster.shared
        let folder = FileManager.default.temporaryDirectory.appending(path: "hoctap-pass-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "pass").path
        let escaped = PostgresClusterLogin.scram.password.replacing("\\", with: "\\\\").replacing(":", with: "\\:")
        let route = PostgresClusterRoute.tcp(.scram).password(nil).with("passfile", file)
        let configuration = try PostgresConfiguration.short(cluster.dsn(route))

        let missing = await Ending.of { try await PostgresConnection.with(configuration) { _ in } }
        #expect(missing.kind == .connectionFailed)
        try Data("# ours\n127.0.0.1:*:*:hoctap_scram:\(escaped)\n".utf8).write(to: URL(filePath: file))
        chmod(file, 0o600)
        try await PostgresConnection.with(configuration) { try await $0.expect("select 1::text", "1") }
        try Data("127.0.0.1:*:*:hoctap_scram:outdated secret\n".utf8).write(to: URL(filePath: file))
        chmod(file, 0o600)
        let outdated = await Ending.of { try await PostgresConnection.with(configuration) { _ in } }
        #expect(outdated.postgres?.sqlState?.code == "28P01")
        #expect(outdated.postgres?.description.contains("outdated") == false)
    }

    /// libpq 15 takes the file's path from the environment alone, which a process of many threads must not change: so this
    /// runs in a process of its own.
    @Test func `a service file of the environment names the server`() async throws {
        let cluster = try await PostgresCluster.shared
        let file = FileManager.default.temporaryDirectory.appending(path: "hoctap-service-\(UUID().uuidString)").path
        let service = """
            [office]
            host=127.0.0.1
            port=\(cluster.port)
            dbname=postgres
            user=hoctap_trusted
            sslmode=disable
            """
        try Data(service.utf8).write(to: URL(filePath: file))
        defer { try? FileManager.default.removeItem(atPath: file) }
        await #expect(processExitsWith: .success) { [file = file as String] in
            setenv("PGSERVICEFILE", file, 1)
            let user = try await PostgresConnection.with("service=office") {
                try await $0.text("select session_user::text")
            }
            guard user == "hoctap_trusted" else { exit(1) }
            // The string goes before the file, and a service that is not there is the string's fault.
            let other = try await PostgresConnection.with("service=office dbname=template1") {
                try await $0.text("select current_database()::text")
            }
            guard other == "template1" else { exit(2) }
            let unknown = await Ending.of { try await PostgresConnection.with("service=none") { _ in } }
            guard unknown.kind == .configuration else { exit(3) }
        }
    }
}
