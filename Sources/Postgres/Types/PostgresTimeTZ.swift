/// A time of day with its distance from Greenwich, of PostgreSQL's type timetz.
package struct PostgresTimeTZ: Hashable, Sendable {
    /// The time on the clock there.
    package let time: PostgresTime
    /// Seconds east of Greenwich, less than 16 hours either way.
    package let offsetSeconds: Int32

    /// What PostgreSQL's offsets stay below (`TZDISP_LIMIT`).
    package static let zoneLimitSeconds = 57_600

    /// `nil` where the offset is out of bounds.
    package init?(time: PostgresTime, offsetSeconds: Int32) {
        guard offsetSeconds.magnitude < Self.zoneLimitSeconds else { return nil }
        self.time = time
        self.offsetSeconds = offsetSeconds
    }
}

extension PostgresTimeTZ: LosslessStringConvertible {
    /// `04:05:06.789+05:30`.
    package var description: String { "\(time)\(PostgresCalendar.zoneText(seconds: offsetSeconds))" }

    /// Reads what `description` writes, with the seconds optional; `nil` for anything else.
    package init?(_ description: String) {
        var scanner = PostgresCalendarScanner(description)
        guard let time = scanner.time().flatMap(PostgresTime.init(microseconds:)), let offset = scanner.zone(),
            scanner.isAtEnd
        else { return nil }
        self.init(time: time, offsetSeconds: offset)
    }
}

extension PostgresTimeTZ: PostgresCodable {
    package static var postgresType: PostgresType { .id(.timetz) }

    package static func decode(_ cell: PostgresCell) throws(PostgresDecodingProblem) -> PostgresTimeTZ {
        try cell.expect(.timetz, for: "PostgresTimeTZ")
        var reader = PostgresByteReader(cell.bytes)
        guard let time = PostgresTime(microseconds: try reader.integer(Int64.self)) else { throw .malformed("time") }
        // On the wire the offset counts to the west.
        let west = try reader.integer(Int32.self)
        try reader.end()
        guard west != .min, let value = PostgresTimeTZ(time: time, offsetSeconds: -west) else {
            throw .malformed("offset")
        }
        return value
    }

    package func encode(into buffer: inout PostgresByteBuffer) {
        buffer.write(time.microseconds)
        buffer.write(-offsetSeconds)
    }
}
