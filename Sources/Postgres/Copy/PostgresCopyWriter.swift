/// Takes the rows of a COPY FROM STDIN.
///
/// Rows are gathered into chunks; a chunk is sent while the next is filled, and at most two are in memory. Not Sendable, and
/// of no use after its closure.
package final class PostgresCopyWriter {
    /// Large enough that a chunk's system call does not count.
    private static let chunkBytes = 64 << 10

    private let connection: PostgresConnection
    private let request: PostgresRequest
    private let timeout: Duration
    private let columns: [PostgresRows.Column]
    private let types: PostgresCopyTypes
    @usableFromInline var buffer = PostgresByteBuffer()
    @usableFromInline var rows = 0
    @usableFromInline var checkedRow: ObjectIdentifier?
    private var hasEnded = false

    /// - Parameter columns: of a typed COPY; empty for bytes.
    init(
        connection: PostgresConnection,
        request: PostgresRequest,
        timeout: Duration,
        columns: [PostgresRows.Column]
    ) {
        self.connection = connection
        self.request = request
        self.timeout = timeout
        self.columns = columns
        types = PostgresCopyTypes(columns: columns, types: connection.configuration.types)
        buffer.bytes.reserveCapacity(Self.chunkBytes + 8192)
        if !columns.isEmpty { buffer.write(bytes: PostgresCopyFormat.header) }
    }

    /// Adds bytes of the format that the statement names: text, CSV or binary; rows may be cut anywhere.
    package func write(bytes: some Collection<UInt8>) async throws {
        guard columns.isEmpty else { throw PostgresError(.misuse, "bytes written to a COPY of typed rows") }
        try checkOpen()
        var rest = bytes[...]
        while !rest.isEmpty {
            let part = rest.prefix(Self.chunkBytes)
            rest = rest.dropFirst(part.count)
            buffer.write(bytes: part)
            if isFull { try await flush() }
        }
    }

    /// Adds one row of a typed COPY, its values in the order of the columns.
    /// - Throws: `.encoding` for a value that its column cannot take; the row is left out, and the COPY may go on or end.
    @inlinable
    package func write<each Value: PostgresEncodable>(_ values: repeat each Value) async throws {
        try encode(repeat each values)
        if isFull { try await flush() }
    }

    @usableFromInline var isFull: Bool { buffer.bytes.count >= Self.chunkBytes }

    /// A row that cannot be written leaves nothing behind.
    @inlinable
    func encode<each Value: PostgresEncodable>(_ values: repeat each Value) throws {
        let start = buffer.bytes.count
        do {
            try checkTypes((repeat each Value).self)
            buffer.write(Int16(truncatingIfNeeded: columnCount))
            var count = 0
            for value in repeat each values {
                do throws(PostgresEncodingProblem) {
                    try buffer.writeElement(value)
                } catch {
                    throw Self.cannotEncode(error, row: rows, column: count)
                }
                count += 1
            }
        } catch {
            buffer.truncate(to: start)
            throw error
        }
        rows += 1
    }

    @usableFromInline var columnCount: Int { columns.count }

    /// Rows of the same types as the last one need no second look.
    @inlinable @inline(__always)
    func checkTypes<each Value: PostgresEncodable>(_ row: (repeat each Value).Type) throws {
        let row = ObjectIdentifier(row)
        guard row != checkedRow else { return }
        var types: [PostgresType] = []
        repeat types.append((each Value).postgresType)
        try check(types)
        checkedRow = row
    }

    @usableFromInline
    func check(_ found: [PostgresType]) throws(PostgresError) {
        try checkOpen()
        guard !columns.isEmpty else { throw PostgresError(.misuse, "typed rows written to a COPY of bytes") }
        guard found.count == columns.count else {
            throw PostgresError(.misuse, "a row of \(found.count) values in a COPY of \(columns.count) columns")
        }
        for (index, type) in found.enumerated() where !types.column(index, takes: type) {
            var error = PostgresError(.encoding(.invalid("type")), "a value of another type than its column has")
            error.column = (index, columns[index].name)
            throw error
        }
    }

    @usableFromInline
    static func cannotEncode(_ problem: PostgresEncodingProblem, row: Int, column: Int) -> PostgresError {
        PostgresError(.encoding(problem), "row \(row + 1), column \(column + 1) of the COPY cannot be sent: \(problem)")
    }

    @usableFromInline
    func flush() async throws {
        try checkOpen()
        try resolveNames()
        let chunk = buffer.bytes
        buffer = PostgresByteBuffer()
        buffer.bytes.reserveCapacity(Self.chunkBytes + 8192)
        try await connection.copyWrite(chunk, to: request, timeout: timeout)
    }

    private func resolveNames() throws {
        do throws(PostgresEncodingProblem) {
            try buffer.resolve { types.id(named: $0) }
        } catch {
            throw PostgresError(.encoding(error), "a value of the COPY cannot be sent: \(error)")
        }
    }

    private func checkOpen() throws(PostgresError) {
        if hasEnded { throw PostgresError(.closed, "the COPY has ended") }
    }

    /// - Returns: the rows that the server took.
    func end() async throws -> Int {
        if !columns.isEmpty { buffer.write(PostgresCopyFormat.trailer) }
        if !buffer.bytes.isEmpty { try await flush() }
        hasEnded = true
        return try await connection.copyEnd(request, reason: nil, timeout: timeout)
    }

    /// Has the server drop all rows, for a reason that stands in the error that this throws, and in the server's log.
    package func abort(_ reason: String) async throws -> Never {
        try checkOpen()
        hasEnded = true
        _ = try await connection.copyEnd(request, reason: reason, timeout: timeout)
        throw PostgresError(.closed, "the COPY has ended")
    }

    /// The same when the body has failed, with a reason of its own; does nothing where the COPY has ended.
    func abandon() async {
        hasEnded = true
        // The server's answer is the reason it was given.
        _ = try? await connection.copyEnd(request, reason: "stopped by the client", timeout: timeout)
    }
}
