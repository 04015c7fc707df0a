/// Keys that sort as Vietnamese dictionaries do when their bytes are compared (`COLLATE "C"`): the alphabet first, the tone
/// of the same letters next, upper and lower case alike. Word by word, so that a tone in the first word counts before a
/// letter in the second. ASCII only.
package enum VietnameseSortKey {
    /// The alphabet with the four letters of other languages at the places that CLDR gives them.
    static let alphabet = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"

    /// Ends a field; below `wordEnd`, so that a shorter field comes first.
    private static let fieldEnd = UInt8(ascii: "!")
    private static let wordEnd = UInt8(ascii: "#")
    /// Between the letters of a word and its tones; below every letter, so that a shorter word comes first.
    private static let tonesStart = UInt8(ascii: "$")
    /// Before a letter of another script: after every letter.
    private static let otherStart = UInt8(ascii: "~")

    private static let ranks: [VietnameseLetter: UInt8] = {
        var ranks: [VietnameseLetter: UInt8] = [:]
        for (index, scalar) in alphabet.unicodeScalars.enumerated() {
            guard let letter = VietnameseLetters.letter(scalar) else { continue }
            let first = index < 26 ? UInt8(ascii: "A") : UInt8(ascii: "a") - 26
            ranks[letter] = first + UInt8(index)
        }
        return ranks
    }()

    /// The key of several fields, of which the first counts most. No field is no different from an empty one.
    package static func key(_ fields: String...) -> String {
        var bytes: [UInt8] = []
        for field in fields {
            for word in VietnameseText.words(of: field) { append(word, to: &bytes) }
            bytes.append(fieldEnd)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func append(_ word: [VietnameseLetter], to bytes: inout [UInt8]) {
        for letter in word { appendLetter(letter, to: &bytes) }
        bytes.append(tonesStart)
        for letter in word where letter.tone != .level || letter.shape == .foreign {
            let tone = letter.tone == .level ? 6 : letter.tone.rawValue
            bytes.append(UInt8(ascii: "0") + tone)
        }
        bytes.append(wordEnd)
    }

    private static func appendLetter(_ letter: VietnameseLetter, to bytes: inout [UInt8]) {
        let shape = letter.shape == .foreign ? .plain : letter.shape
        if let rank = ranks[VietnameseLetter(letter.base, shape)] {
            bytes.append(rank)
        } else if letter.base.isASCII {
            bytes.append(UInt8(truncatingIfNeeded: letter.base.value))
        } else {
            let number = String(letter.base.value, radix: 16)
            bytes.append(otherStart)
            bytes.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: max(0, 6 - number.utf8.count)))
            bytes.append(contentsOf: number.utf8)
        }
    }
}
