import Glibc
import UnixSignals

/// The end of a command by SIGINT or SIGTERM.
struct Interruption: Error {
    let signal: UnixSignal

    /// As the shells have it.
    var exitCode: Int32 { 128 + signal.rawValue }
    /// For the message.
    var name: String { signal == .sigint ? "SIGINT" : "SIGTERM" }

    /// Runs `body`; the first signal cancels it, so that what it was doing in the database is ended there, too. The second
    /// ends the process at once.
    ///
    /// - Throws: what `body` throws, or `Interruption` when a signal came before that.
    static func guarding<Value: Sendable>(
        _ body: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        let signals = await UnixSignalsSequence(trapping: .sigint, .sigterm)
        let work = Task { try await body() }
        let watch = Task {
            var first: UnixSignal?
            for await signal in signals {
                if first != nil { _exit(128 + signal.rawValue) }
                first = signal
                work.cancel()
            }
            return first
        }
        let result = await work.result
        watch.cancel()
        if case .failure = result, let signal = await watch.value { throw Interruption(signal: signal) }
        return try result.get()
    }
}
