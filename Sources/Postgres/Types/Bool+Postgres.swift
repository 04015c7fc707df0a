/// bool.
extension Bool: PostgresCodable {
    @inlinable package static var postgresType: PostgresType { .id(.bool) }

    @inlinable
    package static func decode(_ cell: PostgresCell) throws(PostgresDecodingProblem) -> Bool {
        try cell.expect(.bool, for: "Bool")
        switch try cell.integer(UInt8.self) {
        case 0: return false
        case 1: return true
        default: throw .malformed("bool")
        }
    }

    @inlinable
    package func encode(into buffer: inout PostgresByteBuffer) { buffer.write(self ? UInt8(1) : 0) }
}
