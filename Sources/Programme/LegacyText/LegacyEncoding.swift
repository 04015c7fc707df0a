/// The two encodings in which offices wrote before Unicode, still found in their workbooks. Both put Vietnamese letters on
/// bytes of Western European ones, so that the text opens as `NguyÔn V¨n An` or `Nguyeãn Vaên An`.
package enum LegacyEncoding: String, CaseIterable, Codable, Sendable {
    /// TCVN 5712:1993 VN3, in the ABC fonts (`.VnTime`): one byte a letter, lower case only for letters with a tone.
    case tcvn3 = "TCVN3"
    /// VNI for Windows (`VNI-Times`): a letter, then a byte for its marks.
    case vni = "VNI"

    /// The text in Unicode, NFC; nil if it has a character that this encoding has no meaning for, which shows that the text
    /// is something else.
    package func decode(_ text: String) -> String? {
        var bytes: [UInt8] = []
        for scalar in text.unicodeScalars {
            guard let byte = Self.byte(of: scalar) else { return nil }
            bytes.append(byte)
        }
        return self == .tcvn3 ? TCVN3Table.decode(bytes) : VNITable.decode(bytes)
    }

    /// The text in Unicode where it is in this encoding; nil if nothing is to be converted: plain ASCII, text that the encoding
    /// cannot have, and text that reads better as it is. Where both readings are Vietnamese the encoding wins, unless the text
    /// has letters that no Western European program shows.
    package func convert(_ text: String) -> String? {
        guard let decoded = decode(text), !decoded.unicodeScalars.elementsEqual(text.unicodeScalars) else { return nil }
        let (asIs, read) = (
            VietnameseSyllables.share(in: VietnameseText.clean(text)), VietnameseSyllables.share(in: decoded)
        )
        let isWestern = text.unicodeScalars.allSatisfy { $0.value <= 0xff }
        return asIs > read || (asIs == read && !isWestern) ? nil : decoded
    }

    /// The byte that a program took for this character: it read the bytes as Windows-1252, or as Windows-1258, which differs in
    /// these thirteen places.
    private static func byte(of scalar: Unicode.Scalar) -> UInt8? {
        switch scalar.value {
        case 0...0x7f, 0xa0...0xff: UInt8(truncatingIfNeeded: scalar.value)
        case 0x102: 0xc3
        case 0x300: 0xcc
        case 0x110: 0xd0
        case 0x309: 0xd2
        case 0x1a0: 0xd5
        case 0x1af: 0xdd
        case 0x303: 0xde
        case 0x103: 0xe3
        case 0x301: 0xec
        case 0x111: 0xf0
        case 0x323: 0xf2
        case 0x1a1: 0xf5
        case 0x1b0: 0xfd
        default: nil
        }
    }
}

/// A font that says in which encoding its text is.
package struct LegacyFont: Hashable, Sendable {
    /// What the bytes mean.
    package let encoding: LegacyEncoding
    /// Whether the font shows lower-case letters as capitals: the ABC fonts whose names end in H (`.VnTimeH`).
    package let isCapitals: Bool

    /// The font of a cell by its name; nil for fonts of Unicode text.
    package init?(name: String) {
        let lowercased = name.lowercased()
        if lowercased.hasPrefix(".vn") {
            encoding = .tcvn3
            isCapitals = name.hasSuffix("H")
        } else if lowercased.hasPrefix("vni-") || lowercased.hasPrefix("vni ") {
            encoding = .vni
            isCapitals = false
        } else {
            return nil
        }
    }

    /// The text of a cell in this font, in Unicode; nil if nothing is to be converted (Unicode typed into a cell of the old font
    /// stays). In a font of capitals plain ASCII is converted too.
    package func convert(_ text: String) -> String? {
        if let converted = encoding.convert(text) { return isCapitals ? converted.uppercased() : converted }
        guard isCapitals, text.utf8.allSatisfy({ $0 < 0x80 }) else { return nil }
        let capitals = text.uppercased()
        return capitals == text ? nil : capitals
    }

    /// The text of a cell whose font is known, converted with a warning that shows what came of it, never silently.
    package static func read(_ text: String, fontName: String?) -> Checked<String> {
        guard let font = fontName.flatMap(LegacyFont.init(name:)), let converted = font.convert(text) else {
            return Checked(text)
        }
        return Checked(converted, [FieldProblem(.textConverted, font.encoding.rawValue, converted)])
    }
}
