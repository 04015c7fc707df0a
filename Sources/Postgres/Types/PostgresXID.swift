/// A transaction's identifier of 32 bits, which comes round again: types xid and, for commands inside one, cid.
package struct PostgresXID: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    /// Below 3 are identifiers with meanings of their own.
    package var rawValue: UInt32

    /// Every number may be a transaction's.
    package init(rawValue: UInt32) { self.rawValue = rawValue }

    package var description: String { String(rawValue) }
}

/// A transaction's identifier of 64 bits, which never comes round: type xid8.
package struct PostgresXID8: RawRepresentable, Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The upper half counts how often the lower one came round.
    package var rawValue: UInt64

    /// Every number may be a transaction's.
    package init(rawValue: UInt64) { self.rawValue = rawValue }

    package var description: String { String(rawValue) }

    package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

extension PostgresXID: PostgresCodable {
    package static var postgresType: PostgresType { .id(.xid) }

    package static func decode(_ cell: PostgresCell) throws(PostgresDecodingProblem) -> PostgresXID {
        guard cell.type == .xid || cell.type == .cid else { throw cell.mismatch("PostgresXID") }
        return PostgresXID(rawValue: try cell.integer(UInt32.self))
    }

    package func encode(into buffer: inout PostgresByteBuffer) { buffer.write(rawValue) }
}

extension PostgresXID8: PostgresCodable {
    package static var postgresType: PostgresType { .id(.xid8) }

    package static func decode(_ cell: PostgresCell) throws(PostgresDecodingProblem) -> PostgresXID8 {
        try cell.expect(.xid8, for: "PostgresXID8")
        return PostgresXID8(rawValue: try cell.integer(UInt64.self))
    }

    package func encode(into buffer: inout PostgresByteBuffer) { buffer.write(rawValue) }
}
