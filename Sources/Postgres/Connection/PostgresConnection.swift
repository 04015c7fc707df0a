internal import CLibPQ
internal import CLinux
import DequeModule
import Glibc
internal import Logging

/// One session with a PostgreSQL server.
///
/// An actor pinned to a `PostgresLoop`: libpq is only ever called from that loop's thread, never blocks there, and stays in
/// pipeline mode but for COPY and scripts. Calls from several tasks wait for each other in turn. Every call ends: with its
/// answer, at its deadline plus `cancelGrace`, or when its task is cancelled, which cancels the statement on the server.
package actor PostgresConnection {
    /// Prefer it for the caller's task (`withTaskExecutorPreference`) where each microsecond counts.
    nonisolated package let loop: PostgresLoop
    nonisolated package let configuration: PostgresConfiguration
    /// The server's process that serves this session.
    nonisolated package let processID: Int32
    nonisolated let life = PostgresConnectionLife()
    nonisolated let notices = PostgresNotices()
    nonisolated package var unownedExecutor: UnownedSerialExecutor { loop.gatekeeper.asUnownedSerialExecutor() }

    /// `nil` once closed.
    var handle: PostgresHandle?
    var source: PostgresLoopSources.Token?
    var statements: PostgresStatementCache
    /// What the server still has to answer of `current`, in order.
    var steps: Deque<PostgresStep> = []
    var current: PostgresRequest? {
        didSet { loop.countRequest(from: oldValue != nil, to: current != nil) }
    }
    var queue: Deque<PostgresRequest> = []
    /// Bytes wait in libpq's buffer for the socket to take them.
    var isWriting = false
    /// Reading is off while a COPY's reader lags behind.
    var isPaused = false
    /// Calls of `PQcancel` under way: no request is sent before they are over, or they might strike it.
    var cancelsRunning = 0
    var cancelDeadline = PostgresInstant.distantFuture
    var settleWaiters: [UnsafeContinuation<Void, Never>] = []
    var timer: (token: PostgresLoopTimers.Token, deadline: PostgresInstant)?
    var endReason: PostgresError?
    /// Why the server ends the session, as it said before it did.
    var farewell: PostgresServerError?
    /// How long to look for the answers of requests that no statement of the cache stands for.
    var patience = PostgresPatience.forAnswer
    var onNotification: (@Sendable (PostgresNotification) -> Void)?

    /// Connects, within `configuration.connectTimeout`.
    ///
    /// - Parameter loop: the loop to live on; the next of the process's own if `nil`.
    /// - Throws: `.configuration`, `.connectionFailed` (with the SQLSTATE if the server gave one), `.deadlineExceeded`,
    ///   `CancellationError`, or what the password closure throws.
    package static func connect(
        _ configuration: PostgresConfiguration,
        on loop: PostgresLoop? = nil
    ) async throws -> PostgresConnection {
        let loop = try loop ?? PostgresLoops.next()
        let deadline = PostgresInstant(in: configuration.connectTimeout)
        let password = try await Self.password(of: configuration)
        let connector = try PostgresConnector(
            keywords: configuration.effectiveKeywords(password: password),
            deadline: deadline
        )
        let handle = try await connector.connect(on: loop)
        let connection = PostgresConnection(handle: handle, configuration: configuration, loop: loop)
        try await connection.start()
        return connection
    }

    private init(handle: PostgresHandle, configuration: PostgresConfiguration, loop: PostgresLoop) {
        self.loop = loop
        self.configuration = configuration
        self.handle = handle
        processID = PQbackendPID(handle.pointer)
        statements =
            switch configuration.statementMode {
            case .cached(let limit): PostgresStatementCache(limit: limit)
            case .unnamed: PostgresStatementCache(limit: 0)
            }
    }

    deinit {
        guard let handle else { return }
        let (loop, source, timer, life, notices) = (loop, source, timer?.token, life, notices)
        loop.call {
            if let source { loop.remove(source) }
            if let timer { loop.cancel(timer) }
            PQfinish(handle.pointer)
            life.end()
            withExtendedLifetime(notices) {}
        }
    }

    private func start() throws(PostgresError) {
        guard let handle else { throw endError }
        notices.receive(from: handle.pointer)
        guard PQsetnonblocking(handle.pointer, 1) == 0, PQenterPipelineMode(handle.pointer) == 1 else {
            end(PostgresError(.connectionFailed, "libpq refused the non-blocking or the pipeline mode"), abruptly: true)
            throw endError
        }
        guard PQparameterStatus(handle.pointer, "integer_datetimes").map({ String(cString: $0) }) != "off" else {
            end(
                PostgresError(.connectionFailed, "the server keeps times as floating point, which is not supported"),
                abruptly: true
            )
            throw endError
        }
        source = loop.add(PQsocket(handle.pointer)) { [weak self] canWrite in
            self?.assumeIsolated { $0.ready(canWrite: canWrite) }
        }
        guard source != nil else {
            end(PostgresError(.closed, "the loop was stopped"), abruptly: false)
            throw endError
        }
        noteWhetherClean()
    }

    // MARK: State

    /// False once the session has ended, which the loop notices without a query: an end makes the socket readable.
    nonisolated package var isUsable: Bool { life.isOpen }

    /// Calls `handler` once, on the loop, when the session ends.
    nonisolated package func onClose(_ handler: @escaping @Sendable () -> Void) { life.onEnd(handler) }

    /// Why the session ended; `nil` while it is open.
    package var closeReason: PostgresError? { endReason }

    package enum TransactionStatus: Sendable {
        case idle, active, inTransaction, inFailedTransaction, unknown
    }

    /// Of the session between requests, as the server last told it.
    package var transactionStatus: TransactionStatus {
        guard let handle else { return .unknown }
        return switch PQtransactionStatus(handle.pointer) {
        case PQTRANS_IDLE: .idle
        case PQTRANS_ACTIVE: .active
        case PQTRANS_INTRANS: .inTransaction
        case PQTRANS_INERROR: .inFailedTransaction
        default: .unknown
        }
    }

    /// `major * 10000 + minor`.
    package var serverVersion: Int { handle.map { Int(PQserverVersion($0.pointer)) } ?? 0 }

    package var isEncrypted: Bool { handle.map { PQsslInUse($0.pointer) == 1 } ?? false }

    /// What the server reported of a setting (`server_version`, `TimeZone`, `in_hot_standby` …).
    package func parameterStatus(_ name: String) -> String? {
        handle.flatMap { PQparameterStatus($0.pointer, name) }.map { String(cString: $0) }
    }

    /// Statements that this connection has prepared and keeps.
    package var preparedStatementCount: Int { statements.count }

    // MARK: End

    /// Ends the session; what still runs or waits fails with `.closed`.
    package func close() {
        end(PostgresError(.closed, "the connection was closed"), abruptly: current != nil)
    }

    /// What a call is told that comes after the end.
    var endError: PostgresError {
        var error = PostgresError(.closed, "the connection is closed")
        error.underlying = endReason
        error.server = endReason?.server
        return error
    }

    /// The one way out. Abruptly: without a word to the server, whose state is not known.
    func end(_ reason: PostgresError, abruptly: Bool) {
        guard let handle else { return }
        self.handle = nil
        endReason = reason
        if let source { loop.remove(source) }
        if let timer { loop.cancel(timer.token) }
        if abruptly { shutdown(PQsocket(handle.pointer), Int32(SHUT_RDWR)) }
        PQfinish(handle.pointer)
        statements.reset()
        steps.removeAll()
        // Before the callers go on, on other threads perhaps, and ask.
        life.end()
        if let request = current {
            var error = reason
            error.outcomeIsUnknown = true
            current = nil
            finish(request, error)
        }
        while let request = queue.popFirst() { finish(request, reason) }
        for waiter in settleWaiters { waiter.resume() }
        settleWaiters = []
        configuration.logger.debug("postgres session ended", metadata: ["reason": "\(reason.kind)"])
    }

    private func finish(_ request: PostgresRequest, _ error: PostgresError) {
        if request.failure == nil { request.failure = error }
        request.phase = .done
    }
}
