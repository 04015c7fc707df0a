internal import CLibPQ
internal import CLinux

/// From bytes on the socket to results.
extension PostgresConnection {
    /// The socket can be read, or written.
    func ready(canWrite: Bool) {
        if canWrite, isWriting { flush() }
        guard let handle, !isPaused else { return }
        repeat {
            willRead()
            guard PQconsumeInput(handle.pointer) == 1 else {
                takeResults()
                return lost()
            }
            didRead()
            takeResults()
            // Bytes that TLS has decrypted already would not make the socket readable again.
        } while self.handle != nil && !isPaused && PostgresTLS.hasPendingBytes(handle.pointer)
        takeNotifications()
        deliverNotices()
        if self.handle != nil, PQstatus(handle.pointer) == CONNECTION_BAD { lost() }
    }

    /// The server is gone.
    func lost() {
        guard let handle else { return }
        var reason = PostgresError(.connectionLost, "the connection to the server was lost")
        if let text = PQerrorMessage(handle.pointer).map({ String(cString: $0) }), !text.isEmpty {
            reason.message = text.split(separator: "\n").joined(separator: "; ")
        }
        // A server that goes says why in a notice, when no request is there to take it as an error.
        let last = notices.take().last(where: \.endsSession)
        reason.server = last ?? farewell ?? current?.failure?.server
        end(reason, abruptly: true)
    }

    // MARK: Results

    func takeResults() {
        while let handle, let request = current, PQisBusy(handle.pointer) == 0 {
            if request.phase == .copying || request.phase == .draining {
                takeCopyData(request)
                if request.phase != .running { return }
                continue
            }
            let result = PQgetResult(handle.pointer)
            if request.isPipelined {
                take(result, pipelined: request)
            } else {
                take(result, simple: request)
            }
            if result == nil, self.handle != nil, PQstatus(handle.pointer) == CONNECTION_BAD { return lost() }
        }
    }

    private func take(_ pointer: OpaquePointer?, pipelined request: PostgresRequest) {
        guard let pointer else {
            // The end of one command's results. An error at a Sync has one too, and the Sync itself is still to come.
            switch steps.first {
            case nil: protocolBroken()
            case .sync: break
            default: steps.removeFirst()
            }
            return
        }
        // The end of an implicit transaction, which has nothing to be kept.
        guard PQresultStatus(pointer) != PGRES_PIPELINE_SYNC else {
            PQclear(pointer)
            guard case .sync(let isLast) = steps.first else { return protocolBroken() }
            steps.removeFirst()
            if isLast { complete(request) }
            return
        }
        let result = PostgresResult(pointer, types: configuration.types)
        switch (result.status, steps.first) {
        case (PGRES_FATAL_ERROR, .sync):
            // The implicit transaction could not commit: a deferred constraint, a serialization failure.
            fail(request, result, index: nil)
        case (_, .sync), (_, nil):
            protocolBroken()
        case (PGRES_COPY_IN, _), (PGRES_COPY_OUT, _), (PGRES_COPY_BOTH, _):
            end(PostgresError(.misuse, "COPY goes through copyIn and copyOut"), abruptly: true)
        case (_, .close):
            break
        case (_, .describe):
            take(result, for: request, index: 0)
        case (_, .prepare(let statement, let index)):
            takePrepare(result, of: statement, for: request, index: index)
        case (_, .execute(let statement, let index)):
            if result.status == PGRES_FATAL_ERROR, request.failure == nil { request.failedStatement = statement }
            take(result, for: request, index: index)
        }
    }

    private func takePrepare(
        _ result: PostgresResult,
        of statement: PostgresStatementCache.Statement?,
        for request: PostgresRequest,
        index: Int
    ) {
        if result.status == PGRES_COMMAND_OK {
            if let statement { statements.didPrepare(statement) }
            return
        }
        if let statement { statements.forget(statement) }
        if result.status == PGRES_FATAL_ERROR { fail(request, result, index: index) }
    }

    private func take(_ result: PostgresResult, for request: PostgresRequest, index: Int) {
        switch result.status {
        case PGRES_TUPLES_OK, PGRES_COMMAND_OK, PGRES_EMPTY_QUERY:
            notice(tagOf: result)
            if case .statements(_, let hidden) = request.work, index < hidden { return }
            guard result.memoryBytes <= configuration.maximumResultBytes else { return refuse(result, of: request) }
            request.results.append(result)
        case PGRES_FATAL_ERROR, PGRES_BAD_RESPONSE:
            fail(request, result, index: index)
        default:
            // Aborted: an earlier statement of the batch has failed.
            break
        }
    }

    private func take(_ pointer: OpaquePointer?, simple request: PostgresRequest) {
        guard let pointer else {
            guard let handle, PQenterPipelineMode(handle.pointer) == 1 else { return protocolBroken() }
            return complete(request)
        }
        let result = PostgresResult(pointer, types: configuration.types)
        switch result.status {
        case PGRES_COPY_IN, PGRES_COPY_OUT:
            beginCopy(request, result)
        case PGRES_COPY_BOTH:
            end(PostgresError(.misuse, "replication is not supported"), abruptly: true)
        default:
            take(result, for: request, index: request.results.count)
        }
    }

