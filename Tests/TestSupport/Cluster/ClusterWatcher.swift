import Glibc
import Synchronization

/// A shell process that outlives us for a moment: when our end of a socket pair closes, because we said so or because this
/// process ended or was killed, it stops the server and removes the folder.
final class ClusterWatcher: Sendable {
    private let process: ChildProcess
    /// Tells other runs that the folder is in use.
    private let lock: Int32
    /// Our end of a socket pair; -1 once closed.
    private let line: Mutex<Int32>

    /// The backends are killed because a stopped one would hold the postmaster up for 5 s; the postmaster itself is told
    /// to quit, so that it frees its shared memory. A zombie's command line is empty: it counts as gone.
    private static let script = #"""
        read -r _
        server=$(head -n 1 "$1/data/postmaster.pid" 2>/dev/null)
        runs() { grep -q "$1/data" "/proc/$server/cmdline" 2>/dev/null; }
        if [ -n "$server" ] && runs "$1"; then
            kill -QUIT "$server"
            for status in $(grep -lx "PPid:[[:space:]]*$server" /proc/[0-9]*/status 2>/dev/null); do
                backend=${status#/proc/}
                kill -KILL "${backend%/status}"
            done
            tries=0
            while runs "$1" && [ "$tries" -lt 200 ]; do
                sleep 0.05
                tries=$((tries + 1))
            done
            ! runs "$1" || kill -KILL "$server"
        fi
        rm -rf "$1"
        """#
    private static let timeoutSeconds = 30.0

    init(folder: PostgresClusterFolder) throws {
        let lock = try folder.lock()
        var ends: [Int32] = [-1, -1]
        let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else {
            close(lock)
            throw TestSupportError("no socket pair: \(String(cString: strerror(errno)))")
        }
        let nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC)
        defer {
            close(ends[0])
            close(nowhere)
        }
        let command = ChildProcess.Command(
            executable: "/bin/sh",
            arguments: ["-c", Self.script, "hoctap-test-watcher", folder.path]
        )
        do {
            process = try ChildProcess.start(command, input: ends[0], output: nowhere, errors: nowhere)
        } catch {
            close(ends[1])
            close(lock)
            throw error
        }
        line = Mutex(ends[1])
        self.lock = lock
    }

    deinit {
        letGo()
        close(lock)
    }

    /// Makes the watcher do its work and waits for it.
    func finish() {
        guard letGo() else { return }
        _ = process.wait(timeoutSeconds: Self.timeoutSeconds)
    }

    /// False when it was done before.
    @discardableResult
    private func letGo() -> Bool {
        line.withLock { descriptor in
            guard descriptor >= 0 else { return false }
            close(descriptor)
            descriptor = -1
            return true
        }
    }
}
