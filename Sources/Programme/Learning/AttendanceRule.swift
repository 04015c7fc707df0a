/// What keeps an attendance from being recorded. The raw value is sent, so it never changes its meaning.
package enum AttendanceProblem: String, Codable, CaseIterable, Error, Sendable {
    /// The session is on a day to come.
    case future = "attendance.future"
    /// The session was cancelled.
    case cancelled = "attendance.cancelled"
    /// The session has not been held; its host says so first.
    case notHeld = "attendance.not_held"
    /// The class is over, and this is no correction.
    case finished = "attendance.finished"
    /// The class is not held, or not yet.
    case classState = "attendance.class_state"
    /// Nobody of this number is enrolled, or only waits.
    case notEnrolled = "attendance.not_enrolled"
    /// The same person stands there twice.
    case twice = "attendance.twice"
    /// No minutes, or more than a day has.
    case minutes = "attendance.minutes"
    /// The person was not born.
    case beforeBirth = "attendance.before_birth"
    /// With other sessions of the day it would be more than 24 hours.
    case longDay = "attendance.long_day"

    /// What is said of it.
    package func message(in language: ProblemLanguage) -> String {
        language == .vietnamese ? words.vietnamese : words.english
    }

    private var words: (vietnamese: String, english: String) {
        switch self {
        case .future: ("Buổi học chưa diễn ra", "The session is on a day to come")
        case .cancelled: ("Buổi học đã huỷ", "The session was cancelled")
        case .notHeld: ("Đơn vị mở lớp chưa xác nhận buổi học", "The session has not been held yet")
        case .finished: ("Lớp đã kết thúc", "The class is over")
        case .classState: ("Lớp chưa mở hoặc đã huỷ", "The class is not held")
        case .notEnrolled: ("Chưa ghi danh vào lớp", "Not enrolled in the class")
        case .twice: ("Một người ghi hai lần", "The same person stands there twice")
        case .minutes: ("Số phút phải từ 1 đến 1440", "Minutes must be from 1 to 1,440")
        case .beforeBirth: ("Buổi học trước ngày sinh", "The session was before the person's birth")
        case .longDay: ("Quá 24 giờ trong một ngày", "More than 24 hours in one day")
        }
    }
}

/// Whether somebody's attendance of a session can be.
package struct AttendanceRule: Hashable, Sendable {
    /// Minutes of a day.
    package static let longestDayMinutes = 1440

    package var heldOn: CalendarDay
    package var state: ClassSessionState
    package var classState: ClassState
    /// Today in Vietnam.
    package var today: CalendarDay
    /// Whether an editor puts right what is over.
    package var isCorrection: Bool
    /// Whether who records it holds the class, and so says that the session was held.
    package var isHost: Bool

    /// A rule for one session.
    package init(
        heldOn: CalendarDay,
        state: ClassSessionState,
        classState: ClassState,
        today: CalendarDay,
        isCorrection: Bool,
        isHost: Bool
    ) {
        self.heldOn = heldOn
        self.state = state
        self.classState = classState
        self.today = today
        self.isCorrection = isCorrection
        self.isHost = isHost
    }

    /// What keeps anybody's attendance from being recorded; nil if nothing does.
    package var problem: AttendanceProblem? {
        if classState == .cancelled || classState == .planned { return .classState }
        if classState == .finished, !isCorrection { return .finished }
        switch state {
        case .cancelled: return .cancelled
        case .planned where heldOn > today: return .future
        case .planned where !isHost: return .notHeld
        case .planned, .held: return heldOn > today ? .future : nil
        }
    }

    /// What keeps one person's attendance of `minutes` from being recorded; nil if nothing does.
    ///
    /// - Parameters:
    ///   - isEnrolled: whether the person has a place.
    ///   - birth: the birth date as far as it is known.
    ///   - otherMinutes: of other sessions on the same day.
    package func problem(
        minutes: Int,
        isEnrolled: Bool,
        birth: PartialDate?,
        otherMinutes: Int
    ) -> AttendanceProblem? {
        guard isEnrolled else { return .notEnrolled }
        guard ClassSession.minuteLimits.contains(minutes) else { return .minutes }
        if let birth, heldOn < birth.earliest { return .beforeBirth }
        return otherMinutes + minutes > Self.longestDayMinutes ? .longDay : nil
    }
}
