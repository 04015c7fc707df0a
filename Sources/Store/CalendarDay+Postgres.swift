package import Postgres
package import Programme

/// Days travel as date.
extension CalendarDay: PostgresCodable {
    /// 1 January 2000, from which PostgreSQL counts, as a day number.
    private static let postgresEpoch = 10_957

    package static var postgresType: PostgresType { PostgresDate.postgresType }

    package static func decode(_ cell: PostgresCell) throws(PostgresDecodingProblem) -> CalendarDay {
        let date = try PostgresDate.decode(cell)
        guard let day = CalendarDay(dayNumber: Int(date.daysSince2000) + postgresEpoch) else {
            throw .outOfRange("a day of the years 1 to 9999")
        }
        return day
    }

    package func encode(into buffer: inout PostgresByteBuffer) throws(PostgresEncodingProblem) {
        guard let date = PostgresDate(daysSince2000: dayNumber - Self.postgresEpoch) else {
            throw .outOfRange("date")
        }
        date.encode(into: &buffer)
    }
}
