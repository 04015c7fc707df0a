import Programme
import Spreadsheet

/// Tells row by row what is a person and what is not. A row in which something speaks for a person is one, whatever else
/// stands there: it is better to ask about a row than to lose one.
///
///     list --"Pleiku, ngày ...", "NGƯỜI LẬP BIỂU"--> below the list --header again, a numbered person--> list
struct LineClassifier {
    /// A cell of a row, as far as the classifier looks at it.
    struct Cell {
        var column: Int
        var role: ColumnRole?
        /// Cleaned; never empty.
        var text: String
        var isNumber: Bool
    }

    /// Headings by column and row of the header, as keys; for the header that is printed again.
    private let headerKeys: [Int: Set<String>]
    private var isBelowList = false
    private var lastLetter: Character?

    /// A classifier for the rows below the header of a survey.
    init(survey: SheetSurvey) {
        var keys: [Int: Set<String>] = [:]
        for heading in survey.headings { keys[heading.column] = Set(heading.parts.map(HeadingWords.key)) }
        headerKeys = keys
    }

    /// What a row with these cells is. They are in the order of their columns.
    mutating func line(_ cells: [Cell]) -> SheetLine {
        guard let first = cells.first else { return .skipped(.empty) }
        if isHeaderAgain(cells) {
            isBelowList = false
            return .skipped(.header)
        }
        if cells.count >= 3, NumberingRow.isOne(cells.map(\.text)) { return .skipped(.numbering) }
        let look = Look(cells)
        if look.isOnlyNumber { return .skipped(.numberOnly) }
        let lower = (look.firstText ?? first.text).lowercased()
        if LineWords.isTotal(lower), !look.hasDocument, look.name.map(LineWords.looksLikeName) != true {
            return .skipped(.total)
        }
        if let group = group(look) { return group }
        if look.isPerson {
            isBelowList = isBelowList && !look.isNumbered
            return .data
        }
        if let footer = footer(cells, look, lower) { return footer }
        if isBelowList, !look.isNumbered { return .skipped(.signature) }
        return look.mayBePerson ? .data : .skipped(.note)
    }

    /// Whether most of the cells repeat the headings of their columns.
    private func isHeaderAgain(_ cells: [Cell]) -> Bool {
        guard let first = cells.first(where: { !$0.isNumber }) else { return false }
        // Quick: a header does not have what the first texts of people have.
        guard
            cells.count <= 2 || headerKeys[first.column]?.contains(HeadingWords.key(first.text)) == true
                || headerKeys[cells[cells.count - 1].column]?.contains(HeadingWords.key(cells[cells.count - 1].text))
                    == true
        else { return false }
        let same = cells.count { headerKeys[$0.column]?.contains(HeadingWords.key($0.text)) == true }
        return same >= 2 && same * 3 >= cells.count * 2
    }

    /// A group row names a village or a branch, or has a Roman number or a letter before a text, and nothing of a person.
    private mutating func group(_ look: Look) -> SheetLine? {
        guard !isBelowList, !look.hasDocument, let text = look.firstText else { return nil }
        let number = look.number.flatMap { LineWords.numbering($0) == nil ? nil : $0 }
        let level = level(of: number ?? text, isAlone: number != nil)
        if let found = LineWords.group(text), !look.isDetailed {
            if look.name == nil || look.name == text || !LineWords.looksLikeName(look.name ?? "") {
                return .group(found.kind, found.text, level ?? .none(found.kind))
            }
        }
        guard let level, level != .arabic, !look.isDetailed, look.texts <= 2 else { return nil }
        // A list may be numbered by letters: then people have something beside their names.
        if look.others > 0, look.name.map(LineWords.looksLikeName) == true { return nil }
        let bare = LineWords.withoutNumbering(text)
        return .group(.section, String(bare.prefix(MemberField.branch.longestCharacters)), level)
    }

