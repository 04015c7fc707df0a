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
    private let record: LearningRecord
    private let state: LearningRecordState
    private let verifiedOn: CalendarDay?
    private let recordedAt: Date
    private let snapshot: FilledSnapshot

    /// A record of these parts.
    ///
    /// - Parameter verifiedOn: of one that was verified, and only of such a one.
    package init(
        _ id: LearningRecordID,
        of member: MemberID,
        _ tenant: TenantID,
        _ record: LearningRecord,
        _ state: LearningRecordState,
        verifiedOn: CalendarDay?,
        recordedAt: Date,
        _ snapshot: FilledSnapshot
    ) {
        (self.id, self.member, self.tenant, self.record) = (id, member, tenant, record)
        (self.state, self.verifiedOn, self.recordedAt, self.snapshot) = (state, verifiedOn, recordedAt, snapshot)
    }

    package func write(to copy: PostgresCopyWriter) async throws {
        try await copy.write(
            tenant,
            id,
            member,
            record.title,
            record.provider,
            record.topic,
            record.startedOn,
            record.endedOn,
            Int32(clamping: record.minutes),
            state,
            verifiedOn,
            record.evidence,
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
    private let code: CertificateCode
    package var revokedOn: CalendarDay?
    package var revokedReason = ""

    /// A certificate of which nothing else is known.
    package init(
        _ id: CertificateID,
        for enrolment: FilledEnrolment,
        on issuedOn: CalendarDay,
        _ code: CertificateCode
    ) {
        (self.id, self.enrolment, self.issuedOn, self.code) = (id, enrolment, issuedOn, code)
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
            code.text,
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
