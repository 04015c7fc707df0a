/// Gives the rows of a COPY TO STDOUT.
///
/// What comes is read on while a chunk is used, up to a bound; then the server waits. Not Sendable, and of no use after its
/// closure.
package final class PostgresCopyReader {
    private let connection: PostgresConnection
    private let request: PostgresRequest
    private let timeout: Duration
    private let columns: [PostgresRows.Column]
    private(set) var isAtEnd = false
    private var hasHeader = false

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
    }

    /// The next bytes, some whole rows of the format that the statement names; `nil` at the end.
    package func nextChunk() async throws -> [UInt8]? {
        guard !isAtEnd else { return nil }
        let chunk = try await connection.copyRead(request, timeout: timeout)
        isAtEnd = chunk == nil
        return chunk
    }

    /// The next rows of a typed COPY; `nil` at the end.
    /// - Throws: `.decoding` with the column; `.misuse` when the tuple has another number of columns.
    @inlinable
    package func next<each T: PostgresDecodable>(
        _ type: (repeat each T).Type
    ) async throws -> [(repeat each T)]? {
        guard let chunk = try await nextChunk() else { return nil }
        var rows: [(repeat each T)] = []
        try chunk.withUnsafeBytes { bytes in
            var reader = try rowReader(bytes)
            while try reader.beginRow() {
                rows.append((repeat try reader.next((each T).self)))
                try reader.endRow()
            }
        }
        return rows
    }

    /// The same for rows of one column.
    @inlinable
    package func next<T: PostgresDecodable>(_: T.Type) async throws -> [T]? {
        guard let chunk = try await nextChunk() else { return nil }
        var rows: [T] = []
        try chunk.withUnsafeBytes { bytes in
            var reader = try rowReader(bytes)
            while try reader.beginRow() {
                rows.append(try reader.next(T.self))
                try reader.endRow()
            }
        }
        return rows
    }

    @usableFromInline
    func rowReader(_ chunk: UnsafeRawBufferPointer) throws(PostgresError) -> PostgresCopyRowReader {
        guard !columns.isEmpty else { throw PostgresError(.misuse, "typed rows read from a COPY of bytes") }
        var reader = PostgresCopyRowReader(chunk, columns: columns, types: connection.configuration.types)
        if !hasHeader {
            try reader.readHeader()
            hasHeader = true
        }
        return reader
    }
}

/// Reads the rows of one chunk of a binary COPY.
@usableFromInline
struct PostgresCopyRowReader {
    private var bytes: PostgresByteReader
    private let columns: [PostgresRows.Column]
    private let types: PostgresTypeCatalogue
    private var column = 0

    init(_ chunk: UnsafeRawBufferPointer, columns: [PostgresRows.Column], types: PostgresTypeCatalogue) {
        bytes = PostgresByteReader(chunk)
        self.columns = columns
        self.types = types
    }

    mutating func readHeader() throws(PostgresError) {
        do throws(PostgresDecodingProblem) {
            let signature = try bytes.bytes(PostgresCopyFormat.signatureBytes)
            guard signature.elementsEqual(PostgresCopyFormat.header.prefix(PostgresCopyFormat.signatureBytes)) else {
                throw .malformed("signature")
            }
            guard try bytes.integer(UInt32.self) & PostgresCopyFormat.objectIDFlag == 0 else {
                throw .malformed("object identifiers")
            }
            _ = try bytes.bytes(Int(try bytes.integer(Int32.self)))
        } catch {
            throw PostgresError(.decoding(error), "not a binary COPY: \(error)")
        }
    }

    /// False at the end of the chunk, or of the COPY.
    @usableFromInline
    mutating func beginRow() throws(PostgresError) -> Bool {
        guard !bytes.rest.isEmpty else { return false }
        do throws(PostgresDecodingProblem) {
            let count = try bytes.integer(Int16.self)
            if count == PostgresCopyFormat.trailer { return false }
            guard Int(count) == columns.count else { throw .malformed("number of fields") }
            column = 0
            return true
        } catch {
            throw PostgresError(.decoding(error), "a row of the COPY cannot be read: \(error)")
        }
    }

    @usableFromInline
    mutating func next<T: PostgresDecodable>(_: T.Type) throws(PostgresError) -> T {
        guard column < columns.count else {
            throw PostgresError(.misuse, "column \(column + 1) of a row with \(columns.count)")
        }
        do throws(PostgresDecodingProblem) {
            guard let value = try bytes.element() else {
                column += 1
                return try T.decodeNull()
            }
            let cell = PostgresCell(bytes: value, type: columns[column].type, types: types)
            column += 1
            return try T.decode(cell)
        } catch {
            var failure = PostgresError(.decoding(error), "cannot read a value: \(error)")
            failure.column = (column - 1, columns[column - 1].name)
            throw failure
        }
    }

    @usableFromInline
    func endRow() throws(PostgresError) {
        guard column == columns.count else {
            throw PostgresError(.misuse, "\(column) columns read of a row with \(columns.count)")
        }
    }
}
