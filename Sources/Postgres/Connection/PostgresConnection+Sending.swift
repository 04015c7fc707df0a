internal import CLibPQ
import Glibc

/// From a request to bytes on the socket.
extension PostgresConnection {
    func send(_ request: PostgresRequest) {
        guard let handle else { return }
        let isSent =
            switch request.work {
            case .statements(let queries, _): sendStatements(queries, to: handle.pointer)
            case .describe(let query): sendDescribe(query, to: handle.pointer)
            case .script(let sql), .copy(let sql):
                PQexitPipelineMode(handle.pointer) == 1 && PQsendQuery(handle.pointer, sql) == 1
            }
        guard isSent else {
            let text = PQerrorMessage(handle.pointer).map { String(cString: $0) } ?? ""
            return end(PostgresError(.connectionLost, "libpq could not send: \(text)"), abruptly: true)
        }
        flush()
        readEagerly(request)
    }

    /// A server on the same machine answers within microseconds: less than it takes to sleep and to be woken. So where that
    /// has been seen to pay, and nothing else is to do on this loop, the answer is looked for before the caller is suspended:
    /// for so long since the server was last heard of as the last statement has patience.
    private func readEagerly(_ request: PostgresRequest) {
        guard loop.mayReadEagerly(), request.phase == .running, loop.isQuiet else { return }
        let statement = lastStatement
        let patience = statement?.patience ?? patience
        guard patience.looks else { return learn(statement, paid: false) }
        let begin = PostgresInstant.now
        var (now, heard, looks) = (begin, begin, 0)
        while patience.goesOn(afterNanoseconds: now.nanoseconds(after: heard), looks: looks) {
            looks += 1
            if look() { (heard, looks) = (now, 0) } else { sched_yield() }
            guard request.phase == .running else { return learn(statement, paid: true) }
            now = .now
            // Others come first. And a long answer is read by turns, in which timers fire.
            guard loop.isQuiet, !isPaused, now.nanoseconds(after: begin) < Self.longestLookNanoseconds else { return }
        }
        learn(statement, paid: false)
    }

    private func learn(_ statement: PostgresStatementCache.Statement?, paid: Bool) {
        if let statement {
            statement.patience.note(paid: paid)
        } else {
            patience.note(paid: paid)
        }
    }

    /// Of one request: so much later than without it may a timer fire.
    private static let longestLookNanoseconds: UInt64 = 2_000_000

    /// The last statement that was sent, if it is one of the cache.
    private var lastStatement: PostgresStatementCache.Statement? {
        for step in steps.reversed() {
            if case .execute(let statement, _) = step { return statement }
        }
        return nil
    }

    /// Reads what is there, and writes what waits, without waiting for either.
    /// - Returns: whether there was anything.
    private func look() -> Bool {
        guard let handle else { return false }
        let events = Int16(POLLIN) | (isWriting ? Int16(POLLOUT) : 0)
        var socket = pollfd(fd: PQsocket(handle.pointer), events: events, revents: 0)
        guard poll(&socket, 1, 0) > 0 else { return false }
        ready(canWrite: socket.revents & ~Int16(POLLIN) != 0)
        return true
    }

    /// Hands libpq's buffer to the socket, as far as that takes it.
    func flush() {
        guard let handle else { return }
        let left = PQflush(handle.pointer)
        if left < 0 { return lost() }
        if isWriting != (left > 0) {
            isWriting = left > 0
            updateInterest()
        }
        if left == 0 { copyDidFlush() }
    }

    func updateInterest() {
        if let source { loop.change(source, wantsRead: !isPaused, wantsWrite: isWriting) }
    }

    // MARK: Pipeline

    private func sendStatements(_ queries: [PostgresQuery], to connection: OpaquePointer) -> Bool {
        guard sendCloses(to: connection) else { return false }
        for (index, query) in queries.enumerated() {
            guard sendStatement(query, index: index, to: connection) else { return false }
        }
        return sendSync(isLast: true, to: connection)
    }

    /// Closes evicted statements, each in a transaction of its own so that a failure harms nobody; not inside a transaction
    /// that is open.
    private func sendCloses(to connection: OpaquePointer) -> Bool {
        guard statements.hasEvicted, transactionStatus == .idle else { return true }
        for statement in statements.takeEvicted() {
            let sql =
                "deallocate \(String(decoding: statement.name.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self))"
            guard PQsendQueryParams(connection, sql, 0, nil, nil, nil, nil, 1) == 1 else { return false }
            steps.append(.close)
            guard sendSync(isLast: false, to: connection) else { return false }
        }
        return true
    }

