import Foundation
import Programme

/// When a demo plays. Days are numbers, as `CalendarDay.dayNumber`.
struct DemoTime: Sendable {
    /// 1 January of the first year of which learning is told.
    let first: Int
    /// Nothing that happened is later.
    let last: Int
    let years: ClosedRange<Int>

    init(until day: CalendarDay, years count: Int) {
        let start = max(day.year - max(count, 1) + 1, CalendarDay.epoch.year)
        years = start...day.year
        first = Self.dayNumber(start, 1, 1)
        last = day.dayNumber
    }

    /// The day with a number.
    static func day(_ number: Int) -> CalendarDay { CalendarDay(dayNumber: number) ?? .epoch }

    /// The number of a day that there is.
    static func dayNumber(_ year: Int, _ month: Int, _ day: Int) -> Int {
        (CalendarDay(year: year, month: month, day: day) ?? .epoch).dayNumber
    }

    /// When something that happened on a day was written down: some days later in office hours, and not before the demo began,
    /// when the lists were taken over.
    func recorded(_ day: Int, using random: inout DemoRandom) -> Date {
        let daysLate = day < first ? first - day + random.below(60) : random.below(14)
        let seconds = random.between(8 * 3600, 16 * 3600)
        return Self.day(min(day + daysLate, last)).startInVietnam.addingTimeInterval(TimeInterval(seconds))
    }
}
