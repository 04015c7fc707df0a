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
    /// Copies the totals of a year that is over, for ever. What waits in the ledger is added first.
    ///
    /// - Throws: `TallyError.yearNotOver`, `.yearFrozen`, `.busy`.
    package func freeze(year: Int) async throws -> FrozenYear {
        do {
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
        } catch let error as PostgresError {
            switch error.server?.constraint {
            case "frozen_years_year_over": throw TallyError.yearNotOver
            case "frozen_years_pkey": throw TallyError.yearFrozen
            default: throw error
            }
        }
        return try await frozenYear(year)
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
