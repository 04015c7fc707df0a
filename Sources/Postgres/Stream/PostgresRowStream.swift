/// Rows of a query that come in batches through a cursor, in bounded memory whatever their number.
///
/// ```swift
/// try await connection.stream("select id, name from member") { rows in
///     for try await row in rows { let (id, name) = try row.decode((Int64, String).self) }
/// }
/// ```
///
/// While one batch is read, the next is on its way; the one after that is asked for when the next is taken. Not Sendable, and
/// of no use after its closure.
package final class PostgresRowStream {
    /// What a batch is to hold, in bytes of libpq's memory: large enough that a round trip does not count, small enough
    /// that two of them do not either.
    static let batchBytes = 1 << 20
    /// Rows of the first batch, whose size nobody knows.
    static let firstBatchRows = 256
    /// Rows of a batch at most, and how many times larger than the last it may be: rows that suddenly are wide must not
    /// find a batch asked for that was meant for narrow ones.
    static let batchRowsLimit = 8192
    static let batchGrowth = 4

    private let transaction: PostgresTransaction
    private let cursor: String
    private let timeout: Duration?
    private let site: PostgresCallSite
    private var batchRows = PostgresRowStream.firstBatchRows
    private var fetch: PostgresRequest?
    private var first: PostgresRows?
    private var isAtEnd = false

    init(
        _ query: PostgresQuery,
        in transaction: PostgresTransaction,
        timeout: Duration?,
        site: PostgresCallSite
    ) async throws {
        self.transaction = transaction
        self.timeout = timeout
        self.site = site
        cursor = transaction.nextCursor()
        var declare = query
        declare.sql = "\(query.title)declare \(cursor) binary no scroll cursor for \(query.sql)"
        first = try await transaction.run([declare, PostgresQuery(sql: fetchSQL)], timeout: timeout, site: site).last
    }

    private var fetchSQL: String { "fetch \(batchRows) from \(cursor)" }

    /// The next rows, at least one; `nil` at the end.
    package func nextBatch() async throws -> PostgresRows? {
        guard !isAtEnd else { return nil }
        let rows: PostgresRows
        if let first {
            rows = first
            self.first = nil
        } else if let fetch {
            self.fetch = nil
            rows = try await transaction.connection.rows(of: fetch, timeout: timeout, site: site)
        } else {
            return nil
        }
        if rows.count < batchRows {
            isAtEnd = true
            return rows.isEmpty ? nil : rows
        }
        batchRows = Self.size(after: rows)
        fetch = try transaction.connection.start(PostgresQuery(sql: fetchSQL), timeout: timeout)
        return rows
    }

    /// Few sizes, so that the fetches of all streams share a few prepared statements.
    private static func size(after rows: PostgresRows) -> Int {
        let fitting = batchBytes * rows.count / Swift.max(1, rows.memoryBytes)
        let wanted = Swift.min(fitting, rows.count * batchGrowth, batchRowsLimit)
        var size = 1
        while size * 2 <= wanted { size *= 2 }
        return size
    }

    /// Leaves nothing behind: waits for a fetch that is on its way, and closes the cursor.
    func end() async throws {
        if let fetch { _ = try await transaction.connection.rows(of: fetch, timeout: timeout, site: site) }
        fetch = nil
        isAtEnd = true
        _ = try await transaction.run([PostgresQuery(sql: "close \(cursor)")], timeout: timeout, site: site)
    }

    /// The same for a body that has thrown: says nothing of what goes wrong now, and hurries where the task is cancelled.
    func abandon() async {
        isAtEnd = true
        first = nil
        await transaction.connection.abandon(fetch, of: cursor)
        fetch = nil
    }
}

extension PostgresRowStream: AsyncSequence {
    package struct Iterator: AsyncIteratorProtocol {
        let stream: PostgresRowStream
        var rows: PostgresRows?
        var index = 0

        package mutating func next() async throws -> PostgresRow? {
            if let rows, index < rows.count {
                defer { index += 1 }
                return rows[index]
            }
            rows = try await stream.nextBatch()
            index = 1
            return rows?.first
        }
    }

    package func makeAsyncIterator() -> Iterator { Iterator(stream: self) }
}

extension PostgresTransaction {
    /// Runs a query whose rows come in batches. Other statements of the transaction may run between them.
    package func stream<Result>(
        _ query: PostgresQuery,
        timeout: Duration? = nil,
        file: StaticString = #fileID,
        line: Int = #line,
        _ body: (PostgresRowStream) async throws -> Result
    ) async throws -> Result {
        let site = PostgresCallSite(file: file, line: line)
        let stream = try await PostgresRowStream(query, in: self, timeout: timeout, site: site)
        do {
            let result = try await body(stream)
            try await stream.end()
            return result
        } catch {
            await stream.abandon()
            throw error
        }
    }
}

extension PostgresConnection {
    /// Runs a query whose rows come in batches, in a read-only transaction of its own.
    ///
    /// - Parameter timeout: for each batch, not for all of them.
    package nonisolated func stream<Result>(
        _ query: PostgresQuery,
        settings: PostgresSettings = .none,
        timeout: Duration? = nil,
        file: StaticString = #fileID,
        line: Int = #line,
        _ body: (PostgresRowStream) async throws -> Result
    ) async throws -> Result {
        let options = PostgresTransactionOptions(readOnly: true)
        return try await transaction(options, settings: settings, file: file, line: line) { transaction in
            try await transaction.stream(query, timeout: timeout, file: file, line: line, body)
        }
    }

    /// Sends a statement without waiting for its rows; `rows(of:)` has to follow.
    nonisolated func start(_ query: PostgresQuery, timeout: Duration?) throws -> PostgresRequest {
        try Task.checkCancellation()
        let deadline = PostgresInstant(in: timeout ?? configuration.queryTimeout)
        return submit(.statements([query], hidden: 0), needsTransaction: true, deadline: deadline)
    }

    /// Waits for a fetch that nobody wants any more, and closes its cursor if the transaction goes on.
    func abandon(_ fetch: PostgresRequest?, of cursor: String) async {
        if let fetch {
            if Task.isCancelled { stop(fetch, .cancelled) }
            await fetch.wakeUp.wait()
        }
        guard transactionStatus == .inTransaction else { return }
        let close = PostgresRequest.Work.statements([PostgresQuery(sql: "close \(cursor)")], hidden: 0)
        let deadline = PostgresInstant(in: configuration.cancelGrace)
        await submit(close, needsTransaction: true, deadline: deadline).wakeUp.wait()
    }

    nonisolated func rows(
        of request: PostgresRequest,
        timeout: Duration?,
        site: PostgresCallSite
    ) async throws -> PostgresRows {
        await wait(for: request)
        if let error = request.error { throw error.at(site) }
        let result = try request.result
        try await learnTypes(of: [result], timeout: timeout, site: site)
        return PostgresRows(result)
    }
}
