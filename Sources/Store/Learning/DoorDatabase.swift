package import FoundationEssentials
package import Postgres
package import Programme

/// What somebody types at the door of a session.
package struct DoorEntry: Hashable, Sendable {
    package let code: String
    /// The number in the class.
    package let seat: Int
    package let birthYear: Int

    /// An entry as typed; nil for what no code, number or year can be.
    package init?(code: String, seat: Int, birthYear: Int) {
        guard code.utf8.count == 6, code.utf8.allSatisfy((UInt8(ascii: "0")...UInt8(ascii: "9")).contains),
            (1...1_000_000).contains(seat), (1900...2100).contains(birthYear)
        else { return nil }
        (self.code, self.seat, self.birthYear) = (code, seat, birthYear)
    }
}

/// The door of all sessions that have a code now: whoever has the code, and knows the number and the year of birth of somebody
/// enrolled, records that this person is there. It tells nothing of anybody.
package struct DoorDatabase: Sendable {
    private let pool: PostgresPool
    private let tenants: TenantDatabase

    /// The door behind a pool of `hoctap_server`'s.
    package init(pool: PostgresPool) {
        self.pool = pool
        tenants = TenantDatabase(pool: pool)
    }

    /// Records that somebody came for the whole session; whoever is recorded already stays as recorded.
    ///
    /// - Parameter requestID: for the audit.
    /// - Returns: whether the person stands in the register now. Why not, nobody is told; a code that was typed in vain too often
    ///   has ended.
    /// - Throws: `PostgresError`.
    package func enter(
        _ entry: DoorEntry,
        requestID: String? = nil,
        now: Date = Date(),
        today: CalendarDay = .inVietnam()
    ) async throws -> Bool {
        let doors = try await pool.query(
            """
            -- DoorDatabase.enter
            select d.tenant_id, d.session_id, d.officer_id
            from app.find_door(\(entry.code)) as d
            """
        ).decode((TenantID, ClassSessionID, OfficerID).self)
        for (tenant, session, officer) in doors {
            // for whoever opened the code, who may write the whole register
            let context = TenantContext(tenant: tenant, actor: .officer(officer), role: .editor, requestID: requestID)
            do {
                let isThere = try await tenants.write(context) { tx in
                    try await tx.attendance.enter(entry, session, now: now, today: today)
                }
                if isThere { return true }
            } catch is StoreError {
                // what the session does not take, nobody is told
                continue
            }
        }
        return false
    }
}

extension AttendanceRepository {
    /// Records somebody at the door of a session of the own tenant, or counts a miss.
    fileprivate func enter(
        _ entry: DoorEntry,
        _ id: ClassSessionID,
        now: Date,
        today: CalendarDay
    ) async throws -> Bool {
        let session = try await tx.sessions.find(id)
        // one at a time, so that no more misses are tried than are counted
        _ = try await tx.run([tx.classShare(session.classID), tx.sessionLock(id)])
        let rows = try await tx.run(
            """
            -- AttendanceRepository.enter
            select e.tenant_id, e.id, s.minutes, a.minutes is not null
            from app.class_sessions as s
            left join app.enrolments as e
                on e.host_id = s.tenant_id and e.class_id = s.class_id and e.seat = \(entry.seat)
                    and e.birth_year = \(entry.birthYear) and e.state = 'enrolled'
            left join app.attendances as a
                on a.tenant_id = e.tenant_id and a.enrolment_id = e.id and a.session_id = s.id
            where s.tenant_id = \(tx.tenant)
                and s.id = \(id)
                and s.door_code = \(entry.code)
                and s.door_until > \(now)
            """
        ).decode((TenantID?, EnrolmentID?, Int, Bool).self)
        guard let row = rows.first else { return false }
        guard let tenant = row.0, let enrolment = row.1 else {
            try await miss(id, entry.code)
            return false
        }
        if row.3 { return true }
        let reference = EnrolmentReference(tenant: tenant, id: enrolment)
        let change = try await record(
            [AttendanceEntry(reference, minutes: row.2)],
            of: id,
            noting: .attendanceDoor,
            today: today
        )
        return change.problems.isEmpty
    }

    private func miss(_ id: ClassSessionID, _ code: String) async throws {
        let last = SessionDoor.mostMisses - 1
        _ = try await tx.run(
            """
            -- AttendanceRepository.miss
            update app.class_sessions
            set door_misses = door_misses + 1,
                door_code = case when door_misses < \(last) then door_code end,
                door_until = case when door_misses < \(last) then door_until end,
                door_officer_id = case when door_misses < \(last) then door_officer_id end
            where tenant_id = \(tx.tenant)
                and id = \(id)
                and door_code = \(code)
            """
        )
    }
}
