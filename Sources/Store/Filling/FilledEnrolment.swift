package import Postgres
package import Programme

/// Where a member lived, the branch, the sex and the year of birth, as at the time when something was recorded.
package struct FilledSnapshot: Hashable, Sendable {
    package let area: AreaID?
    package let branch: BranchID?
    package let sex: Sex?
    package let birthYear: Int?

    /// A snapshot of these parts.
    package init(area: AreaID?, branch: BranchID?, sex: Sex?, birthYear: Int?) {
        (self.area, self.branch, self.sex, self.birthYear) = (area, branch, sex, birthYear)
    }
}

/// A member in a class, to be written by `TenantFill`; the class may be another tenant's.
package struct FilledEnrolment: FilledRow, Sendable {
    package static let table = "enrolments"
    package static let columns = [
        "tenant_id", "id", "member_id", "host_id", "class_id", "topic_id", "seat", "state", "enrolled_on", "area_id",
        "branch_id", "sex", "birth_year", "outcome", "completed_on",
    ]

    package let tenant: TenantID
    package let id: EnrolmentID
    package let member: MemberID
    package let host: TenantID
    package let held: ClassID
    package let topic: TopicID
    package let seat: Int
    package let enrolledOn: CalendarDay
    package let snapshot: FilledSnapshot
    package var state = EnrolmentState.enrolled
    package var outcome: LearningOutcome?
    /// Of one that was completed, and only of such a one.
    package var completedOn: CalendarDay?

    /// An enrolment of which nothing is decided.
    package init(
        _ id: EnrolmentID,
        of member: MemberID,
        _ tenant: TenantID,
        in held: FilledClass,
        seat: Int,
        on enrolledOn: CalendarDay,
        _ snapshot: FilledSnapshot
    ) {
        (self.id, self.member, self.tenant) = (id, member, tenant)
        (host, self.held, topic) = (held.tenant, held.id, held.record.topic)
        (self.seat, self.enrolledOn, self.snapshot) = (seat, enrolledOn, snapshot)
    }

    package func write(to copy: PostgresCopyWriter) async throws {
        try await copy.write(
            tenant,
            id,
            member,
            host,
            held,
            topic,
            Int32(clamping: seat),
            state,
            enrolledOn,
            snapshot.area,
            snapshot.branch,
            snapshot.sex,
            snapshot.birthYear.map(Int16.init(clamping:)),
            outcome,
            completedOn
        )
    }
}

/// That somebody enrolled came to a session, to be written by `TenantFill`.
package struct FilledAttendance: FilledRow, Sendable {
    package static let table = "attendances"
    package static let columns = ["tenant_id", "enrolment_id", "session_id", "host_id", "minutes"]

    private let tenant: TenantID
    private let enrolment: EnrolmentID
    private let session: ClassSessionID
    private let host: TenantID
    private let minutes: Int16

    /// An attendance of these parts.
    package init(_ enrolment: FilledEnrolment, _ session: ClassSessionID, minutes: Int) {
        (tenant, self.enrolment, host) = (enrolment.tenant, enrolment.id, enrolment.host)
        (self.session, self.minutes) = (session, Int16(clamping: minutes))
    }

    package func write(to copy: PostgresCopyWriter) async throws {
        try await copy.write(tenant, enrolment, session, host, minutes)
    }
}
