/// A day of PostgreSQL's type date: from 4714-11-24 BC to 5874897-12-31, or one of the infinities.
package struct PostgresDate: Hashable, Sendable {
    /// Days since 2000-01-01; the largest and the smallest `Int32` are the infinities.
    package let daysSince2000: Int32

    /// Later than every other day.
    package static let infinity = PostgresDate(unchecked: .max)
    /// Earlier than every other day.
    package static let negativeInfinity = PostgresDate(unchecked: .min)
    /// The finite days that PostgreSQL takes.
    package static let dayLimits: ClosedRange<Int32> = -2_451_545...2_145_031_948

    private init(unchecked days: Int32) { daysSince2000 = days }

    /// `nil` for days that PostgreSQL does not take.
    package init?(daysSince2000 days: Int) {
        guard let days = Int32(exactly: days), Self.dayLimits.contains(days) else { return nil }
        daysSince2000 = days
    }

    /// A day of the proleptic Gregorian calendar; year 0 is 1 BC. `nil` for a day that does not exist or is out of
    /// range.
    package init?(year: Int, month: Int, day: Int) {
        guard let days = PostgresCalendar.days(year: year, month: month, day: day) else { return nil }
        self.init(daysSince2000: days)
    }

    /// Whether it is a day of the calendar.
    package var isFinite: Bool { self != .infinity && self != .negativeInfinity }

    /// Year (0 is 1 BC), month from 1 and day from 1; `nil` for the infinities.
    package var yearMonthDay: (year: Int, month: Int, day: Int)? {
        isFinite ? PostgresCalendar.civil(days: Int(daysSince2000)) : nil
    }
}

extension PostgresDate: Comparable {
    package static func < (left: Self, right: Self) -> Bool { left.daysSince2000 < right.daysSince2000 }
}

extension PostgresDate: LosslessStringConvertible {
    /// ISO 8601 as PostgreSQL writes it: `2024-02-29`, `0044-03-15 BC`, `infinity`.
    package var description: String {
        switch self {
        case .infinity: return "infinity"
        case .negativeInfinity: return "-infinity"
        default:
            let (text, isBC) = PostgresCalendar.dateText(days: Int(daysSince2000))
            return isBC ? text + " BC" : text
        }
    }

    /// Reads what `description` writes; `nil` for anything else.
    package init?(_ description: String) {
        switch description {
        case "infinity": self = .infinity
        case "-infinity": self = .negativeInfinity
        default:
            var scanner = PostgresCalendarScanner(description)
            guard let date = scanner.date() else { return nil }
            let year = scanner.takeBC() ? 1 - date.year : date.year
            guard scanner.isAtEnd else { return nil }
            self.init(year: year, month: date.month, day: date.day)
        }
    }
}

extension PostgresDate: PostgresCodable {
    package static var postgresType: PostgresType { .id(.date) }

    package static func decode(_ cell: PostgresCell) throws(PostgresDecodingProblem) -> PostgresDate {
        try cell.expect(.date, for: "PostgresDate")
        let days = try cell.integer(Int32.self)
        guard days == .max || days == .min || dayLimits.contains(days) else { throw .malformed("date") }
        return PostgresDate(unchecked: days)
    }

    package func encode(into buffer: inout PostgresByteBuffer) { buffer.write(daysSince2000) }
}
