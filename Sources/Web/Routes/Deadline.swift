/// Runs work that must end in time.
enum Deadline {
    /// What `work` returns or throws. When the time is up, the work is cancelled; how it ends then is what counts,
    /// unless it says no more than that it was cancelled.
    /// - Throws: `Problem.timedOut`; what `work` throws.
    static func run<Value: Sendable>(
        within limit: Duration,
        _ work: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        try await withThrowingTaskGroup(of: Value?.self) { group in
            group.addTask { try await work() }
            group.addTask {
                try await Task.sleep(for: limit)
                return nil
            }
            defer { group.cancelAll() }
            if let first = try await group.next(), let value = first { return value }
            group.cancelAll()
            do {
                if let late = try await group.next(), let value = late { return value }
            } catch is CancellationError {
                throw Problem(.timedOut)
            }
            throw Problem(.timedOut)
        }
    }
}
