/// One meeting of a class (buổi học), as it is planned.
package struct ClassSession: Hashable, Sendable {
    /// Of `minutes`.
    package static let minuteLimits = 1...1440

    package var heldOn: CalendarDay
    package var startsAt: TimeOfDay?
    package var endsAt: TimeOfDay?
    /// What attending the whole of it counts.
    package var minutes: Int
    /// The room of a centre.
    package var room: RoomID?
    /// Where, if it is not the class's place.
    package var place: String
    /// Who teaches, if it is not the class's teacher.
    package var teacher: String

    /// A session of so many minutes; nil takes the time from beginning to end, or an hour and a half.
    package init(
        on day: CalendarDay,
        from startsAt: TimeOfDay? = nil,
        to endsAt: TimeOfDay? = nil,
        minutes: Int? = nil
    ) {
        heldOn = day
        self.startsAt = startsAt
        self.endsAt = endsAt
        let length = startsAt.flatMap { start in endsAt.map { $0.minute - start.minute } }
        self.minutes = minutes ?? length ?? Self.usualMinutes
        place = ""
        teacher = ""
    }

    /// Of a session whose times are not told.
    package static let usualMinutes = 90

    /// What is wrong with a session.
    package enum Defect: Hashable, Sendable {
        /// A text is too long.
        case text
        /// It ends before it begins, or counts no minutes, or more than a day has.
        case times
    }

    /// The session with its texts cleaned, or the first thing that is wrong with it.
    package func checked() -> Result<ClassSession, LearningDefect<Defect>> {
        var clean = self
        clean.place = VietnameseText.clean(place)
        clean.teacher = VietnameseText.clean(teacher)
        guard max(clean.place.unicodeScalars.count, clean.teacher.unicodeScalars.count) <= 200 else {
            return .failure(LearningDefect(.text))
        }
        if let startsAt, let endsAt, endsAt <= startsAt { return .failure(LearningDefect(.times)) }
        guard Self.minuteLimits.contains(minutes) else { return .failure(LearningDefect(.times)) }
        return .success(clean)
    }
}

/// Where a session stands.
package enum ClassSessionState: String, Codable, CaseIterable, Sendable {
    case planned
    case held
    case cancelled

    /// Dự kiến, Đã học, Đã huỷ.
    package var vietnameseName: String {
        switch self {
        case .planned: "Dự kiến"
        case .held: "Đã học"
        case .cancelled: "Đã huỷ"
        }
    }

    /// Planned, Held, Cancelled.
    package var englishName: String { rawValue.prefix(1).uppercased() + rawValue.dropFirst() }
}

/// Sessions that follow a rule: on these days of the week, but for some days.
package struct Timetable: Hashable, Sendable {
    /// Sessions of one timetable, at most: a year of every day.
    package static let most = 366

    package var from: CalendarDay
    package var through: CalendarDay
    package var weekdays: Set<Weekday>
    /// Holidays and the like.
    package var except: Set<CalendarDay>
    /// What all of them have in common; its day does not count.
    package var pattern: ClassSession

    /// A rule of these parts.
    package init(
        from: CalendarDay,
        through: CalendarDay,
        weekdays: Set<Weekday>,
        except: Set<CalendarDay> = [],
        pattern: ClassSession
    ) {
        self.from = from
        self.through = through
        self.weekdays = weekdays
        self.except = except
        self.pattern = pattern
    }

    /// The sessions, in order; nil if there are more than `most`.
    package var sessions: [ClassSession]? {
        var found: [ClassSession] = []
        var day: CalendarDay? = from
        while let next = day, next <= through {
            if weekdays.contains(next.weekday), !except.contains(next) {
                guard found.count < Self.most else { return nil }
                var session = pattern
                session.heldOn = next
                found.append(session)
            }
            day = next.adding(days: 1)
        }
        return found
    }
}
