/// How a transaction sees the others, and what it may do; what is `nil` stays with the server's default.
package struct PostgresTransactionOptions: Hashable, Sendable {
    package enum Isolation: String, Sendable {
        case readCommitted = "read committed"
        case repeatableRead = "repeatable read"
        case serializable
    }

    package var isolation: Isolation?
    package var readOnly: Bool?
    /// With `.serializable` and `readOnly`: waits for a snapshot that can never fail.
    package var deferrable: Bool?
    package var retry: Retry

    /// How often a transaction is tried that fails through no fault of its own: a serialization failure or a deadlock.
    /// Its body then runs again, so it must have no effects but in the database.
    package struct Retry: Hashable, Sendable {
        /// In all, the first included.
        package var attempts: Int
        /// Before the second attempt, on average; doubles with each, to `maximumDelay`.
        package var delay: Duration
        package var maximumDelay: Duration

        package init(attempts: Int, delay: Duration = .milliseconds(10), maximumDelay: Duration = .seconds(1)) {
            self.attempts = attempts
            self.delay = delay
            self.maximumDelay = maximumDelay
        }

        package static var never: Retry { Retry(attempts: 1) }

        /// Before attempt `next` (from 2): between nothing and twice the average, so that rivals do not meet again.
        func pause(before next: Int) -> Duration {
            var average = delay
            for _ in 2..<max(3, next + 1) where average < maximumDelay { average = average * 2 }
            return min(average / 2, maximumDelay) * Double.random(in: 0...2)
        }
    }

    package init(
        isolation: Isolation? = nil,
        readOnly: Bool? = nil,
        deferrable: Bool? = nil,
        retry: Retry = .never
    ) {
        self.isolation = isolation
        self.readOnly = readOnly
        self.deferrable = deferrable
        self.retry = retry
    }

    var begin: PostgresQuery {
        var sql = "begin"
        if let isolation { sql += " isolation level \(isolation.rawValue)" }
        if let readOnly { sql += readOnly ? " read only" : " read write" }
        if let deferrable { sql += deferrable ? " deferrable" : " not deferrable" }
        return PostgresQuery(sql: sql)
    }
}
