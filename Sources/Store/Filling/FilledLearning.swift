package import FoundationEssentials
package import Postgres
package import Programme

/// Learning done elsewhere, to be written by `TenantFill`.
package struct FilledLearningRecord: FilledRow, Sendable {
    package static let table = "learning_records"
    package static let columns = [
        "tenant_id", "id", "member_id", "title", "provider", "topic_id", "started_on", "ended_on", "minutes", "state",
        "verified_on", "evidence", "area_id", "branch_id", "sex", "birth_year", "recorded_at",
    ]

    private let tenant: TenantID
    private let id: LearningRecordID
    private let member: MemberID
    private let topic: TopicID
    private let snapshot: FilledSnapshot
    package var title = ""
    package var provider = ""
    package var startedOn: CalendarDay?
    package var endedOn: CalendarDay
    package var minutes = 60
    package var state = "declared"
    /// Of one that was verified, and only of such a one.
    package var verifiedOn: CalendarDay?
    package var evidence = ""
    package var recordedAt: Date

    /// A record of which nothing else is known.
    package init(
        _ id: LearningRecordID,
        of member: MemberID,
        _ tenant: TenantID,
        _ topic: TopicID,
        endedOn: CalendarDay,
        recordedAt: Date,
        _ snapshot: FilledSnapshot
    ) {
        (self.id, self.member, self.tenant, self.topic) = (id, member, tenant, topic)
        (self.endedOn, self.recordedAt, self.snapshot) = (endedOn, recordedAt, snapshot)
    }

    package func write(to copy: PostgresCopyWriter) async throws {
        try await copy.write(
            tenant,
            id,
            member,
            title,
            provider,
            topic,
            startedOn,
            endedOn,
            Int32(clamping: minutes),
            state,
            verifiedOn,
            evidence,
            snapshot.area,
            snapshot.branch,
            snapshot.sex,
            snapshot.birthYear.map(Int16.init(clamping:)),
            recordedAt
        )
    }
}

/// A certificate for a class, to be written by `TenantFill`.
package struct FilledCertificate: FilledRow, Sendable {
    package static let table = "certificates"
    package static let columns = [
        "tenant_id", "id", "member_id", "enrolment_id", "number", "title", "holder_name", "issuer", "issued_on",
        "signatory", "code", "revoked_on", "revoked_reason", "topic_id", "area_id", "branch_id", "sex", "birth_year",
    ]

    private let id: CertificateID
    private let enrolment: FilledEnrolment
    package var number = ""
    package var title = ""
    package var holderName = ""
    package var issuer = ""
    package var issuedOn: CalendarDay
    package var signatory = ""
    /// 26 of Crockford's digits.
    package var code = ""
    package var revokedOn: CalendarDay?
    package var revokedReason = ""

    /// A certificate of which nothing else is known.
    package init(_ id: CertificateID, for enrolment: FilledEnrolment, on issuedOn: CalendarDay) {
        (self.id, self.enrolment, self.issuedOn) = (id, enrolment, issuedOn)
    }

    package func write(to copy: PostgresCopyWriter) async throws {
        let snapshot = enrolment.snapshot
        try await copy.write(
            enrolment.tenant,
            id,
            enrolment.member,
            enrolment.id,
            number,
            title,
            holderName,
            issuer,
            issuedOn,
            signatory,
            code,
            revokedOn,
            revokedReason,
            enrolment.topic,
            snapshot.area,
            snapshot.branch,
            snapshot.sex,
            snapshot.birthYear.map(Int16.init(clamping:))
        )
    }
}

/// What a member means to learn in a year, to be written by `TenantFill`.
package struct FilledLearningPlan: FilledRow, Sendable {
    package static let table = "learning_plans"
    package static let columns = [
        "tenant_id", "id", "member_id", "year", "topic_id", "goal", "registered_on", "done_on",
    ]

    private let tenant: TenantID
    private let id: LearningPlanID
    private let member: MemberID
    private let year: Int
    private let topic: TopicID?
    private let goal: String
    private let registeredOn: CalendarDay
    private let doneOn: CalendarDay?

    /// A plan of these parts.
    package init(
        _ id: LearningPlanID,
        of member: MemberID,
        _ tenant: TenantID,
        year: Int,
        topic: TopicID?,
        goal: String,
        registeredOn: CalendarDay,
        doneOn: CalendarDay?
    ) {
        (self.id, self.member, self.tenant, self.year) = (id, member, tenant, year)
        (self.topic, self.goal, self.registeredOn, self.doneOn) = (topic, goal, registeredOn, doneOn)
    }

    package func write(to copy: PostgresCopyWriter) async throws {
        try await copy.write(tenant, id, member, Int16(clamping: year), topic, goal, registeredOn, doneOn)
    }
}
