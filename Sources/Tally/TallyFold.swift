package import Postgres

/// What one look at the ledger came to.
package struct TallyFold: Hashable, Sendable {
    package enum State: String, Hashable, Sendable {
        /// The ledger was empty.
        case idle
        /// Lines were added.
        case folded
        /// Somebody builds or compares totals.
        case keptAway = "kept away"
        /// Another worker leads; this one must add nothing more.
        case superseded
    }

    package let state: State
    /// Lines that were added.
    package let lines: Int
    /// Lines that wait, counted up to 100,000.
    package let pending: Int
    /// Age of the oldest line that was added or waits, in milliseconds.
    package let lagMilliseconds: Int

    /// What a look came to.
    package init(state: State, lines: Int = 0, pending: Int = 0, lagMilliseconds: Int = 0) {
        self.state = state
        self.lines = lines
        self.pending = pending
        self.lagMilliseconds = lagMilliseconds
    }
}

/// Reads `state, lines, pending, lag_milliseconds`.
extension TallyFold: PostgresRowDecodable {
    package init(from row: inout PostgresRowReader) throws(PostgresError) {
        let name = try row.next(String.self)
        state = State(rawValue: name) ?? .keptAway
        lines = try row.next()
        pending = try row.next()
        lagMilliseconds = try row.next()
    }
}
