import Foundation

/// Text as Vietnamese offices type it, made into text that compares as it reads: NFC, one code point for a letter, single
/// spaces. `clean` changes nothing that a reader would see; `folded` is for searching and comparing only.
package enum VietnameseText {
    /// NFC with the known damage mended: the Icelandic `Ð` (U+00D0, U+00F0) and the African `Ɖ` (U+0189, U+0256) where `Đ`
    /// was meant (both occur in published tables), marks typed after the letter in any order, no-break and other spaces,
    /// zero-width characters, control characters, doubled spaces. Text in TCVN3 or VNI must be converted before, because
    /// their bytes look like these.
    package static func clean(_ text: String) -> String {
        if isClean(text) { return text }
        var output = String.UnicodeScalarView()
        var pending: VietnameseLetter?
        var gap = false
        func flush() {
            if let letter = pending, let scalar = VietnameseLetters.scalars[letter] { output.append(scalar) }
            pending = nil
        }
        for scalar in text.unicodeScalars where !isIgnorable(scalar) {
            if isSpace(scalar) {
                flush()
                gap = true
                continue
            }
            let mended = mend(scalar)
            if let joined = pending.flatMap({ join(mended, to: $0) }) {
                pending = joined
                continue
            }
            flush()
            if gap, !output.isEmpty { output.append(" ") }
            gap = false
            if let letter = VietnameseLetters.letter(mended) { pending = letter } else { output.append(mended) }
        }
        flush()
        let result = String(output)
        return needsNormalising(result) ? result.precomposedStringWithCanonicalMapping : result
    }

    /// For searching and comparing: words of plain lower-case letters and digits with single spaces between. No marks, đ as d,
    /// apostrophes left out (`K'Dang` is `kdang`), every other character a gap. The placement of the tone (hòa, hoà) no
    /// longer shows. Folding what is folded changes nothing.
    package static func folded(_ text: String) -> String {
        if let plain = foldedLetters(text) { return plain }
        var output = String.UnicodeScalarView()
        for word in words(of: text) {
            if !output.isEmpty { output.append(" ") }
            for letter in word { output.append(letter.base) }
        }
        return String(output)
    }

    /// The same for text of Vietnamese letters, digits, spaces and the common signs, which is nearly all; nil for other text.
    private static func foldedLetters(_ text: String) -> String? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        var gap = false
        for scalar in text.unicodeScalars {
            let byte: UInt8
            if let letter = VietnameseLetters.letter(scalar) {
                guard letter.base.isASCII else { return nil }
                byte = UInt8(truncatingIfNeeded: letter.base.value)
            } else if (0x30...0x39).contains(scalar.value) {
                byte = UInt8(truncatingIfNeeded: scalar.value)
            } else if isApostrophe(scalar) {
                continue
            } else if (0x20...0x7e).contains(scalar.value) || scalar.value == 0xa0 {
                gap = true
                continue
            } else {
                return nil
            }
            if gap, !bytes.isEmpty { bytes.append(0x20) }
            gap = false
            bytes.append(byte)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The words of a text as letters and digits, marks and all, without apostrophes and empty words.
    package static func words(of text: String) -> [[VietnameseLetter]] {
        var words: [[VietnameseLetter]] = []
        var word: [VietnameseLetter] = []
        for scalar in clean(text).unicodeScalars {
            if let letter = VietnameseLetters.letter(scalar) {
                word.append(letter)
            } else if isApostrophe(scalar) || isMark(scalar) {
                if isMark(scalar), !word.isEmpty { word[word.count - 1].shape = foreign(word[word.count - 1].shape) }
            } else if scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
                word.append(contentsOf: foreignLetters(of: scalar))
            } else if !word.isEmpty {
                words.append(word)
                word = []
            }
        }
        if !word.isEmpty { words.append(word) }
        return words
    }

    /// The characters that stand for the apostrophe of Jrai, Bahnar and Ede names.
    package static func isApostrophe(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x27, 0x60, 0xb4, 0x2bb, 0x2bc, 0x2018, 0x2019, 0x201b, 0x2032, 0xff07: true
        default: false
        }
    }

    /// The letter with a further mark on it, if the mark belongs there.
    private static func join(_ mark: Unicode.Scalar, to letter: VietnameseLetter) -> VietnameseLetter? {
        var joined = letter
        if let tone = VietnameseLetters.tone(ofMark: mark), letter.tone == .level {
            joined.tone = tone
        } else if let shape = VietnameseLetters.shape(ofMark: mark), letter.shape == .plain {
            joined.shape = shape
        } else {
            return nil
        }
        return VietnameseLetters.scalars[joined] == nil ? nil : joined
    }

    private static func mend(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar.value {
        case 0xd0, 0x189: "Đ"
        case 0xf0, 0x256: "đ"
        default: scalar
        }
    }

    /// A letter of another alphabet in lower case and without marks: `č` as c, `ƀ` as b. It is one letter or a few.
    private static func foreignLetters(of scalar: Unicode.Scalar) -> [VietnameseLetter] {
        let isUppercase = scalar.properties.isUppercase
        var letters: [VietnameseLetter] = []
        let plain = scalar.properties.lowercaseMapping.decomposedStringWithCanonicalMapping
        for part in plain.unicodeScalars where !isMark(part) {
            let base: Unicode.Scalar = part.value == 0x180 ? "b" : part.value == 0x111 ? "d" : part
            letters.append(VietnameseLetter(base, base == scalar ? .plain : .foreign, isUppercase: isUppercase))
        }
        return letters
    }

    private static func foreign(_ shape: VietnameseLetter.Shape) -> VietnameseLetter.Shape {
        shape == .plain ? .foreign : shape
    }

    private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.canonicalCombiningClass != .notReordered
    }

    private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value <= 0x20 || (0x7f...0xa0).contains(scalar.value) || scalar.properties.isWhitespace
    }

    /// Nothing to see: zero-width characters, soft hyphens, marks of direction.
    private static func isIgnorable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0xad, 0x200b...0x200f, 0x202a...0x202e, 0x2060...0x2064, 0x2066...0x2069, 0xfeff: true
        default: false
        }
    }

    /// Code points that no other follows into one: below U+0300 and the Vietnamese block, which are NFC as they stand.
    private static func needsNormalising(_ text: String) -> Bool {
        text.unicodeScalars.contains { $0.value >= 0x300 && !(0x1ea0...0x1ef9).contains($0.value) }
    }

    /// The common case: nothing to do.
    private static func isClean(_ text: String) -> Bool {
        var wasSpace = true
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x20:
                if wasSpace { return false }
                wasSpace = true
                continue
            case 0x21...0x7e, 0xa1...0xac, 0xae...0xcf, 0xd1...0xef, 0xf1...0x188, 0x18a...0x255, 0x1ea0...0x1ef9: break
            default: return false
            }
            wasSpace = false
        }
        return !wasSpace || text.isEmpty
    }
}
