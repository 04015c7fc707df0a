package import Postgres

/// The totals, for who looks after them: built anew, compared with the rows, explained, frozen. On a connection of
/// `hoctap_worker`'s; workers and writers may be at work meanwhile.
package struct TallyDatabase: Sendable {
    let connection: PostgresConnection

    /// The totals behind a connection of `hoctap_worker`'s.
    package init(_ connection: PostgresConnection) { self.connection = connection }

    /// Building or comparing everything takes as long as there are rows; a city takes minutes.
    static let longTimeout = Duration.seconds(2 * 3600)
    /// Most transactions are over in a second; a large import takes longer, and then it is to be tried again.
    static let writersPatience = Duration.seconds(60)
    /// A fold is over in seconds.
    private static let patience = Duration.seconds(30)
    static let retryPause = Duration.milliseconds(50)

    /// Runs `body` in a transaction that sees one moment, with folds kept away since before it, so that what it sees in the
    /// totals, the ledger and the rows belongs together.
    ///
    /// - Throws: `TallyError.busy` when somebody else is at the totals for longer than a fold takes.
    func alone<Result>(_ body: (PostgresTransaction) async throws -> Result) async throws -> Result {
        try await lock()
        do {
            let options = PostgresTransactionOptions(isolation: .repeatableRead)
            let result = try await connection.transaction(options, settings: ["jit": "off"]) { try await body($0) }
            try await unlock()
            return result
        } catch {
            // a connection that is lost has given the lock up
            try? await unlock()
            throw error
        }
    }

    private func lock() async throws {
        let clock = ContinuousClock()
        let deadline = clock.now + Self.patience
        while true {
            let isOurs = try await connection.query(
                """
                -- TallyDatabase.lock
                select pg_try_advisory_lock(tally.fold_key())
                """
            ).value(Bool.self)
            if isOurs { return }
            guard clock.now < deadline else { throw TallyError.busy }
            try await Task.sleep(for: Self.retryPause)
        }
    }

    private func unlock() async throws {
        _ = try await connection.query(
            """
            -- TallyDatabase.unlock
            select pg_advisory_unlock(tally.fold_key())
            """
        )
    }
}
