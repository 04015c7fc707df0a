import Glibc

extension PostgresAddress: CustomStringConvertible {
    /// `192.168.0.1`, or IPv6 as PostgreSQL writes it: lower case, the longest run of zeros as `::`, an embedded IPv4
    /// address with dots.
    package var description: String {
        switch self {
        case .v4(let bits): Self.dotted(bits)
        case .v6(let bits): Self.coloned(bits)
        }
    }

    private static func dotted(_ bits: UInt32) -> String {
        "\(bits >> 24).\(bits >> 16 & 255).\(bits >> 8 & 255).\(bits & 255)"
    }

    private static func coloned(_ bits: UInt128) -> String {
        let words = (0..<8).map { UInt16(truncatingIfNeeded: bits >> (112 - 16 * $0)) }
        let zeros = longestZeros(words)
        let hasEmbedded = zeros.lowerBound == 0 && (zeros.count == 6 || zeros.count == 5 && words[5] == 0xFFFF)
        var parts = words.map { String($0, radix: 16) }
        if hasEmbedded { parts[6...] = [dotted(UInt32(truncatingIfNeeded: bits))] }
        guard !zeros.isEmpty else { return parts.joined(separator: ":") }
        return parts[..<zeros.lowerBound].joined(separator: ":") + "::"
            + parts[zeros.upperBound...].joined(separator: ":")
    }

    /// The first of the longest runs of at least two zeros; empty where there is none.
    private static func longestZeros(_ words: [UInt16]) -> Range<Int> {
        var best = 0..<0
        var start = 0
        while start < words.count {
            var end = start
            while end < words.count, words[end] == 0 { end += 1 }
            if end - start > best.count { best = start..<end }
            start = max(end, start + 1)
        }
        return best.count >= 2 ? best : 0..<0
    }

    /// An address with or without `/` and the length of a prefix.
    static func parse(_ text: String) -> (address: PostgresAddress, prefix: Int?)? {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = parts.first, !first.utf8.contains(0), let address = PostgresAddress(String(first)) else {
            return nil
        }
        guard parts.count == 2 else { return (address, nil) }
        guard parts[1].utf8.allSatisfy({ (0x30...0x39).contains($0) }), let prefix = Int(parts[1]) else { return nil }
        return (address, prefix)
    }

    /// Reads dotted IPv4 or any form of IPv6, without a prefix; `nil` for anything else.
    package init?(_ text: String) {
        if text.contains(":") {
            var raw = in6_addr()
            guard inet_pton(AF_INET6, text, &raw) == 1 else { return nil }
            self = .v6(withUnsafeBytes(of: raw) { UInt128(bigEndian: $0.loadUnaligned(as: UInt128.self)) })
        } else {
            var raw = in_addr()
            guard inet_pton(AF_INET, text, &raw) == 1 else { return nil }
            self = .v4(UInt32(bigEndian: raw.s_addr))
        }
    }
}

extension PostgresAddress {
    /// PostgreSQL's own numbers for the families, whatever the operating system's are.
    private enum Family {
        static let v4: UInt8 = 2
        static let v6: UInt8 = 3
    }

    /// Reads the common format of inet and cidr.
    static func decode(
        _ cell: PostgresCell,
        isNetwork: Bool
    ) throws(PostgresDecodingProblem) -> (address: PostgresAddress, prefix: Int) {
        var reader = PostgresByteReader(cell.bytes)
        let family = try reader.integer(UInt8.self)
        let prefix = try reader.integer(UInt8.self)
        guard try reader.integer(UInt8.self) == (isNetwork ? 1 : 0) else { throw .malformed("network flag") }
        let size = try reader.integer(UInt8.self)
        let address: PostgresAddress
        switch (family, size) {
        case (Family.v4, 4): address = .v4(try reader.integer(UInt32.self))
        case (Family.v6, 16): address = .v6(try reader.integer(UInt128.self))
        default: throw .malformed("address family")
        }
        try reader.end()
        return (address, Int(prefix))
    }

    /// Writes the common format of inet and cidr.
    func encode(prefix: Int, isNetwork: Bool, into buffer: inout PostgresByteBuffer) {
        switch self {
        case .v4: buffer.write(Family.v4)
        case .v6: buffer.write(Family.v6)
        }
        buffer.write(UInt8(truncatingIfNeeded: prefix))
        buffer.write(UInt8(isNetwork ? 1 : 0))
        buffer.write(UInt8(bitWidth / 8))
        switch self {
        case .v4(let bits): buffer.write(bits)
        case .v6(let bits): buffer.write(bits)
        }
    }
}
