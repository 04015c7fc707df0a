/// What text whose font is lost seems to be written in. A guess is shown and asked about, never acted upon silently.
package struct LegacyTextGuess: Equatable, Sendable {
    /// Texts looked at, at most: what a column's first rows do not show, more rows hardly will.
    package static let mostSamples = 500

    /// The encoding that reads best; nil for Unicode as it stands.
    package let encoding: LegacyEncoding?
    /// 0 to 1: how much better it reads than the next best, and on how many words. Above 0.5 few doubts are left; one word
    /// alone never says more than 1/3.
    package let confidence: Double
    /// Words with characters beyond ASCII; without any there is nothing to go by.
    package let words: Int

    /// Guesses from the texts of one column, each read in every way: the way in which most of the words beyond ASCII can be
    /// Vietnamese syllables wins, and Unicode wins a draw. A text that an encoding cannot have counts against it whole.
    package init(from samples: some Sequence<String>) {
        var fitting: [LegacyEncoding?: Double] = [nil: 0]
        var words = 0
        for sample in samples.prefix(Self.mostSamples) {
            let asIs = VietnameseSyllables.count(in: VietnameseText.clean(sample))
            let here = VietnameseSyllables.count(in: sample).all
            words += here
            fitting[nil, default: 0] += Double(min(asIs.fitting, here))
            for encoding in LegacyEncoding.allCases {
                guard let decoded = encoding.decode(sample) else { continue }
                fitting[encoding, default: 0] += VietnameseSyllables.share(in: decoded) * Double(here)
            }
        }
        let ranked = fitting.sorted { ($0.value, $0.key == nil ? 1 : 0) > ($1.value, $1.key == nil ? 1 : 0) }
        self.words = words
        guard words > 0, let best = ranked.first else {
            encoding = nil
            confidence = 0
            return
        }
        encoding = best.key
        let next = ranked.dropFirst().first?.value ?? 0
        let margin = (best.value - next) / Double(words)
        confidence = margin * Double(words) / Double(words + 2)
    }

    /// What to say of one text of the column, when the guess is not Unicode; nil if the text reads the same either way.
    package func problem(for text: String) -> FieldProblem? {
        guard let encoding, let decoded = encoding.convert(text) else { return nil }
        return FieldProblem(.textMaybeLegacy, encoding.rawValue, decoded)
    }
}
