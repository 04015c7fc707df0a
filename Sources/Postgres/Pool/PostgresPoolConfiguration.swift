/// The limits of a pool. Every default says why it is what it is.
package struct PostgresPoolConfiguration: Sendable {
    /// Names the pool in logs and metrics (`db.client.connection.pool.name`).
    package var name = "postgres"
    /// Connections kept open while nobody asks. One: the first request after a quiet night does not wait for TLS and SCRAM.
    package var minimumConnections = 1
    /// Connections at most, those being opened and closed included. PostgreSQL gives out 100 by default, to several
    /// processes; beyond a few for each of its cores more of them only queue inside the server.
    package var maximumConnections = 16
    /// Callers that may wait at once. More would not be served within `checkoutTimeout`, and each holds a request's memory.
    package var maximumWaiters = 1_000
    /// How long a caller waits who names no deadline. Longer than a restart of the server takes, shorter than a reader's patience.
    package var checkoutTimeout: Duration = .seconds(10)
    /// An idle connection above the minimum is closed after this. Each holds some 10 MiB of the server's memory, and
    /// peaks come back within minutes.
    package var idleTimeout: Duration = .seconds(300)
    /// A connection is closed at this age: the caches of its backend only grow, and after a failover or a change of
    /// roles and addresses the old connections must go at some time.
    package var lifetime: Duration = .seconds(3600)
    /// Up to this part of `lifetime` is taken off at random, so that connections opened together do not go together.
    package var lifetimeJitter = 0.1
    /// Connects in flight. Each costs the server a process and a password hash; a slow server gets no more of them.
    package var maximumConcurrentConnects = 4
    /// The pause after the first failed connect; it doubles with each further one, less up to half at random.
    package var backoffMinimum: Duration = .milliseconds(100)
    /// The longest pause between connects, and so the longest that a server which is back goes unnoticed.
    package var backoffMaximum: Duration = .seconds(10)
    /// How long lent connections may be kept after shutdown began. Container runtimes kill after 10 s.
    package var drainTimeout: Duration = .seconds(8)
    /// How often gauges are recorded. Scrapers come every 10 to 60 s.
    package var metricsInterval: Duration = .seconds(10)

    /// The defaults.
    package init() {}

    /// - Throws: `.configuration`, naming the limit that cannot be.
    func check() throws(PostgresError) {
        let problem: String? =
            if minimumConnections < 0 {
                "minimumConnections is negative"
            } else if !(1...Self.largestPool).contains(maximumConnections) {
                "maximumConnections is not in 1...\(Self.largestPool)"
            } else if minimumConnections > maximumConnections {
                "minimumConnections is above maximumConnections"
            } else if maximumWaiters < 0 {
                "maximumWaiters is negative"
            } else if maximumConcurrentConnects < 1 {
                "maximumConcurrentConnects is below 1"
            } else if !(0...1).contains(lifetimeJitter) {
                "lifetimeJitter is not in 0...1"
            } else if durations.contains(where: { $0 <= .zero }) {
                "a duration is not positive"
            } else if backoffMinimum > backoffMaximum {
                "backoffMinimum is above backoffMaximum"
            } else {
                nil
            }
        if let problem { throw PostgresError(.configuration, "pool \(name): \(problem)") }
    }

    /// No PostgreSQL serves more; a larger number is a slip.
    private static let largestPool = 10_000

    private var durations: [Duration] {
        [checkoutTimeout, idleTimeout, lifetime, backoffMinimum, backoffMaximum, drainTimeout, metricsInterval]
    }
}
