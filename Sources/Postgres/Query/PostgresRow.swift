/// One row of a result. Columns are read by position.
@usableFromInline
package struct PostgresRow: Sendable {
    @usableFromInline let rows: PostgresRows
    @usableFromInline let index: Int

    @inlinable
    init(rows: PostgresRows, index: Int) {
        self.rows = rows
        self.index = index
    }

    @inlinable package var columnCount: Int { rows.columnCount }

    /// The columns as a tuple: `let (id, name) = try row.decode((Int64, String).self)`.
    /// - Throws: `.decoding` with the column; `.misuse` when the row has another number of columns.
    @inlinable @inline(__always)
    package func decode<each T: PostgresDecodable>(
        _: (repeat each T).Type
    ) throws(PostgresError) -> (repeat each T) {
        var reader = PostgresRowReader(row: self)
        let values = (repeat try reader.next((each T).self))
        try reader.end()
        return values
    }

    /// The only column: `let id = try row.decode(Int64.self)`.
    @inlinable @inline(__always)
    package func decode<T: PostgresDecodable>(_: T.Type) throws(PostgresError) -> T {
        var reader = PostgresRowReader(row: self)
        let value = try reader.next(T.self)
        try reader.end()
        return value
    }

    /// The row as a value of a type that reads itself from it.
    @inlinable
    package func decode<T: PostgresRowDecodable>(_: T.Type) throws(PostgresError) -> T {
        var reader = PostgresRowReader(row: self)
        let value = try T(from: &reader)
        try reader.end()
        return value
    }

    /// The value of one column, from 0.
    @inlinable
    package func value<T: PostgresDecodable>(_ column: Int, as _: T.Type = T.self) throws(PostgresError) -> T {
        guard column >= 0, column < rows.columnCount else { throw Self.noColumn(column, of: rows) }
        do throws(PostgresDecodingProblem) {
            guard let cell = rows.result.cell(row: index, column: column) else { return try T.decodeNull() }
            return try T.decode(cell)
        } catch {
            throw Self.decodingError(error, column: column, of: rows)
        }
    }

    /// The undecoded bytes of one column, `nil` for NULL, lent to `body` alone.
    package func withBytes<Result>(_ column: Int, _ body: (PostgresCell?) throws -> Result) throws -> Result {
        guard column >= 0, column < rows.columnCount else { throw Self.noColumn(column, of: rows) }
        return try withExtendedLifetime(rows) { try body(rows.result.cell(row: index, column: column)) }
    }

    @usableFromInline
    static func noColumn(_ column: Int, of rows: PostgresRows) -> PostgresError {
        PostgresError(.misuse, "column \(column + 1) of a row with \(rows.columnCount)")
    }

    @usableFromInline
    static func leftOver(_ read: Int, of rows: PostgresRows) -> PostgresError {
        PostgresError(.misuse, "\(read) columns read of a row with \(rows.columnCount)")
    }

    @usableFromInline
    static func decodingError(
        _ problem: PostgresDecodingProblem,
        column: Int,
        of rows: PostgresRows
    ) -> PostgresError {
        var error = PostgresError(.decoding(problem), "cannot read a value: \(problem)")
        error.column = (column, rows.result.columnName(column))
        return error
    }
}

/// A type that reads itself from the columns of a row, in their order.
///
/// ```swift
/// struct Member: PostgresRowDecodable {
///     var id: Int64
///     var name: String
///     init(from row: inout PostgresRowReader) throws(PostgresError) {
///         id = try row.next()
///         name = try row.next()
///     }
/// }
/// ```
@usableFromInline
package protocol PostgresRowDecodable {
    init(from row: inout PostgresRowReader) throws(PostgresError)
}

/// Reads the columns of a row one after the other.
@usableFromInline
package struct PostgresRowReader {
    @usableFromInline let row: PostgresRow
    @usableFromInline var column = 0

    @inlinable
    init(row: PostgresRow) { self.row = row }

    /// The next column.
    @inlinable @inline(__always)
    package mutating func next<T: PostgresDecodable>(_: T.Type = T.self) throws(PostgresError) -> T {
        let value = try row.value(column, as: T.self)
        column += 1
        return value
    }

    /// Passes over the next column.
    @inlinable
    package mutating func skip() { column += 1 }

    @inlinable
    func end() throws(PostgresError) {
        guard column == row.columnCount else { throw PostgresRow.leftOver(column, of: row.rows) }
    }
}
