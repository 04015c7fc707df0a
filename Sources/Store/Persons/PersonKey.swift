internal import Crypto
package import Foundation
package import Programme

/// The key that makes a person's token of a citizen ID, so that the same person is counted once across organisations. It is never
/// in the database: who has a copy of that alone, and tries all numbers there can be, learns nothing.
package struct PersonKey: Sendable {
    /// The secret is too short.
    package struct TooShort: Error, CustomStringConvertible {
        /// What is wrong and how to mend it.
        package var description: String {
            "the persons' key must have \(PersonKey.minimumBytes) bytes or more; deploy/secrets makes one"
        }
    }

    /// 256 bits.
    package static let minimumBytes = 32

    /// Tells keys apart: 31 bits that the key makes of a fixed text, at least 1.
    package let epoch: Int32
    private let key: SymmetricKey

    private static let purpose = "count"
    private static let epochMessage = Data("hoctap.person\u{0}epoch".utf8)

    /// - Throws: `TooShort`.
    package init(secret: Data) throws(TooShort) {
        guard secret.count >= Self.minimumBytes else { throw TooShort() }
        key = SymmetricKey(data: secret)
        let code = HMAC<SHA256>.authenticationCode(for: Self.epochMessage, using: key)
        let number = code.prefix(4).reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        epoch = Int32(bitPattern: max(1, number & 0x7fff_ffff))
    }

    /// The token of whom the number names; nil for the old 9-digit number, which names nobody for life: one person has had
    /// several, and nothing links them to the 12-digit one.
    package func token(for citizenID: CitizenID?) -> PersonToken? { maker.token(for: citizenID) }

    /// For many tokens: the key is worked in once.
    var maker: PersonTokenMaker { PersonTokenMaker(keyed: HMAC(key: key), purpose: Self.purpose, epoch: epoch) }
}

/// A key at work. It makes the same tokens as the key itself, without working the key in each time.
struct PersonTokenMaker {
    fileprivate let keyed: HMAC<SHA256>
    fileprivate let purpose: String
    fileprivate let epoch: Int32

    /// As `PersonKey.token`.
    func token(for citizenID: CitizenID?) -> PersonToken? {
        guard let citizenID, let message = PersonToken.message(for: citizenID, purpose: purpose) else { return nil }
        var code = keyed
        code.update(data: message)
        return code.finalize().withUnsafeBytes { PersonToken(code: $0, keyEpoch: epoch) }
    }
}

extension PersonKey: CustomStringConvertible, CustomReflectable {
    /// Which key it is, and nothing of the key.
    package var description: String { "PersonKey(epoch \(epoch))" }

    /// The same.
    package var customMirror: Mirror { Mirror(self, children: ["epoch": epoch]) }
}

extension PersonToken {
    /// As it is kept.
    var stored: Data { Data(bytes) }
}
