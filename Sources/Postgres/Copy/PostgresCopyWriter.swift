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
    @usableFromInline var buffer = PostgresByteBuffer()
    @usableFromInline var rows = 0
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

    @inlinable
    func encode<each Value: PostgresEncodable>(_ values: repeat each Value) throws {
        let start = buffer.bytes.count
        buffer.write(Int16(0))
        var count = 0
        for value in repeat each values {
            if rows == 0 { try check(type(of: value).postgresType, column: count) }
            do throws(PostgresEncodingProblem) {
                try buffer.writeElement(value)
            } catch {
                buffer.bytes.removeSubrange(start...)
                throw Self.cannotEncode(error, row: rows, column: count)
            }
            count += 1
        }
        try finishRow(start: start, count: count)
        rows += 1
    }

    /// The first row is checked: a binary COPY carries no types, and four bytes of a float would do as an integer.
    @usableFromInline
    func check(_ type: PostgresType, column: Int) throws(PostgresError) {
        guard column < columns.count else { return }
        let types = connection.configuration.types
        let found: PostgresTypeID? =
            switch type {
            case .id(let id): id
            case .named(let name): types.id(named: name)
            }
        let wanted = types.base(of: columns[column].type)
        guard let found, PostgresCopyTypes.isSame(types.base(of: found), wanted) else {
            throw PostgresError(
                .encoding(.invalid("type")),
                "column \(columns[column].name) of the COPY has another type (\(wanted.rawValue)) than its value"
            )
        }
    }

    @usableFromInline
    func finishRow(start: Int, count: Int) throws(PostgresError) {
        guard count == columns.count, let fields = Int16(exactly: count) else {
            buffer.bytes.removeSubrange(start...)
            throw PostgresError(.misuse, "a row of \(count) values in a COPY of \(columns.count) columns")
        }
        buffer.bytes[start] = UInt8(truncatingIfNeeded: fields >> 8)
        buffer.bytes[start + 1] = UInt8(truncatingIfNeeded: fields)
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
            let types = connection.configuration.types
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

    func abort(_ reason: String) async {
        hasEnded = true
        // The server's answer is the reason it was given.
        _ = try? await connection.copyEnd(request, reason: reason, timeout: timeout)
    }
}
