/// A span of time of PostgreSQL's type interval. Its three parts stay apart, for months and days differ in length: two
/// intervals are equal here when all parts are, while PostgreSQL takes a month for 30 days and a day for 24 hours.
package struct PostgresInterval: Hashable, Sendable {
    /// Twelve of them are a year.
    package var months: Int32
    /// Of the calendar; 23 to 25 hours each.
    package var days: Int32
    /// The rest, of either sign.
    package var microseconds: Int64

    /// The three parts as they are.
    package init(months: Int32 = 0, days: Int32 = 0, microseconds: Int64 = 0) {
        self.months = months
        self.days = days
        self.microseconds = microseconds
    }

    /// Of a duration, to the microsecond, rounded towards zero; `nil` beyond 292,271 years.
    package init?(_ duration: Duration) {
        let (seconds, attoseconds) = duration.components
        let (whole, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000)
        guard !overflow else { return nil }
        let (sum, isBeyond) = whole.addingReportingOverflow(attoseconds / 1_000_000_000_000)
        guard !isBeyond else { return nil }
        self.init(microseconds: sum)
    }

    /// The same span; `nil` where months or days leave its length open.
    package var duration: Duration? {
        months == 0 && days == 0 ? .microseconds(microseconds) : nil
    }
}

extension PostgresInterval: CustomStringConvertible {
    /// PostgreSQL's own text form (`intervalstyle = postgres`): `1 year 2 mons -3 days +04:05:06.789`.
    package var description: String {
        var parts: [String] = []
        var lastWasNegative = false
        func add(_ value: Int32, _ unit: String) {
            guard value != 0 else { return }
            // A sign is written after a negative part, so that it is not taken for that part's own.
            let sign = lastWasNegative && value > 0 ? "+" : ""
            parts.append("\(sign)\(value) \(unit)\(value == 1 ? "" : "s")")
            lastWasNegative = value < 0
        }
        add(months / 12, "year")
        add(months % 12, "mon")
        add(days, "day")
        if microseconds != 0 || parts.isEmpty {
            let sign = microseconds < 0 ? "-" : lastWasNegative ? "+" : ""
            parts.append(sign + PostgresCalendar.timeText(microseconds: microseconds.magnitude))
        }
        return parts.joined(separator: " ")
    }
}

extension PostgresInterval: PostgresCodable {
    package static var postgresType: PostgresType { .id(.interval) }

    package static func decode(_ cell: PostgresCell) throws(PostgresDecodingProblem) -> PostgresInterval {
        try cell.expect(.interval, for: "PostgresInterval")
        var reader = PostgresByteReader(cell.bytes)
        let microseconds = try reader.integer(Int64.self)
        let days = try reader.integer(Int32.self)
        let months = try reader.integer(Int32.self)
        try reader.end()
        return PostgresInterval(months: months, days: days, microseconds: microseconds)
    }

    package func encode(into buffer: inout PostgresByteBuffer) {
        buffer.write(microseconds)
        buffer.write(days)
        buffer.write(months)
    }
}
