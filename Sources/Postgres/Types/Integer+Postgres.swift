extension Int64: PostgresCodable {
    @inlinable package static var postgresType: PostgresType { .id(.int8) }

    @inlinable
    package static func decode(_ cell: PostgresCell) throws(PostgresDecodingProblem) -> Int64 {
        switch cell.type {
        case .int8: return try cell.integer(Int64.self)
        case .int4: return Int64(try cell.integer(Int32.self))
        case .int2: return Int64(try cell.integer(Int16.self))
        default: throw .typeMismatch(found: cell.type, wanted: "Int64")
        }
    }

    @inlinable
    package func encode(into buffer: inout PostgresByteBuffer) { buffer.write(self) }
}

extension Int: PostgresCodable {
    @inlinable package static var postgresType: PostgresType { .id(.int8) }

    @inlinable
    package static func decode(_ cell: PostgresCell) throws(PostgresDecodingProblem) -> Int {
        Int(try Int64.decode(cell))
    }

    @inlinable
    package func encode(into buffer: inout PostgresByteBuffer) { buffer.write(Int64(self)) }
}

extension Int32: PostgresCodable {
    @inlinable package static var postgresType: PostgresType { .id(.int4) }

    @inlinable
    package static func decode(_ cell: PostgresCell) throws(PostgresDecodingProblem) -> Int32 {
        switch cell.type {
        case .int4: return try cell.integer(Int32.self)
        case .int2: return Int32(try cell.integer(Int16.self))
        default: throw .typeMismatch(found: cell.type, wanted: "Int32")
        }
    }

    @inlinable
    package func encode(into buffer: inout PostgresByteBuffer) { buffer.write(self) }
}
