package import Programme

/// The register of a class as a workbook has it: who is in the class, which sessions there are, and who came.
package struct AttendanceRoll: Equatable, Sendable {
    /// A session as the head of a column.
    package struct Session: Equatable, Sendable {
        /// Its number in the class, from 1.
        package let ordinal: Int
        package let heldOn: CalendarDay
        /// What attending the whole of it counts.
        package let minutes: Int
        /// What keeps anybody's attendance from being changed; nil if nothing does.
        package let obstacle: AttendanceProblem?

        /// A session of these parts.
        package init(ordinal: Int, heldOn: CalendarDay, minutes: Int, obstacle: AttendanceProblem? = nil) {
            self.ordinal = ordinal
            self.heldOn = heldOn
            self.minutes = minutes
            self.obstacle = obstacle
        }

        /// What stands above its column, and by which it is known again: `Buổi 3 (05/03/2026)`.
        package var heading: String { "Buổi \(ordinal) (\(heldOn.vietnamese))" }
    }

    /// Somebody who has a place.
    package struct Person: Equatable, Sendable {
        /// The number in the class.
        package let seat: Int
        /// Nil for another organisation's member.
        package let name: String?
        /// The branch; of a guest the organisation.
        package let place: String
        /// Minutes by the ordinals of the sessions attended.
        package let minutes: [Int: Int]

        /// Somebody of these parts.
        package init(seat: Int, name: String?, place: String, minutes: [Int: Int] = [:]) {
            self.seat = seat
            self.name = name
            self.place = place
            self.minutes = minutes
        }
    }

    /// The identity of the class: a file of another class is told by it.
    package let code: String
    package let title: String
    package let sessions: [Session]
    /// In the order of their numbers.
    package let people: [Person]

    /// A register of these parts.
    package init(code: String, title: String, sessions: [Session], people: [Person]) {
        self.code = code
        self.title = title
        self.sessions = sessions
        self.people = people
    }
}
