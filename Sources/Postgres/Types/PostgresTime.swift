/// A time of day of PostgreSQL's type time, from 00:00:00 to 24:00:00.
package struct PostgresTime: Hashable, Sendable {
    /// Microseconds since midnight, 0 to 86,400,000,000.
    package let microseconds: Int64

    /// The microseconds that a day has; the last of them is 24:00:00.
    package static let limits: ClosedRange<Int64> = 0...PostgresCalendar.microsecondsPerDay

    /// `nil` outside a day.
    package init?(microseconds: Int64) {
        guard Self.limits.contains(microseconds) else { return nil }
        self.microseconds = microseconds
    }

    /// `nil` where a part is out of its bounds; 24:00:00 is allowed.
    package init?(hour: Int, minute: Int, second: Int = 0, microsecond: Int = 0) {
        guard (0...24).contains(hour), (0...59).contains(minute), (0...59).contains(second) else { return nil }
        guard (0...999_999).contains(microsecond) else { return nil }
        self.init(microseconds: Int64((hour * 60 + minute) * 60 + second) * 1_000_000 + Int64(microsecond))
    }

    /// 0 to 24.
    package var hour: Int { Int(microseconds / 3_600_000_000) }
    /// 0 to 59.
    package var minute: Int { Int(microseconds / 60_000_000 % 60) }
    /// 0 to 59.
    package var second: Int { Int(microseconds / 1_000_000 % 60) }
    /// 0 to 999,999.
    package var microsecond: Int { Int(microseconds % 1_000_000) }
}

extension PostgresTime: Comparable {
    package static func < (left: Self, right: Self) -> Bool { left.microseconds < right.microseconds }
}

extension PostgresTime: LosslessStringConvertible {
    /// `04:05:06.789`.
    package var description: String { PostgresCalendar.timeText(microseconds: UInt64(microseconds)) }

    /// Reads what `description` writes, the seconds optional; `nil` for anything else.
    package init?(_ description: String) {
        var scanner = PostgresCalendarScanner(description)
        guard let microseconds = scanner.time(), scanner.isAtEnd else { return nil }
        self.init(microseconds: microseconds)
    }
}

extension PostgresTime: PostgresCodable {
    package static var postgresType: PostgresType { .id(.time) }

    package static func decode(_ cell: PostgresCell) throws(PostgresDecodingProblem) -> PostgresTime {
        try cell.expect(.time, for: "PostgresTime")
        guard let time = PostgresTime(microseconds: try cell.integer(Int64.self)) else { throw .malformed("time") }
        return time
    }

    package func encode(into buffer: inout PostgresByteBuffer) { buffer.write(microseconds) }
}
