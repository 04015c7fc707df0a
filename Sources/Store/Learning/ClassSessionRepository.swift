package import Postgres
package import Programme

/// A session as kept.
package struct StoredSession: Hashable, Sendable {
    package let id: ClassSessionID
    /// The class that it is of.
    package let classID: ClassID
    /// Its number in the class, from 1.
    package let ordinal: Int
    package let state: ClassSessionState
    /// Of another tenant's session the teacher is left out.
    package let session: ClassSession
    /// How many came, as far as they are to be seen.
    package let attended: Int
}

extension StoredSession: PostgresRowDecodable {
    package init(from row: inout PostgresRowReader) throws(PostgresError) {
        id = try row.next()
        classID = try row.next()
        ordinal = try row.next()
        state = try row.next()
        let day = try row.next(CalendarDay.self)
        let startsAt = try row.next(TimeOfDay?.self)
        let endsAt = try row.next(TimeOfDay?.self)
        var session = ClassSession(on: day, from: startsAt, to: endsAt, minutes: try row.next(Int.self))
        session.room = try row.next()
        session.place = try row.next()
        session.teacher = try row.next()
        self.session = session
        attended = try row.next()
    }
}

/// The timetables of classes. A refusal ends the transaction.
package struct ClassSessionRepository {
    /// Sessions of one class, at most.
    package static let most = 2_000

    let tx: TenantTransaction

    /// The sessions of a class, in the order in which they are held.
    package func list(_ reference: ClassReference) async throws -> [StoredSession] {
        try await tx.run(
            """
            -- ClassSessionRepository.list
            select s.id, s.class_id, s.ordinal, s.state, s.held_on, s.starts_at, s.ends_at, s.minutes, s.room_id, s.place,
                case when s.tenant_id = \(tx.tenant) then s.teacher else '' end,
                (
                    select count(*)
                    from app.attendances as a
                    where a.host_id = s.tenant_id and a.session_id = s.id
                )
            from app.class_sessions as s
            where s.tenant_id = \(reference.host)
                and s.class_id = \(reference.id)
            order by s.held_on, s.starts_at nulls first, s.ordinal
            limit \(Self.most)
            """
        ).decode(StoredSession.self)
    }

    /// One session, perhaps of another tenant's class.
    ///
    /// - Throws: `StoreError.notFound`.
    package func find(_ id: ClassSessionID, host: TenantID? = nil) async throws -> StoredSession {
        let rows = try await tx.run(
            """
            -- ClassSessionRepository.find
            select s.id, s.class_id, s.ordinal, s.state, s.held_on, s.starts_at, s.ends_at, s.minutes, s.room_id, s.place,
                case when s.tenant_id = \(tx.tenant) then s.teacher else '' end,
                (
                    select count(*)
                    from app.attendances as a
                    where a.host_id = s.tenant_id and a.session_id = s.id
                )
            from app.class_sessions as s
            where s.tenant_id = \(host ?? tx.tenant)
                and s.id = \(id)
            """
        )
        guard let session = try rows.decode(StoredSession.self).first else { throw StoreError.notFound }
        return session
    }

    /// Adds sessions to a class of the tenant's own.
    ///
    /// - Returns: their identities, in the order given.
    /// - Throws: `.notFound`; `.refused` with `.textLength`, `.sessionTimes`, `.sessionOutsideClass`, `.centreClosed`,
    ///   `.roomUnknown`, `.sessionsTooMany`, `.classState` if the class was cancelled.
    package func insert(_ sessions: [ClassSession], into id: ClassID) async throws -> [ClassSessionID] {
        let kept = try sessions.map { session throws(StoreError) in try session.kept() }
        guard try await tx.classes.lock(id) != .cancelled else { throw StoreError.refused(.classState) }
        let last = try await requirePlaces(kept, in: id)
        guard last + kept.count <= Self.most else { throw StoreError.refused(.sessionsTooMany) }
        let ids = kept.map { _ in ClassSessionID.next() }
        _ = try await tx.run(
            [
                """
                -- ClassSessionRepository.insert
                insert into app.class_sessions (
                    tenant_id, id, class_id, ordinal, held_on, starts_at, ends_at, minutes, room_id, place, teacher
                )
                select \(tx.tenant), s.id, \(id), \(last) + s.place_in_list, s.held_on, s.starts_at, s.ends_at, s.minutes, s.room_id,
                    s.place, s.teacher
                from unnest(
                    \(ids)::uuid[], \(kept.map(\.heldOn))::date[], \(kept.map(\.startsAt))::time[], \(kept.map(\.endsAt))::time[],
                    \(kept.map(\.minutes))::int[], \(kept.map(\.room))::uuid[], \(kept.map(\.place))::text[],
                    \(kept.map(\.teacher))::text[]
                ) with ordinality as s (
                    id, held_on, starts_at, ends_at, minutes, room_id, place, teacher, place_in_list
                )
                """,
                tx.auditLine(.sessionInsert, subjects: [id.uuid], details: ["count": String(kept.count)]),
            ],
            refusing: ["class_sessions_room_fkey": .roomUnknown]
        )
        return ids
    }

    /// Adds the sessions of a timetable.
    ///
    /// - Throws: like the other `insert`; `.refused(.sessionsTooMany)` for more than a timetable may have.
    package func insert(_ timetable: Timetable, into id: ClassID) async throws -> [ClassSessionID] {
        guard let sessions = timetable.sessions else { throw StoreError.refused(.sessionsTooMany) }
        return try await insert(sessions, into: id)
    }

    /// Looks whether sessions can be held where and when they are to be.
    ///
    /// - Returns: the last number that a session of the class has.
    /// - Throws: `.refused` with `.sessionOutsideClass`, `.centreClosed`.
    func requirePlaces(_ sessions: [ClassSession], in id: ClassID) async throws -> Int {
        let rows = try await tx.run(
            """
            -- ClassSessionRepository.requirePlaces
            select c.starts_on, c.ends_on, coalesce(max(s.ordinal), 0),
                exists (
                    select from unnest(\(sessions.map(\.heldOn))::date[], \(sessions.map(\.room))::uuid[]) as asked (held_on, room_id)
                    left join app.centre_rooms as room on room.id = asked.room_id
                    join app.centres on centres.id = coalesce(room.centre_id, c.centre_id)
                    where centres.closed_on <= asked.held_on or centres.opened_on > asked.held_on
                )
            from app.classes as c
            left join app.class_sessions as s on s.tenant_id = c.tenant_id and s.class_id = c.id
            where c.tenant_id = \(tx.tenant)
                and c.id = \(id)
            group by c.tenant_id, c.id
            """
        )
        guard let (from, through, last, isClosed) = try rows.decode((CalendarDay, CalendarDay, Int, Bool).self).first
        else { throw StoreError.notFound }
        guard sessions.allSatisfy({ from <= $0.heldOn && $0.heldOn <= through }) else {
            throw StoreError.refused(.sessionOutsideClass)
        }
        if isClosed { throw StoreError.refused(.centreClosed) }
        return last
    }
}

extension ClassSession {
    /// The session as it is kept.
    ///
    /// - Throws: `.refused` with `.textLength`, `.sessionTimes`.
    func kept() throws(StoreError) -> ClassSession {
        switch checked() {
        case .success(let session): return session
        case .failure(let defect): throw .refused(defect.kind == .text ? .textLength : .sessionTimes)
        }
    }
}

extension TenantTransaction {
    /// The sessions of classes.
    package var sessions: ClassSessionRepository { ClassSessionRepository(tx: self) }
}
