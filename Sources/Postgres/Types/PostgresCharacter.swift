/// The type `"char"` with the quotes, one byte, which the system catalogue uses for its codes. Zero is the empty text.
@usableFromInline
package struct PostgresCharacter: Hashable, Sendable, PostgresCodable {
    /// The character's code; 0 is the empty text.
    @usableFromInline package var byte: UInt8

    /// Any byte there is.
    @inlinable
    package init(byte: UInt8) { self.byte = byte }

    @inlinable package static var postgresType: PostgresType { .id(.internalChar) }

    @inlinable
    package static func decode(_ cell: PostgresCell) throws(PostgresDecodingProblem) -> PostgresCharacter {
        try cell.expect(.internalChar, for: "PostgresCharacter")
        return PostgresCharacter(byte: try cell.integer(UInt8.self))
    }

    @inlinable
    package func encode(into buffer: inout PostgresByteBuffer) { buffer.write(byte) }
}

extension PostgresCharacter: CustomStringConvertible {
    /// The character itself; bytes above 127, which stand for no character alone, as `\ooo`.
    @usableFromInline package var description: String {
        switch byte {
        case 0: ""
        case 1...127: String(UnicodeScalar(byte))
        default: "\\" + String(byte, radix: 8)
        }
    }
}
