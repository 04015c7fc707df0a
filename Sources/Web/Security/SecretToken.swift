internal import Crypto
package import Foundation

/// A random secret that its holder shows again and again: the cookie of a session, the token of a program. Only its
/// SHA-256 is stored: it has 238 random bits, so that nobody finds it from there, and a plain look-up by the digest is
/// safe.
///
/// A program's token begins with `hoctap_` and ends with six characters that are made of the rest, so that scanners of
/// source code recognise one that was published by mistake, and a mistyped one is refused without a look-up.
package struct SecretToken: Sendable {
    /// Who holds a token.
    package enum Kind: Sendable {
        /// A browser, as a cookie.
        case session
        /// Whoever got a link by which a password is set, once.
        case invitation
        /// A program, in `Authorization: Bearer`.
        case api
    }

    /// What an API token begins with.
    package static let apiPrefix = "hoctap_"
    /// Random characters out of 62: 238 bits.
    private static let randomLength = 40
    private static let checksumLength = 6
    private static let alphabet = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".utf8)

    /// What the holder gets, once. Never stored, never logged, never in a URL.
    package let text: String
    /// Which kind it is.
    package let kind: Kind

    /// A new token out of the system's generator.
    package init(_ kind: Kind) {
        var generator = SystemRandomNumberGenerator()
        var random: [UInt8] = []
        for _ in 0..<Self.randomLength {
            random.append(Self.alphabet[Int.random(in: 0..<Self.alphabet.count, using: &generator)])
        }
        let body = String(decoding: random, as: UTF8.self)
        self.kind = kind
        text = kind == .api ? Self.apiPrefix + body + Self.checksum(of: body) : body
    }

    /// The token that somebody showed; nil if no token of this kind looks so.
    package init?(_ text: some StringProtocol, kind: Kind) {
        var body = Substring(text)
        if kind == .api {
            guard body.utf8.starts(with: Self.apiPrefix.utf8) else { return nil }
            body = body.dropFirst(Self.apiPrefix.count)
            guard body.utf8.count == Self.randomLength + Self.checksumLength else { return nil }
            let random = String(body.dropLast(Self.checksumLength))
            guard body.utf8.suffix(Self.checksumLength).elementsEqual(Self.checksum(of: random).utf8) else {
                return nil
            }
            body = body.dropLast(Self.checksumLength)
        }
        guard body.utf8.count == Self.randomLength, body.utf8.allSatisfy(Self.alphabet.contains) else { return nil }
        self.kind = kind
        self.text = String(text)
    }

    /// SHA-256 of the text: 32 bytes, what is stored and looked up.
    package var digest: Data { Data(SHA256.hash(data: Data(text.utf8))) }

    /// The first characters of an API token, enough for its owner to tell it from others, and of no use to anybody
    /// else.
    package var hint: String { String(text.prefix(Self.apiPrefix.count + 4)) }

    private static func checksum(of body: String) -> String {
        var number = SHA256.hash(data: Data("hoctap token \(body)".utf8)).prefix(8).reduce(UInt64(0)) {
            $0 << 8 | UInt64($1)
        }
        var output: [UInt8] = []
        for _ in 0..<checksumLength {
            output.append(alphabet[Int(number % UInt64(alphabet.count))])
            number /= UInt64(alphabet.count)
        }
        return String(decoding: output, as: UTF8.self)
    }
}

extension SecretToken: CustomStringConvertible, CustomReflectable {
    /// Says that it is a token and not which.
    package var description: String { "SecretToken(\(kind))" }

    /// Shows nothing to what prints values.
    package var customMirror: Mirror { Mirror(self, children: ["kind": kind]) }
}
