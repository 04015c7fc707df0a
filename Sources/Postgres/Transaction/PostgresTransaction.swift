/// A transaction, which exists only inside the closure that it is handed to.
///
/// BEGIN and the settings travel with the first statement, so a transaction of one statement costs two round trips, and one
/// without statements none. Not Sendable: it stays in the task that runs the closure. Used after its end it throws `.closed`.
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
    /// A stream's fetch whose reader gave up: the rollback need not wait for it.
    var unread: PostgresRequest?

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
        let prefix = try takePrefix()
        return try await connection.run(
            prefix + queries,
            hidden: prefix.count,
            timeout: timeout,
            site: PostgresCallSite(file: file, line: line)
        )
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
            if let fetch = inner.unread { connection.stopLater(fetch, .cancelled) }
            await connection.rollBack(toSavepoint: name)
            throw error
        }
    }

    /// Sends BEGIN now, for what does not go the way of a query.
    func begin(timeout: Duration?, site: PostgresCallSite) async throws {
        let prefix = try takePrefix()
        if !prefix.isEmpty {
            _ = try await connection.run(prefix, hidden: prefix.count, timeout: timeout, site: site)
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
