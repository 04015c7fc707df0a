/// Reads float8 and float4, bit by bit: NaN, the infinities and -0 are kept. Written as float8.
extension Double: PostgresCodable {
    @inlinable package static var postgresType: PostgresType { .id(.float8) }

    @inlinable
    package static func decode(_ cell: PostgresCell) throws(PostgresDecodingProblem) -> Double {
        switch cell.type {
        case .float8: return Double(bitPattern: try cell.integer(UInt64.self))
        case .float4: return Double(Float(bitPattern: try cell.integer(UInt32.self)))
        default: throw cell.mismatch("Double")
        }
    }

    @inlinable
    package static func decodeArray(_ cell: PostgresCell) throws(PostgresDecodingProblem) -> [Double] {
        var reader = PostgresByteReader(cell.bytes)
        let vector = try reader.vector(of: cell)
        guard vector.element == .float8 else { return try reader.elements(vector, of: cell) }
        return try reader.fixedWidthElements(vector, UInt64.self) { Double(bitPattern: $0) }
    }

    @inlinable
    package func encode(into buffer: inout PostgresByteBuffer) { buffer.write(bitPattern) }

    @inlinable
    package static func encodeArray(
        _ values: [Double],
        into buffer: inout PostgresByteBuffer
    ) throws(PostgresEncodingProblem) {
        try buffer.writeVector(values, element: postgresType) { $0.bitPattern }
    }
}

/// Reads and writes float4.
extension Float: PostgresCodable {
    @inlinable package static var postgresType: PostgresType { .id(.float4) }

    @inlinable
    package static func decode(_ cell: PostgresCell) throws(PostgresDecodingProblem) -> Float {
        try cell.expect(.float4, for: "Float")
        return Float(bitPattern: try cell.integer(UInt32.self))
    }

    @inlinable
    package func encode(into buffer: inout PostgresByteBuffer) { buffer.write(bitPattern) }
}
