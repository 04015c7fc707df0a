import Postgres
import Programme

extension DuplicateRepository {
    /// Moves what one record learned to another. In a class in which both were the kept record's place stays, with a place if
    /// either had one, and completed if either had completed it; it takes over who came, once for each session.
    func moveLearning(from absorbed: MemberID, to kept: MemberID) async throws -> MergedLearning {
        var moved = MergedLearning()
        moved.doubles = try await tx.run(doublesQuery(absorbed, kept)).decode(DoubleRow.self).map(\.double)
        let doubles = moved.doubles
        let rows = try await tx.run([
            dropQuery(doubles), takeOverQuery(doubles), settleKeptQuery(doubles), settleAbsorbedQuery(doubles),
            moveEnrolmentsQuery(absorbed, kept, but: doubles.map(\.absorbed)),
            moveQuery("learning_records", absorbed, kept), moveQuery("certificates", absorbed, kept),
            movePlansQuery(absorbed, kept), moveHelpQuery(absorbed, kept),
        ])
        moved.attendances =
            try rows[0].decode(AttendanceRow.self).map { $0.attendance(isDropped: true) }
            + rows[1].decode(AttendanceRow.self).map { $0.attendance(isDropped: false) }
        moved.enrolments = try rows[4].decode(EnrolmentID.self)
        moved.records = try rows[5].decode(LearningRecordID.self)
        moved.certificates = try rows[6].decode(CertificateID.self)
        moved.plans = try rows[7].decode(LearningPlanID.self)
        moved.help = try rows[8].decode(HouseholdHelpID.self)
        return moved
    }

    /// Moves back what a merge moved, as far as it is still there.
    func returnLearning(
        _ moved: MergedLearning,
        from kept: MemberID,
        to absorbed: MemberID
    ) async throws {
        let keptBefore = moved.doubles.map { ($0.kept, $0.keptState, $0.keptOutcome, $0.keptCompletedOn) }
        let absorbedBefore = moved.doubles.map {
            ($0.absorbed, $0.absorbedState, $0.absorbedOutcome, $0.absorbedCompletedOn)
        }
        _ = try await tx.run([
            returnEnrolmentsQuery(moved.enrolments, kept, absorbed),
            returnQuery("learning_records", moved.records.map(\.uuid), kept, absorbed),
            returnQuery("certificates", moved.certificates.map(\.uuid), kept, absorbed),
            returnQuery("learning_plans", moved.plans.map(\.uuid), kept, absorbed),
            returnQuery("household_help", (moved.help ?? []).map(\.uuid), kept, absorbed),
            returnAttendancesQuery(moved), returnDroppedQuery(moved), returnStatesQuery(keptBefore + absorbedBefore),
        ])
    }

    private struct DoubleRow: PostgresRowDecodable {
        let double: MergedLearning.Double

        init(from row: inout PostgresRowReader) throws(PostgresError) {
            double = MergedLearning.Double(
                kept: try row.next(),
                absorbed: try row.next(),
                keptState: try row.next(),
                absorbedState: try row.next(),
                keptOutcome: try row.next(),
                absorbedOutcome: try row.next(),
                keptCompletedOn: try row.next(),
                absorbedCompletedOn: try row.next()
            )
        }
    }

    private struct AttendanceRow: PostgresRowDecodable {
        let enrolment: EnrolmentID
        let session: ClassSessionID
        let host: TenantID
        let minutes: Int

        init(from row: inout PostgresRowReader) throws(PostgresError) {
            enrolment = try row.next()
            session = try row.next()
            host = try row.next()
            minutes = try row.next()
        }

        func attendance(isDropped: Bool) -> MergedLearning.Attendance {
            MergedLearning.Attendance(
                enrolment: enrolment,
                session: session,
                host: host,
                minutes: minutes,
                isDropped: isDropped
            )
        }
    }

    private func doublesQuery(_ absorbed: MemberID, _ kept: MemberID) -> PostgresQuery {
        """
        -- DuplicateRepository.doubles
        select k.id, a.id, k.state, a.state, k.outcome, a.outcome, k.completed_on, a.completed_on
        from app.enrolments as a
        join app.enrolments as k
            on k.tenant_id = a.tenant_id and k.member_id = \(kept) and k.host_id = a.host_id and k.class_id = a.class_id
        where a.tenant_id = \(tx.tenant)
            and a.member_id = \(absorbed)
        """
    }

