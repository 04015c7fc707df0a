/// The three parts of a name. Joined in the order of the name they give the whole; any may be empty.
package struct PersonNameParts: Hashable, Sendable {
    /// Họ: the first word, or the first two of a family name of two.
    package var family: String
    /// Tên đệm: what stands between.
    package var middle: String
    /// Tên: the last word, by which lists are sorted.
    package var given: String
    /// Whether the parts follow only from the order of the words; an officer's correction sets it to false.
    package var isGuess: Bool

    /// These parts.
    package init(family: String, middle: String, given: String, isGuess: Bool = false) {
        self.family = family
        self.middle = middle
        self.given = given
        self.isGuess = isGuess
    }

    /// The parts that the words suggest. A family name that Kinh people commonly bear makes it sure; otherwise the first word,
    /// or the first two of a known family name of two words, is taken for the family and the last for the given name. Ede
    /// names turn that around (`Y Moan Ênuôl`, `H'Hen Niê`): given name first, after the particle.
    package init(proposedFor full: String) {
        let words = full.utf8.split(separator: UInt8(ascii: " ")).map { String(Substring($0)) }
        let folded = words.map(VietnameseText.folded)
        guard words.count > 1 else {
            self.init(family: "", middle: "", given: full, isGuess: true)
            return
        }
        if let turned = Self.givenFirst(words, folded) {
            self = turned
            return
        }
        var familyWords = 1
        if words.count > 2, Self.familiesOfTwoWords.contains(folded[0] + " " + folded[1]) { familyWords = 2 }
        self.init(
            family: words[..<familyWords].joined(separator: " "),
            middle: words[familyWords..<(words.count - 1)].joined(separator: " "),
            given: words[words.count - 1],
            isGuess: familyWords == 2 || !Self.commonFamilies.contains(folded[0])
        )
    }

    private static func givenFirst(_ words: [String], _ folded: [String]) -> PersonNameParts? {
        let givenWords = folded[0] == "y" ? 2 : 1
        let start = Array(words[0].unicodeScalars.prefix(2))
        let isWoman = start.count == 2 && (start[0] == "H" || start[0] == "h") && VietnameseText.isApostrophe(start[1])
        let hasParticle = folded[0] == "y" || isWoman
        guard hasParticle, words.count > givenWords, let last = folded.last, edeFamilies.contains(last) else {
            return nil
        }
        return PersonNameParts(
            family: words[words.count - 1],
            middle: words[givenWords..<(words.count - 1)].joined(separator: " "),
            given: words[..<givenWords].joined(separator: " "),
            isGuess: true
        )
    }

    /// Folded. Jrai families of two words as lists of Gia Lai have them, and the Kinh ones that are never divided.
    private static let familiesOfTwoWords: Set = [
        "rah lan", "ro cham", "ro mah", "ro lan", "ro com", "ro o", "ton that", "ton nu", "au duong",
    ]

    /// Folded. Families that stand last in Ede names; a few common ones, because the proposal can be corrected.
    private static let edeFamilies: Set = ["nie", "mlo", "eban", "enuol", "ayun", "bya", "bkrong", "kbuor"]

    /// Folded. The most common Kinh families.
    private static let commonFamilies: Set = [
        "nguyen", "tran", "le", "pham", "hoang", "huynh", "phan", "vu", "vo", "dang", "bui", "do", "ho", "ngo", "duong",
        "ly",
        "truong", "dinh", "doan", "dao", "mai", "trinh", "luong", "lam", "cao", "chau", "ta", "tong", "thai", "quach",
        "ha",
        "kieu", "luu", "to", "tang", "la", "phung", "van", "chu", "vuong", "nghiem", "thach", "diep", "hua", "au",
    ]
}
