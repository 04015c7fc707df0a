import Postgres
package import Programme

extension EnrolmentRepository {
    /// Gives up places: of members of this tenant, or, in a class of its own, of guests. Who waits moves up.
    ///
    /// - Returns: how many were given up; who had done so before is not counted.
    /// - Throws: `.notFound` if one is not there; `.refused(.enrolmentState)` if somebody came to a session already.
    package func cancel(_ enrolments: [EnrolmentReference], in reference: ClassReference) async throws -> Int {
        let asked = enrolments.uniqued
        let rows = try await tx.run([
            tx.classLock(reference.id),
            """
            -- EnrolmentRepository.attended
            select count(*), count(*) filter (
                where exists (
                    select from app.attendances as a
                    where a.tenant_id = e.tenant_id and a.enrolment_id = e.id
                )
            )
            from unnest(\(asked.map(\.tenant))::uuid[], \(asked.map(\.id))::uuid[]) as asked (tenant_id, id)
            join app.enrolments as e on e.tenant_id = asked.tenant_id and e.id = asked.id
            where e.host_id = \(reference.host)
                and e.class_id = \(reference.id)
            """,
        ])
        let (found, attended) = try rows[1].decode((Int, Int).self).first ?? (0, 0)
        guard found == asked.count else { throw StoreError.notFound }
        guard attended == 0 else { throw StoreError.refused(.enrolmentState) }
        let cancelled = try await tx.run(
            """
            -- EnrolmentRepository.cancel
            with changed as (
                update app.enrolments as e
                set state = 'cancelled', outcome = null, completed_on = null, version = e.version + 1
                from unnest(\(asked.map(\.tenant))::uuid[], \(asked.map(\.id))::uuid[]) as asked (tenant_id, id)
                where e.tenant_id = asked.tenant_id
                    and e.id = asked.id
                    and e.state <> 'cancelled'
                returning e.tenant_id, e.id
            ), line as (
                insert into app.audit_entries (tenant_id, id, action, subjects, details)
                select \(tx.tenant), \(AuditEntryID.next()), \(AuditAction.enrolmentCancel), \(reference.id) || array_agg(changed.id),
                    jsonb_build_object('count', count(*)::text)
                from changed
                having count(*) > 0
            )
            select count(*) from changed
            """
        ).value(Int.self)
        _ = try await promoteLocked(in: reference)
        return cancelled
    }

    /// Gives free places to those who wait, the lowest number first, as far as they are this tenant's to change: the host's all,
    /// a guest tenant's its own. Places are given with every change; a place that a guest gave up goes to another tenant's
    /// member when its host or that tenant next does something in the class.
    ///
    /// - Returns: how many moved up.
    package func promote(in reference: ClassReference) async throws -> Int {
        _ = try await tx.run(tx.classLock(reference.id))
        return try await promoteLocked(in: reference)
    }

    func promoteLocked(in reference: ClassReference) async throws -> Int {
        try await tx.run(
            """
            -- EnrolmentRepository.promote
            with next as materialized (
                select waiting.seat
                from app.classes as c
                join app.class_places(array[\(reference.host)::uuid], array[\(reference.id)::uuid]) as p on p.class_id = c.id
                cross join lateral unnest(p.waiting) with ordinality as waiting (seat, place)
                where c.tenant_id = \(reference.host)
                    and c.id = \(reference.id)
                    and (c.capacity is null or waiting.place <= c.capacity - p.taken)
            ), changed as (
                update app.enrolments as e
                set state = 'enrolled', version = e.version + 1
                from next
                where e.host_id = \(reference.host)
                    and e.class_id = \(reference.id)
                    and e.seat = next.seat
                    and e.state = 'waiting'
                returning e.id
            ), line as (
                insert into app.audit_entries (tenant_id, id, action, subjects, details)
                select \(tx.tenant), \(AuditEntryID.next()), \(AuditAction.enrolmentPromote),
                    \(reference.id) || array_agg(changed.id), jsonb_build_object('count', count(*)::text)
                from changed
                having count(*) > 0
            )
            select count(*) from changed
            """
        ).value(Int.self)
    }

