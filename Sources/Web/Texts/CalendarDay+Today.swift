internal import FoundationEssentials
internal import Programme

extension CalendarDay {
    /// The day that it is in Vietnam, seven hours ahead of UTC all year.
    static func inVietnam(at moment: Date = Date()) -> CalendarDay {
        let days = ((moment.timeIntervalSince1970 + 7 * 3600) / 86_400).rounded(.down)
        return CalendarDay.epoch.adding(days: Int(days)) ?? .epoch
    }
}
