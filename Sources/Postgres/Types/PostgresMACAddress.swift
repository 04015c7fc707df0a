/// An Ethernet address of six bytes, of PostgreSQL's type macaddr.
package struct PostgresMACAddress: Hashable, Sendable {
    /// The address in the low 48 bits.
    package let bits: UInt64

    /// `nil` beyond 48 bits.
    package init?(bits: UInt64) {
        guard bits >> 48 == 0 else { return nil }
        self.bits = bits
    }
}

/// An address of eight bytes (EUI-64), of PostgreSQL's type macaddr8.
package struct PostgresMACAddress8: Hashable, Sendable {
    /// The first byte is the most significant.
    package let bits: UInt64

    /// Every number is an address.
    package init(bits: UInt64) { self.bits = bits }
}

extension PostgresMACAddress: LosslessStringConvertible {
    /// `08:00:2b:01:02:03`.
    package var description: String { MACText.text(bits, bytes: 6) }

    /// Reads what `description` writes, in any case, dashes allowed for the colons; `nil` for anything else.
    package init?(_ description: String) {
        guard let bits = MACText.bits(description, bytes: 6) else { return nil }
        self.bits = bits
    }
}

extension PostgresMACAddress8: LosslessStringConvertible {
    /// `08:00:2b:01:02:03:04:05`.
    package var description: String { MACText.text(bits, bytes: 8) }

    /// Reads what `description` writes, in any case, dashes allowed for the colons; `nil` for anything else.
    package init?(_ description: String) {
        guard let bits = MACText.bits(description, bytes: 8) else { return nil }
        self.bits = bits
    }
}

extension PostgresMACAddress: PostgresCodable {
    package static var postgresType: PostgresType { .id(.macaddr) }

    package static func decode(_ cell: PostgresCell) throws(PostgresDecodingProblem) -> PostgresMACAddress {
        try cell.expect(.macaddr, for: "PostgresMACAddress")
        var reader = PostgresByteReader(cell.bytes)
        let high = try reader.integer(UInt32.self)
        let low = try reader.integer(UInt16.self)
        try reader.end()
        guard let address = PostgresMACAddress(bits: UInt64(high) << 16 | UInt64(low)) else {
            throw .malformed("length")
        }
        return address
    }

    package func encode(into buffer: inout PostgresByteBuffer) {
        buffer.write(UInt32(truncatingIfNeeded: bits >> 16))
        buffer.write(UInt16(truncatingIfNeeded: bits))
    }
}

extension PostgresMACAddress8: PostgresCodable {
    package static var postgresType: PostgresType { .id(.macaddr8) }

    package static func decode(_ cell: PostgresCell) throws(PostgresDecodingProblem) -> PostgresMACAddress8 {
        try cell.expect(.macaddr8, for: "PostgresMACAddress8")
        return PostgresMACAddress8(bits: try cell.integer(UInt64.self))
    }

    package func encode(into buffer: inout PostgresByteBuffer) { buffer.write(bits) }
}

/// The written form that both addresses share.
private enum MACText {
    static func text(_ bits: UInt64, bytes: Int) -> String {
        (0..<bytes).map { index in
            let byte = UInt8(truncatingIfNeeded: bits >> UInt64((bytes - 1 - index) * 8))
            return PostgresText.hexadecimal([byte])
        }.joined(separator: ":")
    }

    static func bits(_ text: String, bytes: Int) -> UInt64? {
        let parts = text.split(separator: text.contains("-") ? "-" : ":", omittingEmptySubsequences: false)
        guard parts.count == bytes else { return nil }
        var bits: UInt64 = 0
        for part in parts {
            guard part.utf8.count == 2, part.utf8.allSatisfy({ $0 != 0x2B && $0 != 0x2D }) else { return nil }
            guard let byte = UInt8(part, radix: 16) else { return nil }
            bits = bits << 8 | UInt64(byte)
        }
        return bits
    }
}
