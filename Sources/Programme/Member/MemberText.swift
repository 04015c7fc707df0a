/// Fields of plain text: whatever is not a name, a date, a number or a choice.
package enum MemberText {
    /// Cleans a text and keeps it to the length of its field; an empty one is nil without a problem.
    package static func read(_ text: String, for field: MemberField) -> Checked<String> {
        let clean = VietnameseText.clean(text)
        if clean.isEmpty { return Checked(nil) }
        if clean.unicodeScalars.contains("\u{fffd}") { return Checked(refused: FieldProblem(.textLostCharacters)) }
        guard clean.utf8.count <= field.longestCharacters || clean.unicodeScalars.count <= field.longestCharacters
        else {
            return Checked(refused: FieldProblem(.textTooLong, String(field.longestCharacters)))
        }
        return Checked(clean)
    }
}
