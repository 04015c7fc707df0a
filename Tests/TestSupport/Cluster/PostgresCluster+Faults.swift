import Foundation
import Glibc

/// What tests do to a throw-away cluster's server. All but the signals wait until it is done.
extension PostgresCluster {
    /// How `pg_ctl` ends a server.
    package enum Shutdown: String, Sendable {
        /// Disconnects everybody and closes in order.
        case fast
        /// As after a crash.
        case immediate
    }

    /// Process of the postmaster; nil when the server does not run.
    package var postmasterID: Int32? { folder.postmasterID }

    /// Ends the server and leaves the folder, for `startServer`.
    package func stopServer(_ shutdown: Shutdown = .fast, timeoutSeconds: Int = 60) async throws {
        try await control(["stop", "--mode=\(shutdown.rawValue)"], timeoutSeconds: timeoutSeconds)
    }

    /// Starts the server again, on the same port and socket.
    package func startServer(timeoutSeconds: Double = 60) async throws {
        let (installation, folder) = (installation, folder)
        try await BlockingWork.run {
            let deadline = MonotonicTime.now + timeoutSeconds
            while true {
                do {
                    return try Self.startServer(installation, folder, timeoutSeconds: deadline - MonotonicTime.now)
                } catch {
                    // After a crash the last backends may hold the shared memory for a moment.
                    guard MonotonicTime.now < deadline else { throw error }
                    usleep(200_000)
                }
            }
        }
    }

    /// Ends the server and starts it again.
    package func restart(_ shutdown: Shutdown = .fast) async throws {
        try await stopServer(shutdown)
        try await startServer()
    }

    /// SIGKILL to the postmaster, and to what remains of its backends after a while: a crash of the machine, nearly.
    package func killServer(timeoutSeconds: Double = 10) async throws {
        let folder = folder
        try await BlockingWork.run {
            guard let postmaster = folder.postmasterID else { throw TestSupportError("the server does not run") }
            let children = Self.children(of: postmaster)
            kill(postmaster, SIGKILL)
            let deadline = MonotonicTime.now + timeoutSeconds
            // A stopped backend never notices; the others do within moments. The postmaster must be buried too: its
            // lock file counts as long as its process number is in use.
            while children.contains(where: { Self.isAlive($0) }) || kill(postmaster, 0) == 0 {
                let now = MonotonicTime.now
                guard now < deadline else { throw TestSupportError("processes of the server survive SIGKILL") }
                if now > deadline - timeoutSeconds / 2 { children.forEach { kill($0, SIGKILL) } }
                usleep(20_000)
            }
        }
    }

    /// SIGSTOP: the backend of that process number (`pg_backend_pid()`) keeps its connection and says nothing more.
    package func suspendBackend(_ processID: Int32) throws { try signal(processID, SIGSTOP) }

    /// SIGCONT after `suspendBackend`.
    package func resumeBackend(_ processID: Int32) throws { try signal(processID, SIGCONT) }

    /// SIGKILL: the server ends all other sessions too and recovers.
    package func killBackend(_ processID: Int32) throws { try signal(processID, SIGKILL) }

    /// Only the children of our postmaster are struck.
    private func signal(_ processID: Int32, _ number: Int32) throws {
        guard let postmaster = postmasterID, Self.parent(of: processID) == postmaster else {
            throw TestSupportError("\(processID) is no process of this cluster")
        }
        guard kill(processID, number) == 0 else {
            throw TestSupportError("cannot signal \(processID): \(String(cString: strerror(errno)))")
        }
    }

    private func control(_ arguments: [String], timeoutSeconds: Int) async throws {
        let command = installation.serverCommand(
            "pg_ctl",
            arguments + ["--wait", "--silent", "--timeout=\(timeoutSeconds)", "--pgdata=\(folder.data)"],
            folder: folder.data
        )
        _ = try await BlockingWork.run {
            try ChildProcess.run(command, timeoutSeconds: Double(timeoutSeconds) + 5)
        }
    }

    private static func children(of parent: pid_t) -> [pid_t] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return names.compactMap { pid_t($0) }.filter { Self.parent(of: $0) == parent }
    }

    /// The fourth field of `/proc/N/stat`; the second is in brackets and may hold anything.
    private static func parent(of processID: pid_t) -> pid_t? {
        guard let line = try? String(contentsOfFile: "/proc/\(processID)/stat", encoding: .utf8),
            let bracket = line.lastIndex(of: ")")
        else { return nil }
        let fields = line[line.index(after: bracket)...].split(separator: " ")
        return fields.count > 1 ? pid_t(fields[1]) : nil
    }

    /// A zombie is not alive: its parent is gone, and who inherits it may be slow to bury it.
    private static func isAlive(_ processID: pid_t) -> Bool {
        guard let line = try? String(contentsOfFile: "/proc/\(processID)/stat", encoding: .utf8),
            let bracket = line.lastIndex(of: ")")
        else { return false }
        return line[line.index(after: bracket)...].split(separator: " ").first != "Z"
    }
}
