/// A place in the write-ahead log, of PostgreSQL's type pg_lsn.
package struct PostgresLSN: RawRepresentable, Hashable, Sendable {
    /// Bytes since the log began.
    package var rawValue: UInt64

    /// The place after so many bytes.
    package init(rawValue: UInt64) { self.rawValue = rawValue }
}

extension PostgresLSN: Comparable {
    package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

extension PostgresLSN: LosslessStringConvertible {
    /// `16/B374D848`.
    package var description: String {
        "\(String(rawValue >> 32, radix: 16, uppercase: true))/"
            + String(rawValue & 0xFFFF_FFFF, radix: 16, uppercase: true)
    }

    /// Reads what `description` writes, in any case; `nil` for anything else.
    package init?(_ description: String) {
        let parts = description.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, description.utf8.allSatisfy({ $0 != 0x2B && $0 != 0x2D }),
            let high = UInt32(parts[0], radix: 16), let low = UInt32(parts[1], radix: 16)
        else { return nil }
        rawValue = UInt64(high) << 32 | UInt64(low)
    }
}

extension PostgresLSN: PostgresCodable {
    package static var postgresType: PostgresType { .id(.lsn) }

    package static func decode(_ cell: PostgresCell) throws(PostgresDecodingProblem) -> PostgresLSN {
        try cell.expect(.lsn, for: "PostgresLSN")
        return PostgresLSN(rawValue: try cell.integer(UInt64.self))
    }

    package func encode(into buffer: inout PostgresByteBuffer) { buffer.write(rawValue) }
}
