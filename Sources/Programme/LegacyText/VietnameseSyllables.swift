/// Which words can be Vietnamese: an onset, a rime that the language has, and a tone that goes with it. By this text that was
/// decoded rightly is told from text that was not.
enum VietnameseSyllables {
    /// Longest first, so that `ngh` is not taken for `n`.
    private static let onsets = [
        "ngh", "ch", "gh", "gi", "kh", "ng", "nh", "ph", "qu", "th", "tr", "b", "c", "d", "đ", "g", "h", "k", "l", "m",
        "n",
        "p", "r", "s", "t", "v", "x", "",
    ]

    private static let rimes: Set<String> = Set(
        """
        a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây e ec em en eng eo ep et ê êch êm \
        ên ênh êp êt êu êng i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu o oa oac oach oai oam oan oang oanh oao \
        oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc oong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp \
        ơt u ua uân uâng uât uây uc ue uê uêch uênh ui um un ung uơ uôc uôi uôm uôn uông uôt up ut uy uya uych uyên uyêt \
        uynh uyt uyu uyn uych ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu y yêm yên yêng yêt yêu ynh yt ych \
        yn yu
        """.split(separator: " ").map(String.init)
    )

    /// The part of the words with letters beyond ASCII that can be Vietnamese, 0 to 1; 1 if there is no such word.
    static func share(in text: String) -> Double {
        let (fitting, all) = count(in: text)
        return all == 0 ? 1 : Double(fitting) / Double(all)
    }

    /// How many words with characters beyond ASCII there are, and how many of them can be Vietnamese.
    static func count(in text: String) -> (fitting: Int, all: Int) {
        var fitting = 0
        var all = 0
        for word in text.unicodeScalars.split(whereSeparator: isSeparator) where word.contains(where: { !$0.isASCII }) {
            all += 1
            if isSyllable(word) { fitting += 1 }
        }
        return (fitting, all)
    }

    /// Whether the word, in NFC, can be one Vietnamese syllable.
    static func isSyllable(_ word: some Collection<Unicode.Scalar>) -> Bool {
        var plain = String.UnicodeScalarView()
        var tones: [VietnameseLetter.Tone] = []
        for (index, scalar) in word.enumerated() {
            guard var letter = VietnameseLetters.letter(scalar) else { return false }
            if letter.tone != .level { tones.append(letter.tone) }
            // a capital after a small letter is a sign of wrong decoding
            if index > 0, letter.isUppercase, word.contains(where: \.properties.isLowercase) { return false }
            letter.tone = .level
            letter.isUppercase = false
            guard let bare = VietnameseLetters.scalars[letter] else { return false }
            plain.append(bare)
        }
        let text = String(plain)
        guard tones.count <= 1, let last = text.last else { return false }
        let isStopped = "cpt".contains(last) || text.hasSuffix("ch")
        if isStopped, tones.first != .acute, tones.first != .dot { return false }
        return onsets.contains { text.hasPrefix($0) && rimes.contains(String(text.dropFirst($0.count))) }
    }

    private static func isSeparator(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isASCII && !scalar.properties.isAlphabetic || scalar.value == 0xa0
    }
}
