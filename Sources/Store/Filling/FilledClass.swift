package import FoundationEssentials
package import Postgres
package import Programme

/// A class to be written by `TenantFill`.
package struct FilledClass: FilledRow, Sendable {
    package static let table = "classes"
    package static let columns = [
        "tenant_id", "id", "state", "title", "topic_id", "branch_id", "centre_id", "area_id", "place", "teacher",
        "partner", "starts_on", "ends_on", "delivery", "enrolment", "capacity", "completion_percent",
        "completion_minutes", "cost", "cost_source", "remark", "created_at", "updated_at",
    ]

    package let tenant: TenantID
    package let id: ClassID
    package let record: LearningClass
    private let state: ClassState
    private let area: AreaID?
    private let createdAt: Date

    /// A class of these parts.
    ///
    /// - Parameter area: where it counts: the ward of the centre, else the area of the branch.
    package init(
        _ id: ClassID,
        of tenant: TenantID,
        _ record: LearningClass,
        _ state: ClassState,
        in area: AreaID?,
        createdAt: Date
    ) {
        (self.id, self.tenant, self.record, self.state) = (id, tenant, record, state)
        (self.area, self.createdAt) = (area, createdAt)
    }

    package func write(to copy: PostgresCopyWriter) async throws {
        try await copy.write(
            tenant,
            id,
            state,
            record.title,
            record.topic,
            record.branch,
            record.centre,
            area,
            record.place,
            record.teacher,
            record.partner,
            record.startsOn,
            record.endsOn,
            record.delivery,
            record.enrolment,
            record.capacity.map(Int32.init(clamping:)),
            record.rule.percent.map(Int16.init(clamping:)),
            record.rule.minutes.map(Int32.init(clamping:)),
            record.cost.map { PostgresNumeric($0) },
            record.costSource,
            record.remark,
            createdAt,
            createdAt
        )
    }
}

/// A session of a class to be written by `TenantFill`.
package struct FilledSession: FilledRow, Sendable {
    package static let table = "class_sessions"
    package static let columns = [
        "tenant_id", "id", "class_id", "ordinal", "held_on", "starts_at", "ends_at", "minutes", "room_id", "place",
        "teacher", "state",
    ]

    private let tenant: TenantID
    private let id: ClassSessionID
    private let held: ClassID
    private let ordinal: Int
    private let record: ClassSession
    private let state: ClassSessionState

    /// A session of these parts.
    ///
    /// - Parameter ordinal: its number in the class, from 1.
    package init(
        _ id: ClassSessionID,
        of held: FilledClass,
        ordinal: Int,
        _ record: ClassSession,
        _ state: ClassSessionState
    ) {
        (self.id, tenant, self.held, self.ordinal) = (id, held.tenant, held.id, ordinal)
        (self.record, self.state) = (record, state)
    }

    package func write(to copy: PostgresCopyWriter) async throws {
        try await copy.write(
            tenant,
            id,
            held,
            Int32(clamping: ordinal),
            record.heldOn,
            record.startsAt,
            record.endsAt,
            Int16(clamping: record.minutes),
            record.room,
            record.place,
            record.teacher,
            state
        )
    }
}
