/// What stands for a person when the same person is counted once across organisations: the first 16 bytes of an HMAC-SHA-256
/// of the citizen ID. The key belongs to whoever writes citizen IDs, the server and the operator's commands, and is never in the
/// database; an unkeyed hash of so few numbers would be undone by trying them all. A token is still personal data (Law
/// 91/2025/QH15 on personal data): it is not printed, and only the worker may compare it.
package struct PersonToken: Hashable, Sendable {
    /// Bytes in a token: with 10^8 persons two share one with a chance of about 10^-23.
    package static let sizeBytes = 16

    /// Which key made it; tokens of two epochs say nothing about each other.
    package let keyEpoch: Int32
    /// Exactly `sizeBytes` bytes.
    package let bytes: [UInt8]

    /// The token out of a whole authentication code, of which the first bytes are kept, or out of a stored token; nil if there
    /// are too few bytes.
    package init?(code: some Collection<UInt8>, keyEpoch: Int32) {
        guard code.count >= Self.sizeBytes else { return nil }
        self.keyEpoch = keyEpoch
        bytes = Array(code.prefix(Self.sizeBytes))
    }

    /// What the key is to be applied to: the purpose, then the number, so that a token made for one purpose is of no use for
    /// another. Only the 12-digit number names a person for life; the old 9-digit number gives nil, because one person has
    /// had several and nothing links them.
    package static func message(for citizenID: CitizenID, purpose: String) -> [UInt8]? {
        guard citizenID.kind == .personal else { return nil }
        return Array("hoctap.person\u{0}\(purpose)\u{0}\(citizenID.digits)".utf8)
    }
}

extension PersonToken: CustomStringConvertible, CustomReflectable {
    /// Says that it is a token and not which.
    package var description: String { "PersonToken(epoch \(keyEpoch))" }

    /// Shows no bytes to what prints values, either.
    package var customMirror: Mirror { Mirror(self, children: ["keyEpoch": keyEpoch]) }
}
