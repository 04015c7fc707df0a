package import FoundationEssentials
package import Postgres
package import Programme

/// One thing that a member learned, was certified for or means to learn.
package struct LearningEntry: Hashable, Codable, Sendable {
    /// What it is.
    package enum Kind: String, Codable, CaseIterable, Sendable, StoredText {
        /// A class of the own or another tenant.
        case enrolment
        /// Learning done elsewhere.
        case record
        case certificate
        case plan
    }

    package let kind: Kind
    /// Of the enrolment, record, certificate or plan.
    package let id: UUID
    /// What it is called; of a plan, its goal.
    package let title: String
    package let topic: TopicID?
    /// Who held the class or gave the learning, or issued the certificate.
    package let provider: String
    /// First day; of a plan, when it was registered.
    package let startedOn: CalendarDay?
    /// Last day; of a plan, when it was done. By it entries are put into years.
    package let endedOn: CalendarDay?
    /// The year it counts for.
    package let year: Int
    /// Sessions attended; nil for what has none.
    package let sessions: Int?
    /// In all; nil for certificates and plans.
    package let minutes: Int?
    /// Of an enrolment its state, or its outcome when there is one; of a record its state; of a certificate `issued` or
    /// `revoked`; of a plan `registered` or `done`.
    package let state: String
    /// Of a certificate.
    package let number: String?
}

extension LearningEntry: PostgresRowDecodable {
    package init(from row: inout PostgresRowReader) throws(PostgresError) {
        kind = try row.next()
        id = try row.next()
        title = try row.next()
        topic = try row.next()
        provider = try row.next()
        startedOn = try row.next()
        endedOn = try row.next()
        year = try row.next()
        sessions = try row.next()
        minutes = try row.next()
        state = try row.next()
        number = try row.next()
    }
}

/// What a member has learned, across years.
package struct LearningHistory: Hashable, Sendable {
    /// The latest year first, in a year the latest first.
    package let entries: [LearningEntry]

    /// Minutes of classes and of verified learning elsewhere, by year.
    package var minutesByYear: [Int: Int] {
        var minutes: [Int: Int] = [:]
        for entry in entries where entry.kind == .enrolment || entry.kind == .record && entry.state == "verified" {
            minutes[entry.year, default: 0] += entry.minutes ?? 0
        }
        return minutes
    }
}

/// What members have learned.
package struct LearningHistoryRepository {
    /// Entries of one member, at most.
    package static let most = 5_000

    let tx: TenantTransaction

    /// A member's record of learning.
    ///
    /// - Throws: `StoreError.notFound`.
    package func find(_ member: MemberID) async throws -> LearningHistory {
        let rows = try await tx.run([
            """
            -- LearningHistoryRepository.member
            with line as (
                insert into app.audit_entries (tenant_id, id, action, subjects)
                select \(tx.tenant), \(AuditEntryID.next()), \(AuditAction.learningRecord), \([member])
            )
            select m.id
            from app.members as m
            where m.tenant_id = \(tx.tenant)
                and m.id = \(member)
            """, historyQuery(member),
        ])
        guard !rows[0].isEmpty else { throw StoreError.notFound }
        return LearningHistory(entries: try rows[1].decode(LearningEntry.self))
    }

    func historyQuery(_ member: MemberID) -> PostgresQuery {
        """
        -- LearningHistoryRepository.find
        select 'enrolment' as kind, e.id, c.title, e.topic_id, n.name, c.starts_on,
            coalesce(attended.last_on, e.completed_on, c.ends_on) as ended_on,
            extract(year from coalesce(attended.last_on, e.completed_on, c.ends_on))::int as year,
            attended.sessions::int as sessions, attended.minutes::int as minutes, coalesce(e.outcome, e.state) as state,
            null as number
        from app.enrolments as e
        join app.classes as c on c.tenant_id = e.host_id and c.id = e.class_id
        join app.tenant_names as n on n.id = e.host_id
        cross join lateral (
            select count(*) as sessions, coalesce(sum(a.minutes), 0) as minutes, max(s.held_on) as last_on
            from app.attendances as a
            join app.class_sessions as s on s.tenant_id = a.host_id and s.id = a.session_id
            where a.tenant_id = e.tenant_id and a.enrolment_id = e.id
        ) as attended
        where e.tenant_id = \(tx.tenant)
            and e.member_id = \(member)
        union all
        select 'record', r.id, r.title, r.topic_id, r.provider, r.started_on, r.ended_on,
            extract(year from r.ended_on)::int, null, r.minutes, r.state, null
        from app.learning_records as r
        where r.tenant_id = \(tx.tenant)
            and r.member_id = \(member)
        union all
        select 'certificate', c.id, c.title, c.topic_id, c.issuer, c.issued_on, c.revoked_on,
            extract(year from c.issued_on)::int, null, null,
            case when c.revoked_on is null then 'issued' else 'revoked' end, c.number
        from app.certificates as c
        where c.tenant_id = \(tx.tenant)
            and c.member_id = \(member)
        union all
        select 'plan', p.id, p.goal, p.topic_id, '', p.registered_on, p.done_on, p.year::int, null, null,
            case when p.done_on is null then 'registered' else 'done' end, null
        from app.learning_plans as p
        where p.tenant_id = \(tx.tenant)
            and p.member_id = \(member)
        order by 8 desc, 7 desc nulls first, 2 desc
        limit \(Self.most)
        """
    }
}

extension TenantTransaction {
    /// What members have learned.
    package var learning: LearningHistoryRepository { LearningHistoryRepository(tx: self) }
}
