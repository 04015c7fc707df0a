import CLinux
import Glibc

extension ChildProcess {
    /// How a command ended.
    package struct Outcome: Sendable {
        package var exitCode: Int32
        /// At most `maximumOutputBytes`; the rest is left out.
        package var output: String
        package var errors: String
    }

    /// Far above what our commands print; a bound all the same.
    static let maximumOutputBytes = 16 << 20

    /// Runs `command` to its end, with `input` on its standard input. Throws when it cannot start, does not end in
    /// time, or exits with another code than 0; the message carries the end of what it said.
    @discardableResult
    package static func run(_ command: Command, input: String = "", timeoutSeconds: Double) throws -> Outcome {
        let outcome = try runAnyExit(command, input: input, timeoutSeconds: timeoutSeconds)
        guard outcome.exitCode == 0 else {
            let said = (outcome.errors.isEmpty ? outcome.output : outcome.errors).suffix(2_000)
            throw TestSupportError("\(command.summary) exited with \(outcome.exitCode): \(said)")
        }
        return outcome
    }

    /// As `run`, but any exit code is an answer.
    package static func runAnyExit(_ command: Command, input: String = "", timeoutSeconds: Double) throws -> Outcome {
        let inputFile = try MemoryFile(holding: input)
        let output = try MemoryFile()
        let errors = try MemoryFile()
        let child = try start(
            command,
            input: inputFile.descriptor,
            output: output.descriptor,
            errors: errors.descriptor
        )
        guard let exitCode = child.wait(timeoutSeconds: timeoutSeconds) else {
            throw TestSupportError("\(command.summary) did not end within \(timeoutSeconds) s: \(errors.text())")
        }
        return Outcome(exitCode: exitCode, output: output.text(), errors: errors.text())
    }
}

extension ChildProcess.Command {
    /// For messages.
    var summary: String { ([executable] + arguments).joined(separator: " ") }
}

/// A file without a name, for a child's standard input and output: nothing to drain while the child runs.
final class MemoryFile {
    let descriptor: Int32

    init(holding text: String = "") throws {
        descriptor = memfd_create("hoctap-test", UInt32(CLINUX_MEMFD_CLOEXEC))
        guard descriptor >= 0 else { throw TestSupportError("no memory file: \(String(cString: strerror(errno)))") }
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            guard count > 0 else { throw TestSupportError("cannot write a memory file") }
            bytes = bytes.dropFirst(count)
        }
        lseek(descriptor, 0, SEEK_SET)
    }

    deinit { close(descriptor) }

    /// All that was written.
    func text() -> String {
        let size = min(Int(lseek(descriptor, 0, SEEK_END)), ChildProcess.maximumOutputBytes)
        guard size > 0 else { return "" }
        let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            count = max(0, pread(descriptor, buffer.baseAddress, size, 0))
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
