internal import CLibPQ
import Glibc

/// The life of a request: queue, wait, stop.
extension PostgresConnection {
    /// Puts a request into the queue: on this thread if the loop's gate is open, on the loop's otherwise. It is sent at once
    /// when nothing is before it, and may be answered already.
    nonisolated func submit(
        _ work: PostgresRequest.Work,
        needsTransaction: Bool = false,
        deadline: PostgresInstant
    ) -> PostgresRequest {
        let request = PostgresRequest(work: work, deadline: deadline, needsTransaction: needsTransaction)
        let isSubmitted: Void? = loop.ifOpen { assumeIsolated { $0.enqueue(request) } }
        if isSubmitted == nil { loop.call { self.assumeIsolated { $0.enqueue(request) } } }
        return request
    }

    private func enqueue(_ request: PostgresRequest) {
        guard handle != nil else {
            request.failure = endError
            request.phase = .done
            return
        }
        arm(request.deadline)
        queue.append(request)
        sendNext()
    }

    /// Waits until the request is done, or its COPY goes on. Cancelling the task stops the request.
    nonisolated func wait(for request: PostgresRequest) async {
        guard !request.wakeUp.isSet else { return }
        await withTaskCancellationHandler {
            await request.wakeUp.wait()
        } onCancel: {
            stopLater(request, .cancelled)
        }
    }

    nonisolated func stopLater(_ request: PostgresRequest, _ reason: PostgresRequest.Stop) {
        loop.call { self.assumeIsolated { $0.stop(request, reason) } }
    }

    func sendNext() {
        while current == nil, cancelsRunning == 0, let request = queue.popFirst() {
            request.beganIdle = transactionStatus == .idle
            guard !request.beganIdle || !request.needsTransaction else {
                request.failure = Self.noTransaction
                request.phase = .done
                continue
            }
            current = request
            life.isClean = false
            request.phase = .running
            send(request)
        }
    }

    /// The answer is complete.
    func complete(_ request: PostgresRequest) {
        request.refuseIfTooLarge()
        // All is in order before the caller goes on, on another thread perhaps; its notices are told.
        deliverNotices()
        current = nil
        if let reason = endReason ?? fatalReason(of: request) {
            end(reason, abruptly: false)
        } else {
            noteWhetherClean()
        }
        request.phase = .done
        sendNext()
    }

    private func fatalReason(of request: PostgresRequest) -> PostgresError? {
        guard let failure = request.failure, failure.server?.endsSession == true else { return nil }
        var reason = PostgresError(.connectionLost, failure.message)
        reason.server = failure.server
        return reason
    }

    // MARK: Stopping

    /// Ends a request before its time: out of the queue, or by a cancel request if the server is at it.
    func stop(_ request: PostgresRequest, _ reason: PostgresRequest.Stop) {
        switch request.phase {
        case .done:
            return
        case .queued:
            queue.removeAll { $0 === request }
            request.stop = reason
            request.failure = PostgresError(.deadlineExceeded, "not sent before the deadline")
            request.phase = .done
        case .running, .copying, .draining:
            guard request.stop == nil, current === request else { return }
            request.stop = reason
            request.deadline = PostgresInstant(in: configuration.cancelGrace)
            arm(request.deadline)
            // In this order: the end of a COPY may complete the request, and what follows it must wait for the cancel.
            sendCancel()
            stopCopy(request)
        }
    }

    /// Asks the server to cancel what it runs, on a thread that may block.
    private func sendCancel() {
        guard let handle, let cancel = PQgetCancel(handle.pointer) else { return }
        let ticket = PostgresCancelTicket(cancel: cancel)
        cancelsRunning += 1
        life.isClean = false
        cancelDeadline = PostgresInstant(in: configuration.cancelGrace)
        let isOnItsWay = PostgresBlockingThreads.cancels.run { [self] in
            let wasDelivered = ticket.send()
            loop.call { self.assumeIsolated { $0.cancelEnded(wasDelivered: wasDelivered) } }
        }
        if !isOnItsWay { cancelEnded(wasDelivered: false) }
    }

