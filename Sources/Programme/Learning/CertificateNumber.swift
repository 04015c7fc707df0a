/// The number of a certificate: `GCN-PHU-NU-2026-0042`, counted for each tenant and year.
package struct CertificateNumber: Hashable, Sendable {
    package let tenantKey: String
    package let year: Int
    /// From 1.
    package let serial: Int

    /// The number; a serial has four digits, and more when there are more than 9,999 in a year.
    package init(tenantKey: String, year: Int, serial: Int) {
        self.tenantKey = tenantKey
        self.year = year
        self.serial = serial
    }
}

extension CertificateNumber: CustomStringConvertible {
    /// As it is printed.
    package var description: String {
        "GCN-\(tenantKey.uppercased())-\(DateDigits.padded(year, to: 4))-\(DateDigits.padded(serial, to: 4))"
    }
}

/// The secret with which anybody may verify a certificate: 26 characters of Crockford's base 32, which has no I, L, O and U, of
/// 130 random bits.
package struct CertificateCode: Hashable, Sendable {
    private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)
    private static let length = 26

    /// The characters.
    package let text: String

    /// A code that nobody can guess.
    package static func random() -> CertificateCode {
        var random = SystemRandomNumberGenerator()
        return CertificateCode(bytes: (0..<length).map { _ in alphabet[Int.random(in: 0..<32, using: &random)] })
    }

    /// Reads a code as somebody types it: in either case, with spaces and hyphens, O for 0 and I or L for 1; nil for anything else.
    package init?(typed text: String) {
        guard text.utf8.count <= 4 * Self.length else { return nil }
        var bytes: [UInt8] = []
        for byte in text.uppercased().utf8 where byte != UInt8(ascii: " ") && byte != UInt8(ascii: "-") {
            let mended: UInt8 =
                switch byte {
                case UInt8(ascii: "O"): UInt8(ascii: "0")
                case UInt8(ascii: "I"), UInt8(ascii: "L"): UInt8(ascii: "1")
                default: byte
                }
            guard Self.alphabet.contains(mended) else { return nil }
            bytes.append(mended)
        }
        guard bytes.count == Self.length else { return nil }
        self.text = String(decoding: bytes, as: UTF8.self)
    }

    private init(bytes: [UInt8]) { text = String(decoding: bytes, as: UTF8.self) }
}
