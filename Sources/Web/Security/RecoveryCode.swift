package import Foundation
internal import Crypto

/// A code on paper that stands in once for a lost authenticator app: 80 random bits in four groups,
/// `ABCD-EFGH-IJKL-MNOP`. What is stored is its authentication code under the server's key, so that the database alone
/// is no help in guessing.
package struct RecoveryCode: Sendable {
    /// Codes that an account gets at once.
    package static let count = 10
    private static let randomBytes = 10
    private static let letters = 16

    /// As it is shown, once.
    package let text: String

    /// A new code.
    package init() {
        let random = SymmetricKey(size: SymmetricKeySize(bitCount: Self.randomBytes * 8)).withUnsafeBytes { Array($0) }
        text = Self.grouped(Base32.encode(random))
    }

    /// The code that somebody typed, in any case and grouping; nil if no code looks so.
    package init?(_ typed: String) {
        let letters = typed.utf8.filter { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "-") }
        guard letters.count == Self.letters, let bytes = Base32.decode(typed) else { return nil }
        text = Self.grouped(Base32.encode(bytes))
    }

    /// The codes of an account.
    package static func several() -> [RecoveryCode] { (0..<count).map { _ in RecoveryCode() } }

    /// What is stored and compared: 32 bytes under the present key.
    /// - Parameter account: whose code it is, so that equal bytes of two accounts say nothing.
    package func digest(account: String, keys: ServerKeys) -> Data {
        digest(account: account, key: keys.key(for: .recoveryCode))
    }

    /// What may be stored of it: under the present key and under those before.
    package func digests(account: String, keys: ServerKeys) -> [Data] {
        keys.keys(for: .recoveryCode).map { digest(account: account, key: $0) }
    }

    private func digest(account: String, key: SymmetricKey) -> Data {
        Data(HMAC<SHA256>.authenticationCode(for: Data("\(account) \(text)".utf8), using: key))
    }

    private static func grouped(_ letters: String) -> String {
        let characters = Array(letters)
        return stride(from: 0, to: characters.count, by: 4).map {
            String(characters[$0..<min($0 + 4, characters.count)])
        }
        .joined(separator: "-")
    }
}

extension RecoveryCode: CustomStringConvertible, CustomReflectable {
    /// Without the code.
    package var description: String { "RecoveryCode" }

    /// Without the code.
    package var customMirror: Mirror { Mirror(self, children: []) }
}
