internal import CLibPQ

/// One result of libpq, freed with its last owner.
@usableFromInline
final class PostgresResult: @unchecked Sendable {
    // @unchecked: libpq never changes a result once it has handed it out, and reading one is safe from several threads.
    let pointer: OpaquePointer
    @usableFromInline let rowCount: Int
    /// Valid as long as the result is.
    @usableFromInline let cells: PostgresCells
    /// What is known of the columns' types.
    let types: PostgresTypeCatalogue

    init(_ pointer: OpaquePointer, types: PostgresTypeCatalogue) {
        self.pointer = pointer
        self.types = types
        rowCount = Int(PQntuples(pointer))
        cells = PostgresCells(of: pointer, types: types)
    }

    deinit {
        cells.deallocate()
        PQclear(pointer)
    }

    var status: ExecStatusType { PQresultStatus(pointer) }
    /// What libpq holds for it, in bytes.
    var memoryBytes: Int { PQresultMemorySize(pointer) }
    /// `INSERT 0 3` and the like.
    var commandTag: String { PQcmdStatus(pointer).map { String(cString: $0) } ?? "" }
    /// Rows inserted, changed, deleted, fetched or copied.
    var affectedRows: Int { PQcmdTuples(pointer).flatMap { Int(String(cString: $0)) } ?? 0 }
    @inlinable var columnCount: Int { cells.columnCount }
    @inlinable var columnTypes: UnsafeBufferPointer<PostgresTypeID> { cells.columnTypes }

    /// Some column's type is not built in.
    var hasUserTypes: Bool { columnTypes.contains { $0.rawValue >= PostgresTypeID.firstInCatalogue } }

    func columnName(_ column: Int) -> String { cells.columnName(column) }
}
