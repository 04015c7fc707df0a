internal import CLibPQ

/// What a COPY under way needs: one chunk in each direction, and who waits for it.
final class PostgresCopyState {
    let isIn: Bool
    /// Bytes that came and nobody has taken yet.
    var chunk: [UInt8] = []
    var waiter: UnsafeContinuation<Void, Never>?
    /// Of the wait that is under way: as long as rows come, it begins anew.
    var timeout = Duration.zero

    init(isIn: Bool) { self.isIn = isIn }

    func resumeWaiter() {
        guard let waiter else { return }
        self.waiter = nil
        waiter.resume()
    }

    /// Bytes gathered before they are handed to the reader, and bytes after which reading stops until he takes them.
    static let chunkBytes = 64 << 10
    static let pauseBytes = 256 << 10
}

/// COPY in the connection's state machine.
extension PostgresConnection {
    /// The server is ready to take or to send rows.
    func beginCopy(_ request: PostgresRequest, _ result: PostgresResult) {
        let isIn = result.status == PGRES_COPY_IN
        guard case .copy = request.work, request.copy == nil else {
            let reason = PostgresError(.misuse, "COPY goes through copyIn and copyOut, one at a time")
            if request.failure == nil { request.failure = reason }
            return refuseCopy(request, isIn: isIn)
        }
        // Stopped before it began: nobody will come to write or to read.
        guard request.stop == nil else { return refuseCopy(request, isIn: isIn) }
        request.copy = PostgresCopyState(isIn: isIn)
        request.phase = .copying
        request.deadline = .distantFuture
    }

    /// Gets over a COPY that nobody is there for: the server is told to give up, or what it sends is dropped. The request goes
    /// on, and so does its deadline.
    private func refuseCopy(_ request: PostgresRequest, isIn: Bool) {
        guard let handle else { return }
        if isIn {
            guard PQputCopyEnd(handle.pointer, "nobody is there for this COPY") == 1 else { return lost() }
            return flush()
        }
        request.copy = PostgresCopyState(isIn: false)
        request.phase = .draining
    }

    /// The stop of a request that is in the middle of a COPY.
    func stopCopy(_ request: PostgresRequest) {
        guard let copy = request.copy, request.phase == .copying, let handle else { return }
        if copy.isIn {
            PQputCopyEnd(handle.pointer, "stopped by the client")
            request.phase = .running
            flush()
            takeResults()
        } else {
            request.phase = .draining
            copy.chunk = []
            resumeReading()
        }
    }

    // MARK: In

    /// Hands a chunk to libpq as soon as the one before has left, so that no more than these two are in memory.
    func copyWrite(_ bytes: [UInt8], to request: PostgresRequest, timeout: Duration) async throws {
        try Task.checkCancellation()
        if isWriting { try await copyWait(request, timeout: timeout) }
        guard request.phase == .copying, let handle else { return try copyFailed(request) }
        let status = bytes.withUnsafeBytes { buffer in
            PQputCopyData(handle.pointer, buffer.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(buffer.count))
        }
        guard status == 1 else { return lost() }
        flush()
        guard request.phase == .copying else { return try copyFailed(request) }
    }

    /// libpq's buffer is empty again.
    func copyDidFlush() {
        if let copy = current?.copy, copy.isIn { copy.resumeWaiter() }
    }

    /// Ends the COPY and waits for the server's verdict. With a reason, the server is told to drop all of it.
    func copyEnd(_ request: PostgresRequest, reason: String?, timeout: Duration) async throws -> Int {
        if request.phase == .copying, let handle {
            request.deadline = PostgresInstant(in: timeout)
            arm(request.deadline)
            let isSent =
                if let reason {
                    PQputCopyEnd(handle.pointer, String(reason.prefix { $0 != "\0" }))
                } else {
                    PQputCopyEnd(handle.pointer, nil)
                }
            guard isSent == 1 else { throw endError }
            request.phase = .running
            flush()
            // The server's error may have come while rows were written, and libpq have it already.
            takeResults()
        }
        if reason == nil { await wait(for: request) } else { await request.wakeUp.wait() }
        if let error = request.error { throw error }
        return request.results.first?.affectedRows ?? 0
    }

