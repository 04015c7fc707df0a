/// A Swift type that reads itself from PostgreSQL's binary format.
@usableFromInline
package protocol PostgresDecodable {
    /// Reads one value. The implementation checks `cell.type` and the length of `cell.bytes`: what the server
    /// sends is input from outside, so whatever is wrong with it is thrown, never trapped on.
    static func decode(_ cell: PostgresCell) throws(PostgresDecodingProblem) -> Self

    /// What NULL means; only `Optional` has an answer, every other type throws `.unexpectedNull`.
    static func decodeNull() throws(PostgresDecodingProblem) -> Self

    /// Reads an array of one dimension. The default reads element by element; types of fixed width have faster ways,
    /// and `UInt8` reads bytea.
    static func decodeArray(_ cell: PostgresCell) throws(PostgresDecodingProblem) -> [Self]
}

extension PostgresDecodable {
    @inlinable
    package static func decodeNull() throws(PostgresDecodingProblem) -> Self { throw .unexpectedNull }

    @inlinable
    package static func decodeArray(_ cell: PostgresCell) throws(PostgresDecodingProblem) -> [Self] {
        var reader = PostgresByteReader(cell.bytes)
        let vector = try reader.vector(of: cell)
        return try reader.elements(vector, of: cell)
    }
}

extension Optional: PostgresDecodable where Wrapped: PostgresDecodable {
    @inlinable
    package static func decode(_ cell: PostgresCell) throws(PostgresDecodingProblem) -> Wrapped? {
        try Wrapped.decode(cell)
    }

    @inlinable
    package static func decodeNull() throws(PostgresDecodingProblem) -> Wrapped? { nil }
}

/// Why a value could not be read. Never holds the value.
@usableFromInline
package enum PostgresDecodingProblem: Error, Hashable, Sendable {
    /// The column has a type that the Swift type does not read.
    case typeMismatch(found: PostgresTypeID, wanted: String)
    /// NULL, where the Swift type is not optional.
    case unexpectedNull
    /// The bytes are not what the type's binary format says; the text names the part.
    case malformed(String)
    /// A valid value that the Swift type cannot hold.
    case outOfRange(String)
}
