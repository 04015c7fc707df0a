import Foundation
import Glibc
import TestSupport
import Testing

@testable import hoctap

@Suite struct ServeCommandTests {
    @Test func `serve answers when it is ready, says why when it is not, and ends on SIGTERM`() async throws {
        let cluster = try await PostgresCluster.start()
        do {
            try await Self.serve(on: cluster)
            await cluster.stop()
        } catch {
            await cluster.stop()
            throw error
        }
    }

    private static func serve(on cluster: PostgresCluster) async throws {
        let roles = try String(contentsOfFile: RepositoryFolder.path("sql/roles/roles.sql"), encoding: .utf8)
        try await cluster.database("postgres").run(roles + "\ncreate database hoctap owner hoctap_owner;")
        let (port, figuresPort) = (try LoopbackPort.free(), try LoopbackPort.free())
        let program = try Program(settings(cluster, port: port, figuresPort: figuresPort))
        defer { program.remove() }

        let early = try await program.run("serve")
        #expect(early.exitCode == ExitReason.mismatch.rawValue)
        #expect(early.errors.contains("run hoctap migrate"))

        #expect(try await program.run("migrate").exitCode == 0)
        let server = try program.start("serve", "--log-format", "json")
        try await MigrateCommandTests.until { await isReady(port) }

        #expect(await answers(figuresPort, "/metrics"))
        #expect(await !answers(port, "/metrics"))

        let second = try await program.run("serve")
        #expect(second.exitCode == ExitReason.unavailable.rawValue, "\(second.errors)")
        let addresses = "127.0.0.1:\(port) or 127.0.0.1:\(figuresPort)"
        #expect(second.errors.contains("cannot listen on \(addresses): Address already in use"))

        // The database goes: still alive, not ready; it comes back: ready again.
        try await cluster.database("postgres").run(
            "alter database hoctap allow_connections false; "
                + "select pg_terminate_backend(pid) from pg_stat_activity where datname = 'hoctap'"
        )
        try await MigrateCommandTests.until { await !isReady(port) }
        #expect(await answers(port, "/livez"))
        try await cluster.database("postgres").run("alter database hoctap allow_connections true")
        try await MigrateCommandTests.until { await isReady(port) }

        server.send(SIGTERM)
        #expect(await MigrateCommandTests.end(of: server) == 0, "\(server.errors)")
        for line in server.errors.split(separator: "\n") {
            #expect((try? JSONSerialization.jsonObject(with: Data(line.utf8))) is [String: Any], "\(line)")
        }
        #expect(server.errors.contains("\"message\":\"listening\""))
    }

    private static func settings(_ cluster: PostgresCluster, port: UInt16, figuresPort: UInt16) -> [String: String] {
        [
            "HOCTAP_DATABASE": "host=\(cluster.socketFolder) port=\(cluster.port)",
            "HOCTAP_LISTEN": "127.0.0.1:\(port)",
            "HOCTAP_FIGURES": "127.0.0.1:\(figuresPort)",
            "HOCTAP_BASE_URL": "http://localhost:\(port)",
            "HOCTAP_ALLOW_OLD_POSTGRES": "true",
        ]
    }

    private static func isReady(_ port: UInt16) async -> Bool { await answers(port, "/readyz") }

    /// Asks as Compose's health check does.
    private static func answers(_ port: UInt16, _ path: String) async -> Bool {
        let arguments = ["127.0.0.1", "\(port)", path]
        let outcome = try? await BlockingWork.run {
            let script = try RepositoryFolder.path("deploy/ready")
            return try ChildProcess.run(.init(executable: script, arguments: arguments), timeoutSeconds: 30)
        }
        return outcome != nil
    }
}
