/// One field as it stands in an upload or a form.
package struct MemberCell: Hashable, Sendable {
    /// The text shown; for number cells the number's digits do as well.
    package var text: String
    /// The number of a number cell; dates are such numbers.
    package var number: Double?
    /// The font of the cell: old fonts tell the encoding of the text.
    package var fontName: String?
    /// The encoding that an officer has confirmed for the column; the cell's own font goes before it.
    package var encoding: LegacyEncoding?

    /// A field with this text.
    package init(_ text: String, number: Double? = nil, fontName: String? = nil, encoding: LegacyEncoding? = nil) {
        self.text = text
        self.number = number
        self.fontName = fontName
        self.encoding = encoding
    }

    /// The digits of a whole number, without the point and the exponent that a program may have shown; otherwise the text.
    package var digits: String {
        guard let number, number.isFinite, abs(number) < 1e15, number == number.rounded() else { return text }
        return String(Int64(number))
    }
}

/// A value out of a list, or what was typed instead, kept because the list may be the one that is wrong.
package enum MemberChoice: Hashable, Sendable {
    /// The code of a choice; for ethnic groups the official name.
    case listed(String)
    /// As typed, cleaned.
    case typed(String)
}

/// A problem of one field of one member.
package struct MemberFieldProblem: Hashable, Sendable {
    /// The field.
    package let field: MemberField
    /// What is wrong with it.
    package let problem: FieldProblem

    /// The problem of this field.
    package init(_ field: MemberField, _ problem: FieldProblem) {
        self.field = field
        self.problem = problem
    }
}
