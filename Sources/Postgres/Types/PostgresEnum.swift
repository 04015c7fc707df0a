/// A Swift enum that mirrors one of the database, its raw values the labels:
///
/// ```swift
/// enum Zone: String, PostgresEnum {
///     case urban, rural
///     static let postgresTypeName = "zone"
/// }
/// ```
///
/// A label that the Swift enum does not have is an error.
package protocol PostgresEnum: RawRepresentable, PostgresCodable, Sendable where RawValue == String {
    /// The type's name as `::regtype` reads it.
    static var postgresTypeName: String { get }
}

extension PostgresEnum {
    package static var postgresType: PostgresType { .named(postgresTypeName) }

    package static func decode(_ cell: PostgresCell) throws(PostgresDecodingProblem) -> Self {
        guard cell.types.isType(cell.type, named: postgresTypeName) else { throw cell.mismatch("an enum") }
        guard let value = Self(rawValue: try String(postgresText: cell.bytes)) else {
            throw .outOfRange("a label that \(Self.self) does not have")
        }
        return value
    }

    package func encode(into buffer: inout PostgresByteBuffer) throws(PostgresEncodingProblem) {
        try buffer.write(text: rawValue)
    }
}
