extension PostgresConnection {
    /// Runs `body` in a transaction: committed when it returns, rolled back when it throws.
    ///
    /// - Parameters:
    ///   - settings: for this transaction alone; they and BEGIN travel with the first statement.
    /// - Throws: what `body` throws; `.commitOutcomeUnknown` when the answer to the commit was lost; `.misuse` when `body`
    ///   returned although a statement had failed, so that the server rolled back.
    package nonisolated func transaction<Result>(
        _ options: PostgresTransactionOptions = PostgresTransactionOptions(),
        settings: PostgresSettings = .none,
        file: StaticString = #fileID,
        line: Int = #line,
        _ body: (PostgresTransaction) async throws -> Result
    ) async throws -> Result {
        let site = PostgresCallSite(file: file, line: line)
        let prefix = [options.begin] + (settings.statement.map { [$0] } ?? [])
        var attempt = 1
        while true {
            do {
                return try await attemptTransaction(prefix: prefix, site: site, body)
            } catch let error as PostgresError where attempt < options.retry.attempts && error.isRetryable {
                attempt += 1
                try await Task.sleep(for: options.retry.pause(before: attempt))
            }
        }
    }

    private nonisolated func attemptTransaction<Result>(
        prefix: [PostgresQuery],
        site: PostgresCallSite,
        _ body: (PostgresTransaction) async throws -> Result
    ) async throws -> Result {
        let transaction = PostgresTransaction(connection: self, prefix: prefix)
        let result: Result
        do {
            result = try await body(transaction)
        } catch {
            if transaction.end() { await rollBackIfOpen() }
            throw error.at(site)
        }
        if transaction.end() { try await commit(site) }
        return result
    }

    /// Runs statements in the transaction that is open, and not without one.
    nonisolated func runInTransaction(
        _ queries: [PostgresQuery],
        timeout: Duration?,
        site: PostgresCallSite
    ) async throws -> [PostgresRows] {
        guard !queries.isEmpty else {
            if await transactionStatus == .idle { throw Self.noTransaction.at(site) }
            return []
        }
        return try await run(queries, hidden: 0, needsTransaction: true, timeout: timeout, site: site)
    }

    /// A body has sent COMMIT or ROLLBACK itself, or its beginning was never sent.
    static var noTransaction: PostgresError { PostgresError(.misuse, "the transaction is not open any more") }

    private nonisolated func commit(_ site: PostgresCallSite) async throws {
        do {
            let commit = PostgresRequest.Work.statements(["commit"], hidden: 0)
            let request = try await finished(commit, needsTransaction: true, timeout: nil, site: site)
            // The server answers COMMIT in a failed transaction with ROLLBACK, and no error.
            guard request.results.first?.commandTag == "COMMIT" else {
                throw PostgresError(.misuse, "rolled back: a statement of the transaction had failed").at(site)
            }
        } catch {
            await rollBackIfOpen()
            if var failure = error as? PostgresError, failure.outcomeIsUnknown {
                failure.kind = .commitOutcomeUnknown
                failure.message = "the answer to the commit was lost"
                throw failure
            }
            // A cancelled commit whose connection had to be closed may have been done, too.
            if error is CancellationError, !isUsable {
                var failure = PostgresError(.commitOutcomeUnknown, "the answer to the commit was lost")
                failure.outcomeIsUnknown = true
                failure.underlying = error
                throw failure.at(site)
            }
            throw error
        }
    }

    private func rollBackIfOpen() async {
        if handle != nil, transactionStatus != .idle { await rollBack() }
    }

    /// Undoes a nested transaction; what cannot be undone alone ends the connection, and with it all of it.
    func rollBack(toSavepoint name: String) async {
        guard transactionStatus == .inTransaction || transactionStatus == .inFailedTransaction else { return }
        let deadline = PostgresInstant(in: configuration.cancelGrace)
        let queries = [
            PostgresQuery(sql: "rollback to savepoint \(name)"), PostgresQuery(sql: "release savepoint \(name)"),
        ]
        let request = submit(.statements(queries, hidden: 0), deadline: deadline)
        await request.wakeUp.wait()
        if request.failure != nil {
            end(PostgresError(.connectionLost, "a savepoint could not be rolled back"), abruptly: true)
        }
    }
}

extension PostgresError {
    /// Worth another try as it is: a serialization failure, a deadlock, or a plan that DDL had made impossible.
    var isRetryable: Bool {
        guard let server else { return false }
        return server.sqlState.isRetryable
            || (server.sqlState == .featureNotSupported && server.routine == "RevalidateCachedQuery")
    }
}
