/// COPY. Each returns the session to its ordinary work, whatever happens; a COPY inside a transaction is part of it.
extension PostgresConnection {
    /// Runs `copy … from stdin` in the format that the statement names; `body` writes its bytes.
    ///
    /// - Parameter timeout: for each wait, not for all of them.
    /// - Returns: the rows that were copied.
    /// - Throws: what `body` throws, after the server was told to drop everything; the server's error.
    @discardableResult
    package nonisolated func copyIn(
        _ statement: PostgresQuery,
        timeout: Duration? = nil,
        file: StaticString = #fileID,
        line: Int = #line,
        _ body: (PostgresCopyWriter) async throws -> Void
    ) async throws -> Int {
        try await copyIn(statement, columns: [], timeout: timeout, site: PostgresCallSite(file: file, line: line), body)
    }

    /// Copies typed rows into a table, in binary format; the values of the first are checked against the columns' types.
    @discardableResult
    package nonisolated func copyIn(
        table: String,
        schema: String? = nil,
        columns: [String],
        timeout: Duration? = nil,
        file: StaticString = #fileID,
        line: Int = #line,
        _ body: (PostgresCopyWriter) async throws -> Void
    ) async throws -> Int {
        let site = PostgresCallSite(file: file, line: line)
        let target = ([schema, table] as [String?]).compactMap { $0 }.map(PostgresQuery.quoted(identifier:))
            .joined(separator: ".")
        let names = columns.map(PostgresQuery.quoted(identifier:)).joined(separator: ", ")
        let described = try await described("select \(raw: names) from \(raw: target)", timeout: timeout, site: site)
        return try await copyIn(
            "copy \(raw: target) (\(raw: names)) from stdin (format binary)",
            columns: described,
            timeout: timeout,
            site: site,
            body
        )
    }

    private nonisolated func copyIn(
        _ statement: PostgresQuery,
        columns: [PostgresRows.Column],
        timeout: Duration?,
        site: PostgresCallSite,
        _ body: (PostgresCopyWriter) async throws -> Void
    ) async throws -> Int {
        let timeout = timeout ?? configuration.queryTimeout
        return try await observedCopy(statement) {
            let request = try await startCopy(statement, isIn: true, timeout: timeout, site: site)
            let writer = PostgresCopyWriter(connection: self, request: request, timeout: timeout, columns: columns)
            do {
                try await body(writer)
                return try await writer.end()
            } catch {
                await writer.abandon()
                // Where the server had ended the COPY, its reason is what counts.
                throw (error is PostgresCopyInterrupted ? await outcome(of: request) : error).at(site)
            }
        }
    }

    /// Runs `copy … to stdout` in the format that the statement names; `body` reads its bytes.
    package nonisolated func copyOut<Result>(
        _ statement: PostgresQuery,
        timeout: Duration? = nil,
        file: StaticString = #fileID,
        line: Int = #line,
        _ body: (PostgresCopyReader) async throws -> Result
    ) async throws -> Result {
        let site = PostgresCallSite(file: file, line: line)
        return try await copyOut(statement, columns: [], timeout: timeout, site: site, body)
    }

    /// Copies the rows of a query (without parameters) in binary format, to be read as typed rows: the fastest way to read
    /// many.
    package nonisolated func copyOut<Result>(
        rowsOf query: PostgresQuery,
        timeout: Duration? = nil,
        file: StaticString = #fileID,
        line: Int = #line,
        _ body: (PostgresCopyReader) async throws -> Result
    ) async throws -> Result {
        let site = PostgresCallSite(file: file, line: line)
        let columns = try await described(query, timeout: timeout, site: site)
        // The query may end with a comment.
        let statement: PostgresQuery = "\(raw: query.title)copy (\(raw: query.sql)\n) to stdout (format binary)"
        return try await copyOut(statement, columns: columns, timeout: timeout, site: site, body)
    }

    private nonisolated func copyOut<Result>(
        _ statement: PostgresQuery,
        columns: [PostgresRows.Column],
        timeout: Duration?,
        site: PostgresCallSite,
        _ body: (PostgresCopyReader) async throws -> Result
    ) async throws -> Result {
        let timeout = timeout ?? configuration.queryTimeout
        return try await observedCopy(statement) {
            let request = try await startCopy(statement, isIn: false, timeout: timeout, site: site)
            let reader = PostgresCopyReader(connection: self, request: request, timeout: timeout, columns: columns)
            do {
                let result = try await body(reader)
                try await finishCopyOut(request, isAtEnd: reader.isAtEnd)
                return result
            } catch {
                try? await finishCopyOut(request, isAtEnd: false)
                throw (error is PostgresCopyInterrupted ? await outcome(of: request) : error).at(site)
            }
        }
    }

    // MARK: Steps

    /// From its statement to its end, the caller's part included.
    private nonisolated func observedCopy<Result>(
        _ statement: PostgresQuery,
        _ body: () async throws -> Result
    ) async throws -> Result {
        let observation = PostgresObservation(.copy(statement.sql), configuration)
        do {
            let result = try await body()
            observation.end(nil)
            return result
        } catch {
            observation.end(error)
            throw error
        }
    }

    private func startCopy(
        _ statement: PostgresQuery,
        isIn: Bool,
        timeout: Duration,
        site: PostgresCallSite
    ) async throws -> PostgresRequest {
        guard statement.binds.count == 0 else {
            throw PostgresError(.misuse, "COPY takes no parameters").at(site)
        }
        let request = try await begun(.copy(statement.sql), timeout: timeout, site: site)
        // A short COPY out may have ended by now; its rows wait in its state.
        guard request.stop == nil, request.phase == .copying || !isIn, request.copy?.isIn == isIn else {
            let wasStopped = request.stop != nil
            if request.phase == .copying { stop(request, .cancelled) }
            await request.wakeUp.wait()
            if wasStopped { throw outcome(of: request).at(site) }
            throw PostgresError(.misuse, isIn ? "not a COPY FROM STDIN" : "not a COPY TO STDOUT").at(site)
        }
        return request
    }

    /// The columns of a query, whose types the catalogue knows afterwards.
    private func described(
        _ query: PostgresQuery,
        timeout: Duration?,
        site: PostgresCallSite
    ) async throws -> [PostgresRows.Column] {
        guard query.binds.count == 0 else {
            throw PostgresError(.misuse, "COPY takes no parameters").at(site)
        }
        let request = try await finished(.describe(query), timeout: timeout, site: site)
        let result = try request.result
        try await learnTypes(of: [result], timeout: timeout, site: site)
        return PostgresDescription(result: result).columns
    }

    /// Ends a COPY whose reader has had enough, or has read all of it.
    private func finishCopyOut(_ request: PostgresRequest, isAtEnd: Bool) async throws {
        if !isAtEnd, request.phase == .copying { stop(request, .cancelled) }
        await request.wakeUp.wait()
    }

    private func outcome(of request: PostgresRequest) -> any Error {
        if let error = request.error { return error }
        // The server was done before it could be stopped; its rows were dropped all the same.
        switch request.stop {
        case .cancelled: return CancellationError()
        case .deadline: return PostgresError(.deadlineExceeded, "no answer within the deadline")
        case .resultTooLarge, nil: return endError
        }
    }
}
