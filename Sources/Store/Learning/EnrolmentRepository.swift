import Postgres
package import Programme

/// Who is in which class. A member may be in a class of another tenant; neither tenant then sees the other's members. A refusal
/// ends the transaction.
package struct EnrolmentRepository {
    /// Members enrolled at once, at most: more than any class has places.
    package static let mostAtOnce = 10_000

    let tx: TenantTransaction

    /// Who is in a class, in the order of their numbers: for its host everybody, for another tenant its own members.
    package func list(_ reference: ClassReference) async throws -> [ClassSeat] {
        try await tx.run(
            """
            -- EnrolmentRepository.list
            with seats as materialized (
                select e.tenant_id, e.id, e.seat, e.state, e.enrolled_on, e.member_id, e.outcome, e.completed_on, e.version
                from app.enrolments as e
                where e.host_id = \(reference.host)
                    and e.class_id = \(reference.id)
                    and (e.tenant_id = \(tx.tenant) or e.host_id = \(tx.tenant))
            ), line as (
                -- who read the names of whom, in the statement that reads
                insert into app.audit_entries (tenant_id, id, action, subjects)
                select \(tx.tenant), \(AuditEntryID.next()), \(AuditAction.enrolmentList),
                    \(reference.id) || coalesce(array_agg(seats.member_id) filter (where seats.tenant_id = \(tx.tenant)), '{}')
                from seats
            )
            select seats.tenant_id, seats.id, seats.seat, seats.state, seats.enrolled_on,
                case when seats.tenant_id <> \(tx.tenant) then n.name end, m.id, m.full_name, attended.sessions,
                attended.minutes, seats.outcome, seats.completed_on, seats.version
            from seats
            join app.tenant_names as n on n.id = seats.tenant_id
            left join app.members as m
                on seats.tenant_id = \(tx.tenant) and m.tenant_id = seats.tenant_id and m.id = seats.member_id
            cross join lateral (
                select count(*) as sessions, coalesce(sum(a.minutes), 0) as minutes
                from app.attendances as a
                where a.tenant_id = seats.tenant_id and a.enrolment_id = seats.id
            ) as attended
            order by seats.seat
            """
        ).decode(ClassSeat.self)
    }

    /// Enrols members of this tenant in a class, perhaps another tenant's, in the order given. When its places are gone, the
    /// others wait. Who was enrolled before is told and stays; who had given it up comes to the end.
    ///
    /// - Parameter afterwards: enrols in a class that is over, to record what took place.
    /// - Throws: `.notFound` if there is no such class, or one of the members is not there or not active;
    ///   `.refused(.classClosed)` if the class takes nobody.
    package func enrol(
        _ members: [MemberID],
        in reference: ClassReference,
        on day: CalendarDay = .inVietnam(),
        afterwards: Bool = false
    ) async throws -> [EnrolledMember] {
        let asked = Array(Set(members)).count == members.count ? members : members.uniqued
        guard asked.count <= Self.mostAtOnce else { throw StoreError.refused(.classRange) }
        _ = try await tx.run(tx.classLock(reference.id))
        let found = try await tx.classes.find(reference)
        let isOpen = reference.host == tx.tenant || found.record.enrolment == .open && found.state != .planned
        guard isOpen, found.state.takesMembers(afterwards: afterwards && reference.host == tx.tenant) else {
            throw StoreError.refused(.classClosed)
        }
        _ = try await promoteLocked(in: reference)
        let enrolled = try await tx.run(enrolQuery(asked, in: reference, found, on: day)).decode(EnrolledMember.self)
        guard enrolled.count == asked.count else { throw StoreError.notFound }
        return enrolled
    }

    private func enrolQuery(
        _ members: [MemberID],
        in reference: ClassReference,
        _ found: StoredClass,
        on day: CalendarDay
    ) -> PostgresQuery {
        """
        -- EnrolmentRepository.enrol
        with subject as materialized (
            select asked.place, asked.id, m.id as member_id, m.area_id, m.branch_id, m.sex,
                left(m.birth_date, 4)::smallint as birth_year, e.id as old_id, e.seat as old_seat, e.state as old_state
            from unnest(\(members)::uuid[], \(members.map { _ in EnrolmentID.next() })::uuid[])
                with ordinality as asked (member_id, id, place)
            join app.members as m
                on m.tenant_id = \(tx.tenant) and m.id = asked.member_id and m.state = 'active'
            left join app.enrolments as e
                on e.tenant_id = m.tenant_id and e.member_id = m.id and e.host_id = \(reference.host)
                    and e.class_id = \(reference.id)
        ), places as materialized (
            select p.last_seat, \(found.record.capacity)::int - p.taken - cardinality(p.waiting) as free
            from app.class_places(array[\(reference.host)::uuid], array[\(reference.id)::uuid]) as p
        ), newcomer as materialized (
            select subject.*, places.last_seat + row_number() over (order by subject.place) as seat,
                case
                    when places.free is null or row_number() over (order by subject.place) <= places.free then 'enrolled'
                    else 'waiting'
                end as state
            from subject
            cross join places
            where subject.old_state is null or subject.old_state = 'cancelled'
        ), added as (
            insert into app.enrolments (
                tenant_id, id, member_id, host_id, class_id, topic_id, seat, state, enrolled_on, area_id, branch_id, sex,
                birth_year, officer_id
            )
            select \(tx.tenant), n.id, n.member_id, \(reference.host), \(reference.id), \(found.record.topic), n.seat, n.state,
                \(day), n.area_id, n.branch_id, n.sex, n.birth_year, \(tx.context.officer)
            from newcomer as n
            where n.old_id is null
        ), back as (
            update app.enrolments as e
            set seat = n.seat, state = n.state, enrolled_on = \(day), area_id = n.area_id, branch_id = n.branch_id,
                sex = n.sex, birth_year = n.birth_year, officer_id = \(tx.context.officer), outcome = null,
                completed_on = null, version = e.version + 1
            from newcomer as n
            where e.tenant_id = \(tx.tenant)
                and e.id = n.old_id
        ), line as (
            insert into app.audit_entries (tenant_id, id, action, subjects, details)
            select \(tx.tenant), \(AuditEntryID.next()), \(AuditAction.enrolmentInsert),
                \(reference.id) || array_agg(n.member_id), jsonb_build_object('count', count(*)::text)
            from newcomer as n
            having count(*) > 0
        )
        select subject.member_id, coalesce(subject.old_id, subject.id), coalesce(n.seat, subject.old_seat),
            coalesce(n.state, subject.old_state), n.place is not null
        from subject
        left join newcomer as n on n.place = subject.place
        order by subject.place
        """
    }
}

extension Sequence where Element: Hashable {
    /// Each once, in the order in which they come.
    var uniqued: [Element] {
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}

extension TenantTransaction {
    /// Who is in which class.
    package var enrolments: EnrolmentRepository { EnrolmentRepository(tx: self) }
}
