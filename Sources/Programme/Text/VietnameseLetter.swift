/// One letter as the alphabet sees it: the bare letter, the mark that makes another letter of it (ă, â, đ, ê, ô, ơ, ư), and
/// the tone. Letters of other alphabets keep their own scalar and have neither.
package struct VietnameseLetter: Hashable, Sendable {
    /// What makes another letter of the bare one.
    package enum Shape: UInt8, Sendable, CaseIterable {
        case plain
        case breve
        case circumflex
        case horn
        case stroke
        /// A mark that Vietnamese does not have, as in Jrai and Bahnar (č, ĕ, ŏ, ƀ).
        case foreign
    }

    /// The tones, in the order in which dictionaries sort them (CLDR's collation for `vi`).
    package enum Tone: UInt8, Sendable, CaseIterable {
        case level
        case grave
        case hook
        case tilde
        case acute
        case dot
    }

    /// The bare letter, lower case: `a` for `Ậ`, `d` for `Đ`.
    package var base: Unicode.Scalar
    /// What makes another letter of it.
    package var shape: Shape
    /// The tone that it bears.
    package var tone: Tone
    /// Whether it is a capital.
    package var isUppercase: Bool

    /// The letter with these parts. Whether there is such a letter, `VietnameseLetters` knows.
    package init(_ base: Unicode.Scalar, _ shape: Shape = .plain, _ tone: Tone = .level, isUppercase: Bool = false) {
        self.base = base
        self.shape = shape
        self.tone = tone
        self.isUppercase = isUppercase
    }
}

/// The letters of Vietnamese with their single code points, both ways.
enum VietnameseLetters {
    /// A row has the six tones of one vowel, in the order of `VietnameseLetter.Tone`.
    private static let rows: [(Unicode.Scalar, VietnameseLetter.Shape, String)] = [
        ("a", .plain, "aàảãáạ"), ("a", .breve, "ăằẳẵắặ"), ("a", .circumflex, "âầẩẫấậ"),
        ("e", .plain, "eèẻẽéẹ"), ("e", .circumflex, "êềểễếệ"), ("i", .plain, "iìỉĩíị"),
        ("o", .plain, "oòỏõóọ"), ("o", .circumflex, "ôồổỗốộ"), ("o", .horn, "ơờởỡớợ"),
        ("u", .plain, "uùủũúụ"), ("u", .horn, "ưừửữứự"), ("y", .plain, "yỳỷỹýỵ"),
    ]

    /// What a code point is as a letter; nil for what is no letter of Vietnamese. Looked up for every character of every name,
    /// so it is an index and not a dictionary.
    static func letter(_ scalar: Unicode.Scalar) -> VietnameseLetter? {
        switch scalar.value {
        case 0..<0x1b1: low[Int(scalar.value)]
        case 0x1ea0...0x1ef9: high[Int(scalar.value) - 0x1ea0]
        default: nil
        }
    }

    private static let low = (0..<0x1b1).map { Unicode.Scalar($0).flatMap { parts[$0] } }
    private static let high = (0x1ea0...0x1ef9).map { Unicode.Scalar($0).flatMap { parts[$0] } }

    /// Every letter by its code point.
    private static let parts: [Unicode.Scalar: VietnameseLetter] = {
        var parts: [Unicode.Scalar: VietnameseLetter] = [:]
        func add(_ scalar: Unicode.Scalar, _ letter: VietnameseLetter) {
            parts[scalar] = letter
            var upper = letter
            upper.isUppercase = true
            for capital in scalar.properties.uppercaseMapping.unicodeScalars { parts[capital] = upper }
        }
        for (base, shape, tones) in rows {
            for (tone, scalar) in zip(VietnameseLetter.Tone.allCases, tones.unicodeScalars) {
                add(scalar, VietnameseLetter(base, shape, tone))
            }
        }
        for consonant in "bcdfghjklmnpqrstvwxz".unicodeScalars { add(consonant, VietnameseLetter(consonant)) }
        add("đ", VietnameseLetter("d", .stroke))
        return parts
    }()

    /// The code point of a letter; nil if there is none with these parts.
    static let scalars = [VietnameseLetter: Unicode.Scalar](uniqueKeysWithValues: parts.map { ($1, $0) })

    /// The tone that a combining mark stands for.
    static func tone(ofMark mark: Unicode.Scalar) -> VietnameseLetter.Tone? {
        switch mark.value {
        case 0x300, 0x340: .grave
        case 0x301, 0x341: .acute
        case 0x303: .tilde
        case 0x309: .hook
        case 0x323: .dot
        default: nil
        }
    }

    /// The shape that a combining mark stands for.
    static func shape(ofMark mark: Unicode.Scalar) -> VietnameseLetter.Shape? {
        switch mark.value {
        case 0x302: .circumflex
        case 0x306: .breve
        case 0x31b: .horn
        default: nil
        }
    }
}
