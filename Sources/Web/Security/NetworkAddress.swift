internal import Glibc

/// An IP address, without its port. IPv4 is kept as IPv6 writes it (`::ffff:192.0.2.1`), so that one machine is one
/// address whichever socket it came through.
package struct NetworkAddress: Hashable, Sendable {
    /// The upper and the lower half, in the machine's own byte order.
    let high: UInt64
    let low: UInt64

    /// An address as text, `192.0.2.1`, `2001:db8::1`, with or without brackets; nil if it is none. A zone is not
    /// taken.
    package init?(_ text: some StringProtocol) {
        var text = String(text)
        if text.utf8.first == UInt8(ascii: "["), text.utf8.last == UInt8(ascii: "]") {
            text = String(text.dropFirst().dropLast())
        }
        guard text.utf8.count < Int(INET6_ADDRSTRLEN), !text.utf8.contains(0) else { return nil }
        var bytes = [UInt8](repeating: 0, count: 16)
        if inet_pton(AF_INET6, text, &bytes) != 1 {
            guard inet_pton(AF_INET, text, &bytes) == 1 else { return nil }
            bytes = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff] + bytes.prefix(4)
        }
        high = bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
        low = bytes.suffix(8).reduce(0) { $0 << 8 | UInt64($1) }
    }

    private init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// Whether it is an IPv4 address.
    package var isIPv4: Bool { high == 0 && low >> 32 == 0xffff }

    /// What one customer of a network has: the address itself in IPv4, the first 64 bits in IPv6, whose holders choose
    /// the rest at will.
    package var network: NetworkAddress { isIPv4 ? self : NetworkAddress(high: high, low: 0) }

    /// The first `bits` of the 128, the rest zero.
    func prefix(_ bits: Int) -> NetworkAddress {
        func mask(_ count: Int) -> UInt64 { count <= 0 ? 0 : count >= 64 ? .max : ~(.max >> UInt64(count)) }
        return NetworkAddress(high: high & mask(bits), low: low & mask(bits - 64))
    }
}

extension NetworkAddress: CustomStringConvertible {
    /// The usual text: `192.0.2.1`, `2001:db8::1`.
    package var description: String {
        var bytes: [UInt8] = []
        for half in [high, low] {
            for shift in stride(from: 56, through: 0, by: -8) {
                bytes.append(UInt8(truncatingIfNeeded: half >> UInt64(shift)))
            }
        }
        var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        let result =
            isIPv4
            ? inet_ntop(AF_INET, Array(bytes.suffix(4)), &text, socklen_t(text.count))
            : inet_ntop(AF_INET6, bytes, &text, socklen_t(text.count))
        guard result != nil else { return "?" }
        return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
