import Foundation

/// A command that runs to its end: a peer, or a tool that prepares the server.
struct BenchmarkProcess: Sendable {
    var executable: String
    var arguments: [String]
    /// Far above what any of them takes; past it the process is killed.
    var timeoutSeconds: Double = 300

    /// Its standard output. Throws when it cannot start, takes too long, or exits with another code than 0; the message
    /// carries the end of what it said.
    func output() async throws -> String {
        let folder = FileManager.default.temporaryDirectory
        let said = folder.appendingPathComponent("hoctap-bench-\(UUID().uuidString)")
        guard FileManager.default.createFile(atPath: said.path, contents: nil) else {
            throw BenchmarkError("cannot write to \(folder.path)")
        }
        defer { try? FileManager.default.removeItem(at: said) }
        let file = try FileHandle(forWritingTo: said)
        defer { try? file.close() }
        let code = try await run(output: file)
        let text = String(decoding: try Data(contentsOf: said), as: UTF8.self)
        guard code == 0 else {
            throw BenchmarkError("\(executable) \(arguments.first ?? "") exited with \(code): \(text.suffix(2_000))")
        }
        return text
    }

    /// Both of its outputs go to one file: what it complains of is then part of the message.
    private func run(output: FileHandle) async throws -> Int32 {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: executable)
        process.arguments = arguments
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = output
        process.environment = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("PG") }
            .merging(["LC_ALL": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"]) { _, ours in ours }
        return try await withCheckedThrowingContinuation { continuation in
            process.terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
            do {
                try process.run()
            } catch {
                process.terminationHandler = nil
                continuation.resume(throwing: BenchmarkError("cannot start \(executable): \(error)"))
                return
            }
            let processID = process.processIdentifier
            DispatchQueue.global().asyncAfter(deadline: .now() + timeoutSeconds) { [weak process] in
                if let process, process.isRunning, process.processIdentifier == processID { process.terminate() }
            }
        }
    }
}
