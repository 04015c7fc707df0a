internal import Foundation

/// Where a program of a tenant's is told what happens: `https://` on a host of the open internet. Where hoctap itself runs under
/// plain HTTP, which it does on one machine alone and for trying things out, `http://localhost` is taken as well.
package struct WebhookAddress: Sendable, Equatable {
    /// Why an address is not taken.
    package enum Refusal: Error, Equatable {
        /// It is no address of this form, or longer than 500 characters.
        case form
        /// Plain HTTP, over which everybody on the way could read along.
        case insecure
        /// It leads to this machine or into a private network.
        case closed
    }

    /// As it was typed.
    package let text: String
    /// The host, without brackets.
    let host: String
    let isSecure: Bool

    /// An address as typed.
    ///
    /// - Parameter allowsLocal: whether this machine may be told, for trying things out.
    /// - Throws: `Refusal`. A host with a name is looked at again whenever something is sent.
    package init(_ text: String, allowsLocal: Bool) throws(Refusal) {
        guard (8...500).contains(text.utf8.count), text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7f }),
            let parts = URLComponents(string: text), let scheme = parts.scheme?.lowercased(),
            let written = parts.host?.lowercased(), !written.isEmpty, parts.user == nil, parts.password == nil,
            parts.fragment == nil, parts.port.map((1...65535).contains) ?? true
        else { throw .form }
        host = written.hasPrefix("[") ? String(written.dropFirst().dropLast()) : written
        self.text = text
        isSecure = scheme == "https"
        let address = NetworkAddress(host)
        let isLocal = Self.isLocalName(host) || address?.isLoopback == true
        switch scheme {
        case "https": break
        case "http": guard allowsLocal, isLocal else { throw .insecure }
        default: throw .form
        }
        if isLocal, allowsLocal { return }
        if isLocal || address?.isPublic == false { throw .closed }
        // 127.1, 0x7f000001 and the like are addresses to the system's resolver, and names nowhere
        if address == nil, written.split(separator: ".").last?.contains(where: \.isLetter) != true { throw .closed }
        if Self.isHexadecimal(written) { throw .closed }
    }

    /// Whether something may be sent there, once its name was looked up.
    func allows(_ address: NetworkAddress, allowsLocal: Bool) -> Bool {
        address.isPublic || (allowsLocal && address.isLoopback)
    }

    private static func isLocalName(_ host: String) -> Bool {
        let name = host.hasSuffix(".") ? String(host.dropLast()) : host
        return name == "localhost" || name.hasSuffix(".localhost")
    }

    private static func isHexadecimal(_ host: String) -> Bool {
        host.split(separator: ".").last?.hasPrefix("0x") == true
    }
}
