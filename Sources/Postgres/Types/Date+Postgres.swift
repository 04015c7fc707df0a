package import FoundationEssentials

extension Date {
    /// The same moment; `nil` for the infinities, which `Date` lacks. `Date` counts in floating point: between the
    /// years 1865 and 2137 it keeps every microsecond, beyond them it comes as near as it can.
    package init?(_ timestamp: PostgresTimestampTZ) {
        guard timestamp.isFinite else { return nil }
        let seconds = PostgresCalendar.floorDivide(timestamp.microseconds, 1_000_000)
        let fraction = timestamp.microseconds - seconds * 1_000_000
        self.init(
            timeIntervalSinceReferenceDate: Double(seconds - PostgresTimestampTZ.referenceDateSeconds)
                + Double(fraction) / 1e6
        )
    }
}

/// timestamptz. Infinite timestamps and dates beyond PostgreSQL's are errors; `PostgresTimestampTZ` holds them all.
extension Date: PostgresCodable {
    package static var postgresType: PostgresType { .id(.timestamptz) }

    package static func decode(_ cell: PostgresCell) throws(PostgresDecodingProblem) -> Date {
        guard let date = Date(try PostgresTimestampTZ.decode(cell)) else { throw .outOfRange("Date") }
        return date
    }

    package func encode(into buffer: inout PostgresByteBuffer) throws(PostgresEncodingProblem) {
        guard let timestamp = PostgresTimestampTZ(self) else { throw .outOfRange("timestamptz") }
        buffer.write(timestamp.microseconds)
    }
}
