package import Foundation
internal import Crypto

/// Six digits that change every 30 seconds: TOTP of RFC 6238 with SHA-1, which is what every authenticator app speaks.
///
/// A code works once: the step that it belongs to is stored, and only later steps are taken after it.
package struct OneTimePassword: Sendable {
    /// The length of a step.
    package static let stepSeconds: Int64 = 30
    /// Steps before and after the present one that are taken too, for clocks that differ.
    package static let tolerance: Int64 = 1
    /// Digits of a code.
    package static let digits = 6
    /// Bytes of a secret: as long as the output of SHA-1 (RFC 4226, 4).
    package static let secretBytes = 20

    /// What app and server share. Stored sealed.
    package let secret: Data

    /// A new secret out of the system's generator.
    package init() {
        secret = SymmetricKey(size: SymmetricKeySize(bitCount: Self.secretBytes * 8)).withUnsafeBytes { Data($0) }
    }

    /// The secret as it was stored.
    package init(secret: Data) { self.secret = secret }

    /// The number of the step at a moment.
    package static func step(at date: Date) -> Int64 {
        Int64((date.timeIntervalSince1970 / Double(stepSeconds)).rounded(.down))
    }

    /// The code of a step, with leading zeros.
    package func code(at step: Int64, digits: Int = OneTimePassword.digits) -> String {
        let counter = withUnsafeBytes(of: step.bigEndian) { Data($0) }
        let code = Array(
            HMAC<Insecure.SHA1>.authenticationCode(for: counter, using: SymmetricKey(data: secret))
        )
        let offset = Int(code[code.count - 1] & 0x0f)
        let number = code[offset..<offset + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) } & 0x7fff_ffff
        let text = String(number)
        return String((String(repeating: "0", count: max(0, digits - text.count)) + text).suffix(digits))
    }

    /// The step whose code somebody typed, within the tolerance and later than the last one used; nil if there is none.
    /// Spaces in the code do not count. The caller stores the step, in the same transaction as what the code allows.
    package func step(of typed: String, at date: Date, after lastStep: Int64?) -> Int64? {
        let code = Array(typed.utf8.filter { $0 != UInt8(ascii: " ") })
        guard code.count == Self.digits else { return nil }
        let now = Self.step(at: date)
        var found: Int64?
        for step in now - Self.tolerance...now + Self.tolerance
        where Self.isEqual(Array(self.code(at: step).utf8), code) {
            if step > lastStep ?? .min { found = found ?? step }
        }
        return found
    }

    /// What an authenticator app takes as a link or a picture. The name is shown in the app.
    package func link(login: String) -> String {
        let unreserved = CharacterSet(
            charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"
        )
        let name = login.addingPercentEncoding(withAllowedCharacters: unreserved) ?? ""
        return "otpauth://totp/hoctap:\(name)?secret=\(Base32.encode(secret))&issuer=hoctap&algorithm=SHA1"
            + "&digits=\(Self.digits)&period=\(Self.stepSeconds)"
    }

    /// In a time that does not depend on where they differ.
    private static func isEqual(_ one: [UInt8], _ other: [UInt8]) -> Bool {
        one.count == other.count && zip(one, other).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }
}

extension OneTimePassword: CustomStringConvertible, CustomReflectable {
    /// Without the secret.
    package var description: String { "OneTimePassword" }

    /// Without the secret.
    package var customMirror: Mirror { Mirror(self, children: []) }
}
