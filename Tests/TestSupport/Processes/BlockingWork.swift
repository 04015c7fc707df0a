import Foundation

/// Runs work that blocks its thread (a process to wait for, a file to read) on a thread of its own, so that the tasks
/// of the tests keep theirs.
package enum BlockingWork {
    /// Returns what `body` returns, or throws what it throws. The work is not cancelled with the task: it has a
    /// deadline of its own.
    package static func run<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread { continuation.resume(with: Result { try body() }) }
        }
    }
}