    private func sendSync(isLast: Bool, to connection: OpaquePointer) -> Bool {
        steps.append(.sync(isLast: isLast))
        return PQpipelineSync(connection) == 1
    }

    private func sendStatement(_ query: PostgresQuery, index: Int, to connection: OpaquePointer) -> Bool {
        let typeIDs = query.binds.typeIDs
        guard let statement = statements.statement(for: query.sql, typeIDs: typeIDs) else {
            steps.append(.execute(nil, index: index))
            return PostgresParameters.with(query.binds) { parameters in
                PQsendQueryParams(
                    connection,
                    query.sql,
                    parameters.count,
                    typeIDs,
                    parameters.values,
                    parameters.lengths,
                    parameters.formats,
                    1
                )
            } == 1
        }
        // A batch may hold the same text twice: the second finds it on its way.
        if !statement.isPrepared, !isPreparing(statement) {
            steps.append(.prepare(statement, index: index))
            guard PQsendPrepare(connection, statement.name, query.sql, Int32(typeIDs.count), typeIDs) == 1 else {
                return false
            }
        }
        steps.append(.execute(statement, index: index))
        return PostgresParameters.with(query.binds) { parameters in
            PQsendQueryPrepared(
                connection,
                statement.name,
                parameters.count,
                parameters.values,
                parameters.lengths,
                parameters.formats,
                1
            )
        } == 1
    }

    private func isPreparing(_ statement: PostgresStatementCache.Statement) -> Bool {
        steps.contains { step in
            if case .prepare(let other, _) = step { other === statement } else { false }
        }
    }

    private func sendDescribe(_ query: PostgresQuery, to connection: OpaquePointer) -> Bool {
        let typeIDs = query.binds.typeIDs
        steps.append(.prepare(nil, index: 0))
        steps.append(.describe)
        return PQsendPrepare(connection, "", query.sql, Int32(typeIDs.count), typeIDs) == 1
            && PQsendDescribePrepared(connection, "") == 1
            && sendSync(isLast: true, to: connection)
    }
}

/// A statement's parameters as libpq takes them: three parallel arrays.
struct PostgresParameters {
    let count: Int32
    let values: UnsafePointer<UnsafePointer<CChar>?>?
    let lengths: UnsafePointer<Int32>?
    let formats: UnsafePointer<Int32>?

    /// Parameters on the stack up to this number; more are allocated.
    static func with<Result>(_ binds: borrowing PostgresBinds, _ body: (PostgresParameters) -> Result) -> Result {
        let places = binds.places
        let count = places.count
        guard count > 0 else {
            return body(PostgresParameters(count: 0, values: nil, lengths: nil, formats: nil))
        }
        return binds.buffer.bytes.withUnsafeBytes { bytes in
            withUnsafeTemporaryAllocation(of: UnsafePointer<CChar>?.self, capacity: count) { values in
                withUnsafeTemporaryAllocation(of: Int32.self, capacity: count * 2) { numbers in
                    for (index, place) in places.enumerated() {
                        numbers[index] = Int32(truncatingIfNeeded: max(0, place.length))
                        numbers[count + index] = 1
                        values[index] = place.length < 0 ? nil : pointer(to: place, in: bytes)
                    }
                    return body(
                        PostgresParameters(
                            count: Int32(count),
                            values: UnsafePointer(values.baseAddress),
                            lengths: UnsafePointer(numbers.baseAddress),
                            formats: numbers.baseAddress.map { UnsafePointer($0 + count) }
                        )
                    )
                }
            }
        }
    }

    /// An empty value must not be a null pointer, which would be NULL.
    private static func pointer(to place: PostgresBinds.Place, in bytes: UnsafeRawBufferPointer) -> UnsafePointer<
        CChar
    >? {
        guard place.length > 0, let base = bytes.baseAddress else { return emptyValue }
        return (base + place.offset).assumingMemoryBound(to: CChar.self)
    }

    nonisolated(unsafe) private static let emptyValue = UnsafePointer(UnsafeMutablePointer<CChar>.allocate(capacity: 1))
}