    /// How everybody with a place in a class of this tenant's stands by its rule, as it is recorded now.
    ///
    /// - Throws: `StoreError.notFound`.
    package func completions(in id: ClassID) async throws -> [SeatCompletion] {
        let reference = ClassReference(host: tx.tenant, id: id)
        let found = try await tx.classes.find(reference)
        let held = try await tx.run(
            """
            -- EnrolmentRepository.sessionsHeld
            select count(*)
            from app.class_sessions as s
            where s.tenant_id = \(tx.tenant)
                and s.class_id = \(id)
                and s.state = 'held'
            """
        ).value(Int.self)
        return try await list(reference).filter { $0.state == .enrolled }.map { seat in
            SeatCompletion(
                seat: seat,
                completion: found.record.rule.judge(held: held, sessions: seat.sessions, minutes: seat.minutes)
            )
        }
    }

    /// Judges everybody with a place in a class by its rule. What did not change is not written.
    ///
    /// - Parameter day: when those who completed it did so.
    /// - Returns: how many completed it.
    /// - Throws: `.notFound`; `.refused` with `.classState` for a class that has not begun, `.outsidePart`.
    package func judge(_ id: ClassID, on day: CalendarDay = .inVietnam()) async throws -> Int {
        let state = try await tx.classes.lock(id)
        guard state == .running || state == .finished else { throw StoreError.refused(.classState) }
        let seats = try await completions(in: id)
        let completed = seats.filter(\.completion.isCompleted).map(\.seat.enrolment)
        let others = seats.filter { !$0.completion.isCompleted }.map(\.seat.enrolment)
        try await set(.completed, of: completed, in: id, on: day)
        try await set(.notCompleted, of: others, in: id, on: day)
        return completed.count
    }

    /// Sets what a class of this tenant's came to for some, whatever its rule says.
    ///
    /// - Parameter outcome: nil takes it back.
    /// - Throws: `.notFound`; `.refused` with `.classState`, `.outsidePart`.
    package func set(
        _ outcome: LearningOutcome?,
        of enrolments: [EnrolmentReference],
        in id: ClassID,
        on day: CalendarDay = .inVietnam()
    ) async throws {
        guard !enrolments.isEmpty else { return }
        guard try await tx.classes.lock(id) != .cancelled else { throw StoreError.refused(.classState) }
        let found = try await tx.run(
            """
            -- EnrolmentRepository.setOutcome
            with asked as materialized (
                select e.tenant_id, e.id, e.outcome
                from unnest(\(enrolments.map(\.tenant))::uuid[], \(enrolments.map(\.id))::uuid[]) as asked (tenant_id, id)
                join app.enrolments as e on e.tenant_id = asked.tenant_id and e.id = asked.id
                where e.host_id = \(tx.tenant)
                    and e.class_id = \(id)
                    and e.state = 'enrolled'
            ), changed as (
                update app.enrolments as e
                set outcome = \(outcome), completed_on = case when \(outcome) = 'completed' then \(day)::date end,
                    version = e.version + 1
                from asked
                where e.tenant_id = asked.tenant_id
                    and e.id = asked.id
                    and asked.outcome is distinct from \(outcome)
                returning e.id
            ), line as (
                insert into app.audit_entries (tenant_id, id, action, subjects, details)
                select \(tx.tenant), \(AuditEntryID.next()), \(AuditAction.enrolmentJudge), \(id) || array_agg(changed.id),
                    jsonb_build_object('outcome', coalesce(\(outcome), 'none'), 'count', count(*)::text)
                from changed
                having count(*) > 0
            )
            select count(*) from asked
            """
        ).value(Int.self)
        guard found == Set(enrolments).count else { throw StoreError.notFound }
    }
}
