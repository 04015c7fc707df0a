package import FoundationEssentials
package import Programme

/// In which language somebody is addressed.
package enum AccountLanguage: String, Codable, CaseIterable, Sendable {
    /// Tiếng Việt.
    case vietnamese = "vi"
    /// English.
    case english = "en"
}

/// Somebody who may sign in, as pages show them. Belongs to no tenant; see `AccountOfficer`.
package struct Account: Hashable, Sendable {
    package let id: AccountID
    /// What is typed to sign in, lower case.
    package let login: String
    /// How pages address the person.
    package let displayName: String
    package let language: AccountLanguage
    /// When the password was last set; nil until an invitation is used.
    package let passwordChangedAt: Date?
    /// Whether signing in takes a one-time code.
    package let hasSecondFactor: Bool
    package let isDisabled: Bool
    package let createdAt: Date

    /// The shape of a sign-in name: 3 to 64 of `a-z 0-9 . _ @ + -`, beginning with a letter or digit. What is typed is folded
    /// to lower case first; nil if it still has another shape.
    package static func login(_ typed: String) -> String? {
        let login = typed.lowercased()
        guard (3...64).contains(login.utf8.count), let first = login.utf8.first else { return nil }
        let isAlphanumeric = { (byte: UInt8) in
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        }
        let others = Set("._@+-".utf8)
        guard isAlphanumeric(first), login.utf8.allSatisfy({ isAlphanumeric($0) || others.contains($0) }) else {
            return nil
        }
        return login
    }
}

/// What the sign-in compares with what was typed.
package struct AccountCredentials: Hashable, Sendable {
    /// The state of the second factor.
    package enum SecondFactor: Hashable, Sendable {
        /// None was begun.
        case none
        /// A secret was shown, and no code has been right yet: it is not asked for.
        case enrolling(sealedSecret: [UInt8])
        /// A code is asked for; the last time step of which one was taken.
        case confirmed(sealedSecret: [UInt8], lastStep: Int64)
    }

    package let account: Account
    /// The hash as its maker wrote it, with its parameters; nil until an invitation is used.
    package let passwordHash: String?
    package let secondFactor: SecondFactor
}
