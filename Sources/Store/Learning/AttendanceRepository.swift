import Postgres
package import Programme

/// Who came to which session: written by the host of the class for all, or by another tenant for its own members. A refusal ends
/// the transaction; what there is to mend in a register is a value.
package struct AttendanceRepository {
    /// Lines of one register, at most.
    package static let most = EnrolmentRepository.mostAtOnce

    let tx: TenantTransaction

    /// The register of a session: for the host of its class everybody, for another tenant its own members.
    ///
    /// - Throws: `StoreError.notFound`.
    package func register(of id: ClassSessionID, host: TenantID? = nil) async throws -> Register {
        let host = host ?? tx.tenant
        let session = try await tx.sessions.find(id, host: host)
        let rows = try await tx.run(
            """
            -- AttendanceRepository.register
            with seats as materialized (
                select e.tenant_id, e.id, e.seat, e.member_id
                from app.enrolments as e
                where e.host_id = \(host)
                    and e.class_id = \(session.classID)
                    and (e.tenant_id = \(tx.tenant) or e.host_id = \(tx.tenant))
                    and e.state = 'enrolled'
            ), line as (
                -- who read the names of whom, in the statement that reads
                insert into app.audit_entries (tenant_id, id, action, subjects)
                select \(tx.tenant), \(AuditEntryID.next()), \(AuditAction.attendanceList),
                    \(id) || coalesce(array_agg(seats.member_id) filter (where seats.tenant_id = \(tx.tenant)), '{}')
                from seats
            )
            select seats.tenant_id, seats.id, seats.seat, case when seats.tenant_id <> \(tx.tenant) then n.name end, m.id,
                m.full_name, a.minutes
            from seats
            join app.tenant_names as n on n.id = seats.tenant_id
            left join app.members as m
                on seats.tenant_id = \(tx.tenant) and m.tenant_id = seats.tenant_id and m.id = seats.member_id
            left join app.attendances as a
                on a.tenant_id = seats.tenant_id and a.enrolment_id = seats.id and a.session_id = \(id)
            order by seats.seat
            """
        ).decode((TenantID, EnrolmentID, Int, String?, MemberID?, String?, Int?).self)
        let lines = rows.map { row in
            RegisterLine(
                enrolment: EnrolmentReference(tenant: row.0, id: row.1),
                seat: row.2,
                organisation: row.3,
                member: row.4,
                name: row.5,
                minutes: row.6
            )
        }
        return Register(host: host, session: session, lines: lines)
    }

    /// Writes a register, or a part of it: who is not mentioned stays as recorded, and what is recorded already is not written
    /// again. The host's register says that the session was held. With a problem anywhere nothing is written.
    ///
    /// - Parameters:
    ///   - isCorrection: puts right a class that is over.
    ///   - today: in Vietnam.
    /// - Throws: `.notFound` if there is no such session; `.refused(.classRange)` for more lines than a register may have.
    package func record(
        _ entries: [AttendanceEntry],
        of id: ClassSessionID,
        host: TenantID? = nil,
        isCorrection: Bool = false,
        today: CalendarDay = .inVietnam()
    ) async throws -> RegisterChange {
        try await record(
            entries,
            of: id,
            host: host,
            isCorrection: isCorrection,
            noting: .attendanceRecord,
            today: today
        )
    }

    /// The same, with what the audit calls it.
    func record(
        _ entries: [AttendanceEntry],
        of id: ClassSessionID,
        host: TenantID? = nil,
        isCorrection: Bool = false,
        noting action: AuditAction,
        today: CalendarDay
    ) async throws -> RegisterChange {
        let host = host ?? tx.tenant
        guard entries.count <= Self.most else { throw StoreError.refused(.classRange) }
        let classID = try await tx.sessions.find(id, host: host).classID
        _ = try await tx.run([tx.classShare(classID), tx.sessionLock(id)])
        let session = try await tx.sessions.find(id, host: host)
        let found = try await tx.classes.find(ClassReference(host: host, id: classID))
        let rule = AttendanceRule(
            heldOn: session.session.heldOn,
            state: session.state,
            classState: found.state,
            today: today,
            isCorrection: isCorrection,
            isHost: host == tx.tenant
        )
        var change = RegisterChange()
        change.problems = try await problems(of: entries, session, host, rule)
        guard change.problems.isEmpty else { return change }
        return try await write(entries, of: session, host, noting: action)
    }

    private func write(
        _ entries: [AttendanceEntry],
        of session: StoredSession,
        _ host: TenantID,
        noting action: AuditAction
    ) async throws -> RegisterChange {
        let enrolments = entries.map(\.enrolment)
        let rows = try await tx.run([
            """
            -- AttendanceRepository.hold
            update app.class_sessions
            set state = 'held'
            where tenant_id = \(host)
                and id = \(session.id)
                and tenant_id = \(tx.tenant)
                and state = 'planned'
            """,
            """
            -- AttendanceRepository.record
            with entry as materialized (
                select asked.tenant_id, asked.enrolment_id, asked.minutes, a.minutes as old_minutes
                from unnest(
                    \(enrolments.map(\.tenant))::uuid[], \(enrolments.map(\.id))::uuid[], \(entries.map(\.minutes))::int[]
                ) as asked (tenant_id, enrolment_id, minutes)
                left join app.attendances as a
                    on a.tenant_id = asked.tenant_id and a.enrolment_id = asked.enrolment_id and a.session_id = \(session.id)
                where asked.minutes is distinct from a.minutes
            ), added as (
                insert into app.attendances (tenant_id, enrolment_id, session_id, host_id, minutes)
                select entry.tenant_id, entry.enrolment_id, \(session.id), \(host), entry.minutes
                from entry
                where entry.old_minutes is null
            ), changed as (
                update app.attendances as a
                set minutes = entry.minutes
                from entry
                where entry.old_minutes is not null
                    and entry.minutes is not null
                    and a.tenant_id = entry.tenant_id
                    and a.enrolment_id = entry.enrolment_id
                    and a.session_id = \(session.id)
            ), removed as (
                delete from app.attendances as a
                using entry
                where entry.minutes is null
                    and a.tenant_id = entry.tenant_id
                    and a.enrolment_id = entry.enrolment_id
                    and a.session_id = \(session.id)
            ), line as (
                insert into app.audit_entries (tenant_id, id, action, subjects, details)
                select \(tx.tenant), \(AuditEntryID.next()), \(action), \([session.id]),
                    jsonb_build_object('count', count(*)::text)
                from entry
                having count(*) > 0
            )
            select count(*) filter (where entry.old_minutes is null),
                count(*) filter (where entry.old_minutes is not null and entry.minutes is not null),
                count(*) filter (where entry.minutes is null)
            from entry
            """,
        ])
        let (added, changed, removed) = try rows[1].decode((Int, Int, Int).self).first ?? (0, 0, 0)
        return RegisterChange(added: added, changed: changed, removed: removed)
    }
}

extension TenantTransaction {
    /// Who came to which session.
    package var attendance: AttendanceRepository { AttendanceRepository(tx: self) }

    /// Keeps a class from being changed, and lets others write into it.
    func classShare(_ id: ClassID) -> PostgresQuery {
        """
        -- ClassRepository.shareClass
        select from pg_advisory_xact_lock_shared(hashtextextended('app.classes ' || \(id.description), 0))
        """
    }
}
