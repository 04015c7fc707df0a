/// An IPv4 or IPv6 address.
package enum PostgresAddress: Hashable, Sendable {
    case v4(UInt32)
    case v6(UInt128)

    /// 32 or 128.
    package var bitWidth: Int {
        switch self {
        case .v4: 32
        case .v6: 128
        }
    }

    /// Whether no bit is set after the first `prefix`.
    package func isNetwork(prefix: Int) -> Bool {
        switch self {
        case .v4(let bits): prefix >= 32 || bits << prefix == 0
        case .v6(let bits): prefix >= 128 || bits << prefix == 0
        }
    }
}

/// A host's address with the length of its network's prefix, of PostgreSQL's type inet.
package struct PostgresInet: Hashable, Sendable {
    /// The host's address, all of its bits.
    package let address: PostgresAddress
    /// 0 to 32, or to 128 for IPv6.
    package let prefix: Int

    /// `nil` where the prefix is longer than the address.
    package init?(_ address: PostgresAddress, prefix: Int? = nil) {
        let prefix = prefix ?? address.bitWidth
        guard (0...address.bitWidth).contains(prefix) else { return nil }
        self.address = address
        self.prefix = prefix
    }
}

/// A network of PostgreSQL's type cidr: an address without bits beyond its prefix.
package struct PostgresCIDR: Hashable, Sendable {
    /// The network's first address.
    package let address: PostgresAddress
    /// 0 to 32, or to 128 for IPv6.
    package let prefix: Int

    /// `nil` where the prefix is longer than the address or bits are set after it.
    package init?(_ address: PostgresAddress, prefix: Int? = nil) {
        let prefix = prefix ?? address.bitWidth
        guard (0...address.bitWidth).contains(prefix), address.isNetwork(prefix: prefix) else { return nil }
        self.address = address
        self.prefix = prefix
    }
}

extension PostgresInet: LosslessStringConvertible {
    /// `192.168.0.1/24`, the prefix left out where it is the whole address.
    package var description: String { prefix == address.bitWidth ? "\(address)" : "\(address)/\(prefix)" }

    /// Reads what `description` writes; `nil` for anything else.
    package init?(_ description: String) {
        guard let (address, prefix) = PostgresAddress.parse(description) else { return nil }
        self.init(address, prefix: prefix)
    }
}

extension PostgresCIDR: LosslessStringConvertible {
    /// `192.168.0.0/24`.
    package var description: String { "\(address)/\(prefix)" }

    /// Reads what `description` writes, the prefix optional; `nil` for anything else.
    package init?(_ description: String) {
        guard let (address, prefix) = PostgresAddress.parse(description) else { return nil }
        self.init(address, prefix: prefix)
    }
}

extension PostgresInet: PostgresCodable {
    package static var postgresType: PostgresType { .id(.inet) }

    package static func decode(_ cell: PostgresCell) throws(PostgresDecodingProblem) -> PostgresInet {
        try cell.expect(.inet, for: "PostgresInet")
        let (address, prefix) = try PostgresAddress.decode(cell, isNetwork: false)
        guard let value = PostgresInet(address, prefix: prefix) else { throw .malformed("prefix") }
        return value
    }

    package func encode(into buffer: inout PostgresByteBuffer) {
        address.encode(prefix: prefix, isNetwork: false, into: &buffer)
    }
}

extension PostgresCIDR: PostgresCodable {
    package static var postgresType: PostgresType { .id(.cidr) }

    package static func decode(_ cell: PostgresCell) throws(PostgresDecodingProblem) -> PostgresCIDR {
        try cell.expect(.cidr, for: "PostgresCIDR")
        let (address, prefix) = try PostgresAddress.decode(cell, isNetwork: true)
        guard let value = PostgresCIDR(address, prefix: prefix) else { throw .malformed("prefix") }
        return value
    }

    package func encode(into buffer: inout PostgresByteBuffer) {
        address.encode(prefix: prefix, isNetwork: true, into: &buffer)
    }
}
