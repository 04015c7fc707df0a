package import FoundationEssentials
internal import Programme

/// A moment as people here write it, in Vietnam's time, which has had no summer time since 1975.
package enum Moment {
    private static let hoursAhead = 7

    /// Such as `03/05/2026 08:15`.
    package static func text(_ date: Date) -> String {
        let minutes = Int((date.timeIntervalSince1970 / 60).rounded(.down)) + hoursAhead * 60
        let minute = (minutes % 1440 + 1440) % 1440
        guard let day = CalendarDay.epoch.adding(days: (minutes - minute) / 1440) else { return "?" }
        return "\(day.vietnamese) \(two(minute / 60)):\(two(minute % 60))"
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
