import FoundationEssentials
import Postgres
import Programme

/// The statements that move back what a merge had moved.
extension DuplicateRepository {
    /// A place of a class as it was before a merge.
    typealias PlaceBefore = (id: EnrolmentID, state: String, outcome: String?, completedOn: CalendarDay?)

    func returnEnrolmentsQuery(_ ids: [EnrolmentID], _ kept: MemberID, _ absorbed: MemberID) -> PostgresQuery {
        """
        -- DuplicateRepository.returnEnrolments
        update app.enrolments as e
        set member_id = m.id, sex = coalesce(m.sex, e.sex),
            birth_year = coalesce(left(m.birth_date, 4)::smallint, e.birth_year), version = e.version + 1
        from app.members as m
        where e.tenant_id = \(tx.tenant)
            and e.member_id = \(kept)
            and e.id = any (\(ids))
            and m.tenant_id = \(tx.tenant)
            and m.id = \(absorbed)
        """
    }

    func returnQuery(_ table: String, _ ids: [UUID], _ kept: MemberID, _ absorbed: MemberID) -> PostgresQuery {
        """
        -- DuplicateRepository.returnLearning
        update app.\(identifier: table)
        set member_id = \(absorbed), version = version + 1
        where tenant_id = \(tx.tenant)
            and member_id = \(kept)
            and id = any (\(ids))
        """
    }

    func returnAttendancesQuery(_ moved: MergedLearning) -> PostgresQuery {
        let taken = moved.attendances.filter { !$0.isDropped }
        return """
            -- DuplicateRepository.returnAttendances
            update app.attendances as a
            set enrolment_id = pair.absorbed
            from unnest(\(taken.map(\.enrolment))::uuid[], \(taken.map(\.session))::uuid[]) as came (absorbed, session_id)
            join unnest(\(moved.doubles.map(\.absorbed))::uuid[], \(moved.doubles.map(\.kept))::uuid[]) as pair (absorbed, kept)
                on pair.absorbed = came.absorbed
            where a.tenant_id = \(tx.tenant)
                and a.enrolment_id = pair.kept
                and a.session_id = came.session_id
            """
    }

    func returnDroppedQuery(_ moved: MergedLearning) -> PostgresQuery {
        let dropped = moved.attendances.filter(\.isDropped)
        return """
            -- DuplicateRepository.returnDropped
            insert into app.attendances (tenant_id, enrolment_id, session_id, host_id, minutes)
            select \(tx.tenant), came.enrolment_id, s.id, s.tenant_id, came.minutes
            from unnest(
                \(dropped.map(\.enrolment))::uuid[], \(dropped.map(\.session))::uuid[], \(dropped.map(\.host))::uuid[],
                \(dropped.map(\.minutes))::int[]
            ) as came (enrolment_id, session_id, host_id, minutes)
            join app.class_sessions as s on s.tenant_id = came.host_id and s.id = came.session_id
            """
    }

    func returnStatesQuery(_ before: [PlaceBefore]) -> PostgresQuery {
        """
        -- DuplicateRepository.returnPlaces
        update app.enrolments as e
        set state = before.state, outcome = before.outcome, completed_on = before.completed_on, version = e.version + 1
        from unnest(
            \(before.map(\.id))::uuid[], \(before.map(\.state))::text[], \(before.map(\.outcome))::text[],
            \(before.map(\.completedOn))::date[]
        ) as before (id, state, outcome, completed_on)
        where e.tenant_id = \(tx.tenant)
            and e.id = before.id
        """
    }
}
