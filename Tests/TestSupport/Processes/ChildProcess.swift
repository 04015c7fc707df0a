import CLinux
import Glibc

/// A process started with `posix_spawn`, never by fork: the tests hold live connections and threads.
///
/// The child gets three descriptors and no other, a session of its own (a Ctrl-C at the terminal does not reach it), and
/// the environment without libpq's variables.
package struct ChildProcess: Sendable {
    let processID: pid_t

    /// What to start.
    package struct Command: Sendable {
        /// Searched for in PATH when it holds no slash.
        package var executable: String
        package var arguments: [String]
        /// Working folder; another user must be able to enter it when the command changes the user.
        package var folder = "/"

        package init(executable: String, arguments: [String], folder: String = "/") {
            self.executable = executable
            self.arguments = arguments
            self.folder = folder
        }
    }

    /// Starts `command` with these descriptors as its standard input, output and error.
    static func start(_ command: Command, input: Int32, output: Int32, errors: Int32) throws -> ChildProcess {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, input, 0)
        posix_spawn_file_actions_adddup2(&actions, output, 1)
        posix_spawn_file_actions_adddup2(&actions, errors, 2)
        posix_spawn_file_actions_addclosefrom_np(&actions, 3)
        posix_spawn_file_actions_addchdir_np(&actions, command.folder)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var noSignals = sigset_t()
        sigemptyset(&noSignals)
        posix_spawnattr_setsigmask(&attributes, &noSignals)
        posix_spawnattr_setflags(&attributes, Int16(CLINUX_SPAWN_SETSID) | Int16(POSIX_SPAWN_SETSIGMASK))

        var processID: pid_t = 0
        let status = withArgumentVector([command.executable] + command.arguments) { arguments in
            withArgumentVector(environment()) { environment in
                posix_spawnp(&processID, command.executable, &actions, &attributes, arguments, environment)
            }
        }
        guard status == 0 else {
            throw TestSupportError("cannot start \(command.executable): \(String(cString: strerror(status)))")
        }
        return ChildProcess(processID: processID)
    }

    /// Waits for the end and returns the exit code (128 + the signal's number after a signal). Past the deadline the
    /// process is killed and nil is returned.
    func wait(timeoutSeconds: Double) -> Int32? {
        let deadline = MonotonicTime.now + timeoutSeconds
        while true {
            var status: Int32 = 0
            let ended = waitpid(processID, &status, WNOHANG)
            if ended == processID {
                let signal = status & 0x7f
                return signal == 0 ? (status >> 8) & 0xff : 128 + signal
            }
            if ended < 0 && errno != EINTR { return nil }
            if MonotonicTime.now >= deadline {
                kill(processID, SIGKILL)
                waitpid(processID, &status, 0)
                return nil
            }
            usleep(2_000)
        }
    }

    /// The environment without `PG...`, which would steer libpq's programs, and in the C locale, whose messages we read.
    private static func environment() -> [String] {
        var entries: [String] = ["LC_ALL=C"]
        var cursor = environ
        while let entry = cursor.pointee {
            let text = String(cString: entry)
            if !text.hasPrefix("PG") && !text.hasPrefix("LC_") && !text.hasPrefix("LANG") { entries.append(text) }
            cursor += 1
        }
        return entries
    }
}

/// Passes `strings` as the NULL-terminated array of C strings that spawning takes.
private func withArgumentVector<Value>(
    _ strings: [String],
    _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Value
) -> Value {
    let vector = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>.allocate(capacity: strings.count + 1)
    for (index, string) in strings.enumerated() { vector[index] = strdup(string) }
    vector[strings.count] = nil
    defer {
        for index in strings.indices { free(vector[index]) }
        vector.deallocate()
    }
    return body(vector)
}

/// Seconds of the monotonic clock, for the deadlines of test support.
enum MonotonicTime {
    static var now: Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
