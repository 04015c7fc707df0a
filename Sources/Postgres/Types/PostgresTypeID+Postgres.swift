/// oid and regtype; written as oid. `PostgresOID` reads the identifiers of other objects.
extension PostgresTypeID: PostgresCodable {
    @inlinable package static var postgresType: PostgresType { .id(.oid) }

    @inlinable
    package static func decode(_ cell: PostgresCell) throws(PostgresDecodingProblem) -> PostgresTypeID {
        guard cell.type == .oid || cell.type == .regtype else { throw cell.mismatch("PostgresTypeID") }
        return PostgresTypeID(try cell.integer(UInt32.self))
    }

    @inlinable
    package func encode(into buffer: inout PostgresByteBuffer) { buffer.write(rawValue) }
}
