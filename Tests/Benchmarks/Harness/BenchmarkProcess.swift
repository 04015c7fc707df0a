import TestSupport

/// A command that runs to its end: a peer, or a tool that prepares the server.
struct BenchmarkProcess: Sendable {
    var executable: String
    var arguments: [String]
    /// Far above what any of them takes; past it the process is killed.
    var timeoutSeconds: Double = 600

    /// Its standard output. Throws when it cannot start, takes too long, or exits with another code than 0; the message
    /// carries the end of what it said.
    func output() async throws -> String {
        let command = ChildProcess.Command(executable: executable, arguments: arguments)
        let timeoutSeconds = timeoutSeconds
        return try await BlockingWork.run {
            try ChildProcess.run(command, timeoutSeconds: timeoutSeconds).output
        }
    }
}
