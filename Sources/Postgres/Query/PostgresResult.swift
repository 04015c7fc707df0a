internal import CLibPQ

/// One result of libpq, freed with its last owner.
@usableFromInline
final class PostgresResult: @unchecked Sendable {
    // @unchecked: libpq never changes a result once it has handed it out, and reading one is safe from several threads.
    let pointer: OpaquePointer

    init(_ pointer: OpaquePointer) { self.pointer = pointer }

    deinit { PQclear(pointer) }

    var status: ExecStatusType { PQresultStatus(pointer) }
    var rowCount: Int { Int(PQntuples(pointer)) }
    var columnCount: Int { Int(PQnfields(pointer)) }
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

    /// The value's bytes in libpq's memory, `nil` for NULL. Both indices must be within bounds.
    @usableFromInline
    func bytes(row: Int, column: Int) -> UnsafeRawBufferPointer? {
        let row = Int32(truncatingIfNeeded: row)
        let column = Int32(truncatingIfNeeded: column)
        let length = PQgetlength(pointer, row, column)
        if length == 0, PQgetisnull(pointer, row, column) == 1 { return nil }
        return UnsafeRawBufferPointer(start: PQgetvalue(pointer, row, column), count: Int(length))
    }

    @usableFromInline
    func typeID(ofColumn column: Int) -> UInt32 { PQftype(pointer, Int32(truncatingIfNeeded: column)) }
}
