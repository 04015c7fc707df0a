package import FoundationEssentials
package import Postgres
package import Programme

/// A return as kept: an own one, or one that was sent to this tenant because it leads the programme.
package struct StoredReturn: Hashable, Sendable {
    package let id: WorkReturnID
    package let version: Int
    /// Whose it is.
    package let owner: TenantID
    package let ownerName: String
    package let year: Int
    package let period: ReturnPeriod
    package let state: ReturnState
    /// By name, as `ReturnFigure` has them; a return keeps those that there were when it was made.
    package let figures: [String: Int]
    /// When the figures were taken.
    package let countedAt: Date
    /// What its tenant says to it.
    package let remark: String
    /// What the association says to it.
    package let reply: String
    package let submittedAt: Date?
    package let decidedAt: Date?
    package let lockedAt: Date?
    /// The sha256 that it was locked under, in hexadecimal digits.
    package let hash: String?
}

extension StoredReturn: PostgresRowDecodable {
    /// As `init(from:)` reads them.
    static let columns = """
        r.id, r.version, r.tenant_id, owner.name, r.year, r.period, r.state, r.figures, r.counted_at, r.remark, r.reply,
            r.submitted_at, r.decided_at, r.locked_at, encode(r.hash, 'hex')
        """

    package init(from row: inout PostgresRowReader) throws(PostgresError) {
        id = try row.next()
        version = try row.next()
        owner = try row.next()
        ownerName = try row.next()
        year = try row.next()
        period = try row.next()
        state = try row.next()
        figures = try row.next(PostgresJSON<[String: Int]>.self).value
        countedAt = try row.next()
        remark = try row.next()
        reply = try row.next()
        submittedAt = try row.next()
        decidedAt = try row.next()
        lockedAt = try row.next()
        hash = try row.next()
    }
}
