import FoundationEssentials
package import Postgres
package import Programme

/// How far a title is in one hamlet of a ward in a year.
package struct TitleAreaCount: Hashable, Sendable, PostgresRowDecodable {
    package let title: TitleTypeID
    package let area: AreaID
    package let areaName: String
    package let registeredNew: Int
    package let registeredRenewed: Int
    package let recognised: Int

    package init(from row: inout PostgresRowReader) throws(PostgresError) {
        title = try row.next()
        area = try row.next()
        areaName = try row.next()
        registeredNew = try row.next()
        registeredRenewed = try row.next()
        recognised = try row.next()
    }
}

/// A class that was held at a centre, with what came of it in a span of time.
package struct CentreClassLine: Hashable, Sendable, PostgresRowDecodable {
    package let id: ClassID
    package let title: String
    package let topic: String
    package let startsOn: CalendarDay
    package let endsOn: CalendarDay
    package let teacher: String
    package let partner: String
    /// Sessions held in the span.
    package let sessions: Int
    /// Who came to any of them, and how often somebody came.
    package let persons: Int
    package let turns: Int
    /// In đồng; nil where nobody has said.
    package let cost: Int?

    package init(from row: inout PostgresRowReader) throws(PostgresError) {
        id = try row.next()
        title = try row.next()
        topic = try row.next()
        startsOn = try row.next()
        endsOn = try row.next()
        teacher = try row.next()
        partner = try row.next()
        sessions = try row.next()
        persons = try row.next()
        turns = try row.next()
        cost = try row.next()
    }
}

/// One line of the list attached to a decision.
package struct DecisionListLine: Hashable, Sendable, PostgresRowDecodable {
    package let registration: RegistrationID
    package let area: AreaID
    package let sortKey: String
    package let areaName: String
    package let holderName: String
    package let outcome: DecisionOutcome
    package let levelName: String
    package let certificateNumber: String?
    package let validUntil: CalendarDay?
    package let reason: String

    package init(from row: inout PostgresRowReader) throws(PostgresError) {
        registration = try row.next()
        area = try row.next()
        sortKey = try row.next()
        areaName = try row.next()
        holderName = try row.next()
        outcome = try row.next()
        levelName = try row.next()
        certificateNumber = try row.next()
        validUntil = try row.next()
        reason = try row.next()
    }
}

