internal import Foundation
internal import Programme

/// Which passwords an account may have. Length is what counts; there is no rule about kinds of characters, no expiry,
/// and spaces and every script are welcome (OWASP ASVS 5.0, V6.2).
package enum PasswordRule {
    /// What is wrong with a password.
    package enum Problem: String, Sendable, CaseIterable {
        /// Fewer than `minimumLength` characters.
        case tooShort
        /// More than `maximumBytes`.
        case tooLong
        /// One of the commonest, or a row of keys.
        case tooCommon
        /// Little more than the account's own name.
        case containsLogin
    }

    /// Characters, after NFC.
    package static let minimumLength = 8
    /// UTF-8 bytes after NFC: room for every phrase that a person types, and no work for a flood of megabytes.
    package static let maximumBytes = 512

    /// The first thing that is wrong with a password; nil if it may be taken.
    package static func problem(of password: String, login: String) -> Problem? {
        let text = password.precomposedStringWithCanonicalMapping
        guard text.utf8.count <= maximumBytes else { return .tooLong }
        guard text.unicodeScalars.count >= minimumLength else { return .tooShort }
        let plain = folded(text)
        if CommonPasswords.contains(plain) || isRowOfKeys(plain) || isRepetition(plain) { return .tooCommon }
        let name = folded(login)
        if name.count >= 4, plain.count < name.count + minimumLength, plain.contains(name) { return .containsLogin }
        return nil
    }

    /// Lower case, without Vietnamese marks and without gaps: `Mật khẩu 123` is `matkhau123`.
    private static func folded(_ text: String) -> String {
        let letters = VietnameseText.folded(text).filter { $0 != " " }
        return letters.isEmpty ? text.lowercased() : letters
    }

    /// The same one to four characters again and again: `aaaaaaaa`, `12121212`, `pleipleiplei`.
    private static func isRepetition(_ text: String) -> Bool {
        let characters = Array(text.utf8)
        return (1...4).contains { period in
            characters.count >= 2 * period
                && characters.indices.dropFirst(period).allSatisfy { characters[$0] == characters[$0 - period] }
        }
    }

    /// A run along a row of keys or the alphabet, in either direction: `123456789`, `0987654321`, `qwertyuiop`.
    private static func isRowOfKeys(_ text: String) -> Bool {
        let rows = [
            "01234567890123456789", "qwertyuiopasdfghjklzxcvbnm", "abcdefghijklmnopqrstuvwxyz", "1qaz2wsx3edc4rfv5tgb",
        ]
        return rows.contains { $0.contains(text) || String($0.reversed()).contains(text) }
    }
}
