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
        defer { withExtendedLifetime(rows) {} }
        var reader = PostgresRowReader(rows.result.cells, row: index)
        let values = (repeat try reader.next((each T).self))
        try reader.end()
        return values
    }

    /// The only column: `let id = try row.decode(Int64.self)`.
    @inlinable @inline(__always)
    package func decode<T: PostgresDecodable>(_: T.Type) throws(PostgresError) -> T {
        try expectColumns(1)
        return try known(0)
    }

    /// The row as a value of a type that reads itself from it.
    @inlinable
    package func decode<T: PostgresRowDecodable>(_: T.Type) throws(PostgresError) -> T {
        defer { withExtendedLifetime(rows) {} }
        var reader = PostgresRowReader(rows.result.cells, row: index)
        let value = try T(from: &reader)
        try reader.end()
        return value
    }

    /// The value of one column, from 0.
    @inlinable
    package func value<T: PostgresDecodable>(_ column: Int, as _: T.Type = T.self) throws(PostgresError) -> T {
        guard column >= 0, column < columnCount else { throw rows.result.cells.noColumn(column) }
        return try known(column)
    }

    /// The undecoded bytes of one column, `nil` for NULL, lent to `body` alone.
    package func withBytes<Result>(_ column: Int, _ body: (PostgresCell?) throws -> Result) throws -> Result {
        guard column >= 0, column < columnCount else { throw rows.result.cells.noColumn(column) }
        return try withExtendedLifetime(rows) { try body(rows.result.cells.cell(row: index, column: column)) }
    }

    /// Throws unless the row has so many columns.
    @inlinable @inline(__always)
    func expectColumns(_ count: Int) throws(PostgresError) {
        guard count == columnCount else { throw rows.result.cells.wrongCount(count) }
    }

    /// The value of a column that is there.
    @inlinable @inline(__always)
    func known<T: PostgresDecodable>(_ column: Int) throws(PostgresError) -> T {
        defer { withExtendedLifetime(rows) {} }
        return try rows.result.cells.decode(T.self, row: index, column: column)
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

/// Reads the columns of a row one after the other. It borrows the row, and so cannot be copied or kept.
@usableFromInline
package struct PostgresRowReader: ~Copyable {
    @usableFromInline let cells: PostgresCells
    @usableFromInline let row: Int
    @usableFromInline var column = 0

    /// Whoever makes one keeps the cells' result alive while it is in use. `row` must be within bounds.
    @inlinable
    init(_ cells: PostgresCells, row: Int) {
        self.cells = cells
        self.row = row
    }

    /// The next column.
    @inlinable @inline(__always)
    package mutating func next<T: PostgresDecodable>(_: T.Type = T.self) throws(PostgresError) -> T {
        guard column < cells.columnCount else { throw cells.noColumn(column) }
        let value = try cells.decode(T.self, row: row, column: column)
        column += 1
        return value
    }

    /// Passes over the next column.
    @inlinable
    package mutating func skip() { column += 1 }

    @inlinable
    func end() throws(PostgresError) {
        guard column == cells.columnCount else { throw cells.wrongCount(column) }
    }
}
