public import FoundationEssentials

/// bytea; `[UInt8]` reads and writes it too.
extension Data: PostgresCodable {
    @inlinable package static var postgresType: PostgresType { .id(.bytea) }

    @inlinable
    package static func decode(_ cell: PostgresCell) throws(PostgresDecodingProblem) -> Data {
        try cell.expect(.bytea, for: "Data")
        return Data(cell.bytes)
    }

    @inlinable
    package func encode(into buffer: inout PostgresByteBuffer) { buffer.bytes.append(contentsOf: self) }
}
