/// The five characters by which PostgreSQL names a condition: `23505` is `.uniqueViolation`.
///
/// Held as one integer, so that comparing and hashing cost nothing. The names of all conditions are generated from
/// PostgreSQL's own `errcodes.txt`; a code that is not among them (an extension's, or `raise ... using errcode`) is kept as it is.
package struct SQLState: Hashable, Sendable {
    /// The five ASCII characters, the first in the most significant of the lower 40 bits; 0 is `unknown`.
    let packed: UInt64

    init(packed: UInt64) { self.packed = packed }

    /// - Parameter code: five printable ASCII characters. Anything else is no SQLSTATE and becomes `unknown`.
    package init(_ code: String) {
        self.init(packed: Self.packing(code, length: Self.length) ?? 0)
    }

    /// No SQLSTATE came with the error, or one that cannot be.
    package static let unknown = SQLState(packed: 0)

    /// The five characters; `?????` for `unknown`.
    package var code: String { packed == 0 ? "?????" : Self.unpacking(packed, length: Self.length) }

    /// PostgreSQL's name for the condition, such as `unique_violation`; nil for a code it does not define.
    package var name: String? { Self.names[packed] }

    /// The kind of condition, by its first two characters.
    package var `class`: Class { Class(packed: UInt16(truncatingIfNeeded: packed >> 24)) }

    /// The same transaction can succeed when it is run again from its beginning: serialization failure or deadlock.
    package var isRetryable: Bool { self == .serializationFailure || self == .deadlockDetected }

    /// The first two characters of an SQLSTATE: the kind of condition.
    package struct Class: Hashable, Sendable {
        /// The two ASCII characters, the first in the upper byte; 0 is the class of `SQLState.unknown`.
        let packed: UInt16

        init(packed: UInt16) { self.packed = packed }

        /// - Parameter code: two printable ASCII characters. Anything else becomes `unknown`.
        package init(_ code: String) {
            self.init(packed: SQLState.packing(code, length: 2).map { UInt16(truncatingIfNeeded: $0) } ?? 0)
        }

        /// The class of `SQLState.unknown`.
        package static let unknown = Class(packed: 0)

        /// The two characters; `??` for `unknown`.
        package var code: String { packed == 0 ? "??" : SQLState.unpacking(UInt64(packed), length: 2) }

        /// PostgreSQL's title of the class, such as `Integrity Constraint Violation`; nil for a class it does not define.
        package var name: String? { Self.names[packed] }
    }

    private static let length = 5

    private static func packing(_ code: String, length: Int) -> UInt64? {
        guard code.utf8.count == length else { return nil }
        var packed: UInt64 = 0
        for byte in code.utf8 {
            guard (0x21...0x7E).contains(byte) else { return nil }
            packed = packed << 8 | UInt64(byte)
        }
        return packed
    }

    private static func unpacking(_ packed: UInt64, length: Int) -> String {
        let bytes = (0..<length).map { UInt8(truncatingIfNeeded: packed >> (8 * (length - 1 - $0))) }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension SQLState: CustomStringConvertible {
    /// `23505 unique_violation`.
    package var description: String { name.map { "\(code) \($0)" } ?? code }
}

extension SQLState.Class: CustomStringConvertible {
    /// `23 Integrity Constraint Violation`.
    package var description: String { name.map { "\(code) \($0)" } ?? code }
}
