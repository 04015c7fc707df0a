/// The proxies whose word about the client is taken. `X-Forwarded-For` is a list that everybody on the way may add to,
/// and its beginning is whatever the client wrote: it is read from the end, and only as far as the machines in it are
/// ours.
package struct TrustedProxies: Sendable {
    /// An entry of the list that is no address and no network.
    package struct Unreadable: Error, Equatable, CustomStringConvertible {
        /// The entry.
        package let entry: String

        /// Which entry, and what it should look like.
        package var description: String { "'\(entry)' is no proxy address; write 10.0.0.5, 10.0.0.0/8 or fd00::/8" }
    }

    private struct Network {
        let address: NetworkAddress
        let bits: Int
    }

    /// Hops that are looked at: a longer list is an attack.
    private static let hopLimit = 16

    private let networks: [Network]

    /// No proxy: the client is whoever connects.
    package static let none = TrustedProxies(networks: [])

    private init(networks: [Network]) { self.networks = networks }

    /// Addresses and networks, such as `127.0.0.1`, `10.0.0.0/8`, `fd00::/8`.
    /// - Throws: `Unreadable`.
    package init(_ entries: [String]) throws(Unreadable) {
        var networks: [Network] = []
        for entry in entries {
            let parts = entry.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
            guard let first = parts.first, let address = NetworkAddress(first) else { throw Unreadable(entry: entry) }
            let width = address.isIPv4 ? 32 : 128
            let length = parts.count == 2 ? Int(parts[1]) : width
            guard let length, (0...width).contains(length) else { throw Unreadable(entry: entry) }
            let bits = length + (address.isIPv4 ? 96 : 0)
            networks.append(Network(address: address.prefix(bits), bits: bits))
        }
        self.networks = networks
    }

    /// Whether this machine's word is taken.
    package func trusts(_ address: NetworkAddress) -> Bool {
        networks.contains { address.prefix($0.bits) == $0.address }
    }

    /// Who really asks.
    /// - Parameters:
    ///   - peer: who connected to us.
    ///   - forwardedFor: the values of `X-Forwarded-For`, in their order.
    package func client(peer: NetworkAddress, forwardedFor: [String]) -> NetworkAddress {
        var client = peer
        var hops = forwardedFor.flatMap { $0.split(separator: ",").map { $0.drop { $0 == " " } } }.suffix(Self.hopLimit)
        while trusts(client), let hop = hops.popLast() {
            guard let next = NetworkAddress(hop.reversed().drop { $0 == " " }.reversed().map(String.init).joined())
            else {
                return client
            }
            client = next
        }
        return client
    }

    /// Whether the client's own connection was encrypted, by the word of a proxy of ours; nil if none says so.
    /// - Parameter forwardedProto: the value of `X-Forwarded-Proto`.
    package func isSecure(peer: NetworkAddress, forwardedProto: String?) -> Bool? {
        guard trusts(peer), let last = forwardedProto?.split(separator: ",").last else { return nil }
        switch last.lowercased().filter({ $0 != " " }) {
        case "https": return true
        case "http": return false
        default: return nil
        }
    }
}
