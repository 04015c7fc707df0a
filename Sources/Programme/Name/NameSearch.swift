/// What somebody types to find a name: words in any order, whole or begun, with or without marks, or initials (`nvhanh`).
/// A letter typed plain finds every letter it is the base of; a letter typed with its mark finds only itself, and a tone
/// only words of that tone: `hanh` finds Hạnh and Hành, `hạnh` only Hạnh.
package struct NameSearch: Hashable, Sendable {
    /// More words than a name has are cut off.
    package static let mostWords = 8
    /// No word is longer; the rest is cut off.
    package static let longestWord = 40

    private let words: [[VietnameseLetter]]

    /// The search for this text; nil if it has no letter and no digit.
    package init?(_ text: String) {
        let typed = VietnameseText.words(of: String(text.unicodeScalars.prefix(Self.mostWords * Self.longestWord)))
        words = typed.prefix(Self.mostWords).map { Array($0.prefix(Self.longestWord)) }
        if words.isEmpty { return nil }
    }

    /// What an index over `PersonName.searchWords` is asked for: each must be the beginning of some word. It may find a name
    /// that `matches` then turns away, never the other way round.
    package var prefixes: [String] { words.map(PersonName.folded) }

    /// Whether every word typed begins a word of the name, or its initials.
    package func matches(_ name: PersonName) -> Bool { matches(fullName: name.full) }

    /// The same of a whole name, without a look at its parts: for going through many.
    package func matches(fullName: String) -> Bool {
        let parts = VietnameseText.words(of: fullName)
        var candidates = parts + parts.map(PersonName.withI)
        if parts.count > 1, let last = parts.last { candidates.append(parts.dropLast().compactMap(\.first) + last) }
        return words.allSatisfy { word in candidates.contains { Self.begins($0, with: word) } }
    }

    private static func begins(_ word: [VietnameseLetter], with typed: [VietnameseLetter]) -> Bool {
        guard typed.count <= word.count else { return false }
        for (one, other) in zip(typed, word) {
            guard one.base == other.base, one.shape == .plain || one.shape == other.shape else { return false }
        }
        guard let tone = typed.first(where: { $0.tone != .level })?.tone else { return true }
        return word.contains { $0.tone == tone }
    }
}
