/// A transaction, which exists only inside the closure that it is handed to.
///
/// BEGIN and the settings travel with the first statement, so a transaction of one statement costs two round trips, and one
/// without statements none. A statement that DDL elsewhere has made stale, or a type of the user's that was made again, heals
/// where it is the first of the transaction; later ones fail it, and the next attempt finds them anew.
///
/// Not Sendable: it stays in the task that runs the closure. Used after its end it throws `.closed`.
package final class PostgresTransaction {
    private enum State {
        /// BEGIN has not been sent.
        case pending
        case open
        case ended
    }

    package let connection: PostgresConnection
    private let prefix: [PostgresQuery]
    private let depth: Int
    private var state: State
    private var cursors = 0

    init(connection: PostgresConnection, prefix: [PostgresQuery]) {
        self.connection = connection
        self.prefix = prefix
        depth = 0
        state = .pending
    }

    private init(savepointIn outer: PostgresTransaction) {
        connection = outer.connection
        prefix = []
        depth = outer.depth + 1
        state = .open
    }

    /// Runs one statement. See `PostgresConnection.query`.
    package func query(
        _ query: PostgresQuery,
        timeout: Duration? = nil,
        file: StaticString = #fileID,
        line: Int = #line
    ) async throws -> PostgresRows {
        let rows = try await batch([query], timeout: timeout, file: file, line: line)
        guard let first = rows.first else { throw ended }
        return first
    }

    /// Runs statements in one round trip. See `PostgresConnection.batch`.
    package func batch(
        _ queries: [PostgresQuery],
        timeout: Duration? = nil,
        file: StaticString = #fileID,
        line: Int = #line
    ) async throws -> [PostgresRows] {
        try await run(queries, timeout: timeout, site: PostgresCallSite(file: file, line: line))
    }

    /// A transaction inside this one, as a savepoint: rolled back alone when `body` throws.
    package func transaction<Result>(_ body: (PostgresTransaction) async throws -> Result) async throws -> Result {
        let inner = PostgresTransaction(savepointIn: self)
        let name = "hoctap_\(inner.depth)"
        _ = try await query(PostgresQuery(sql: "savepoint \(name)"))
        do {
            let result = try await body(inner)
            inner.state = .ended
            _ = try await query(PostgresQuery(sql: "release savepoint \(name)"))
            return result
        } catch {
            inner.state = .ended
            await connection.rollBack(toSavepoint: name)
            throw error
        }
    }

    /// Runs a text of several statements. See `PostgresConnection.script`.
    @discardableResult
    package func script(
        _ sql: String,
        timeout: Duration? = nil,
        file: StaticString = #fileID,
        line: Int = #line
    ) async throws -> [String] {
        try await begin(timeout: timeout, site: PostgresCallSite(file: file, line: line))
        return try await connection.script(sql, timeout: timeout, file: file, line: line)
    }

    /// Has the server parse a statement, without running it. See `PostgresConnection.describe`.
    package func describe(
        _ query: PostgresQuery,
        timeout: Duration? = nil,
        file: StaticString = #fileID,
        line: Int = #line
    ) async throws -> PostgresDescription {
        try await begin(timeout: timeout, site: PostgresCallSite(file: file, line: line))
        return try await connection.describe(query, timeout: timeout, file: file, line: line)
    }

    /// Sends BEGIN now, for what does not go the way of a query.
    func begin(timeout: Duration?, site: PostgresCallSite) async throws {
        _ = try await run([], timeout: timeout, site: site)
    }

    /// Runs statements, behind BEGIN and the settings if these have not been sent.
    func run(
        _ queries: [PostgresQuery],
        timeout: Duration?,
        site: PostgresCallSite
    ) async throws -> [PostgresRows] {
        let prefix = try takePrefix()
        guard !prefix.isEmpty else {
            return try await connection.runInTransaction(queries, timeout: timeout, site: site)
        }
        do {
            return try await connection.run(prefix + queries, hidden: prefix.count, timeout: timeout, site: site)
        } catch {
            // Refused before it was sent, or taken out of the queue: BEGIN is still to come.
            if await connection.transactionStatus == .idle { state = .pending }
            throw error
        }
    }

    /// A name for a cursor that no other cursor of this transaction has.
    func nextCursor() -> String {
        cursors += 1
        return "hoctap_\(depth)_\(cursors)"
    }

    /// BEGIN and the settings, the first time.
    private func takePrefix() throws(PostgresError) -> [PostgresQuery] {
        switch state {
        case .pending:
            state = .open
            return prefix
        case .open:
            return []
        case .ended:
            throw ended
        }
    }

    private var ended: PostgresError { PostgresError(.closed, "the transaction has ended") }

    /// - Returns: false if nothing was ever sent.
    func end() -> Bool {
        defer { state = .ended }
        return state == .open
    }
}
