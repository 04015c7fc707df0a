/// Reads oid and the types that name objects by it (regclass, regtype and the like); written as oid.
extension PostgresTypeID: PostgresCodable {
    @usableFromInline
    package static var postgresType: PostgresType { .id(.oid) }

    @usableFromInline
    package static func decode(_ cell: PostgresCell) throws(PostgresDecodingProblem) -> PostgresTypeID {
        switch cell.type {
        case .oid, .regclass, .regtype, .regproc, .regprocedure, .regoper, .regoperator, .regrole, .regnamespace,
            .regconfig, .regdictionary, .regcollation:
            return PostgresTypeID(try cell.integer(UInt32.self))
        default:
            throw cell.mismatch("PostgresTypeID")
        }
    }

    @usableFromInline
    package func encode(into buffer: inout PostgresByteBuffer) { buffer.write(rawValue) }
}