/// What official reports of a tenant are made of, beside what other repositories have. Lists come in pages, so that none is ever
/// whole in memory.
package struct ReportFigureRepository {
    /// Rows in one page.
    package static let page = 500
    /// Decisions in a list to choose from.
    private static let mostChoices = 100

    let tx: TenantTransaction

    /// The counts of a return for a span of days, by the names that `ReturnFigure` has.
    package func figures(_ first: CalendarDay, _ last: CalendarDay) async throws -> [String: Int] {
        let rows = try await tx.run(
            """
            -- ReportFigureRepository.figures
            select app.return_figures(\(tx.tenant), \(first), \(last))
            """
        )
        return try rows.decode(PostgresJSON<[String: Int]>.self).first?.value ?? [:]
    }

    /// Registrations of a year that were made by a day, and what was decided by it, by title and hamlet. Those that were taken
    /// back are left out.
    package func titles(year: Int, by day: CalendarDay) async throws -> [TitleAreaCount] {
        try await tx.run(
            """
            -- ReportFigureRepository.titles
            select r.title_type_id, r.area_id, coalesce(n.name, ''), count(*) filter (where r.kind = 'new'),
                count(*) filter (where r.kind = 'renewed'), count(*) filter (where d.outcome = 'recognised')
            from app.registrations as r
            left join lateral (
                select l.outcome
                from app.decision_lines as l
                where l.tenant_id = r.tenant_id and l.registration_id = r.id and l.decided_on <= \(day)
                order by l.ordinal desc
                limit 1
            ) as d on true
            left join lateral (
                select a.name
                from app.area_names as a
                where a.area_id = r.area_id
                order by a.ordinal desc
                limit 1
            ) as n on true
            where r.tenant_id = \(tx.tenant)
                and r.year = \(year)
                and r.state <> 'withdrawn'
                and r.registered_on <= \(day)
            group by r.title_type_id, r.area_id, n.name
            order by n.name, r.area_id, r.title_type_id
            """
        ).decode(TitleAreaCount.self)
    }

    /// The tenant's own classes at a centre with sessions in a span of days, by their first day, from behind one on.
    package func classes(
        at centre: CentreID,
        _ first: CalendarDay,
        _ last: CalendarDay,
        after: CentreClassLine? = nil
    ) async throws -> [CentreClassLine] {
        try await tx.run(
            """
            -- ReportFigureRepository.classes
            select c.id, c.title, t.name_vi, c.starts_on, c.ends_on, c.teacher, c.partner, held.sessions, came.persons,
                came.turns, c.cost::bigint
            from app.classes as c
            join app.topics as t on t.id = c.topic_id
            cross join lateral (
                select count(*) as sessions
                from app.class_sessions as s
                where s.tenant_id = c.tenant_id and s.class_id = c.id and s.state = 'held'
                    and s.held_on between \(first) and \(last)
            ) as held
            cross join lateral (
                select count(distinct a.enrolment_id) as persons, count(*) as turns
                from app.class_sessions as s
                join app.attendances as a on a.host_id = s.tenant_id and a.session_id = s.id
                where s.tenant_id = c.tenant_id and s.class_id = c.id and s.state = 'held'
                    and s.held_on between \(first) and \(last)
            ) as came
            where c.tenant_id = \(tx.tenant)
                and c.centre_id = \(centre)
                and c.starts_on <= \(last)
                and c.ends_on >= \(first)
                and held.sessions > 0
                and (\(after?.id)::uuid is null or (c.starts_on, c.id) > (\(after?.startsOn), \(after?.id)))
            order by c.starts_on, c.id
            limit \(Self.page)
            """
        ).decode(CentreClassLine.self)
    }

    /// The list of a decision by hamlet and name, from behind a line on.
    package func decisionLines(
        of decision: DecisionID,
        after: DecisionListLine? = nil
    ) async throws -> [DecisionListLine] {
        try await tx.run(
            """
            -- ReportFigureRepository.decisionLines
            select l.registration_id, r.area_id, s.sort_key, coalesce((
                    select a.name
                    from app.area_names as a
                    where a.area_id = r.area_id
                    order by a.ordinal desc
                    limit 1
                ), ''), l.holder_name, l.outcome, l.level_name, l.certificate_number, l.valid_until, l.reason
            from app.decision_lines as l
            join app.registrations as r on r.tenant_id = l.tenant_id and r.id = l.registration_id
            join app.subjects as s on s.tenant_id = r.tenant_id and s.id = r.subject_id
            where l.tenant_id = \(tx.tenant)
                and l.decision_id = \(decision)
                and (
                    \(after?.registration)::uuid is null
                    or (r.area_id, s.sort_key, l.registration_id)
                        > (\(after?.area), \(after?.sortKey), \(after?.registration))
                )
            order by r.area_id, s.sort_key, l.registration_id
            limit \(Self.page)
            """
        ).decode(DecisionListLine.self)
    }

    /// A decision without its list. Reading it leaves a line in the audit, because its list names people.
    ///
    /// - Throws: `.notFound`.
    package func decision(_ id: DecisionID) async throws -> StoredDecision {
        let rows = try await tx.run([
            """
            -- ReportFigureRepository.decision
            select \(raw: StoredDecision.columns)
            from app.decisions as d
            where d.tenant_id = \(tx.tenant)
                and d.id = \(id)
            """, tx.auditLine(.registrationRead, subjects: [id.uuid]),
        ])
        guard let found = try rows[0].decode(StoredDecision.self).first else { throw StoreError.notFound }
        return found
    }

    /// The decisions of the ward, the latest first, to choose one from.
    package func latestDecisions() async throws -> [StoredDecision] {
        try await tx.run(
            """
            -- ReportFigureRepository.latestDecisions
            select \(raw: StoredDecision.columns)
            from app.decisions as d
            where d.tenant_id = \(tx.tenant)
            order by d.decided_on desc, d.id desc
            limit \(Self.mostChoices)
            """
        ).decode(StoredDecision.self)
    }

    /// What the tenant's own area is called; nil without one.
    package func areaName(_ area: AreaID) async throws -> String? {
        try await tx.run(
            """
            -- ReportFigureRepository.areaName
            select a.name
            from app.area_names as a
            where a.area_id = \(area)
            order by a.ordinal desc
            limit 1
            """
        ).decode(String.self).first
    }
}

extension TenantTransaction {
    /// What official reports are made of.
    package var reportFigures: ReportFigureRepository { ReportFigureRepository(tx: self) }
}
