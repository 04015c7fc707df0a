/// The rows that one statement gave, in libpq's memory; nothing is decoded before it is asked for.
///
/// May be read on any thread, and kept for as long as it is needed: the memory goes with the last copy.
@usableFromInline
package struct PostgresRows: Sendable {
    @usableFromInline let result: PostgresResult

    init(_ result: PostgresResult) { self.result = result }

    /// How many rows.
    @inlinable package var count: Int { result.rowCount }
    @inlinable package var columnCount: Int { result.columnCount }

    /// `SELECT 3`, `INSERT 0 1` and the like.
    package var commandTag: String { result.commandTag }
    /// Rows selected, inserted, changed or deleted.
    package var affectedRows: Int { result.affectedRows }
    /// What libpq holds for these rows, in bytes.
    package var memoryBytes: Int { result.memoryBytes }

    /// What the server says of one column.
    package struct Column: Hashable, Sendable {
        package var name: String
        /// A domain shows the type that it restricts.
        package var type: PostgresTypeID

        package init(name: String, type: PostgresTypeID) {
            self.name = name
            self.type = type
        }
    }

    package var columns: [Column] {
        (0..<columnCount).map { Column(name: result.columnName($0), type: result.columnTypes[$0]) }
    }

    /// All rows as tuples: `try rows.decode((Int64, String?).self)`.
    /// - Throws: `.decoding` with the column; `.misuse` when the tuple has another number of columns.
    @inlinable
    package func decode<each T: PostgresDecodable>(
        _ types: (repeat each T).Type
    ) throws(PostgresError) -> [(repeat each T)] {
        var decoded: [(repeat each T)] = []
        decoded.reserveCapacity(count)
        for row in self { decoded.append(try row.decode(types)) }
        return decoded
    }

    /// What `read` makes of each row.
    @inlinable @inline(__always)
    func each<T>(_ read: (PostgresRow) throws(PostgresError) -> T) throws(PostgresError) -> [T] {
        var all: [T] = []
        all.reserveCapacity(count)
        for index in 0..<count { all.append(try read(self[index])) }
        return all
    }

    /// All rows as the values of their only column: `try rows.decode(Int64.self)`.
    @inlinable
    package func decode<T: PostgresDecodable>(_: T.Type) throws(PostgresError) -> [T] {
        var decoded: [T] = []
        decoded.reserveCapacity(count)
        for row in self { decoded.append(try row.decode(T.self)) }
        return decoded
    }

    /// All rows as values of a type that reads itself from a row.
    @inlinable
    package func decode<T: PostgresRowDecodable>(_: T.Type) throws(PostgresError) -> [T] {
        var decoded: [T] = []
        decoded.reserveCapacity(count)
        defer { withExtendedLifetime(result) {} }
        for row in 0..<count {
            var reader = PostgresRowReader(result.cells, row: row)
            decoded.append(try T(from: &reader))
            try reader.end()
        }
        return decoded
    }

    /// The only value of the only row, as `select count(*) …` gives it.
    /// - Throws: `.misuse` when there is another number of rows or columns; `.decoding`.
    package func value<T: PostgresDecodable>(_: T.Type) throws(PostgresError) -> T {
        guard count == 1, let row = first else {
            throw PostgresError(.misuse, "expected one row, got \(count)")
        }
        return try row.decode(T.self)
    }
}

extension PostgresRows: RandomAccessCollection {
    @inlinable package var startIndex: Int { 0 }
    @inlinable package var endIndex: Int { count }

    @inlinable
    package subscript(index: Int) -> PostgresRow {
        precondition(index >= 0 && index < count, "row index out of range")
        return PostgresRow(rows: self, index: index)
    }
}
