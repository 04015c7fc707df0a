package import Postgres

/// SHA-256 of a secret that only its bearer has: a session's cookie, a token, a link, a recovery code. The secret itself is never
/// handed to this room.
package struct SecretHash: Hashable, Sendable {
    /// Bytes in a hash.
    package static let sizeBytes = 32

    /// Exactly `sizeBytes` bytes.
    package let bytes: [UInt8]

    /// The hash with these bytes; nil if they are not 32.
    package init?(_ bytes: some Collection<UInt8>) {
        guard bytes.count == Self.sizeBytes else { return nil }
        self.bytes = Array(bytes)
    }
}

extension SecretHash: CustomStringConvertible, CustomReflectable {
    /// Says that it is a hash and not which.
    package var description: String { "SecretHash" }

    /// Shows no bytes to what prints values, either.
    package var customMirror: Mirror { Mirror(self, children: [:]) }
}

extension SecretHash: PostgresEncodable {
    package static var postgresType: PostgresType { [UInt8].postgresType }

    package static var postgresArrayType: PostgresType { .id(.byteaArray) }

    package func encode(into buffer: inout PostgresByteBuffer) { buffer.write(bytes: bytes) }
}

extension SecretHash: PostgresDecodable {
    package static func decode(_ cell: PostgresCell) throws(PostgresDecodingProblem) -> SecretHash {
        guard let hash = SecretHash(try [UInt8].decode(cell)) else { throw .malformed("length of a hash") }
        return hash
    }
}
