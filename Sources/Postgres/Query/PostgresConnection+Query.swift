import Glibc

/// Statements and their results.
extension PostgresConnection {
    /// Runs one statement.
    ///
    /// - Parameters:
    ///   - settings: for this statement alone, in the same round trip: both are one implicit transaction, or part of the one
    ///     that is open.
    ///   - timeout: `queryTimeout` of the configuration if `nil`.
    /// - Throws: `PostgresError`, `CancellationError`.
    package nonisolated func query(
        _ query: PostgresQuery,
        settings: PostgresSettings = .none,
        timeout: Duration? = nil,
        file: StaticString = #fileID,
        line: Int = #line
    ) async throws -> PostgresRows {
        let site = PostgresCallSite(file: file, line: line)
        let queries = settings.statement.map { [$0, query] } ?? [query]
        let request = try await request(queries, hidden: queries.count - 1, timeout: timeout, site: site)
        return PostgresRows(try request.result)
    }

    /// Runs statements in one round trip and, unless a transaction is open, in one implicit transaction: all or none.
    ///
    /// - Returns: the rows of each.
    /// - Throws: the error of the first that failed, with its `statementIndex`; those after it have not run.
    package nonisolated func batch(
        _ queries: [PostgresQuery],
        settings: PostgresSettings = .none,
        timeout: Duration? = nil,
        file: StaticString = #fileID,
        line: Int = #line
    ) async throws -> [PostgresRows] {
        let setting = settings.statement
        return try await run(
            setting.map { [$0] + queries } ?? queries,
            hidden: setting == nil ? 0 : 1,
            timeout: timeout,
            site: PostgresCallSite(file: file, line: line)
        )
    }

    /// Runs a text of several statements separated by semicolons, without parameters and without rows: a migration.
    ///
    /// - Returns: each statement's command tag.
    /// - Throws: the first statement's error that failed; in the absence of BEGIN in the text, nothing of it is kept then.
    @discardableResult
    package nonisolated func script(
        _ sql: String,
        timeout: Duration? = nil,
        file: StaticString = #fileID,
        line: Int = #line
    ) async throws -> [String] {
        let site = PostgresCallSite(file: file, line: line)
        let request = try await finished(.script(sql), timeout: timeout, site: site)
        return request.results.map(\.commandTag)
    }

    /// Has the server parse a statement and tell its parameters and columns, without running it.
    package nonisolated func describe(
        _ query: PostgresQuery,
        timeout: Duration? = nil,
        file: StaticString = #fileID,
        line: Int = #line
    ) async throws -> PostgresDescription {
        let site = PostgresCallSite(file: file, line: line)
        let query = try await ready(query, timeout: timeout, site: site)
        let request = try await finished(.describe(query), timeout: timeout, site: site)
        return PostgresDescription(result: try request.result)
    }

    // MARK: The way of every request

    nonisolated func run(
        _ queries: [PostgresQuery],
        hidden: Int,
        needsTransaction: Bool = false,
        timeout: Duration?,
        site: PostgresCallSite
    ) async throws -> [PostgresRows] {
        let request = try await request(
            queries,
            hidden: hidden,
            needsTransaction: needsTransaction,
            timeout: timeout,
            site: site
        )
        return request.results.map { PostgresRows($0) }
    }

    private nonisolated func request(
        _ queries: [PostgresQuery],
        hidden: Int,
        needsTransaction: Bool = false,
        timeout: Duration?,
        site: PostgresCallSite
    ) async throws -> PostgresRequest {
        let request: PostgresRequest
        if queries.contains(where: \.binds.hasUnresolvedNames) {
            request = try await withNamedTypes(in: queries, hidden: hidden, timeout: timeout, site: site) { work in
                try await finished(work, needsTransaction: needsTransaction, timeout: timeout, site: site)
            }
        } else {
            let work = PostgresRequest.Work.statements(queries, hidden: hidden)
            request = try await finished(work, needsTransaction: needsTransaction, timeout: timeout, site: site)
        }
        if request.results.contains(where: \.hasUserTypes) {
            try await learnTypes(of: request.results, timeout: timeout, site: site)
        }
        return request
    }

    /// A request's whole life, observed.
    /// - Parameter needsTransaction: refuses to send it where no transaction is open.
    nonisolated func finished(
        _ work: PostgresRequest.Work,
        needsTransaction: Bool = false,
        timeout: Duration?,
        site: PostgresCallSite
    ) async throws -> PostgresRequest {
        try Task.checkCancellation()
        try check(work, site)
        let observation = PostgresObservation(work, configuration)
        do {
            let deadline = PostgresInstant(in: timeout ?? configuration.queryTimeout)
            let request = try await answered(work, needsTransaction: needsTransaction, deadline: deadline, site: site)
            observation.end(nil)
            return request
        } catch {
            observation.end(error)
            throw error
        }
    }

