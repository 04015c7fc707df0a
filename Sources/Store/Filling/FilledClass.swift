package import FoundationEssentials
package import Postgres
package import Programme

/// A class to be written by `TenantFill`.
package struct FilledClass: FilledRow, Sendable {
    package static let table = "classes"
    package static let columns = [
        "tenant_id", "id", "state", "title", "topic_id", "branch_id", "centre_id", "area_id", "place", "teacher",
        "partner", "starts_on", "ends_on", "delivery", "enrolment", "capacity", "completion_percent",
        "completion_minutes", "cost", "cost_source", "created_at", "updated_at",
    ]

    package let tenant: TenantID
    package let id: ClassID
    package var state = "finished"
    package var title = ""
    package var topic: TopicID
    package var branch: BranchID?
    package var centre: CentreID?
    package var area: AreaID?
    package var place = ""
    package var teacher = ""
    package var partner = ""
    package var startsOn: CalendarDay
    package var endsOn: CalendarDay
    package var delivery = "in_person"
    package var isOpen = false
    package var capacity: Int?
    /// Of the sessions held.
    package var completionPercent: Int?
    package var completionMinutes: Int?
    /// Đồng.
    package var cost: Int?
    package var costSource: String?
    package var createdAt: Date

    /// A class of which nothing else is known.
    package init(
        _ id: ClassID,
        of tenant: TenantID,
        _ topic: TopicID,
        from startsOn: CalendarDay,
        through endsOn: CalendarDay,
        createdAt: Date
    ) {
        (self.id, self.tenant, self.topic, self.createdAt) = (id, tenant, topic, createdAt)
        (self.startsOn, self.endsOn) = (startsOn, endsOn)
    }

    package func write(to copy: PostgresCopyWriter) async throws {
        try await copy.write(
            tenant,
            id,
            state,
            title,
            topic,
            branch,
            centre,
            area,
            place,
            teacher,
            partner,
            startsOn,
            endsOn,
            delivery,
            isOpen ? "open" : "own",
            capacity.map(Int32.init(clamping:)),
            completionPercent.map(Int16.init(clamping:)),
            completionMinutes.map(Int32.init(clamping:)),
            cost.map { PostgresNumeric($0) },
            costSource,
            createdAt,
            createdAt
        )
    }
}

/// A session of a class to be written by `TenantFill`.
package struct FilledSession: FilledRow, Sendable {
    package static let table = "class_sessions"
    package static let columns = [
        "tenant_id", "id", "class_id", "ordinal", "held_on", "starts_at", "ends_at", "minutes", "room_id", "state",
    ]

    private let tenant: TenantID
    private let id: ClassSessionID
    private let held: ClassID
    private let ordinal: Int
    private let heldOn: CalendarDay
    private let hours: (from: PostgresTime, to: PostgresTime)?
    private let minutes: Int
    private let room: RoomID?
    private let state: String

    /// A session of these parts.
    ///
    /// - Parameter startMinute: of the day; nil where nobody wrote it down, or it would end on the next day.
    package init(
        _ id: ClassSessionID,
        of held: FilledClass,
        ordinal: Int,
        on day: CalendarDay,
        startMinute: Int?,
        minutes: Int,
        room: RoomID?,
        state: String
    ) {
        (self.id, tenant, self.held, self.ordinal) = (id, held.tenant, held.id, ordinal)
        (heldOn, self.minutes, self.room, self.state) = (day, minutes, room, state)
        if let startMinute, let from = Self.time(startMinute), let to = Self.time(startMinute + minutes) {
            hours = (from, to)
        } else {
            hours = nil
        }
    }

    private static func time(_ minute: Int) -> PostgresTime? {
        PostgresTime(hour: minute / 60, minute: minute % 60, second: 0)
    }

    package func write(to copy: PostgresCopyWriter) async throws {
        try await copy.write(
            tenant,
            id,
            held,
            Int32(clamping: ordinal),
            heldOn,
            hours?.from,
            hours?.to,
            Int16(clamping: minutes),
            room,
            state
        )
    }
}
