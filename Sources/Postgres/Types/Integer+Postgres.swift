/// Reads int8, int4 and int2; written as int8.
extension Int64: PostgresCodable {
    @inlinable package static var postgresType: PostgresType { .id(.int8) }

    @inlinable
    package static func decode(_ cell: PostgresCell) throws(PostgresDecodingProblem) -> Int64 {
        switch cell.type {
        case .int8: return try cell.integer(Int64.self)
        case .int4: return Int64(try cell.integer(Int32.self))
        case .int2: return Int64(try cell.integer(Int16.self))
        default: throw cell.mismatch("Int64")
        }
    }

    @inlinable
    package static func decodeArray(_ cell: PostgresCell) throws(PostgresDecodingProblem) -> [Int64] {
        var reader = PostgresByteReader(cell.bytes)
        let vector = try reader.vector(of: cell)
        guard vector.element == .int8 else { return try reader.elements(vector, of: cell) }
        return try reader.fixedWidthElements(vector, Int64.self) { $0 }
    }

    @inlinable
    package func encode(into buffer: inout PostgresByteBuffer) { buffer.write(self) }

    @inlinable
    package static func encodeArray(
        _ values: [Int64],
        into buffer: inout PostgresByteBuffer
    ) throws(PostgresEncodingProblem) {
        try buffer.writeVector(values, element: postgresType) { $0 }
    }
}

/// Reads int8, int4 and int2; written as int8.
extension Int: PostgresCodable {
    @inlinable package static var postgresType: PostgresType { .id(.int8) }

    @inlinable
    package static func decode(_ cell: PostgresCell) throws(PostgresDecodingProblem) -> Int {
        Int(try Int64.decode(cell))
    }

    @inlinable
    package static func decodeArray(_ cell: PostgresCell) throws(PostgresDecodingProblem) -> [Int] {
        var reader = PostgresByteReader(cell.bytes)
        let vector = try reader.vector(of: cell)
        guard vector.element == .int8 else { return try reader.elements(vector, of: cell) }
        return try reader.fixedWidthElements(vector, Int64.self) { Int($0) }
    }

    @inlinable
    package func encode(into buffer: inout PostgresByteBuffer) { buffer.write(Int64(self)) }

    @inlinable
    package static func encodeArray(
        _ values: [Int],
        into buffer: inout PostgresByteBuffer
    ) throws(PostgresEncodingProblem) {
        try buffer.writeVector(values, element: postgresType) { Int64($0) }
    }
}

/// Reads int4 and int2; written as int4.
extension Int32: PostgresCodable {
    @inlinable package static var postgresType: PostgresType { .id(.int4) }

    @inlinable
    package static func decode(_ cell: PostgresCell) throws(PostgresDecodingProblem) -> Int32 {
        switch cell.type {
        case .int4: return try cell.integer(Int32.self)
        case .int2: return Int32(try cell.integer(Int16.self))
        default: throw cell.mismatch("Int32")
        }
    }

    @inlinable
    package static func decodeArray(_ cell: PostgresCell) throws(PostgresDecodingProblem) -> [Int32] {
        var reader = PostgresByteReader(cell.bytes)
        let vector = try reader.vector(of: cell)
        guard vector.element == .int4 else { return try reader.elements(vector, of: cell) }
        return try reader.fixedWidthElements(vector, Int32.self) { $0 }
    }

    @inlinable
    package func encode(into buffer: inout PostgresByteBuffer) { buffer.write(self) }

    @inlinable
    package static func encodeArray(
        _ values: [Int32],
        into buffer: inout PostgresByteBuffer
    ) throws(PostgresEncodingProblem) {
        try buffer.writeVector(values, element: postgresType) { $0 }
    }
}

/// Reads and writes int2.
extension Int16: PostgresCodable {
    @inlinable package static var postgresType: PostgresType { .id(.int2) }

    @inlinable
    package static func decode(_ cell: PostgresCell) throws(PostgresDecodingProblem) -> Int16 {
        try cell.expect(.int2, for: "Int16")
        return try cell.integer(Int16.self)
    }

    @inlinable
    package func encode(into buffer: inout PostgresByteBuffer) { buffer.write(self) }
}
