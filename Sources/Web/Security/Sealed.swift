package import Foundation
internal import Crypto

/// A small secret as it is stored: encrypted and authenticated (ChaCha20-Poly1305) under the server's key, and bound to
/// the record that it belongs to, so that it cannot be moved to another one.
///
/// The bytes: the version 1, four bytes that name the key, 12 bytes of nonce, the secret as long as it is, 16 bytes of
/// tag.
package struct Sealed: Sendable, Equatable {
    /// The bytes are not ours, were changed, belong to another record, or the key is gone.
    package struct Unreadable: Error {}

    private static let version: UInt8 = 1
    private static let keyNameBytes = 4

    /// What is stored.
    package let bytes: Data

    /// What was stored.
    package init(bytes: Data) { self.bytes = bytes }

    /// Seals a secret for one record.
    /// - Parameter record: what the secret belongs to, such as `totp 0192...`; not secret, not stored here.
    package init(_ secret: Data, for record: String, keys: ServerKeys) throws {
        let key = keys.key(for: .seal)
        let header = Data([Self.version]) + Self.name(of: key)
        let box = try ChaChaPoly.seal(secret, using: key, authenticating: header + Data(record.utf8))
        bytes = header + box.combined
    }

    /// The secret.
    /// - Throws: `Unreadable`.
    package func open(for record: String, keys: ServerKeys) throws(Unreadable) -> Data {
        let header = bytes.prefix(1 + Self.keyNameBytes)
        guard header.count == 1 + Self.keyNameBytes, header.first == Self.version,
            let key = keys.keys(for: .seal).first(where: { Self.name(of: $0) == header.dropFirst() }),
            let box = try? ChaChaPoly.SealedBox(combined: bytes.dropFirst(header.count)),
            let secret = try? ChaChaPoly.open(box, using: key, authenticating: header + Data(record.utf8))
        else { throw Unreadable() }
        return secret
    }

    /// Whether it is sealed with the present key. If not, it is to be sealed anew.
    package func isCurrent(_ keys: ServerKeys) -> Bool {
        bytes.dropFirst().prefix(Self.keyNameBytes) == Self.name(of: keys.key(for: .seal))
    }

    private static func name(of key: SymmetricKey) -> Data {
        key.withUnsafeBytes { Data(SHA256.hash(data: Data("hoctap key name".utf8) + Data($0)).prefix(keyNameBytes)) }
    }
}
