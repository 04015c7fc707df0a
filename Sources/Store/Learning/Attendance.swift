package import Programme

/// What is to be recorded of somebody at a session.
package struct AttendanceEntry: Hashable, Sendable {
    package var enrolment: EnrolmentReference
    /// For how long; nil: did not come.
    package var minutes: Int?

    /// Somebody came for so long, or did not.
    package init(_ enrolment: EnrolmentReference, minutes: Int?) {
        self.enrolment = enrolment
        self.minutes = minutes
    }
}

/// A line of the register of a session.
package struct RegisterLine: Hashable, Sendable {
    /// Who; of a guest the organisation and the number alone.
    package let enrolment: EnrolmentReference
    package let seat: Int
    /// The organisation of a guest.
    package let organisation: String?
    package let member: MemberID?
    package let name: String?
    /// For how long; nil: did not come.
    package let minutes: Int?
}

/// The register of a session: everybody with a place in its class, in the order of their numbers.
package struct Register: Hashable, Sendable {
    package let host: TenantID
    package let session: StoredSession
    package let lines: [RegisterLine]
}

/// What writing a register came to. With problems nothing was written.
package struct RegisterChange: Hashable, Sendable {
    /// What keeps somebody from being recorded; without an enrolment it is the session that does.
    package struct Problem: Hashable, Sendable {
        package let enrolment: EnrolmentReference?
        package let code: AttendanceProblem
    }

    package var problems: [Problem] = []
    /// Came, and had not been recorded.
    package var added = 0
    /// Came for longer or shorter than had been recorded.
    package var changed = 0
    /// Had been recorded, and did not come.
    package var removed = 0
}
