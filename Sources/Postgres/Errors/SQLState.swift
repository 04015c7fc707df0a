/// The five characters by which PostgreSQL names a condition.
package struct SQLState: Hashable, Sendable, RawRepresentable, CustomStringConvertible {
    static let queryCanceled = SQLState("57014")
    static let invalidSqlStatementName = SQLState("26000")
    static let featureNotSupported = SQLState("0A000")
    package let rawValue: String

    package init(rawValue: String) { self.rawValue = rawValue }
    package init(_ code: String) { rawValue = code }

    package var code: String { rawValue }
    package var description: String { rawValue }
}
