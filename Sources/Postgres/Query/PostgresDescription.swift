internal import CLibPQ

/// What the server says of a statement without running it.
package struct PostgresDescription: Hashable, Sendable {
    package var parameters: [PostgresTypeID]
    /// Empty for a statement that gives no rows.
    package var columns: [PostgresRows.Column]

    init(result: PostgresResult) {
        parameters = (0..<PQnparams(result.pointer)).map { PostgresTypeID(PQparamtype(result.pointer, $0)) }
        columns = (0..<result.columnCount).map {
            PostgresRows.Column(name: result.columnName($0), type: result.columnTypes[$0])
        }
    }
}
