/// One thing asked of a connection, from the call to its answer. Requests run one at a time, in the order of the calls.
///
///     .queued ──sent──> .running ──answer complete──> .done
///        │                 │  ╰──CopyIn/CopyOut──> .copying ──end or abort──> .running
///        ╰─cancelled,      ╰─cancelled, deadline: cancel request sent, answer awaited for the grace,
///          deadline──> .done                      then the connection is closed ──> .done
final class PostgresRequest: @unchecked Sendable {
    // @unchecked: touched with the loop's gate in hand, and by its user once `wakeUp` is set; `work` never changes.

    enum Work: Sendable {
        /// Statements under one Sync: one implicit transaction unless one is open. The results of the first `hidden`
        /// (settings, BEGIN) are dropped.
        case statements([PostgresQuery], hidden: Int)
        /// Any number of statements in one text, by the simple protocol.
        case script(String)
        /// A COPY statement.
        case copy(String)
        /// Parsed and described, not run.
        case describe(PostgresQuery)
    }

    enum Phase {
        case queued, running, copying
        /// What a COPY still sends is dropped.
        case draining
        case done
    }

    /// Why the client wants no answer any more.
    enum Stop {
        case cancelled, deadline, resultTooLarge
    }

    let work: Work
    var phase = Phase.queued {
        didSet {
            // Whoever waits for a chunk has nothing more to wait for.
            if phase != .copying { copy?.resumeWaiter() }
            wakeUp.set(phase == .copying || phase == .done)
        }
    }
    /// Of the wait that is under way; nobody waits while a caller of COPY computes.
    var deadline: PostgresInstant
    var results: [PostgresResult] = []
    /// The first that went wrong.
    var failure: PostgresError?
    var failedStatement: PostgresStatementCache.Statement?
    var stop: Stop?
    /// No transaction was open when it was sent: what fails leaves nothing behind.
    var beganIdle = false
    /// Not to be sent where no transaction is open: its statements would be kept one by one.
    let needsTransaction: Bool
    /// Set while there is nothing to wait for: the request is done, or its COPY waits for its user.
    let wakeUp = PostgresWakeUp()
    /// For `maximumResultBytes`: reads from the socket, and what counts their bytes after the first few.
    var reads = 0
    var meter: PostgresReadMeter?
    /// Only for COPY.
    var copy: PostgresCopyState?

    init(work: Work, deadline: PostgresInstant, needsTransaction: Bool) {
        self.work = work
        self.needsTransaction = needsTransaction
        self.deadline = deadline
    }

    var isPipelined: Bool {
        switch work {
        case .statements, .describe: true
        case .script, .copy: false
        }
    }

    /// The result of a request of one statement.
    var result: PostgresResult {
        get throws(PostgresError) {
            guard let first = results.first else {
                throw PostgresError(.connectionLost, "the server gave no result")
            }
            return first
        }
    }

    /// An answer that came to its end although it was to be stopped for its size fails all the same: whether it did is a
    /// matter of luck, and callers are not to depend on it. The work is done then.
    func refuseIfTooLarge() {
        guard stop == .resultTooLarge, failure == nil else { return }
        results = []
        var error = PostgresError(.resultTooLarge, "the result is larger than maximumResultBytes")
        error.outcomeIsUnknown = true
        failure = error
    }

    /// What the caller is told, once the request is done.
    var error: (any Error)? { failure.map { error(for: $0) } }

    /// The stop that the caller asked for counts only if it struck.
    private func error(for failure: PostgresError) -> any Error {
        let wasStruck = failure.server.map { $0.sqlState == .queryCanceled } ?? true
        switch wasStruck ? stop : nil {
        case nil:
            return failure
        case .cancelled:
            return CancellationError()
        case .deadline:
            var error = PostgresError(.deadlineExceeded, "no answer within the deadline")
            error.outcomeIsUnknown = failure.outcomeIsUnknown
            return error
        case .resultTooLarge:
            var error = PostgresError(
                .resultTooLarge,
                "the result is larger than maximumResultBytes; stream it, or ask for less"
            )
            error.outcomeIsUnknown = failure.outcomeIsUnknown
            return error
        }
    }
}
