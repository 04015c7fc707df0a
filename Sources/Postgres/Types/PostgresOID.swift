/// The identifier of an object of the database: oid, and the types that show an object's name for it (regclass, regtype
/// and the like), whose binary format is the same. Written as oid.
package struct PostgresOID: RawRepresentable, Hashable, Comparable, Sendable, CustomStringConvertible {
    /// 0 is no object.
    package var rawValue: UInt32

    /// Every number may be an object's.
    package init(rawValue: UInt32) { self.rawValue = rawValue }

    package var description: String { String(rawValue) }

    package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

extension PostgresOID: PostgresCodable {
    package static var postgresType: PostgresType { .id(.oid) }

    package static func decode(_ cell: PostgresCell) throws(PostgresDecodingProblem) -> PostgresOID {
        switch cell.type {
        case .oid, .regclass, .regtype, .regproc, .regprocedure, .regoper, .regoperator, .regrole, .regnamespace,
            .regconfig, .regdictionary, .regcollation:
            return PostgresOID(rawValue: try cell.integer(UInt32.self))
        default:
            throw cell.mismatch("PostgresOID")
        }
    }

    package func encode(into buffer: inout PostgresByteBuffer) { buffer.write(rawValue) }
}
