import FoundationEssentials

/// A `Codable` value in PostgreSQL's types jsonb and json: both are read, jsonb is written. Dates inside are text in
/// ISO 8601 (to the second), as SQL wants them.
///
/// jsonb sorts keys, keeps the last of several equal ones and normalises numbers; the text is not kept.
package struct PostgresJSON<Value> {
    /// What is or was JSON.
    package var value: Value

    /// A value to be sent.
    package init(_ value: Value) { self.value = value }
}

extension PostgresJSON: Sendable where Value: Sendable {}
extension PostgresJSON: Equatable where Value: Equatable {}
extension PostgresJSON: Hashable where Value: Hashable {}

extension PostgresJSON: PostgresDecodable where Value: Decodable {
    package static func decode(_ cell: PostgresCell) throws(PostgresDecodingProblem) -> PostgresJSON {
        let text = try cell.jsonText(for: "PostgresJSON")
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .iso8601
        do {
            return PostgresJSON(try decoder.decode(Value.self, from: Data(text)))
        } catch let error as DecodingError {
            throw .malformed(Self.place(of: error))
        } catch {
            throw .malformed("JSON")
        }
    }

    /// Where a decoder stumbled; the names of keys, never values.
    private static func place(of error: DecodingError) -> String {
        let context: DecodingError.Context
        switch error {
        case .typeMismatch(_, let found), .valueNotFound(_, let found), .keyNotFound(_, let found),
            .dataCorrupted(let found):
            context = found
        @unknown default: return "JSON"
        }
        let path = context.codingPath.map(\.stringValue).joined(separator: ".")
        return path.isEmpty ? "JSON" : "JSON at \(path)"
    }
}

extension PostgresJSON: PostgresEncodable where Value: Encodable {
    package static var postgresType: PostgresType { .id(.jsonb) }

    package func encode(into buffer: inout PostgresByteBuffer) throws(PostgresEncodingProblem) {
        let encoder = JSONEncoder()
        encoder.dateEncodingStrategy = .iso8601
        encoder.outputFormatting = [.withoutEscapingSlashes]
        let text: Data
        do {
            text = try encoder.encode(value)
        } catch {
            throw .invalid("a value that JSON cannot hold")
        }
        buffer.write(PostgresJSONText.version)
        buffer.write(bytes: text)
    }
}

/// The text of a jsonb or json value, unparsed: both are read, jsonb is written. The server judges whether it is JSON.
/// `String` reads and writes json too.
package struct PostgresJSONText: Hashable, Sendable, CustomStringConvertible {
    /// As it came, or is to be sent.
    package var text: String

    /// Text that should be JSON; nobody looks before the server does.
    package init(_ text: String) { self.text = text }

    package var description: String { text }

    /// The byte that jsonb's binary format begins with; the text follows.
    static let version: UInt8 = 1
}

extension PostgresJSONText: PostgresCodable {
    package static var postgresType: PostgresType { .id(.jsonb) }

    package static func decode(_ cell: PostgresCell) throws(PostgresDecodingProblem) -> PostgresJSONText {
        PostgresJSONText(try String(postgresText: try cell.jsonText(for: "PostgresJSONText")))
    }

    package func encode(into buffer: inout PostgresByteBuffer) throws(PostgresEncodingProblem) {
        buffer.write(Self.version)
        try buffer.write(text: text)
    }
}

extension PostgresCell {
    /// The bytes of a json or jsonb value that are its text.
    func jsonText(for name: StaticString) throws(PostgresDecodingProblem) -> UnsafeRawBufferPointer {
        switch type {
        case .json: return bytes
        case .jsonb:
            guard bytes.first == PostgresJSONText.version else { throw .malformed("jsonb version") }
            return UnsafeRawBufferPointer(rebasing: bytes.dropFirst())
        default: throw mismatch(name)
        }
    }
}