    private func dropQuery(_ doubles: [MergedLearning.Double]) -> PostgresQuery {
        """
        -- DuplicateRepository.dropAttendances
        delete from app.attendances as a
        using unnest(\(doubles.map(\.absorbed))::uuid[], \(doubles.map(\.kept))::uuid[]) as pair (absorbed, kept)
        where a.tenant_id = \(tx.tenant)
            and a.enrolment_id = pair.absorbed
            and exists (
                select from app.attendances as k
                where k.tenant_id = a.tenant_id and k.enrolment_id = pair.kept and k.session_id = a.session_id
            )
        returning a.enrolment_id, a.session_id, a.host_id, a.minutes
        """
    }

    private func takeOverQuery(_ doubles: [MergedLearning.Double]) -> PostgresQuery {
        """
        -- DuplicateRepository.takeOverAttendances
        update app.attendances as a
        set enrolment_id = pair.kept
        from unnest(\(doubles.map(\.absorbed))::uuid[], \(doubles.map(\.kept))::uuid[]) as pair (absorbed, kept)
        where a.tenant_id = \(tx.tenant)
            and a.enrolment_id = pair.absorbed
        returning pair.absorbed, a.session_id, a.host_id, a.minutes
        """
    }

    private func settleKeptQuery(_ doubles: [MergedLearning.Double]) -> PostgresQuery {
        """
        -- DuplicateRepository.settleKept
        update app.enrolments as k
        set state = case when a.state = 'enrolled' then a.state else k.state end,
            outcome = case when a.outcome = 'completed' then a.outcome else k.outcome end,
            completed_on = coalesce(k.completed_on, a.completed_on), version = k.version + 1
        from unnest(\(doubles.map(\.absorbed))::uuid[], \(doubles.map(\.kept))::uuid[]) as pair (absorbed, kept)
        join app.enrolments as a on a.tenant_id = \(tx.tenant) and a.id = pair.absorbed
        where k.tenant_id = \(tx.tenant)
            and k.id = pair.kept
        """
    }

    private func settleAbsorbedQuery(_ doubles: [MergedLearning.Double]) -> PostgresQuery {
        """
        -- DuplicateRepository.settleAbsorbed
        update app.enrolments
        set state = 'cancelled', outcome = null, completed_on = null, version = version + 1
        where tenant_id = \(tx.tenant)
            and id = any (\(doubles.map(\.absorbed)))
        """
    }

    /// One person's sex and year of birth are those of the record that is kept.
    private func moveEnrolmentsQuery(
        _ absorbed: MemberID,
        _ kept: MemberID,
        but doubles: [EnrolmentID]
    ) -> PostgresQuery {
        """
        -- DuplicateRepository.moveEnrolments
        update app.enrolments as e
        set member_id = m.id, sex = coalesce(m.sex, e.sex),
            birth_year = coalesce(left(m.birth_date, 4)::smallint, e.birth_year), version = e.version + 1
        from app.members as m
        where e.tenant_id = \(tx.tenant)
            and e.member_id = \(absorbed)
            and e.id <> all (\(doubles))
            and m.tenant_id = \(tx.tenant)
            and m.id = \(kept)
        returning e.id
        """
    }

    private func moveQuery(_ table: String, _ absorbed: MemberID, _ kept: MemberID) -> PostgresQuery {
        """
        -- DuplicateRepository.moveLearning
        update app.\(identifier: table) as r
        set member_id = m.id, sex = coalesce(m.sex, r.sex),
            birth_year = coalesce(left(m.birth_date, 4)::smallint, r.birth_year), version = r.version + 1
        from app.members as m
        where r.tenant_id = \(tx.tenant)
            and r.member_id = \(absorbed)
            and m.tenant_id = \(tx.tenant)
            and m.id = \(kept)
        returning r.id
        """
    }

    private func moveHelpQuery(_ absorbed: MemberID, _ kept: MemberID) -> PostgresQuery {
        """
        -- DuplicateRepository.moveHelp
        update app.household_help
        set member_id = \(kept), version = version + 1
        where tenant_id = \(tx.tenant)
            and member_id = \(absorbed)
        returning id
        """
    }

    /// A plan that both records have stays with each.
    private func movePlansQuery(_ absorbed: MemberID, _ kept: MemberID) -> PostgresQuery {
        """
        -- DuplicateRepository.movePlans
        update app.learning_plans as p
        set member_id = \(kept), version = p.version + 1
        where p.tenant_id = \(tx.tenant)
            and p.member_id = \(absorbed)
            and not exists (
                select from app.learning_plans as k
                where k.tenant_id = p.tenant_id and k.member_id = \(kept) and k.year = p.year
                    and k.topic_id is not distinct from p.topic_id
            )
        returning p.id
        """
    }
}
