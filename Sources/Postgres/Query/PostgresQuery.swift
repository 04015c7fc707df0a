/// One SQL statement. Every interpolated value becomes a bind parameter:
///
/// ```swift
/// let query: PostgresQuery = "select name from member where id = \(id)"   // select name from member where id = $1
/// ```
///
/// Names and raw SQL enter only by their labels: `\(identifier: column)` is quoted, `\(raw: text)` is not.
package struct PostgresQuery: Sendable, ExpressibleByStringInterpolation {
    package var sql: String
    package var binds: PostgresBinds

    package init(sql: String, binds: PostgresBinds = PostgresBinds()) {
        self.sql = sql
        self.binds = binds
    }

    package init(stringLiteral value: String) {
        self.init(sql: value)
    }

    package init(stringInterpolation: StringInterpolation) {
        self.init(sql: stringInterpolation.sql, binds: stringInterpolation.binds)
    }

    package struct StringInterpolation: StringInterpolationProtocol, Sendable {
        var sql = ""
        var binds = PostgresBinds()

        package init(literalCapacity: Int, interpolationCount: Int) {
            sql.reserveCapacity(literalCapacity + interpolationCount * 3)
        }

        package mutating func appendLiteral(_ literal: String) {
            sql.append(literal)
        }

        package mutating func appendInterpolation<T: PostgresEncodable>(_ value: T) {
            binds.append(value)
            sql.append("$")
            sql.append(String(binds.count))
        }

        /// The same for a value that may be missing, which the compiler would otherwise warn of.
        package mutating func appendInterpolation<T: PostgresEncodable>(_ value: T?) {
            binds.append(value)
            sql.append("$")
            sql.append(String(binds.count))
        }

        /// A table's, column's or other object's name, quoted so that it can be nothing else.
        package mutating func appendInterpolation(identifier: String) {
            sql.append(PostgresQuery.quoted(identifier: identifier))
        }

        /// SQL text as it is. Never anything that came from outside.
        package mutating func appendInterpolation(raw: String) {
            sql.append(raw)
        }
    }

    /// The comment in its first line (`-- MemberRepository.list`) and the line's end, by which statements are known; empty
    /// where there is none. What wraps a statement begins with it too.
    var title: String {
        guard sql.hasPrefix("-- "), let end = sql.firstIndex(where: \.isNewline) else { return "" }
        return String(sql[...end])
    }

    /// `name` between double quotes, with those inside doubled.
    package static func quoted(identifier name: String) -> String {
        var quoted = "\""
        for character in name.unicodeScalars {
            if character == "\"" { quoted.unicodeScalars.append(character) }
            quoted.unicodeScalars.append(character)
        }
        quoted.append("\"")
        return quoted
    }
}
