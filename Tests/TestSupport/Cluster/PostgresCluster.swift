import Foundation
import Glibc
import Synchronization

/// A private PostgreSQL cluster that the tests start themselves: a temporary folder, a Unix socket, a free TCP port on
/// 127.0.0.1, TLS, and a login role for every way in (`PostgresClusterLogin`).
///
/// Most suites share one (`shared`) and work in a database of their own (`createDatabase`). What strikes the server
/// itself (restart, SIGSTOP, kill) takes a throw-away one (`withThrowaway`).
///
///     let database = try await PostgresCluster.shared.createDatabase()
///     let connection = try await PostgresConnection.connect(.init(dsn: database.dsn(.unixSocket)))
///
/// Nothing outlives the test process, however it ends: each cluster has a watcher, a small shell process that holds one
/// end of a socket pair. The kernel closes the other end with us; then the watcher stops the server and removes the folder.
package final class PostgresCluster: Sendable {
    /// The TCP port, on 127.0.0.1; the socket's name holds it too.
    package let port: UInt16
    /// The server's, the clients', and a stranger's.
    package let certificates: TestCertificates
    /// Of the server. `PostgresServerVersion.leastSafe` tells what hoctap would want; tests run with any.
    package var version: PostgresServerVersion { installation.version }
    /// Folder of the Unix socket: the `host` of a connection string.
    package var socketFolder: String { folder.socket }
    /// Folder of the server's programs (`psql`, `pgbench` ...).
    package var programsFolder: String { installation.binaries }
    /// The server's log so far.
    package var log: String { (try? String(contentsOfFile: folder.log, encoding: .utf8)) ?? "" }

    let installation: PostgresInstallation
    let folder: PostgresClusterFolder
    let databaseCount = Atomic<Int>(0)
    private let watcher: ClusterWatcher

    /// The cluster of this process, started when first asked for.
    package static var shared: PostgresCluster {
        get async throws { try await sharedStart.value }
    }

    /// Has `shared` started with other settings; to be said before anybody asks for it.
    package static func prepareShared(_ settings: PostgresClusterSettings) {
        sharedSettings.withLock { $0 = settings }
    }

    private static let sharedSettings = Mutex(PostgresClusterSettings())

    /// A task, so that all suites that ask at once wait for the same start.
    private static let sharedStart = Task {
        let cluster = try await start(sharedSettings.withLock { $0 })
        if cluster.version < .leastSafe {
            print("PostgreSQL \(cluster.version) is older than \(PostgresServerVersion.leastSafe)")
        }
        return cluster
    }

    /// Starts a cluster of the caller's own. End it with `stop`; `withThrowaway` does.
    package static func start(_ settings: PostgresClusterSettings = .init()) async throws -> PostgresCluster {
        try await BlockingWork.run { try PostgresCluster(settings) }
    }

    /// Lends a cluster that `body` may maltreat, and removes it afterwards.
    package static func withThrowaway<Value>(
        _ settings: PostgresClusterSettings = .init(),
        _ body: (PostgresCluster) async throws -> Value
    ) async throws -> Value {
        let cluster = try await start(settings)
        do {
            let value = try await body(cluster)
            await cluster.stop()
            return value
        } catch {
            await cluster.stop()
            throw error
        }
    }

    /// Stops the server at once and removes the folder. Also after the server was killed, and more than once.
    package func stop() async {
        let watcher = watcher
        _ = try? await BlockingWork.run { watcher.finish() }
    }

    private init(_ settings: PostgresClusterSettings) throws {
        PostgresClusterFolder.removeStale()
        let deadline = MonotonicTime.now + settings.startTimeoutSeconds
        installation = try PostgresInstallation.find()
        folder = try PostgresClusterFolder.make(owner: installation.serverUser)
        watcher = try ClusterWatcher(folder: folder)
        let initialise = installation.serverCommand(
            "initdb",
            [
                "--pgdata=\(folder.data)", "--username=\(PostgresClusterLogin.superuser.rawValue)", "--auth=trust",
                "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync", "--no-instructions",
            ] + (settings.hasChecksums ? ["--data-checksums"] : []),
            folder: folder.data
        )
        try ChildProcess.run(initialise, timeoutSeconds: deadline - MonotonicTime.now)
        certificates = try TestCertificates.make(in: folder.tls, owner: installation.serverUser)
        try Self.write(PostgresClusterSettings.accessRules, to: "\(folder.data)/pg_hba.conf")
        port = try Self.startOnFreePort(settings, installation, folder, certificates, deadline: deadline)
        try runScript(PostgresClusterSettings.roles, timeoutSeconds: deadline - MonotonicTime.now)
    }

    /// Somebody else may take the port between our look and the server's: then another one is tried.
    private static func startOnFreePort(
        _ settings: PostgresClusterSettings,
        _ installation: PostgresInstallation,
        _ folder: PostgresClusterFolder,
        _ certificates: TestCertificates,
        deadline: Double
    ) throws -> UInt16 {
        let attempts = 5
        var failure = TestSupportError("PostgreSQL did not start")
        for _ in 0..<attempts {
            let port = try LoopbackPort.free()
            let configuration = settings.configuration(port: port, folder: folder, certificates: certificates)
            try write(configuration, to: "\(folder.data)/postgresql.conf")
            do {
                try startServer(installation, folder, timeoutSeconds: deadline - MonotonicTime.now)
                return port
            } catch {
                let log = (try? String(contentsOfFile: folder.log, encoding: .utf8)) ?? ""
                failure = TestSupportError("PostgreSQL did not start: \(error)\n\(log.suffix(2_000))")
                guard log.contains("Address already in use") else { throw failure }
            }
        }
        throw failure
    }

    /// Runs `pg_ctl start` and waits until the server answers.
    static func startServer(
        _ installation: PostgresInstallation,
        _ folder: PostgresClusterFolder,
        timeoutSeconds: Double
    ) throws {
        let seconds = max(1, Int(timeoutSeconds))
        let command = installation.serverCommand(
            "pg_ctl",
            ["start", "--wait", "--silent", "--timeout=\(seconds)", "--pgdata=\(folder.data)", "--log=\(folder.log)"],
            folder: folder.data
        )
        try ChildProcess.run(command, timeoutSeconds: Double(seconds) + 5)
    }

    /// Keeps the file's owner: the server's user reads it.
    private static func write(_ text: String, to path: String) throws {
        guard let file = FileHandle(forWritingAtPath: path) else { throw TestSupportError("cannot write \(path)") }
        try file.truncate(atOffset: 0)
        try file.write(contentsOf: Data(text.utf8))
        try file.close()
    }
}
