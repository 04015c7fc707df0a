package import Postgres

/// What building the totals anew came to.
package struct TallyRebuilding: Hashable, Sendable {
    /// Cells that hold something.
    package let cells: Int
    /// How many of them were wrong before, or missing or too many.
    package let cellsChanged: Int
    /// Presences: who counts where.
    package let presences: Int
    /// How many of them were wrong before.
    package let presencesChanged: Int
}

/// Reads the columns in this order.
extension TallyRebuilding: PostgresRowDecodable {
    package init(from row: inout PostgresRowReader) throws(PostgresError) {
        cells = try row.next()
        cellsChanged = try row.next()
        presences = try row.next()
        presencesChanged = try row.next()
    }
}

extension TallyDatabase {
    /// Makes all totals anew from the rows, as of one moment, while writers go on: what they write meanwhile stays in the ledger
    /// and is added afterwards.
    ///
    /// - Throws: `TallyError.busy`.
    package func rebuild() async throws -> TallyRebuilding {
        try await alone { transaction in
            let rows = try await transaction.query(
                """
                -- TallyDatabase.rebuild
                select cells, cells_wrong, presences, presences_wrong
                from tally.rebuild()
                """,
                timeout: Self.longTimeout
            )
            guard let rebuilding = try rows.decode(TallyRebuilding.self).first else {
                throw PostgresError(.misuse, "the rebuild said nothing")
            }
            return rebuilding
        }
    }
}
