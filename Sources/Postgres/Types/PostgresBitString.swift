/// Bits of PostgreSQL's types bit and bit varying.
package struct PostgresBitString: Hashable, Sendable {
    /// How many bits there are.
    package let count: Int
    /// The bits from the most significant one of the first byte on; those of the last byte that are not used are 0.
    package let bytes: [UInt8]

    /// The first `count` bits of `bytes`; `nil` where there are not as many bytes as they take.
    package init?(count: Int, bytes: [UInt8]) {
        guard count >= 0, let bits = Int32(exactly: count), bytes.count == (Int(bits) + 7) / 8 else { return nil }
        self.count = count
        let unused = bytes.count * 8 - count
        guard unused > 0, let last = bytes.last else {
            self.bytes = bytes
            return
        }
        self.bytes = bytes.dropLast() + [last & ~UInt8(1 << unused - 1)]
    }

    /// The bit at `index`, from 0; `nil` outside.
    package subscript(index: Int) -> Bool? {
        guard (0..<count).contains(index) else { return nil }
        return bytes[index / 8] & (0x80 >> (index % 8)) != 0
    }
}

extension PostgresBitString: LosslessStringConvertible {
    /// `10110`.
    package var description: String {
        String(decoding: (0..<count).map { self[$0] == true ? UInt8(ascii: "1") : UInt8(ascii: "0") }, as: UTF8.self)
    }

    /// Reads ones and zeros; `nil` for anything else.
    package init?(_ description: String) {
        let digits = Array(description.utf8)
        var bytes = [UInt8](repeating: 0, count: (digits.count + 7) / 8)
        for (index, digit) in digits.enumerated() {
            guard digit == UInt8(ascii: "0") || digit == UInt8(ascii: "1") else { return nil }
            if digit == UInt8(ascii: "1") { bytes[index / 8] |= 0x80 >> (index % 8) }
        }
        self.init(count: digits.count, bytes: bytes)
    }
}

extension PostgresBitString: PostgresCodable {
    package static var postgresType: PostgresType { .id(.varbit) }

    package static func decode(_ cell: PostgresCell) throws(PostgresDecodingProblem) -> PostgresBitString {
        guard cell.type == .varbit || cell.type == .bit else { throw cell.mismatch("PostgresBitString") }
        var reader = PostgresByteReader(cell.bytes)
        let count = Int(try reader.integer(Int32.self))
        guard let bits = PostgresBitString(count: count, bytes: [UInt8](reader.rest)) else {
            throw .malformed("bit count")
        }
        return bits
    }

    package func encode(into buffer: inout PostgresByteBuffer) {
        buffer.write(Int32(count))
        buffer.write(bytes: bytes)
    }
}
