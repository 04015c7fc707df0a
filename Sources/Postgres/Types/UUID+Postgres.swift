public import FoundationEssentials

/// uuid.
extension UUID: PostgresCodable {
    @inlinable package static var postgresType: PostgresType { .id(.uuid) }

    @inlinable
    package static func decode(_ cell: PostgresCell) throws(PostgresDecodingProblem) -> UUID {
        try cell.expect(.uuid, for: "UUID")
        guard cell.bytes.count == MemoryLayout<uuid_t>.size else { throw .malformed("length") }
        return UUID(uuid: cell.bytes.loadUnaligned(as: uuid_t.self))
    }

    @inlinable
    package func encode(into buffer: inout PostgresByteBuffer) {
        withUnsafeBytes(of: uuid) { buffer.bytes.append(contentsOf: $0) }
    }
}
