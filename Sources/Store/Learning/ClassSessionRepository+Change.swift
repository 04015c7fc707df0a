import Postgres
package import Programme

extension ClassSessionRepository {
    /// Moves a session, or puts right what is known of it.
    ///
    /// - Throws: `.notFound`; `.refused` with `.textLength`, `.sessionTimes`, `.sessionOutsideClass`, `.centreClosed`,
    ///   `.roomUnknown`; `.sessionAttended` if somebody came to it and its day would change; `.sessionState` if it was held and
    ///   its day would come to lie in the future.
    package func update(
        _ id: ClassSessionID,
        _ session: ClassSession,
        today: CalendarDay = .inVietnam()
    ) async throws {
        let s = try session.kept()
        let old = try await lock(id)
        if s.heldOn != old.session.heldOn {
            if old.attended > 0 { throw StoreError.refused(.sessionAttended) }
            if old.state == .held, s.heldOn > today { throw StoreError.refused(.sessionState) }
        }
        _ = try await requirePlaces([s], in: old.classID)
        _ = try await tx.run(
            [
                """
                -- ClassSessionRepository.update
                update app.class_sessions
                set held_on = \(s.heldOn), starts_at = \(s.startsAt), ends_at = \(s.endsAt), minutes = \(s.minutes),
                    room_id = \(s.room), place = \(s.place), teacher = \(s.teacher)
                where tenant_id = \(tx.tenant)
                    and id = \(id)
                """,
                tx.auditLine(.sessionUpdate, subjects: [old.classID.uuid, id.uuid]),
            ],
            refusing: ["class_sessions_room_fkey": .roomUnknown]
        )
    }

    /// Records that a session was held or cancelled, or is planned again.
    ///
    /// - Throws: `.notFound`; `.refused` with `.sessionState` for a day to come, or for one that was cancelled and is to be held;
    ///   `.sessionAttended` if somebody came to it and it is to be cancelled or planned.
    package func move(
        _ id: ClassSessionID,
        to state: ClassSessionState,
        today: CalendarDay = .inVietnam()
    ) async throws {
        let old = try await lock(id)
        switch (old.state, state) {
        case (.planned, .held) where old.session.heldOn <= today: break
        case (.planned, .cancelled), (.cancelled, .planned): break
        case (.held, .planned), (.held, .cancelled):
            if old.attended > 0 { throw StoreError.refused(.sessionAttended) }
        default: throw StoreError.refused(.sessionState)
        }
        _ = try await tx.run([
            """
            -- ClassSessionRepository.move
            update app.class_sessions
            set state = \(state)
            where tenant_id = \(tx.tenant)
                and id = \(id)
            """,
            tx.auditLine(
                .sessionState,
                subjects: [old.classID.uuid, id.uuid],
                details: ["state": state.rawValue]
            ),
        ])
    }

    /// Removes a session to which nobody came.
    ///
    /// - Throws: `.notFound`; `.refused(.sessionAttended)`.
    package func remove(_ id: ClassSessionID) async throws {
        let old = try await lock(id)
        guard old.attended == 0 else { throw StoreError.refused(.sessionAttended) }
        _ = try await tx.run(
            [
                """
                -- ClassSessionRepository.remove
                delete from app.class_sessions
                where tenant_id = \(tx.tenant)
                    and id = \(id)
                """,
                tx.auditLine(.sessionState, subjects: [old.classID.uuid, id.uuid], details: ["state": "removed"]),
            ],
            refusing: ["attendances_session_fkey": .sessionAttended]
        )
    }

    /// Keeps others from changing a session and who came to it until the transaction ends.
    ///
    /// - Throws: `.notFound`; `.refused(.outsidePart)` if its class is not the officer's to change.
    func lock(_ id: ClassSessionID) async throws -> StoredSession {
        let classID = try await find(id).classID
        _ = try await tx.classes.lock(classID)
        _ = try await tx.run(tx.sessionLock(id))
        return try await find(id)
    }
}

extension TenantTransaction {
    /// One at a time writes into the register of a session, whichever tenant it acts for.
    func sessionLock(_ id: ClassSessionID) -> PostgresQuery {
        """
        -- ClassSessionRepository.lockRegister
        select from pg_advisory_xact_lock(hashtextextended('app.class_sessions ' || \(id.description), 0))
        """
    }
}