    private mutating func level(of text: String, isAlone: Bool) -> GroupTrail.Level? {
        let head = isAlone ? text[...] : text.prefix { !".):/-".contains($0) }
        guard isAlone || head.count < text.count || text.first?.isNumber == true else { return romanWord(text) }
        switch LineWords.numbering(String(head)) {
        case .roman:
            // C, D, L and M are Roman numbers, too, and so are I, V and X: after H comes the letter I.
            if head.count == 1, let letter = head.first, let last = lastLetter?.unicodeScalars.first,
                letter.unicodeScalars.first?.value == last.value + 1
            {
                lastLetter = letter
                return .letter
            }
            return .roman
        case .letter(let letter):
            guard letter.isUppercase || isAlone else { return nil }
            lastLetter = letter
            return .letter
        case .arabic: return .arabic
        case nil: return nil
        }
    }

    /// `I THÔN 1`: a Roman number as a word of its own.
    private func romanWord(_ text: String) -> GroupTrail.Level? {
        guard let space = text.firstIndex(of: " "), LineWords.numbering(String(text[..<space])) == .roman else {
            return nil
        }
        return .roman
    }

    private mutating func footer(_ cells: [Cell], _ look: Look, _ lower: String) -> SheetLine? {
        guard !look.isNumbered, cells.count <= 4 else { return nil }
        if LineWords.isLetterhead(lower) { return .skipped(.letterhead) }
        let texts = cells.lazy.map { $0.text.lowercased() }
        if texts.contains(where: { LineWords.isPlaceDate($0) || LineWords.isSignature($0) }) {
            isBelowList = true
            return .skipped(.signature)
        }
        return nil
    }
}

extension LineClassifier {
    /// What the cells of one row say.
    private struct Look {
        /// What stands in the column of row numbers.
        var number: String?
        /// What stands in the column of names.
        var name: String?
        /// The first text that is no number.
        var firstText: String?
        /// Texts, without the row number.
        var texts = 0
        /// Cells of columns that are taken, besides the row number and the name.
        var others = 0
        /// A citizen ID or a telephone number.
        var hasDocument = false
        /// A date of birth that is more than a count, or a sex.
        var hasBirth = false
        /// The row number is a number.
        var isNumbered = false

        init(_ cells: [Cell]) {
            var family: String?
            for cell in cells {
                if cell.role == .rowNumber {
                    number = cell.text
                    if case .arabic? = LineWords.numbering(cell.text) { isNumbered = true } else { note(cell) }
                    continue
                }
                note(cell)
                switch cell.role {
                case .field(.fullName): name = cell.text
                case .familyName: family = cell.text
                case .givenName: name = [family, cell.text].compactMap(\.self).joined(separator: " ")
                case .field(.citizenID), .field(.phone):
                    others += 1
                    if cell.text.count(where: \.isNumber) >= 8 { hasDocument = true }
                case .field(.birthDate), .bornMale, .bornFemale, .birthYear:
                    others += 1
                    if cell.text.contains(where: \.isNumber), cell.text.count >= 4 { hasBirth = true }
                case .field(.sex), .markMale, .markFemale:
                    others += 1
                    if !cell.isNumber, cell.text.count <= 4 { hasBirth = true }
                case .leftOut, .rowNumber, nil: break
                default: others += cell.isNumber && cell.text.count < 4 ? 0 : 1
                }
            }
            name = name ?? family
        }

        private mutating func note(_ cell: Cell) {
            guard !cell.isNumber, !cell.text.allSatisfy({ $0.isNumber || ".,/ ".contains($0) }) else { return }
            if LineWords.numbering(cell.text) != nil, cell.role == .rowNumber { return }
            if firstText == nil { firstText = cell.text }
            texts += 1
        }

        /// Nothing but the row number.
        var isOnlyNumber: Bool { isNumbered && name == nil && others == 0 && texts == 0 }

        /// Something of a person is known that no group row has.
        var isDetailed: Bool { hasDocument || hasBirth }

        /// Surely a person: a name, and either a number before it or something known.
        var isPerson: Bool {
            guard let name, name.contains(where: \.isLetter) else { return isNumbered && (isDetailed || others >= 1) }
            return isDetailed || isNumbered
        }

        /// A name by itself, or several things known without a name.
        var mayBePerson: Bool {
            if let name { return LineWords.looksLikeName(name) || others >= 1 }
            return others >= 2 || hasDocument
        }
    }
}
