/// VNI for Windows: a vowel is followed by one byte for all its marks; ơ, ư, đ and the forms of i and ỵ have a byte of their
/// own. The bytes of capitals are those of small letters less 0x20.
enum VNITable {
    /// Marks that follow a vowel.
    private static let marks: [UInt8: (VietnameseLetter.Shape, VietnameseLetter.Tone)] = [
        0xf9: (.plain, .acute), 0xf8: (.plain, .grave), 0xfb: (.plain, .hook), 0xf5: (.plain, .tilde),
        0xef: (.plain, .dot),
        0xe2: (.circumflex, .level), 0xe1: (.circumflex, .acute), 0xe0: (.circumflex, .grave),
        0xe5: (.circumflex, .hook),
        0xe3: (.circumflex, .tilde), 0xe4: (.circumflex, .dot),
        0xea: (.breve, .level), 0xe9: (.breve, .acute), 0xe8: (.breve, .grave), 0xfa: (.breve, .hook),
        0xfc: (.breve, .tilde), 0xeb: (.breve, .dot),
    ]

    /// Letters of one byte.
    private static let singles: [UInt8: VietnameseLetter] = [
        0xf4: VietnameseLetter("o", .horn), 0xf6: VietnameseLetter("u", .horn), 0xf1: VietnameseLetter("d", .stroke),
        0xed: VietnameseLetter("i", .plain, .acute), 0xec: VietnameseLetter("i", .plain, .grave),
        0xe6: VietnameseLetter("i", .plain, .hook), 0xf3: VietnameseLetter("i", .plain, .tilde),
        0xf2: VietnameseLetter("i", .plain, .dot), 0xee: VietnameseLetter("y", .plain, .dot),
    ]

    /// The text of these bytes; nil if one of them has no meaning where it stands.
    static func decode(_ bytes: [UInt8]) -> String? {
        var output = String.UnicodeScalarView()
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            guard var letter = letter(of: byte) else {
                if byte == 0xa0 {
                    output.append(" ")
                } else if byte < 0x80 {
                    output.append(Unicode.Scalar(byte))
                } else {
                    return nil
                }
                continue
            }
            if index < bytes.count, let marked = add(bytes[index], to: letter) {
                letter = marked
                index += 1
            }
            guard let scalar = VietnameseLetters.scalars[letter] else { return nil }
            output.append(scalar)
        }
        return String(output)
    }

    private static func letter(of byte: UInt8) -> VietnameseLetter? {
        if byte < 0x80 { return VietnameseLetters.letter(Unicode.Scalar(byte)) }
        if let single = singles[byte] { return single }
        guard (0xc0...0xdf).contains(byte), var capital = singles[byte + 0x20] else { return nil }
        capital.isUppercase = true
        return capital
    }

    /// The letter with the mark of the byte behind it; nil if that byte is no mark of this letter.
    private static func add(_ byte: UInt8, to letter: VietnameseLetter) -> VietnameseLetter? {
        guard letter.tone == .level, let (shape, tone) = marks[byte] ?? marks[byte | 0x20], byte >= 0xc0 else {
            return nil
        }
        var marked = letter
        if shape != .plain {
            guard letter.shape == .plain else { return nil }
            marked.shape = shape
        }
        marked.tone = tone
        return VietnameseLetters.scalars[marked] == nil ? nil : marked
    }
}
