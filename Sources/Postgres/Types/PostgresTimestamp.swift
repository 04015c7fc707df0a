/// A date and time without a zone, of PostgreSQL's type timestamp: from 4714-11-24 BC to 294276-12-31, or one of the
/// infinities.
package struct PostgresTimestamp: Hashable, Sendable {
    /// Microseconds since 2000-01-01 00:00:00; the largest and the smallest `Int64` are the infinities.
    package let microseconds: Int64

    /// Later than every other.
    package static let infinity = PostgresTimestamp(unchecked: .max)
    /// Earlier than every other.
    package static let negativeInfinity = PostgresTimestamp(unchecked: .min)
    /// The finite values that PostgreSQL takes.
    package static let limits: ClosedRange<Int64> = -211_813_488_000_000_000...9_223_371_331_199_999_999

    private init(unchecked microseconds: Int64) { self.microseconds = microseconds }

    /// `nil` for values that PostgreSQL does not take.
    package init?(microseconds: Int64) {
        guard Self.limits.contains(microseconds) else { return nil }
        self.microseconds = microseconds
    }

    /// `nil` where the date is infinite or later than timestamps go.
    package init?(date: PostgresDate, time: PostgresTime) {
        guard date.isFinite else { return nil }
        let day = PostgresCalendar.microsecondsPerDay
        let (midnight, overflow) = Int64(date.daysSince2000).multipliedReportingOverflow(by: day)
        guard !overflow else { return nil }
        let (sum, isLate) = midnight.addingReportingOverflow(time.microseconds)
        guard !isLate else { return nil }
        self.init(microseconds: sum)
    }

    /// Whether it is a time of the calendar.
    package var isFinite: Bool { self != .infinity && self != .negativeInfinity }

    /// The day; of the infinities, theirs.
    package var date: PostgresDate {
        if self == .infinity { return .infinity }
        let days = PostgresCalendar.floorDivide(microseconds, PostgresCalendar.microsecondsPerDay)
        return PostgresDate(daysSince2000: Int(days)) ?? .negativeInfinity
    }

    /// The time of day; `nil` for the infinities.
    package var time: PostgresTime? {
        guard isFinite else { return nil }
        let days = PostgresCalendar.floorDivide(microseconds, PostgresCalendar.microsecondsPerDay)
        return PostgresTime(microseconds: microseconds - days * PostgresCalendar.microsecondsPerDay)
    }
}

extension PostgresTimestamp: Comparable {
    package static func < (left: Self, right: Self) -> Bool { left.microseconds < right.microseconds }
}

extension PostgresTimestamp: LosslessStringConvertible {
    /// ISO 8601 as PostgreSQL writes it: `2024-02-29 04:05:06.789`, `0044-03-15 12:00:00 BC`, `infinity`.
    package var description: String { text(zone: "") }

    /// Reads what `description` writes, a `T` for the space allowed; `nil` for anything else.
    package init?(_ description: String) {
        switch description {
        case "infinity": self = .infinity
        case "-infinity": self = .negativeInfinity
        default:
            guard let value = PostgresCalendarScanner.timestamp(description, hasZone: false) else { return nil }
            self.init(microseconds: value)
        }
    }

    /// The text form with a zone between the time and the era.
    func text(zone: String) -> String {
        guard let time else { return self == .infinity ? "infinity" : "-infinity" }
        let (day, isBC) = PostgresCalendar.dateText(days: Int(date.daysSince2000))
        return "\(day) \(time)\(zone)\(isBC ? " BC" : "")"
    }
}

extension PostgresTimestamp: PostgresCodable {
    package static var postgresType: PostgresType { .id(.timestamp) }

    package static func decode(_ cell: PostgresCell) throws(PostgresDecodingProblem) -> PostgresTimestamp {
        try cell.expect(.timestamp, for: "PostgresTimestamp")
        return PostgresTimestamp(unchecked: try microseconds(cell))
    }

    package func encode(into buffer: inout PostgresByteBuffer) { buffer.write(microseconds) }

    /// Eight bytes that are a timestamp, with a zone or without, the infinities included.
    static func microseconds(_ cell: PostgresCell) throws(PostgresDecodingProblem) -> Int64 {
        let value = try cell.integer(Int64.self)
        guard limits.contains(value) || value == .max || value == .min else { throw .malformed("timestamp") }
        return value
    }
}
