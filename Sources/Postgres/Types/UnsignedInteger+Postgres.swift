/// PostgreSQL's integers are signed: an unsigned one travels in the smallest that holds all its values (`UInt64` in
/// int8, the largest there is), and what does not fit the other side is an error.
extension UnsignedInteger where Self: FixedWidthInteger & PostgresDecodable {
    @inlinable
    static func decodeChecked(_ cell: PostgresCell) throws(PostgresDecodingProblem) -> Self {
        guard let value = Self(exactly: try Int64.decode(cell)) else { throw .outOfRange("\(Self.self)") }
        return value
    }
}

/// int2 with a range check. An array of it is bytea: `[UInt8]` holds bytes.
extension UInt8: PostgresCodable {
    @inlinable package static var postgresType: PostgresType { .id(.int2) }

    @inlinable package static var postgresArrayType: PostgresType { .id(.bytea) }

    @inlinable
    package static func decode(_ cell: PostgresCell) throws(PostgresDecodingProblem) -> UInt8 {
        try decodeChecked(cell)
    }

    @inlinable
    package static func decodeArray(_ cell: PostgresCell) throws(PostgresDecodingProblem) -> [UInt8] {
        try cell.expect(.bytea, for: "[UInt8]")
        return [UInt8](cell.bytes)
    }

    @inlinable
    package func encode(into buffer: inout PostgresByteBuffer) { buffer.write(Int16(self)) }

    @inlinable
    package static func encodeArray(_ values: [UInt8], into buffer: inout PostgresByteBuffer) {
        buffer.bytes.append(contentsOf: values)
    }
}

/// int4 with a range check.
extension UInt16: PostgresCodable {
    @inlinable package static var postgresType: PostgresType { .id(.int4) }

    @inlinable
    package static func decode(_ cell: PostgresCell) throws(PostgresDecodingProblem) -> UInt16 {
        try decodeChecked(cell)
    }

    @inlinable
    package func encode(into buffer: inout PostgresByteBuffer) { buffer.write(Int32(self)) }
}

/// int8 with a range check; `PostgresOID` reads oid, `PostgresXID` xid.
extension UInt32: PostgresCodable {
    @inlinable package static var postgresType: PostgresType { .id(.int8) }

    @inlinable
    package static func decode(_ cell: PostgresCell) throws(PostgresDecodingProblem) -> UInt32 {
        try decodeChecked(cell)
    }

    @inlinable
    package func encode(into buffer: inout PostgresByteBuffer) { buffer.write(Int64(self)) }
}

/// int8 with a range check both ways.
extension UInt64: PostgresCodable {
    @inlinable package static var postgresType: PostgresType { .id(.int8) }

    @inlinable
    package static func decode(_ cell: PostgresCell) throws(PostgresDecodingProblem) -> UInt64 {
        try decodeChecked(cell)
    }

    @inlinable
    package func encode(into buffer: inout PostgresByteBuffer) throws(PostgresEncodingProblem) {
        guard let value = Int64(exactly: self) else { throw .outOfRange("int8") }
        buffer.write(value)
    }
}
