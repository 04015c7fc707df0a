/// A path of this server, for sending somebody on. What a request says about where to go next is taken only if it is
/// one, so that nobody can be led away from here by a link to our own sign-in page.
package struct LocalPath: Sendable, Hashable, CustomStringConvertible {
    /// The path with its query, beginning with one slash.
    package let description: String

    /// The first page.
    package static let start = LocalPath(trusted: "/")

    /// A path that is written down in the program.
    package init(trusted path: String) { description = path }

    /// A path that somebody sent; nil unless it begins with one slash and has only the printable characters of ASCII,
    /// without a backslash, which browsers take for a slash.
    package init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count <= 2000, bytes.first == UInt8(ascii: "/"), bytes.dropFirst().first != UInt8(ascii: "/"),
            bytes.allSatisfy({ $0 > 0x20 && $0 < 0x7f && $0 != UInt8(ascii: "\\") })
        else { return nil }
        description = text
    }
}
