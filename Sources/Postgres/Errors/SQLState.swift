/// The five characters by which PostgreSQL names a condition.
package struct SQLState: Hashable, Sendable, RawRepresentable, CustomStringConvertible {
    package let rawValue: String

    package init(rawValue: String) { self.rawValue = rawValue }
    package init(_ code: String) { rawValue = code }

    package var code: String { rawValue }
    package var description: String { rawValue }
}