    /// The same up to where a COPY goes on, for a caller who observes the whole of it.
    nonisolated func begun(
        _ work: PostgresRequest.Work,
        timeout: Duration,
        site: PostgresCallSite
    ) async throws -> PostgresRequest {
        try Task.checkCancellation()
        try check(work, site)
        let deadline = PostgresInstant(in: timeout)
        return try await answered(work, needsTransaction: false, deadline: deadline, site: site)
    }

    /// Submits, waits, and tries once more where a cached statement was out of date and nothing had been kept.
    private nonisolated func answered(
        _ work: PostgresRequest.Work,
        needsTransaction: Bool,
        deadline: PostgresInstant,
        site: PostgresCallSite
    ) async throws -> PostgresRequest {
        var request = submit(work, needsTransaction: needsTransaction, deadline: deadline)
        await wait(for: request)
        if request.failedStatement != nil, await mayRepeat(request) {
            request = submit(work, deadline: deadline)
            await wait(for: request)
        }
        guard let error = request.error else { return request }
        throw error.at(site)
    }

    /// Tells whether a request failed because the server had forgotten a statement (DISCARD, DEALLOCATE), or because DDL had
    /// made its plan impossible, and did nothing that was kept: it may run again then, with the statement prepared anew.
    private func mayRepeat(_ request: PostgresRequest) async -> Bool {
        guard let server = request.failure?.server, let statement = request.failedStatement else { return false }
        let isUnknown = server.sqlState == .invalidSQLStatementName
        let isOutOfDate = server.sqlState == .featureNotSupported && server.routine == "RevalidateCachedQuery"
        guard isUnknown || isOutOfDate else { return false }
        isUnknown ? statements.reset() : statements.forget(statement)
        // A batch that committed in its midst must not run twice.
        guard request.beganIdle, !request.results.contains(where: { $0.commandTag == "COMMIT" }) else { return false }
        if transactionStatus == .inFailedTransaction { await rollBack() }
        return handle != nil && transactionStatus != .inFailedTransaction
    }

    /// What can be known to fail before anything is sent.
    private nonisolated func check(_ work: PostgresRequest.Work, _ site: PostgresCallSite) throws {
        switch work {
        case .statements(let queries, _):
            for query in queries { try query.check(maximumBytes: configuration.maximumParameterBytes, site) }
        case .describe(let query):
            try query.check(maximumBytes: configuration.maximumParameterBytes, site)
        case .script(let sql), .copy(let sql):
            try PostgresQuery(sql: sql).check(maximumBytes: configuration.maximumParameterBytes, site)
        }
    }
}

extension PostgresQuery {
    /// - Throws: `.encoding` for what cannot be sent.
    func check(maximumBytes: Int, _ site: PostgresCallSite) throws(PostgresError) {
        func refuse(_ problem: PostgresEncodingProblem, _ message: String) -> PostgresError {
            var error = PostgresError(.encoding(problem), message)
            error.callSite = site
            error.sql = sql
            return error
        }
        if let (parameter, problem) = binds.problem {
            throw refuse(problem, "parameter $\(parameter) cannot be sent: \(problem)")
        }
        guard binds.count <= PostgresBinds.countLimit else {
            throw refuse(
                .invalid("parameters"),
                "\(binds.count) parameters; a statement takes \(PostgresBinds.countLimit)"
            )
        }
        let limit = min(maximumBytes, PostgresBinds.sizeLimitBytes)
        guard binds.buffer.bytes.count <= limit else {
            throw refuse(.tooLarge(limitBytes: limit), "the parameters have more than \(limit) bytes")
        }
        guard sql.utf8.count <= PostgresBinds.sizeLimitBytes else {
            throw refuse(.tooLarge(limitBytes: PostgresBinds.sizeLimitBytes), "the statement is too long for a message")
        }
        // libpq would take the text up to the NUL for the whole.
        guard !sql.hasNUL else { throw refuse(.nulCharacter, "a NUL character in the statement") }
    }
}

extension String {
    /// A statement's text is looked through each time that it is sent: by what libc has for that.
    fileprivate var hasNUL: Bool {
        utf8.withContiguousStorageIfAvailable { units in
            units.baseAddress.map { memchr($0, 0, units.count) != nil } ?? false
        } ?? utf8.contains(0)
    }
}

extension Error {
    /// With the place of the call, if it is ours.
    func at(_ site: PostgresCallSite) -> any Error {
        guard var error = self as? PostgresError else { return self }
        if error.callSite == nil { error.callSite = site }
        return error
    }
}
