package import Foundation
internal import Crypto

/// The server's own secret and the keys that are made of it, one for each purpose. When the secret is exchanged, the
/// one before is kept beside it until everything that it sealed has been sealed anew.
package struct ServerKeys: Sendable {
    /// What a key is for. Part of the key: nothing made for one purpose is of use for another.
    enum Purpose: String {
        case seal = "hoctap seal"
        case recoveryCode = "hoctap recovery code"
        case attempts = "hoctap sign-in attempts"
    }

    /// The secret is too short.
    package struct TooShort: Error, CustomStringConvertible {
        /// What is wrong and how to mend it.
        package var description: String {
            "the server's key must have \(ServerKeys.minimumBytes) bytes or more; `openssl rand -hex 32` makes one"
        }
    }

    /// 256 bits.
    package static let minimumBytes = 32

    private let current: SymmetricKey
    private let previous: [SymmetricKey]

    /// Keys out of the present secret and those before it.
    /// - Throws: `TooShort`.
    package init(current: Data, previous: [Data] = []) throws(TooShort) {
        guard ([current] + previous).allSatisfy({ $0.count >= Self.minimumBytes }) else { throw TooShort() }
        self.current = SymmetricKey(data: current)
        self.previous = previous.map { SymmetricKey(data: $0) }
    }

    /// The key for a purpose, out of the present secret.
    func key(for purpose: Purpose) -> SymmetricKey { Self.derive(purpose, from: current) }

    /// The keys for a purpose, the present one first.
    func keys(for purpose: Purpose) -> [SymmetricKey] {
        ([current] + previous).map { Self.derive(purpose, from: $0) }
    }

    private static func derive(_ purpose: Purpose, from secret: SymmetricKey) -> SymmetricKey {
        HKDF<SHA256>.deriveKey(inputKeyMaterial: secret, info: Data(purpose.rawValue.utf8), outputByteCount: 32)
    }
}

extension ServerKeys: CustomStringConvertible, CustomReflectable {
    /// Without the keys.
    package var description: String { "ServerKeys" }

    /// Without the keys.
    package var customMirror: Mirror { Mirror(self, children: []) }
}
