internal import Foundation

/// Makes PDF of HTML with WeasyPrint, in a process of its own for each page: nothing is fetched, no file is written, what takes
/// too long or grows too large is killed, and no more than a few run at once. One for the process.
package final class PDFRenderer: Sendable {
    /// How large, how long and how many.
    package struct Limits: Sendable, Equatable {
        /// Bytes of HTML and style: a record of ten years has some hundred kilobytes.
        package var inputBytes = 16 * 1024 * 1024
        /// Bytes of PDF.
        package var outputBytes = 32 * 1024 * 1024
        /// For one page, from its turn on.
        package var time: Duration = .seconds(60)
        /// Processes at once; each takes a processor and some hundred megabytes.
        package var processes = 2
        /// Pages that wait for their turn.
        package var waiting = 16

        /// The limits as they are meant.
        package init() {}
    }

    /// Why there is no PDF.
    package enum Refusal: Error, Sendable, Equatable {
        /// WeasyPrint is not installed on this machine.
        case notInstalled
        /// Too many wait already.
        case busy
        /// The page, or its PDF, is larger than the limit.
        case tooLarge
        /// It took too long, and was stopped.
        case timedOut
        /// It could not be printed; what the process said last, for the log.
        case failed(String)
    }

    private static let python = "/usr/bin/python3"
    private static let library = "/usr/lib/python3/dist-packages/weasyprint/__init__.py"

    private let command: [String]
    private let limits: Limits
    private let turns: Turnstile

    /// A renderer with Debian's WeasyPrint.
    package convenience init(limits: Limits = Limits()) {
        let script = Bundle.module.bundleURL.appending(path: "print.py").path
        // isolated from the environment and the user's own modules, and no compiled files left behind
        self.init(command: [Self.python, "-I", "-B", script], limits: limits)
    }

    /// A renderer with another program, which reads and writes the same.
    package init(command: [String], limits: Limits = Limits()) {
        self.command = command
        self.limits = limits
        turns = Turnstile(places: limits.processes, waiting: limits.waiting)
    }

    /// Whether WeasyPrint is where Debian's package puts it.
    package static var isInstalled: Bool {
        [python, library].allSatisfy { FileManager.default.fileExists(atPath: $0) }
    }

    /// The PDF of a page.
    ///
    /// - Parameters:
    ///   - html: the whole page, in UTF-8, without a zero byte. What it refers to is left out.
    ///   - style: its style sheet.
    /// - Throws: `Refusal`, `CancellationError`; the process is gone then.
    package func render(html: String, style: String = "") async throws -> [UInt8] {
        let input = Array(style.utf8.lazy.filter { $0 != 0 }) + [0] + Array(html.utf8)
        guard input.count <= limits.inputBytes else { throw Refusal.tooLarge }
        try await turns.enter()
        defer { turns.leave() }
        let process = PDFProcess(command: command, limits: limits)
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                Thread.detachNewThread { continuation.resume(with: Result { try process.run(input) }) }
            }
        } onCancel: {
            process.cancel()
        }
    }
}
