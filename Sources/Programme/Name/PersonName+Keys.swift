extension PersonName {
    /// Sorts as the lists of these offices do, when compared byte by byte (`COLLATE "C"`): by given name, then family, then
    /// middle name, each in the order of the alphabet with the tones in dictionary order.
    package var sortKey: String { VietnameseSortKey.key(parts.given, parts.family, parts.middle) }

    /// Two names that differ only in marks, case, tone placement (hòa, hoà), i for y (Mỹ, Mĩ), apostrophes or spaces between
    /// the same words have one key. For finding duplicates, never for deciding that two people are one.
    package var searchKey: String {
        VietnameseText.words(of: full).map { Self.folded(Self.withI($0)) }.joined(separator: " ")
    }

    /// The words by which an index finds the name, each once and in order: every word without marks, its other spelling with
    /// i for y, and the initials with the given name whole (`nvhanh`). A prefix of any of them is a way to type the name.
    package var searchWords: [String] {
        let words = VietnameseText.words(of: full)
        var found = Set(words.map(Self.folded))
        found.formUnion(words.map { Self.folded(Self.withI($0)) })
        if words.count > 1, let last = words.last {
            found.insert(Self.folded(words.dropLast().compactMap(\.first) + last))
        }
        return found.sorted()
    }

    /// The first letter of every word, in capitals and with the marks that make letters: `NVH`, `ĐTÂ`.
    package var initials: String {
        var initials = String.UnicodeScalarView()
        for word in VietnameseText.words(of: full) {
            guard var letter = word.first else { continue }
            letter.tone = .level
            letter.isUppercase = true
            if let scalar = VietnameseLetters.scalars[letter] {
                initials.append(scalar)
            } else {
                initials.append(contentsOf: letter.base.properties.uppercaseMapping.unicodeScalars)
            }
        }
        return String(initials)
    }

    /// The name with only the first letter of each word, and the one after an apostrophe, in capitals; nil unless the whole
    /// name is in capitals. A proposal: that `CHƯ HDRÔNG` is written `Chư HDrông` no rule can know.
    package var inNameCase: String? {
        if full.utf8.contains(where: { (0x61...0x7a).contains($0) }) { return nil }
        let scalars = full.unicodeScalars
        guard scalars.filter(\.properties.isUppercase).count > 1, !scalars.contains(where: \.properties.isLowercase),
            full.split(separator: " ").contains(where: { $0.count > 1 })
        else { return nil }
        var result = String.UnicodeScalarView()
        var startsWord = true
        for scalar in scalars {
            if startsWord {
                result.append(scalar)
            } else {
                result.append(contentsOf: scalar.properties.lowercaseMapping.unicodeScalars)
            }
            let isLetter = scalar.properties.isAlphabetic || scalar.properties.canonicalCombiningClass != .notReordered
            startsWord = !isLetter
        }
        let proposal = VietnameseText.clean(String(result))
        return proposal == full ? nil : proposal
    }

    static func folded(_ word: some Sequence<VietnameseLetter>) -> String {
        var output = String.UnicodeScalarView()
        for letter in word { output.append(letter.base) }
        return String(output)
    }

    /// i for a y that is the only vowel of its syllable and follows a consonant (Mỹ, lý, kỷ, quý): both spellings are in use.
    static func withI(_ word: [VietnameseLetter]) -> [VietnameseLetter] {
        guard let last = word.last, last.base == "y", word.count > 1 else { return word }
        let before = word.dropLast()
        let isQu = before.count == 2 && before[0].base == "q" && before[1].base == "u"
        guard isQu || !before.contains(where: { "aeiouy".unicodeScalars.contains($0.base) }) else { return word }
        return before + [VietnameseLetter("i", .plain, last.tone, isUppercase: last.isUppercase)]
    }
}
