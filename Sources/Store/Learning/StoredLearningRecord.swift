package import FoundationEssentials
package import Postgres
package import Programme

/// Learning done elsewhere, as kept.
package struct StoredLearningRecord: Hashable, Sendable {
    package let id: LearningRecordID
    package let member: MemberID
    package let version: Int
    package let state: LearningRecordState
    package let record: LearningRecord
    package let verifiedOn: CalendarDay?
    /// Who declared, verified or refused it; nil for the operator.
    package let officer: OfficerID?
    package let recordedAt: Date
}

extension StoredLearningRecord: PostgresRowDecodable {
    /// The columns that `init(from:)` reads, of a table called `r`.
    static let columns = """
        r.id, r.member_id, r.version, r.state, r.title, r.provider, r.topic_id, r.started_on, r.ended_on, r.minutes, r.evidence,
            r.verified_on, r.officer_id, r.recorded_at
        """

    package init(from row: inout PostgresRowReader) throws(PostgresError) {
        id = try row.next()
        member = try row.next()
        version = try row.next()
        state = try row.next()
        record = LearningRecord(
            title: try row.next(),
            provider: try row.next(),
            topic: try row.next(),
            startedOn: try row.next(),
            endedOn: try row.next(),
            minutes: try row.next(),
            evidence: try row.next()
        )
        verifiedOn = try row.next()
        officer = try row.next()
        recordedAt = try row.next()
    }
}