    /// - Parameter index: of the statement; `nil` where it was the end of an implicit transaction that failed.
    private func fail(_ request: PostgresRequest, _ result: PostgresResult, index: Int?) {
        guard request.failure == nil else { return }
        let server = PostgresServerError(result: result.pointer)
        guard server.sqlState != .unknown else { return failedInClient(server.message) }
        var error = PostgresError(.server, PostgresRedaction.message(of: server))
        error.server = server
        error.includesDetail = configuration.includesErrorDetail
        if server.endsSession { error.outcomeIsUnknown = true }
        switch (request.work, index) {
        case (.statements(let queries, let hidden), let index?):
            if index < queries.count { error.sql = queries[index].sql }
            if queries.count - hidden > 1, index >= hidden { error.statementIndex = index - hidden }
        case (.statements(let queries, let hidden), nil):
            if queries.count - hidden == 1 { error.sql = queries.last?.sql }
        case (.describe(let query), _):
            error.sql = query.sql
        case (.script(let sql), let index), (.copy(let sql), let index):
            error.sql = sql
            if let index, index > 0 { error.statementIndex = index }
        }
        request.failure = error
    }

    /// An error that libpq made up itself: the connection is gone, which the end of the results tells, or it ran out of memory.
    private func failedInClient(_ message: String) {
        guard let handle, PQstatus(handle.pointer) != CONNECTION_BAD else { return }
        end(PostgresError(.connectionLost, "libpq: \(message)"), abruptly: true)
    }

    /// Some statements make what is known of the session stale.
    private func notice(tagOf result: PostgresResult) {
        // ALTER, DROP, DISCARD, DEALLOCATE, and few others, begin with these letters.
        guard let first = PQcmdStatus(result.pointer)?.pointee, first == 0x41 || first == 0x44 else { return }
        let tag = result.commandTag
        if tag == "DISCARD ALL" || tag == "DEALLOCATE ALL" {
            statements.reset()
        } else if tag.hasPrefix("ALTER ") || tag.hasPrefix("DROP ") {
            statements.forgetAll()
        }
    }

    private func protocolBroken() {
        end(PostgresError(.connectionLost, "the server's answers do not match what was asked"), abruptly: true)
    }

    // MARK: Size

    /// Reads that are not counted. One that leaves the answer incomplete is followed by others, which are; whatever the
    /// count has missed, no result beyond the limit is handed out.
    private static let uncountedReads = 1
    /// More than the buffers of both sockets hold.
    private static let surplusBytes = 16 << 20

    /// A cancelled server sends what is in the sockets' buffers; more than that, and it is not listening. A single value of
    /// that size costs the connection for another reason, too: libpq would keep the memory for as long as it lives.
    private var endingResultBytes: Int {
        let limit = configuration.maximumResultBytes
        let (bound, isTooLarge) = limit.addingReportingOverflow(max(limit, Self.surplusBytes))
        return isTooLarge ? .max : bound
    }

    /// libpq keeps a whole result in memory, so what comes in is counted.
    private func willRead() {
        guard let handle, let request = current, request.phase == .running else { return }
        request.reads += 1
        guard request.reads > Self.uncountedReads else { return }
        if request.meter == nil { request.meter = PostgresReadMeter(socket: PQsocket(handle.pointer)) }
        request.meter?.willRead()
    }

    private func didRead() {
        guard let request = current, let bytes = request.meter?.didRead() else { return }
        guard bytes > configuration.maximumResultBytes else { return }
        guard bytes <= endingResultBytes else { return endTooLarge(request) }
        guard request.stop == nil else { return }
        stop(request, .resultTooLarge)
        // Until the cancel request has arrived the server would send on at full speed; `cancelEnded` reads on.
        guard handle != nil, cancelsRunning > 0 else { return }
        isPaused = true
        updateInterest()
    }

    /// A result that came whole, faster than it could be stopped: it is dropped, and its request fails when all is answered.
    private func refuse(_ result: PostgresResult, of request: PostgresRequest) {
        guard result.memoryBytes <= endingResultBytes else { return endTooLarge(request) }
        if request.stop == nil { request.stop = .resultTooLarge }
    }

    private func endTooLarge(_ request: PostgresRequest) {
        if request.stop == nil { request.stop = .resultTooLarge }
        end(PostgresError(.connectionLost, "a result was too large to be read to its end"), abruptly: true)
    }

    // MARK: Notifications and notices

    private func takeNotifications() {
        guard let handle else { return }
        while let pointer = PQnotifies(handle.pointer) {
            defer { PQfreemem(pointer) }
            onNotification?(
                PostgresNotification(
                    channel: String(cString: pointer.pointee.relname),
                    payload: String(cString: pointer.pointee.extra),
                    processID: pointer.pointee.be_pid
                )
            )
        }
    }

    func deliverNotices() {
        guard !notices.isEmpty else { return }
        for notice in notices.take() {
            // Its message may hold values; its code does not.
            configuration.logger.debug(
                "postgres notice",
                metadata: ["severity": "\(notice.severity)", "sqlstate": "\(notice.sqlState)"]
            )
            configuration.onNotice?(notice)
            if notice.endsSession { farewell = notice }
        }
    }
}
