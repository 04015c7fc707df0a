/// The text of an SQL/JSON path expression, of PostgreSQL's type jsonpath.
package struct PostgresJSONPath: Hashable, Sendable, CustomStringConvertible {
    /// As it came, or is to be sent.
    package var text: String

    /// Text that should be a path; nobody looks before the server does.
    package init(_ text: String) { self.text = text }

    package var description: String { text }

    /// The byte that the binary format begins with; the text follows.
    private static let version: UInt8 = 1
}

extension PostgresJSONPath: PostgresCodable {
    package static var postgresType: PostgresType { .id(.jsonpath) }

    package static func decode(_ cell: PostgresCell) throws(PostgresDecodingProblem) -> PostgresJSONPath {
        try cell.expect(.jsonpath, for: "PostgresJSONPath")
        var reader = PostgresByteReader(cell.bytes)
        guard try reader.integer(UInt8.self) == version else { throw .malformed("jsonpath version") }
        return PostgresJSONPath(try String(postgresText: reader.rest))
    }

    package func encode(into buffer: inout PostgresByteBuffer) throws(PostgresEncodingProblem) {
        buffer.write(Self.version)
        try buffer.write(text: text)
    }
}