    // MARK: Out

    /// Called while the server sends rows: gathers them, and stops reading when the reader lags.
    func takeCopyData(_ request: PostgresRequest) {
        guard let copy = request.copy, !copy.isIn, let handle else { return }
        while copy.chunk.count < PostgresCopyState.pauseBytes {
            var row: UnsafeMutablePointer<CChar>?
            let length = PQgetCopyData(handle.pointer, &row, 1)
            guard length > 0, let row else {
                if length == 0 { break }
                // The end, or an error: both are in the results that follow, which have a deadline again.
                request.phase = .running
                if request.deadline == .distantFuture {
                    request.deadline = PostgresInstant(in: configuration.queryTimeout)
                    arm(request.deadline)
                }
                return
            }
            defer { PQfreemem(row) }
            if request.phase == .copying {
                copy.chunk.append(contentsOf: UnsafeRawBufferPointer(start: row, count: Int(length)))
            }
        }
        if copy.waiter != nil, request.phase == .copying { request.deadline = PostgresInstant(in: copy.timeout) }
        if copy.chunk.count >= PostgresCopyState.pauseBytes {
            isPaused = true
            updateInterest()
        }
        if copy.chunk.count >= PostgresCopyState.chunkBytes { copy.resumeWaiter() }
    }

    /// The next chunk: one or more whole messages of the server, each a row (or the binary header with the first row).
    /// - Returns: `nil` at the end.
    func copyRead(_ request: PostgresRequest, timeout: Duration) async throws -> [UInt8]? {
        try Task.checkCancellation()
        if let copy = request.copy {
            if request.phase == .copying, copy.chunk.count < PostgresCopyState.chunkBytes {
                try await copyWait(request, timeout: timeout)
            }
            if !copy.chunk.isEmpty {
                defer { resumeReading() }
                let chunk = copy.chunk
                copy.chunk = []
                copy.chunk.reserveCapacity(PostgresCopyState.chunkBytes + 8192)
                return chunk
            }
        }
        await wait(for: request)
        // Stopped between two chunks: what came since was dropped, so this is not the end.
        if request.stop != nil || request.error != nil { try copyFailed(request) }
        return nil
    }

    /// Reads on after a pause.
    func resumeReading() {
        guard isPaused else { return }
        isPaused = false
        updateInterest()
        // What libpq or TLS has buffered already does not make the socket readable again.
        takeResults()
        if let handle, !isPaused, PostgresTLS.hasPendingBytes(handle.pointer) { ready(canWrite: false) }
    }

    // MARK: Waiting

    private func copyWait(_ request: PostgresRequest, timeout: Duration) async throws {
        guard let copy = request.copy, request.phase == .copying, copy.waiter == nil else { return }
        if request.stop != nil { return try copyFailed(request) }
        copy.timeout = timeout
        request.deadline = PostgresInstant(in: timeout)
        arm(request.deadline)
        await withTaskCancellationHandler {
            await withUnsafeContinuation { park($0, until: request, copy) }
        } onCancel: {
            stopLater(request, .cancelled)
        }
        if request.stop == nil, request.phase == .copying { request.deadline = .distantFuture }
        if request.stop != nil { try copyFailed(request) }
    }

    /// What is waited for may have come on the way here. (A method of the actor, like the other `park`.)
    private func park(
        _ continuation: UnsafeContinuation<Void, Never>,
        until request: PostgresRequest,
        _ copy: PostgresCopyState
    ) {
        guard request.phase == .copying, copy.isIn ? isWriting : copy.chunk.count < PostgresCopyState.chunkBytes else {
            return continuation.resume()
        }
        copy.waiter = continuation
    }

    /// The COPY has come to an end that its user did not ask for; `copyEnd` tells which.
    private func copyFailed(_ request: PostgresRequest) throws {
        if let error = request.error { throw error }
        throw PostgresCopyInterrupted()
    }
}

/// The COPY ended under its user's hands: what went wrong is with the request, once that is done.
struct PostgresCopyInterrupted: Error {}
