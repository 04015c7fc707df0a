package import FoundationEssentials

/// The identity of one record of a kind: a surrogate key, UUIDv7, that never changes and means nothing. Codes and names are
/// attributes, because both have been used again with another meaning (since 1 July 2025 the code 23575 is another ward's).
///
/// `Subject` keeps the kinds apart: a `MemberID` is not a `TenantID`, and no function takes a bare UUID.
package struct Identity<Subject>: Sendable {
    /// The key as it is stored.
    package let uuid: UUID

    /// The identity with this key. Any UUID is taken: what exists is the database's to say.
    @inlinable
    package init(uuid: UUID) { self.uuid = uuid }

    /// A new identity, above all that this process has made before.
    package static func next() -> Identity { Identity(uuid: IdentitySequence.next()) }

    /// The identity written as `0192f0c1-...`, in either case; nil if it is no UUID.
    package init?(_ text: String) {
        guard text.utf8.count == 36, let uuid = UUID(uuidString: text) else { return nil }
        self.init(uuid: uuid)
    }
}

extension Identity: Hashable {
    /// Whether both are the same record.
    @inlinable
    package static func == (left: Identity, right: Identity) -> Bool { left.uuid == right.uuid }

    /// Hashes the key.
    @inlinable
    package func hash(into hasher: inout Hasher) { hasher.combine(uuid) }
}

extension Identity: Comparable {
    /// In order of creation, as PostgreSQL orders the type uuid.
    package static func < (left: Identity, right: Identity) -> Bool {
        withUnsafeBytes(of: left.uuid.uuid) { one in
            withUnsafeBytes(of: right.uuid.uuid) { one.lexicographicallyPrecedes($0) }
        }
    }
}

extension Identity: CustomStringConvertible {
    /// Lower case, with hyphens: what a URL and a file show.
    package var description: String { uuid.uuidString.lowercased() }
}

extension Identity: Codable {
    /// Reads the text form.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let identity = Identity(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not an identity")
        }
        self = identity
    }

    /// Writes the text form.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
