extension PostgresConnection {
    /// Asks the configuration's closure, within the connect timeout.
    static func password(of configuration: PostgresConfiguration) async throws -> String? {
        guard let provider = configuration.password else { return nil }
        let timeout = configuration.connectTimeout
        return try await withThrowingTaskGroup(of: String.self) { group in
            group.addTask { try await provider() }
            group.addTask {
                try await Task.sleep(for: timeout)
                throw PostgresError(.deadlineExceeded, "no password within the connect deadline")
            }
            defer { group.cancelAll() }
            return try await group.next()
        }
    }
}
