internal import CLibPQ

/// Reads the values of a result from libpq's memory. It borrows: whoever uses it keeps the result alive meanwhile. A value
/// without references, so that reading a column counts none.
@usableFromInline
struct PostgresCells {
    @usableFromInline let pointer: OpaquePointer
    /// The columns' types in their order, of which libpq is asked once and not for every value.
    @usableFromInline let columnTypes: UnsafeBufferPointer<PostgresTypeID>
    /// What is known of the columns' types.
    @usableFromInline unowned(unsafe) let types: PostgresTypeCatalogue

    /// To be ended by `deallocate`.
    init(of pointer: OpaquePointer, types: PostgresTypeCatalogue) {
        self.pointer = pointer
        self.types = types
        let count = Int(PQnfields(pointer))
        guard count > 0 else {
            columnTypes = UnsafeBufferPointer(start: nil, count: 0)
            return
        }
        let columnTypes = UnsafeMutableBufferPointer<PostgresTypeID>.allocate(capacity: count)
        for column in 0..<count {
            let type = PostgresTypeID(PQftype(pointer, Int32(truncatingIfNeeded: column)))
            columnTypes.initializeElement(at: column, to: type)
        }
        self.columnTypes = UnsafeBufferPointer(columnTypes)
    }

    func deallocate() { columnTypes.deallocate() }

    @inlinable var columnCount: Int { columnTypes.count }

    func columnName(_ column: Int) -> String { PQfname(pointer, Int32(column)).map { String(cString: $0) } ?? "" }

    /// Reads one value. Both indices must be within bounds.
    @inlinable @inline(__always)
    func decode<T: PostgresDecodable>(_: T.Type, row: Int, column: Int) throws(PostgresError) -> T {
        do throws(PostgresDecodingProblem) {
            guard let cell = cell(row: row, column: column) else { return try T.decodeNull() }
            return try T.decode(cell)
        } catch {
            throw decodingError(error, column: column)
        }
    }

    /// One value in libpq's memory, `nil` for NULL. Both indices must be within bounds.
    @inlinable @inline(__always)
    func cell(row: Int, column: Int) -> PostgresCell? {
        guard let bytes = bytesOfValue(in: pointer, row: row, column: column) else { return nil }
        return PostgresCell(bytes: bytes, type: columnTypes[column], types: types)
    }

    // MARK: Errors

    @usableFromInline
    func noColumn(_ column: Int) -> PostgresError {
        PostgresError(.misuse, "column \(column + 1) of a row with \(columnCount)")
    }

    @usableFromInline
    func wrongCount(_ read: Int) -> PostgresError {
        PostgresError(.misuse, "\(read) columns read of a row with \(columnCount)")
    }

    @usableFromInline
    func decodingError(_ problem: PostgresDecodingProblem, column: Int) -> PostgresError {
        var error = PostgresError(.decoding(problem), "cannot read a value: \(problem)")
        error.column = (column, columnName(column))
        return error
    }
}

/// The bytes of one value in libpq's memory, `nil` for NULL. Both indices must be within bounds. Outside of any type, so that
/// it is called as it is: the compiler gives a method a second entry, and each value went through both.
@usableFromInline
func bytesOfValue(in pointer: OpaquePointer, row: Int, column: Int) -> UnsafeRawBufferPointer? {
    let row = Int32(truncatingIfNeeded: row)
    let column = Int32(truncatingIfNeeded: column)
    let length = PQgetlength(pointer, row, column)
    if length == 0, PQgetisnull(pointer, row, column) == 1 { return nil }
    return UnsafeRawBufferPointer(start: PQgetvalue(pointer, row, column), count: Int(length))
}
