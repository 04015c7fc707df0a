package import FoundationEssentials
import Postgres
package import Programme

/// The code at the door of a session, with which those enrolled record themselves.
package struct SessionDoor: Hashable, Sendable {
    /// Six digits.
    package let code: String
    /// When it ends by itself.
    package let until: Date
    /// How often it was typed with a number or a year that is not in the class.
    package let misses: Int

    /// For how many minutes a code may be good.
    package static let minuteLimits = 5...240
    /// Misses after which a code ends: a class is small, and who guesses has to guess often.
    package static let mostMisses = 20
}

extension ClassSessionRepository {
    /// How often another code is drawn for one that is another session's now.
    private static let draws = 5

    /// Gives a session a code that is shown at the door; one that it had ends. What the code records, it records for the officer
    /// who opened it.
    ///
    /// - Parameter minutes: for how long, brought into `SessionDoor.minuteLimits`.
    /// - Throws: `.notFound`; `.refused` with `.sessionState` for a session that was cancelled or is on another day, `.outsidePart`.
    package func openDoor(
        _ id: ClassSessionID,
        forMinutes minutes: Int,
        now: Date = Date(),
        today: CalendarDay = .inVietnam()
    ) async throws -> SessionDoor {
        let old = try await lock(id)
        guard old.state != .cancelled, old.session.heldOn == today else { throw StoreError.refused(.sessionState) }
        let limits = SessionDoor.minuteLimits
        let until = now.addingTimeInterval(Double(min(max(minutes, limits.lowerBound), limits.upperBound)) * 60)
        let code = try await freeCode()
        _ = try await tx.run([
            """
            -- ClassSessionRepository.openDoor
            update app.class_sessions
            set door_code = \(code), door_until = \(until), door_officer_id = \(tx.context.officer), door_misses = 0
            where tenant_id = \(tx.tenant)
                and id = \(id)
            """,
            tx.auditLine(.sessionDoor, subjects: [old.classID.uuid, id.uuid], details: ["state": "open"]),
        ])
        return SessionDoor(code: code, until: until, misses: 0)
    }

    /// Ends the code of a session; without one nothing is done.
    ///
    /// - Throws: `.notFound`; `.refused(.outsidePart)`.
    package func closeDoor(_ id: ClassSessionID) async throws {
        let old = try await lock(id)
        _ = try await tx.run(
            """
            -- ClassSessionRepository.closeDoor
            with closed as (
                update app.class_sessions
                set door_code = null, door_until = null, door_officer_id = null
                where tenant_id = \(tx.tenant)
                    and id = \(id)
                    and door_code is not null
                returning id
            )
            insert into app.audit_entries (tenant_id, id, action, subjects, details)
            select \(tx.tenant), \(AuditEntryID.next()), \(AuditAction.sessionDoor), \([old.classID.uuid, id.uuid]),
                jsonb_build_object('state', 'closed')
            from closed
            """
        )
    }

    /// The code that a session of the own tenant has now; nil if it has none, or it has ended.
    package func door(of id: ClassSessionID, now: Date = Date()) async throws -> SessionDoor? {
        let rows = try await tx.run(
            """
            -- ClassSessionRepository.door
            select s.door_code, s.door_until, s.door_misses
            from app.class_sessions as s
            where s.tenant_id = \(tx.tenant)
                and s.id = \(id)
                and s.door_until > \(now)
            """
        ).decode((String, Date, Int).self)
        return rows.first.map { SessionDoor(code: $0.0, until: $0.1, misses: $0.2) }
    }

    /// Digits that are no other session's code now.
    private func freeCode() async throws -> String {
        var code = ""
        for _ in 0..<Self.draws {
            code = String(String(Int.random(in: 1_000_000...1_999_999)).dropFirst())
            let rows = try await tx.run(
                """
                -- ClassSessionRepository.freeCode
                select count(*)
                from app.find_door(\(code))
                """
            )
            if try rows.value(Int.self) == 0 { break }
        }
        return code
    }
}
