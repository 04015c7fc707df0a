extension NetworkAddress {
    /// Whether it belongs to the open internet: not to this machine, a private or a link's own network, a test, a group of
    /// receivers or a tunnel that hides another address (IANA's special-purpose registries).
    package var isPublic: Bool { isIPv4 ? !Self.closedIPv4.contains { $0.covers(self) } : isOpenIPv6 }

    /// Of IPv6 only 2000::/3 was given out so far; of that some is not for everybody.
    private var isOpenIPv6: Bool {
        high >> 61 == 1 && !Self.closedIPv6.contains { $0.covers(self) }
    }

    /// A network by its first address and the bits that all of it share.
    private struct Network {
        let first: NetworkAddress?
        let bits: Int

        init(_ text: String, _ bits: Int) {
            first = NetworkAddress(text)
            self.bits = first?.isIPv4 == true ? bits + 96 : bits
        }

        func covers(_ address: NetworkAddress) -> Bool { address.prefix(bits) == first?.prefix(bits) }
    }

    private static let closedIPv4 = [
        Network("0.0.0.0", 8), Network("10.0.0.0", 8), Network("100.64.0.0", 10), Network("127.0.0.0", 8),
        Network("169.254.0.0", 16), Network("172.16.0.0", 12), Network("192.0.0.0", 24), Network("192.0.2.0", 24),
        Network("192.88.99.0", 24), Network("192.168.0.0", 16), Network("198.18.0.0", 15), Network("198.51.100.0", 24),
        Network("203.0.113.0", 24), Network("224.0.0.0", 4), Network("240.0.0.0", 4),
    ]
    private static let closedIPv6 = [
        Network("2001::", 23), Network("2001:db8::", 32), Network("2002::", 16), Network("3fff::", 20),
    ]

    /// Whether it is this machine's own.
    package var isLoopback: Bool {
        isIPv4 ? (low >> 24) & 0xff == 127 : high == 0 && low == 1
    }
}
