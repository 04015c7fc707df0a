package import FoundationEssentials
package import Postgres

/// How far the totals are.
package struct TallyStatus: Hashable, Sendable {
    /// Whatever was committed before this is in the totals; nil where nothing was ever added.
    package let asOf: Date?
    /// When a worker last added lines.
    package let foldedAt: Date?
    /// When a worker last looked for lines.
    package let lookedAt: Date?
    /// Whether one looked within the last 15 seconds.
    package let isWorked: Bool
    /// Lines that waited then, counted up to 100,000.
    package let pending: Int
    /// Age of the oldest line that was added or waited then, in milliseconds.
    package let lagMilliseconds: Int
    /// Rises with each leader.
    package let epoch: Int64
    /// The leader's name.
    package let holder: String
    /// Batches added in all.
    package let folds: Int
    /// Lines added in all.
    package let lines: Int
    /// Memberships now, in the whole city.
    package let memberships: Int
    /// Of these, those of which nobody knows whose they are: without a citizen ID, or without the key that makes tokens.
    package let unlinkable: Int
    /// Whether there is a key whose tokens are compared; without one no two memberships are one person's.
    package let hasPersonKey: Bool
}

/// Reads the columns in this order.
extension TallyStatus: PostgresRowDecodable {
    package init(from row: inout PostgresRowReader) throws(PostgresError) {
        asOf = try row.next()
        foldedAt = try row.next()
        lookedAt = try row.next()
        isWorked = try row.next()
        pending = try row.next()
        lagMilliseconds = try row.next()
        epoch = try row.next()
        holder = try row.next()
        folds = try row.next()
        lines = try row.next()
        memberships = try row.next()
        unlinkable = try row.next()
        hasPersonKey = try row.next()
    }
}

extension TallyDatabase {
    /// How far the totals are.
    package func status() async throws -> TallyStatus {
        let rows = try await connection.query(
            """
            -- TallyDatabase.status
            select s.as_of, s.folded_at, s.looked_at, s.is_worked, s.pending, s.lag_milliseconds, w.epoch, w.holder,
                w.folds, w.lines, coalesce(d.memberships, 0), coalesce(d.unlinkable, 0),
                s.person_key is not null
            from release.status as s
            cross join tally.worker as w
            left join tally.distinct_cells as d
                on d.kind = 1 and d.year = 0 and d.area_id = '00000000-0000-0000-0000-000000000000'
            """
        )
        guard let status = try rows.decode(TallyStatus.self).first else {
            throw PostgresError(.misuse, "the totals have no status")
        }
        return status
    }
}
