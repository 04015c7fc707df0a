internal import Foundation

/// The address under which people reach the server: `https://hoctap.example.vn`, or plain HTTP on this machine only,
/// for trying things out. Scheme and host of links, of the cookie's rules, and of what counts as our own origin.
package struct BaseURL: Sendable, Equatable, CustomStringConvertible {
    /// What is wrong with a configured address.
    package enum Refusal: Error, Equatable, CustomStringConvertible {
        /// No scheme and host, or more than those: a user, a path, a query.
        case notAnOrigin
        /// Plain HTTP on another host than this machine: passwords would travel in the open.
        case plainHTTP

        /// What to write instead.
        package var description: String {
            switch self {
            case .notAnOrigin: "the base URL must be scheme and host, such as https://hoctap.example.vn"
            case .plainHTTP: "the base URL must begin with https://, but for localhost, 127.0.0.1 and [::1]"
            }
        }
    }

    /// Scheme, host and port as browsers write an origin, without a slash at the end.
    package let origin: String
    /// Whether it is HTTPS.
    package let isSecure: Bool

    /// The address as configured.
    /// - Throws: `Refusal`.
    package init(_ text: String) throws(Refusal) {
        guard text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7f }), let parts = URLComponents(string: text),
            let scheme = parts.scheme?.lowercased(), let host = parts.host?.lowercased(), !host.isEmpty,
            parts.user == nil, parts.password == nil, parts.query == nil, parts.fragment == nil,
            parts.path == "" || parts.path == "/"
        else { throw .notAnOrigin }
        switch scheme {
        case "https": isSecure = true
        case "http":
            guard ["localhost", "127.0.0.1", "::1", "[::1]"].contains(host) else { throw .plainHTTP }
            isSecure = false
        default: throw .notAnOrigin
        }
        let bracketed = host.contains(":") && !host.hasPrefix("[") ? "[\(host)]" : host
        let isDefaultPort = parts.port == nil || parts.port == (isSecure ? 443 : 80)
        origin = "\(scheme)://\(bracketed)" + (isDefaultPort ? "" : ":\(parts.port ?? 0)")
    }

    /// The origin.
    package var description: String { origin }
}
