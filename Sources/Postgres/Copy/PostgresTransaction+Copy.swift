/// COPY as part of a transaction.
extension PostgresTransaction {
    /// See `PostgresConnection.copyIn`.
    @discardableResult
    package func copyIn(
        _ statement: PostgresQuery,
        timeout: Duration? = nil,
        file: StaticString = #fileID,
        line: Int = #line,
        _ body: (PostgresCopyWriter) async throws -> Void
    ) async throws -> Int {
        try await begin(timeout: timeout, site: PostgresCallSite(file: file, line: line))
        return try await connection.copyIn(statement, timeout: timeout, file: file, line: line, body)
    }

    /// See `PostgresConnection.copyIn(table:)`.
    @discardableResult
    package func copyIn(
        table: String,
        schema: String? = nil,
        columns: [String],
        timeout: Duration? = nil,
        file: StaticString = #fileID,
        line: Int = #line,
        _ body: (PostgresCopyWriter) async throws -> Void
    ) async throws -> Int {
        try await begin(timeout: timeout, site: PostgresCallSite(file: file, line: line))
        return try await connection.copyIn(
            table: table,
            schema: schema,
            columns: columns,
            timeout: timeout,
            file: file,
            line: line,
            body
        )
    }

    /// See `PostgresConnection.copyOut`.
    package func copyOut<Result>(
        _ statement: PostgresQuery,
        timeout: Duration? = nil,
        file: StaticString = #fileID,
        line: Int = #line,
        _ body: (PostgresCopyReader) async throws -> Result
    ) async throws -> Result {
        try await begin(timeout: timeout, site: PostgresCallSite(file: file, line: line))
        return try await connection.copyOut(statement, timeout: timeout, file: file, line: line, body)
    }

    /// See `PostgresConnection.copyOut(rowsOf:)`.
    package func copyOut<Result>(
        rowsOf query: PostgresQuery,
        timeout: Duration? = nil,
        file: StaticString = #fileID,
        line: Int = #line,
        _ body: (PostgresCopyReader) async throws -> Result
    ) async throws -> Result {
        try await begin(timeout: timeout, site: PostgresCallSite(file: file, line: line))
        return try await connection.copyOut(rowsOf: query, timeout: timeout, file: file, line: line, body)
    }
}
