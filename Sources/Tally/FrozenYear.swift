package import FoundationEssentials
package import Postgres

/// The totals of a year as they were signed.
package struct FrozenYear: Hashable, Sendable {
    package let year: Int
    package let frozenAt: Date
    /// As of when they were counted.
    package let asOf: Date
    /// SHA-256 of the content, in hexadecimal.
    package let hash: String
    /// How many totals there are.
    package let lines: Int
    /// Whether the copy that is published is still what was signed.
    package let isWhole: Bool

    /// One total that has moved on since.
    package struct Difference: Hashable, Sendable {
        /// The total, with its key and its amount.
        package let line: String
        /// Whether it stands so in the frozen year; else among the living totals.
        package let isFrozen: Bool
    }
}

/// Reads the columns in this order.
extension FrozenYear: PostgresRowDecodable {
    package init(from row: inout PostgresRowReader) throws(PostgresError) {
        year = Int(try row.next(Int16.self))
        frozenAt = try row.next()
        asOf = try row.next()
        hash = try row.next()
        lines = try row.next()
        isWhole = try row.next()
    }
}

/// Reads `line, is_frozen`.
extension FrozenYear.Difference: PostgresRowDecodable {
    package init(from row: inout PostgresRowReader) throws(PostgresError) {
        line = try row.next()
        isFrozen = try row.next()
    }
}

extension TallyDatabase {
    /// Copies the totals of a year that is over, for ever. From here on the year takes no writes that would change them; who
    /// is writing already is waited for, and what waits in the ledger is added first.
    ///
    /// - Throws: `TallyError.yearNotOver`, `.yearFrozen`, `.busy`, `.writersAtWork`.
    package func freeze(year: Int) async throws -> FrozenYear {
        do {
            try await close(year)
            try await alone { transaction in
                _ = try await transaction.query(
                    """
                    -- TallyDatabase.freeze
                    select hash, lines
                    from tally.freeze(\(Int16(clamping: year)))
                    """,
                    timeout: Self.longTimeout
                )
            }
        } catch {
            // one that is frozen stays closed
            _ = try? await connection.query("-- TallyDatabase.open\nselect tally.open_year(\(Int16(clamping: year)))")
            guard let error = error as? PostgresError else { throw error }
            switch error.server?.constraint {
            case "frozen_years_year_over": throw TallyError.yearNotOver
            case "frozen_years_pkey": throw TallyError.yearFrozen
            default: throw error
            }
        }
        return try await frozenYear(year)
    }

    /// Has a year take no more writes, and waits for those who looked before that was so. A writer that has written has a
    /// number of a transaction, and all numbers given until now are below the snapshot's end.
    private func close(_ year: Int) async throws {
        _ = try await connection.query("-- TallyDatabase.close\nselect tally.close_year(\(Int16(clamping: year)))")
        let end = try await connection.query(
            "-- TallyDatabase.close: end\nselect pg_snapshot_xmax(pg_current_snapshot())::text::bigint"
        ).value(Int.self)
        let clock = ContinuousClock()
        let deadline = clock.now + Self.writersPatience
        while true {
            let oldest = try await connection.query(
                "-- TallyDatabase.close: oldest\nselect pg_snapshot_xmin(pg_current_snapshot())::text::bigint"
            ).value(Int.self)
            if oldest >= end { return }
            guard clock.now < deadline else { throw TallyError.writersAtWork }
            try await Task.sleep(for: Self.retryPause)
        }
    }

    /// The years that are frozen, the latest first.
    package func frozenYears() async throws -> [FrozenYear] {
        try await connection.query(
            """
            -- TallyDatabase.frozenYears
            select f.year, f.frozen_at, f.as_of, encode(f.hash, 'hex'),
                (length(f.content) - length(replace(f.content, e'\\n', '')))::bigint, tally.frozen_is_whole(f.year)
            from tally.frozen_years as f
            order by f.year desc
            """,
            timeout: Self.longTimeout
        ).decode(FrozenYear.self)
    }

    /// One of them.
    ///
    /// - Throws: `TallyError.yearNotFrozen`.
    package func frozenYear(_ year: Int) async throws -> FrozenYear {
        guard let frozen = try await frozenYears().first(where: { $0.year == year }) else {
            throw TallyError.yearNotFrozen
        }
        return frozen
    }

    /// What was signed, byte by byte.
    ///
    /// - Throws: `TallyError.yearNotFrozen`.
    package func frozenContent(year: Int) async throws -> String {
        let rows = try await connection.query(
            """
            -- TallyDatabase.frozenContent
            select f.content
            from tally.frozen_years as f
            where f.year = \(Int16(clamping: year))
            """
        )
        guard let content = try rows.decode(String.self).first else { throw TallyError.yearNotFrozen }
        return content
    }

    /// Totals of a frozen year that have moved on since, at most `limit` lines.
    ///
    /// - Throws: `TallyError.yearNotFrozen`.
    package func differences(year: Int, limit: Int = 1000) async throws -> [FrozenYear.Difference] {
        _ = try await frozenYear(year)
        return try await connection.query(
            """
            -- TallyDatabase.differences
            select line, is_frozen
            from tally.year_differences(\(Int16(clamping: year)))
            limit \(Int32(clamping: limit))
            """,
            timeout: Self.longTimeout
        ).decode(FrozenYear.Difference.self)
    }
}
