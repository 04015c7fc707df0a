import Glibc

/// A program of ours that runs while the test goes on. Killed when the last reference to it goes.
package final class BackgroundProcess: @unchecked Sendable {
    // Only `ended` changes, under the test's own order: one task starts a process and ends it.
    private let child: ChildProcess
    private let outputFile: MemoryFile
    private let errorsFile: MemoryFile
    private var ended: Int32?

    /// Starts `command` with nothing on its standard input.
    package init(_ command: ChildProcess.Command) throws {
        let input = try MemoryFile()
        outputFile = try MemoryFile()
        errorsFile = try MemoryFile()
        child = try ChildProcess.start(
            command,
            input: input.descriptor,
            output: outputFile.descriptor,
            errors: errorsFile.descriptor
        )
    }

    deinit {
        if ended == nil { _ = child.wait(timeoutSeconds: 0) }
    }

    /// What it has written to standard output so far.
    package var output: String { outputFile.text() }
    /// What it has written to standard error so far.
    package var errors: String { errorsFile.text() }

    /// Its number, while it runs.
    package var processID: Int32 { child.processID }

    /// Sends it a signal.
    package func send(_ signal: Int32) { kill(child.processID, signal) }

    /// Waits for its end and returns the exit code, 128 + the signal's number after a signal; nil when it had to be killed.
    package func wait(timeoutSeconds: Double) -> Int32? {
        if let ended { return ended }
        let code = child.wait(timeoutSeconds: timeoutSeconds)
        ended = code ?? -1
        return code
    }
}
