/// An amount of PostgreSQL's type money, in the smallest unit of the currency that the server's `lc_monetary` sets
/// (cents). The type does not say which currency that is; numeric is the better choice for new tables.
package struct PostgresMoney: RawRepresentable, Hashable, Sendable {
    /// In the smallest unit.
    package var rawValue: Int64

    /// So much in the smallest unit.
    package init(rawValue: Int64) { self.rawValue = rawValue }
}

extension PostgresMoney: Comparable {
    package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

extension PostgresMoney: PostgresCodable {
    package static var postgresType: PostgresType { .id(.money) }

    package static func decode(_ cell: PostgresCell) throws(PostgresDecodingProblem) -> PostgresMoney {
        try cell.expect(.money, for: "PostgresMoney")
        return PostgresMoney(rawValue: try cell.integer(Int64.self))
    }

    package func encode(into buffer: inout PostgresByteBuffer) { buffer.write(rawValue) }
}