    /// The server has closed the cancel request's connection, so that its signal cannot strike what is sent from now on.
    private func cancelEnded(wasDelivered: Bool) {
        guard handle != nil else { return }
        cancelsRunning -= 1
        guard cancelsRunning == 0 else { return }
        cancelDeadline = .distantFuture
        if current?.copy == nil { resumeReading() }
        // One that failed half-way may still strike later; the running request has until its grace to end by itself.
        if !wasDelivered, current == nil {
            return end(PostgresError(.connectionLost, "a cancel request failed"), abruptly: true)
        }
        noteWhetherClean()
        for waiter in settleWaiters { waiter.resume() }
        settleWaiters = []
        if let current, current.stop != nil { return cancelAgainLater(current) }
        sendNext()
    }

    /// A cancel that comes before the statement has reached the server strikes nothing, so that it is sent again for as
    /// long as the statement runs.
    private func cancelAgainLater(_ request: PostgresRequest) {
        _ = loop.schedule(at: PostgresInstant(in: Self.cancelInterval)) { [weak self] in
            self?.assumeIsolated { connection in
                guard connection.current === request, connection.cancelsRunning == 0 else { return }
                connection.sendCancel()
            }
        }
    }

    /// Short against `cancelGrace`; long against what a server takes to end a statement.
    private static let cancelInterval = Duration.milliseconds(50)

    // MARK: Deadlines

    /// Sees to it that the timer fires at `deadline` or before. One timer serves all requests, and is set again only when it
    /// fires: a request that is answered in time costs none.
    func arm(_ deadline: PostgresInstant) {
        guard deadline != .distantFuture else { return }
        if let timer {
            guard deadline < timer.deadline else { return }
            loop.cancel(timer.token)
        }
        let token = loop.schedule(at: deadline) { [weak self] in
            self?.assumeIsolated { $0.timerFired() }
        }
        timer = (token, deadline)
    }

    private func timerFired() {
        timer = nil
        let now = PostgresInstant.now
        for request in queue where request.deadline <= now { stop(request, .deadline) }
        if let request = current, request.deadline <= now {
            guard request.stop == nil else {
                return end(PostgresError(.connectionLost, "the server did not confirm a cancellation"), abruptly: true)
            }
            stop(request, .deadline)
        }
        if cancelsRunning > 0, cancelDeadline <= now, current == nil {
            return end(PostgresError(.connectionLost, "a cancel request did not end"), abruptly: true)
        }
        var next = current?.deadline ?? .distantFuture
        for request in queue { next = min(next, request.deadline) }
        if cancelsRunning > 0 { next = min(next, max(cancelDeadline, now.advanced(by: .milliseconds(1)))) }
        arm(next)
    }

    // MARK: Back to a pool

    /// True when the next user could have the session as it is; known without waiting for the loop. After an answer it is
    /// up to date before the caller goes on. False asks for `readyForReuse`.
    nonisolated package var isClean: Bool { life.isClean }

    func noteWhetherClean() {
        life.isClean = handle != nil && current == nil && cancelsRunning == 0 && transactionStatus == .idle
    }

    /// Makes the session fit for the next user: waits until a cancellation is over, rolls back what is open.
    ///
    /// - Returns: false when it is not fit, and has been closed.
    package func readyForReuse() async -> Bool {
        if cancelsRunning > 0 { await withUnsafeContinuation { settleWaiters.append($0) } }
        guard handle != nil else { return false }
        if current != nil || transactionStatus == .unknown {
            end(PostgresError(.misuse, "returned to the pool while a request was running"), abruptly: true)
            return false
        }
        if transactionStatus != .idle { await rollBack() }
        return handle != nil
    }

    /// Rolls the open transaction back, or closes the connection when that cannot be done.
    func rollBack() async {
        let deadline = PostgresInstant(in: configuration.cancelGrace)
        let request = submit(.statements(["rollback"], hidden: 0), deadline: deadline)
        await request.wakeUp.wait()
        if request.failure != nil || transactionStatus != .idle {
            end(PostgresError(.connectionLost, "a transaction could not be rolled back"), abruptly: true)
        }
    }
}

/// What `PQcancel` needs; usable from any thread, once.
final class PostgresCancelTicket: @unchecked Sendable {
    // @unchecked: a private copy of what libpq needs; one thread uses it.
    private let cancel: OpaquePointer

    init(cancel: OpaquePointer) { self.cancel = cancel }

    deinit { PQfreeCancel(cancel) }

    /// Blocks until the server has taken the request and closed the connection that brought it.
    func send() -> Bool {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { text in
            PQcancel(cancel, text.baseAddress, Int32(text.count)) == 1
        }
    }
}
