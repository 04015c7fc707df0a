import Postgres
import Programme

extension AttendanceRepository {
    /// What a rule asks of somebody.
    private struct Subject: PostgresRowDecodable {
        let enrolment: EnrolmentReference
        let isEnrolled: Bool
        let birth: PartialDate?
        let birthYear: Int?
        let otherMinutes: Int

        init(from row: inout PostgresRowReader) throws(PostgresError) {
            enrolment = EnrolmentReference(tenant: try row.next(), id: try row.next())
            isEnrolled = try row.next()
            birth = try row.next()
            birthYear = try row.next()
            otherMinutes = try row.next()
        }
    }

    /// Everything that keeps entries from being recorded.
    func problems(
        of entries: [AttendanceEntry],
        _ session: StoredSession,
        _ host: TenantID,
        _ rule: AttendanceRule
    ) async throws -> [RegisterChange.Problem] {
        if let problem = rule.problem { return [RegisterChange.Problem(enrolment: nil, code: problem)] }
        var seen: Set<EnrolmentReference> = []
        let twice = entries.map(\.enrolment).filter { !seen.insert($0).inserted }
        let query = subjectsQuery(Array(seen), session, host)
        let subjects = try await tx.run(query).decode(Subject.self)
        let byEnrolment = Dictionary(subjects.map { ($0.enrolment, $0) }, uniquingKeysWith: { first, _ in first })
        var problems = twice.uniqued.map { RegisterChange.Problem(enrolment: $0, code: .twice) }
        for entry in entries {
            let subject = byEnrolment[entry.enrolment]
            let code: AttendanceProblem?
            if let minutes = entry.minutes {
                code = rule.problem(
                    minutes: minutes,
                    isEnrolled: subject?.isEnrolled ?? false,
                    birth: subject?.birth ?? subject?.birthYear.flatMap { PartialDate(year: $0) },
                    otherMinutes: subject?.otherMinutes ?? 0
                )
            } else {
                code = subject == nil ? .notEnrolled : nil
            }
            if let code { problems.append(RegisterChange.Problem(enrolment: entry.enrolment, code: code)) }
        }
        return problems
    }

    /// Of members of other tenants only what they did in this tenant's classes is known.
    private func subjectsQuery(
        _ enrolments: [EnrolmentReference],
        _ session: StoredSession,
        _ host: TenantID
    ) -> PostgresQuery {
        """
        -- AttendanceRepository.subjects
        with subject as materialized (
            select e.tenant_id, e.id, e.member_id, e.state, e.birth_year
            from unnest(\(enrolments.map(\.tenant))::uuid[], \(enrolments.map(\.id))::uuid[]) as asked (tenant_id, id)
            join app.enrolments as e on e.tenant_id = asked.tenant_id and e.id = asked.id
            where e.host_id = \(host)
                and e.class_id = \(session.classID)
                and (e.tenant_id = \(tx.tenant) or e.host_id = \(tx.tenant))
        ), elsewhere as materialized (
            -- what else they are in, to look only at the sessions of those hosts on that day
            select o.tenant_id, o.id, o.member_id, o.host_id
            from subject
            join app.enrolments as o on o.tenant_id = subject.tenant_id and o.member_id = subject.member_id
        ), meeting as materialized (
            select s.tenant_id, s.id
            from (select distinct elsewhere.host_id from elsewhere) as hosts
            join app.class_sessions as s on s.tenant_id = hosts.host_id
            where s.held_on = \(session.session.heldOn)
                and s.id <> \(session.id)
        ), other as (
            select elsewhere.tenant_id, elsewhere.member_id, sum(a.minutes) as minutes
            from meeting
            join app.attendances as a on a.host_id = meeting.tenant_id and a.session_id = meeting.id
            join elsewhere on elsewhere.tenant_id = a.tenant_id and elsewhere.id = a.enrolment_id
            group by elsewhere.tenant_id, elsewhere.member_id
        )
        select subject.tenant_id, subject.id, subject.state = 'enrolled', m.birth_date, subject.birth_year,
            coalesce(other.minutes, 0)
        from subject
        left join app.members as m
            on subject.tenant_id = \(tx.tenant) and m.tenant_id = subject.tenant_id and m.id = subject.member_id
        left join other on other.tenant_id = subject.tenant_id and other.member_id = subject.member_id
        """
    }
}
