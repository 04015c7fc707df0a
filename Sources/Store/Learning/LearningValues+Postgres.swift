package import Postgres
package import Programme

extension ClassState: StoredText {}
extension ClassDelivery: StoredText {}
extension ClassEnrolment: StoredText {}
extension CostSource: StoredText {}
extension ClassSessionState: StoredText {}
extension LearningOutcome: StoredText {}
extension LearningRecordState: StoredText {}

/// Times of day travel as time.
extension TimeOfDay: PostgresCodable {
    private static let microsecondsInMinute: Int64 = 60_000_000

    package static var postgresType: PostgresType { PostgresTime.postgresType }

    package static func decode(_ cell: PostgresCell) throws(PostgresDecodingProblem) -> TimeOfDay {
        let time = try PostgresTime.decode(cell)
        guard let value = TimeOfDay(minute: Int(time.microseconds / microsecondsInMinute)) else {
            throw .outOfRange("a time before 24:00")
        }
        return value
    }

    package func encode(into buffer: inout PostgresByteBuffer) throws(PostgresEncodingProblem) {
        guard let time = PostgresTime(microseconds: Int64(minute) * Self.microsecondsInMinute) else {
            throw .outOfRange("time")
        }
        time.encode(into: &buffer)
    }
}
