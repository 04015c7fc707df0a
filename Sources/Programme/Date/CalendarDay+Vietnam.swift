package import FoundationEssentials

extension CalendarDay {
    /// Vietnam is seven hours ahead of UTC all year.
    private static let secondsAheadOfUTC: TimeInterval = 7 * 3600
    private static let secondsInDay: TimeInterval = 86_400

    /// The day that it is in Vietnam.
    package static func inVietnam(at moment: Date = Date()) -> CalendarDay {
        let days = ((moment.timeIntervalSince1970 + secondsAheadOfUTC) / secondsInDay).rounded(.down)
        return CalendarDay.epoch.adding(days: Int(days)) ?? .epoch
    }

    /// The moment at which the day begins in Vietnam.
    package var startInVietnam: Date {
        let days = TimeInterval(dayNumber - CalendarDay.epoch.dayNumber)
        return Date(timeIntervalSince1970: days * Self.secondsInDay - Self.secondsAheadOfUTC)
    }
}
