package import Postgres
package import Programme

/// Whether somebody has a place in a class.
package enum EnrolmentState: String, Codable, CaseIterable, Sendable, StoredText {
    /// Has a place.
    case enrolled
    /// Waits for one.
    case waiting
    /// Gave it up.
    case cancelled

    /// Đã ghi danh, Đang chờ, Đã huỷ.
    package var vietnameseName: String {
        switch self {
        case .enrolled: "Đã ghi danh"
        case .waiting: "Đang chờ"
        case .cancelled: "Đã huỷ"
        }
    }

    /// Enrolled, Waiting, Cancelled.
    package var englishName: String { rawValue.prefix(1).uppercased() + rawValue.dropFirst() }
}

/// Which enrolment: an enrolment is the member's tenant's.
package struct EnrolmentReference: Hashable, Sendable {
    package let tenant: TenantID
    package let id: EnrolmentID

    /// The enrolment of a tenant's member.
    package init(tenant: TenantID, id: EnrolmentID) {
        self.tenant = tenant
        self.id = id
    }
}

/// What became of somebody who was to be enrolled.
package struct EnrolledMember: Hashable, Sendable {
    package let member: MemberID
    package let enrolment: EnrolmentID
    /// Number in the class, by which its host knows a guest.
    package let seat: Int
    package let state: EnrolmentState
    /// False for who was in the class already.
    package let isNew: Bool
}

extension EnrolledMember: PostgresRowDecodable {
    package init(from row: inout PostgresRowReader) throws(PostgresError) {
        member = try row.next()
        enrolment = try row.next()
        seat = try row.next()
        state = try row.next()
        isNew = try row.next()
    }
}

/// Somebody in a class. Of a guest the host knows the organisation and the number alone.
package struct ClassSeat: Hashable, Sendable {
    package let enrolment: EnrolmentReference
    package let seat: Int
    package let state: EnrolmentState
    package let enrolledOn: CalendarDay
    /// The organisation of a guest; nil for members of the own tenant.
    package let organisation: String?
    /// Nil for guests, and for members outside of the officer's part.
    package let member: MemberID?
    /// Likewise.
    package let name: String?
    /// Of how many sessions.
    package let sessions: Int
    /// In all.
    package let minutes: Int
    /// Nil until the class is judged.
    package let outcome: LearningOutcome?
    package let completedOn: CalendarDay?
    package let version: Int

    /// Whether it is another tenant's member.
    package var isGuest: Bool { organisation != nil }
}

extension ClassSeat: PostgresRowDecodable {
    package init(from row: inout PostgresRowReader) throws(PostgresError) {
        enrolment = EnrolmentReference(tenant: try row.next(), id: try row.next())
        seat = try row.next()
        state = try row.next()
        enrolledOn = try row.next()
        organisation = try row.next()
        member = try row.next()
        name = try row.next()
        sessions = try row.next()
        minutes = try row.next()
        outcome = try row.next()
        completedOn = try row.next()
        version = try row.next()
    }
}

/// How somebody in a class stands by its rule.
package struct SeatCompletion: Hashable, Sendable {
    package let seat: ClassSeat
    package let completion: Completion
}
