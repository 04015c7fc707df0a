/// A person's name, whole as it was typed (NFC, single spaces), with the parts by which lists are sorted. Vietnamese put the
/// family name first and address and sort by the last word, the given name. Jrai, Bahnar and Ede names are built otherwise,
/// so the parts are a proposal that an officer may correct; the whole name is what counts.
package struct PersonName: Hashable, Sendable {
    /// The longest name taken, in code points, as the database counts: above any name in use, below what a paragraph in the wrong column has.
    package static let longestCharacters = 100

    /// The whole name, NFC.
    package let full: String
    /// The parts, as proposed or as corrected.
    package var parts: PersonNameParts

    /// A name with parts that an officer has put right. The whole name is cleaned; nil if nothing is left or it is longer than
    /// `longestCharacters`.
    package init?(full: String, parts: PersonNameParts) {
        let clean = VietnameseText.clean(full)
        guard !clean.isEmpty,
            clean.utf8.count <= Self.longestCharacters || clean.unicodeScalars.count <= Self.longestCharacters
        else {
            return nil
        }
        self.full = clean
        self.parts = parts
    }

    /// A name with the parts that its words suggest.
    package init?(_ full: String) {
        self.init(full: full, parts: PersonNameParts(proposedFor: VietnameseText.clean(full)))
    }

    /// Reads a name out of a field. Damage that can be mended is; what nobody can guess is a problem. Text in an old
    /// encoding must be converted before.
    package static func read(_ text: String) -> Checked<PersonName> {
        let clean = VietnameseText.clean(text)
        guard !clean.isEmpty else { return Checked(refused: FieldProblem(.nameMissing)) }
        guard clean.utf8.count <= longestCharacters || clean.unicodeScalars.count <= longestCharacters else {
            return Checked(refused: FieldProblem(.textTooLong, String(longestCharacters)))
        }
        let scalars = clean.unicodeScalars
        if scalars.allSatisfy(isPlain), scalars.contains(where: { VietnameseLetters.letter($0) != nil }) {
            return checked(clean, odd: [])
        }
        if scalars.contains(where: { $0 == "\u{fffd}" || $0 == "?" }) {
            return Checked(refused: FieldProblem(.textLostCharacters))
        }
        guard scalars.contains(where: \.properties.isAlphabetic) else {
            return Checked(refused: FieldProblem(.nameHasNoLetters))
        }
        if scalars.contains(where: { $0.properties.numericType != nil }) {
            return Checked(refused: FieldProblem(.nameHasDigits))
        }
        return checked(clean, odd: Array(scalars.filter(isOdd)))
    }

    /// What most names are made of, told without asking Unicode.
    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        VietnameseLetters.letter(scalar) != nil || scalar == " " || scalar == "'"
    }

    private static func checked(_ clean: String, odd: [Unicode.Scalar]) -> Checked<PersonName> {
        var problems: [FieldProblem] = []
        if !odd.isEmpty { problems.append(FieldProblem(.nameHasOddCharacters, String(String.UnicodeScalarView(odd)))) }
        guard let name = PersonName(clean) else { return Checked(refused: FieldProblem(.nameMissing)) }
        if let proposal = name.inNameCase { problems.append(FieldProblem(.nameInCapitals, proposal)) }
        return Checked(name, problems)
    }

    /// What no name in these lists has: anything but letters, spaces, apostrophes, hyphens, full stops and brackets (a second
    /// name, as in `Nguyễn Văn An (Tư)`).
    private static func isOdd(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.properties.isAlphabetic || VietnameseText.isApostrophe(scalar) { return false }
        return scalar.properties.canonicalCombiningClass == .notReordered && !" -.()".unicodeScalars.contains(scalar)
    }
}

extension PersonName: CustomReflectable {
    /// Shows nothing of the name to what prints values.
    package var customMirror: Mirror { Mirror(self, children: ["full": "\(full.count) characters"]) }
}

extension PersonName: CustomStringConvertible {
    /// Says how long the name is and not which, so that a name does not slip into a log. Pages show `full`.
    package var description: String { "PersonName(\(full.count) characters)" }
}
