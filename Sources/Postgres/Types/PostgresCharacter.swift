/// The type `"char"` with the quotes, one byte, which the system catalogue uses for its codes. Zero is the empty text.
package struct PostgresCharacter: Hashable, Sendable, PostgresCodable {
    /// The character's code; 0 is the empty text.
    package var byte: UInt8

    /// Any byte there is.
    package init(byte: UInt8) { self.byte = byte }

    package static var postgresType: PostgresType { .id(.internalChar) }

    package static func decode(_ cell: PostgresCell) throws(PostgresDecodingProblem) -> PostgresCharacter {
        try cell.expect(.internalChar, for: "PostgresCharacter")
        return PostgresCharacter(byte: try cell.integer(UInt8.self))
    }

    package func encode(into buffer: inout PostgresByteBuffer) { buffer.write(byte) }
}

extension PostgresCharacter: CustomStringConvertible {
    /// The character itself; bytes above 127, which stand for no character alone, as `\ooo`.
    package var description: String {
        switch byte {
        case 0: ""
        case 1...127: String(UnicodeScalar(byte))
        default: "\\" + String(byte, radix: 8)
        }
    }
}
