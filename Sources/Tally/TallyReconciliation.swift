package import Postgres

/// The totals beside what the rows say.
package struct TallyReconciliation: Hashable, Sendable {
    /// One total that is not what the rows say.
    package struct Difference: Hashable, Sendable {
        /// Of which kind: `cells`, `presence`, `persons`, `distinct persons`, `distinct memberships` or `distinct unlinkable`.
        package let total: String
        /// Its key, as text.
        package let key: String
        /// What the totals hold.
        package let held: Int
        /// What the rows say.
        package let counted: Int
    }

    /// How many were compared, by kind.
    package let cells: Int
    package let presences: Int
    package let persons: Int
    package let distinctCells: Int
    /// Lines that waited in the ledger. Members of whom one waits are compared by their cells alone.
    package let lines: Int
    /// How many differ.
    package let mismatches: Int
    /// The first of them.
    package let differences: [Difference]

    /// Whether every total is what the rows say.
    package var isExact: Bool { mismatches == 0 }
}

/// Reads `total, key, held, counted`.
extension TallyReconciliation.Difference: PostgresRowDecodable {
    package init(from row: inout PostgresRowReader) throws(PostgresError) {
        total = try row.next()
        key = try row.next()
        held = try row.next()
        counted = try row.next()
    }
}

extension TallyDatabase {
    /// Counts everything again from the rows and compares, as of one moment, while writers and workers go on. What waits in the
    /// ledger at that moment is counted in; it changes nothing.
    ///
    /// - Parameter shown: how many differences are told; all are counted.
    package func reconcile(shown: Int = 20) async throws -> TallyReconciliation {
        let options = PostgresTransactionOptions(isolation: .repeatableRead, readOnly: true)
        return try await connection.transaction(options, settings: ["jit": "off"]) { transaction in
            let lines = try await transaction.query(
                """
                -- TallyDatabase.reconcile: waiting
                select tally.waiting()
                """,
                timeout: Self.longTimeout
            ).value(Int.self)
            let found = try await transaction.query(
                """
                -- TallyDatabase.reconcile
                select total, key, held, counted, count(*) over () as mismatches
                from tally.differences()
                order by total, key
                limit \(Int32(clamping: max(1, shown)))
                """,
                timeout: Self.longTimeout
            ).decode((String, String, Int, Int, Int).self)
            let sizes = try await transaction.query(
                """
                -- TallyDatabase.reconcile: sizes
                select cells, presences, persons, distinct_cells
                from tally.sizes()
                """,
                timeout: Self.longTimeout
            ).decode((Int, Int, Int, Int).self)
            let size = sizes.first ?? (0, 0, 0, 0)
            return TallyReconciliation(
                cells: size.0,
                presences: size.1,
                persons: size.2,
                distinctCells: size.3,
                lines: lines,
                mismatches: found.first?.4 ?? 0,
                differences: found.prefix(shown).map { .init(total: $0.0, key: $0.1, held: $0.2, counted: $0.3) }
            )
        }
    }
}
