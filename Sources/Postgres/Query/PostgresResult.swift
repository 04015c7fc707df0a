internal import CLibPQ

/// One result of libpq, freed with its last owner.
@usableFromInline
final class PostgresResult: @unchecked Sendable {
    // @unchecked: libpq never changes a result once it has handed it out, and reading one is safe from several threads.
    let pointer: OpaquePointer
    @usableFromInline let rowCount: Int
    @usableFromInline let columnCount: Int
    /// What is known of the columns' types.
    let types: PostgresTypeCatalogue

    init(_ pointer: OpaquePointer, types: PostgresTypeCatalogue) {
        self.pointer = pointer
        self.types = types
        rowCount = Int(PQntuples(pointer))
        columnCount = Int(PQnfields(pointer))
    }

    deinit { PQclear(pointer) }

    var status: ExecStatusType { PQresultStatus(pointer) }
    /// What libpq holds for it, in bytes.
    var memoryBytes: Int { PQresultMemorySize(pointer) }
    /// `INSERT 0 3` and the like.
    var commandTag: String { PQcmdStatus(pointer).map { String(cString: $0) } ?? "" }
    /// Rows inserted, changed, deleted, fetched or copied.
    var affectedRows: Int { PQcmdTuples(pointer).flatMap { Int(String(cString: $0)) } ?? 0 }

    /// Some column's type is not built in.
    var hasUserTypes: Bool {
        (0..<PQnfields(pointer)).contains { PQftype(pointer, $0) >= PostgresTypeID.firstInCatalogue }
    }

    func columnName(_ column: Int) -> String { PQfname(pointer, Int32(column)).map { String(cString: $0) } ?? "" }
    func columnType(_ column: Int) -> PostgresTypeID { PostgresTypeID(PQftype(pointer, Int32(column))) }
    func isText(_ column: Int) -> Bool { PQfformat(pointer, Int32(column)) == 0 }

    /// One value in libpq's memory, `nil` for NULL. Both indices must be within bounds.
    @usableFromInline
    func cell(row: Int, column: Int) -> PostgresCell? {
        let row = Int32(truncatingIfNeeded: row)
        let column = Int32(truncatingIfNeeded: column)
        let length = PQgetlength(pointer, row, column)
        if length == 0, PQgetisnull(pointer, row, column) == 1 { return nil }
        return PostgresCell(
            bytes: UnsafeRawBufferPointer(start: PQgetvalue(pointer, row, column), count: Int(length)),
            type: PostgresTypeID(PQftype(pointer, column)),
            types: types
        )
    }
}
