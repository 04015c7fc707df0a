internal import DequeModule
internal import Logging
import ServiceLifecycle
import Synchronization

/// Connections to one server as one user, lent for the time of a closure.
///
/// ```swift
/// let pool = try PostgresPool(configuration)
/// let group = ServiceGroup(services: [pool, server], logger: logger)      // or: group.addTask { try await pool.run() }
/// let rows = try await pool.query("select name from member where id = \(id)")
/// let total = try await pool.withConnection { connection in … }          // several calls on one connection
/// ```
///
/// Nothing is connected before `run()`. A caller waits in line, until its deadline, while all connections are lent; it never
/// waits for a loop or another task when one is idle. A connection whose session the server has ended is dropped when the
/// loop sees it end; one that comes back in a transaction is rolled back first, beside the caller, who goes on. The rules
/// are in `PostgresPoolState`; this class has the lock, the callers and the connections, and does as the state says.
package final class PostgresPool: Service {
    /// What `withConnection` holds until it gives the connection back.
    struct Loan: Sendable {
        let id: PostgresPoolState.ConnectionID
        let connection: PostgresConnection
        let since: PostgresInstant
    }

    /// Work for `run()`. Each place has at most one under way, so that the maximum bounds the queue as well.
    enum Command: Sendable {
        case open(PostgresPoolState.ConnectionID)
        case reset(PostgresPoolState.ConnectionID, PostgresConnection)
        case close(PostgresConnection)
        /// Connects under way are of no more use.
        case giveUpConnects
    }

    typealias LoanContinuation = CheckedContinuation<Loan, any Error>

    struct Shared {
        var state: PostgresPoolState
        /// By place.
        var connections: [PostgresConnection?] = []
        /// Where connections were made so far; the index is the state's number of the loop.
        var loops: [PostgresLoop] = []
        var waiters: [PostgresPoolState.WaiterID: LoanContinuation] = [:]
        var lastWaiter: UInt64 = 0
        /// Of the last connect, if it failed.
        var connectError: (any Error)?
        var commands: Deque<Command> = []
        /// `run()`, when it has nothing to do.
        var runner: CheckedContinuation<Command?, Never>?
        var hasRun = false
    }

    let configuration: PostgresConfiguration
    let limits: PostgresPoolConfiguration
    let metrics: PostgresPoolMetrics
    let shared: Mutex<Shared>
    /// Set once, by init.
    private let alarm = Mutex<PostgresPoolAlarm?>(nil)

    /// - Throws: `.configuration` for limits that cannot be, or when the process may open no more descriptors or threads.
    package convenience init(
        _ configuration: PostgresConfiguration,
        limits: PostgresPoolConfiguration = PostgresPoolConfiguration()
    ) throws(PostgresError) {
        try self.init(configuration, limits: limits, metrics: PostgresPoolMetrics(poolName: limits.name))
    }

    init(
        _ configuration: PostgresConfiguration,
        limits: PostgresPoolConfiguration,
        metrics: PostgresPoolMetrics
    ) throws(PostgresError) {
        try limits.check()
        self.configuration = configuration
        self.limits = limits
        self.metrics = metrics
        let state = PostgresPoolState(limits, seed: UInt64.random(in: 0...UInt64.max))
        shared = Mutex(Shared(state: state))
        let alarm = PostgresPoolAlarm(
            loop: try PostgresLoops.next(),
            nextTime: { [weak self] in self?.shared.withLock { $0.state.wakeUp } ?? .distantFuture },
            ring: { [weak self] in self?.perform { $0.tick(now: .now) } }
        )
        self.alarm.withLock { $0 = alarm }
    }

    // MARK: Callers

    /// Lends a connection to `body`, and takes it back whatever happens. It must not be used after `body` has ended.
    ///
    /// - Parameter waitingAtMost: how long to stand in line; `checkoutTimeout` of the pool if `nil`.
    /// - Throws: `.poolExhausted` when none came free in time or too many wait, `.connectionFailed` when none came because
    ///   connecting fails (with that error), `.closed` once the pool is shutting down, `CancellationError`; and what `body` throws.
    package func withConnection<Result>(
        waitingAtMost timeout: Duration? = nil,
        _ body: (PostgresConnection) async throws -> Result
    ) async throws -> Result {
        let loan = try await checkOut(timeout: timeout ?? limits.checkoutTimeout)
        defer { checkIn(loan) }
        return try await body(loan.connection)
    }

    /// Runs one statement on a connection of the pool: `PostgresConnection.query`.
    ///
    /// - Parameter timeout: from the moment that a connection is there; `checkoutTimeout` comes before it.
    package func query(
        _ query: PostgresQuery,
        settings: PostgresSettings = .none,
        timeout: Duration? = nil,
        file: StaticString = #fileID,
        line: Int = #line
    ) async throws -> PostgresRows {
        try await withConnection {
            try await $0.query(query, settings: settings, timeout: timeout, file: file, line: line)
        }
    }

    /// Runs statements in one round trip and one implicit transaction: `PostgresConnection.batch`.
    ///
    /// - Parameter timeout: from the moment that a connection is there; `checkoutTimeout` comes before it.
    package func batch(
        _ queries: [PostgresQuery],
        settings: PostgresSettings = .none,
        timeout: Duration? = nil,
        file: StaticString = #fileID,
        line: Int = #line
    ) async throws -> [PostgresRows] {
        try await withConnection {
            try await $0.batch(queries, settings: settings, timeout: timeout, file: file, line: line)
        }
    }

    /// Runs `body` in a transaction on a connection of the pool: `PostgresConnection.transaction`.
    ///
    /// A retry (`options.retry`) keeps the connection.
    package func transaction<Result>(
        _ options: PostgresTransactionOptions = PostgresTransactionOptions(),
        settings: PostgresSettings = .none,
        waitingAtMost checkoutTimeout: Duration? = nil,
        file: StaticString = #fileID,
        line: Int = #line,
        _ body: (PostgresTransaction) async throws -> Result
    ) async throws -> Result {
        try await withConnection(waitingAtMost: checkoutTimeout) {
            try await $0.transaction(options, settings: settings, file: file, line: line, body)
        }
    }

    /// What the pool is doing and has done.
    package var figures: PostgresPoolFigures {
        let now = PostgresInstant.now
        return shared.withLock { $0.state.figures(now: now) }
    }

    /// Begins the end, as a graceful shutdown of `run()` does: who waits fails with `.closed`, loans are awaited for
    /// `timeout` and then closed under their users. `run()` returns when no connection is left.
    package func drain(within timeout: Duration) {
        let now = PostgresInstant.now
        let effects = shared.withLock { shared -> Effects in
            var effects = Effects()
            shared.commands.append(.giveUpConnects)
            shared.add(shared.state.drain(now: now, deadline: now.advanced(by: timeout)), to: &effects, limits)
            return effects
        }
        carryOut(effects)
    }

    /// Asks for a tick at the state's time.
    func setAlarm() {
        alarm.withLock { $0 }?.set()
    }
}
