package import HTTPTypes

/// The cookies of a request, by their bytes: a character that joins with `=` or `;` cannot hide them.
package struct CookieHeader: Sendable {
    /// Cookies that are looked at.
    private static let limit = 64

    private let pairs: [(name: Substring, value: Substring)]

    /// The cookies of these fields.
    package init(_ headers: HTTPFields) {
        var pairs: [(name: Substring, value: Substring)] = []
        for header in headers[values: .cookie] {
            for part in header.utf8.split(separator: UInt8(ascii: ";")) {
                let pair = part.drop { $0 == UInt8(ascii: " ") }
                guard pairs.count < Self.limit, let equals = pair.firstIndex(of: UInt8(ascii: "=")) else { continue }
                pairs.append((Substring(pair[..<equals]), Substring(pair[pair.index(after: equals)...])))
            }
        }
        self.pairs = pairs
    }

    /// The value of the first cookie with this name; nil if there is none. Two cookies of one name are a sign of
    /// somebody who planted one from a neighbouring host; the prefix `__Host-` keeps that out.
    package subscript(_ name: String) -> String? {
        pairs.first { $0.name == name }.map { String($0.value) }
    }
}
