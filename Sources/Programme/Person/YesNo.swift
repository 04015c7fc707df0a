/// Fields with yes or no, such as membership of the Party: an x, a word, or nothing.
package enum YesNo {
    /// Reads x, có, đảng viên ... as yes, không, 0 ... as no; an empty field is nil, which is not no.
    package static func read(_ text: String) -> Checked<Bool> {
        let clean = VietnameseText.clean(text)
        if clean.isEmpty { return Checked(nil) }
        if clean == "✓" || clean == "✔" || clean == "+" { return Checked(true) }
        if clean == "-" { return Checked(false) }
        return switch VietnameseText.folded(clean) {
        case "x", "co", "yes", "y", "1", "v", "dang vien", "true", "dung", "dv": Checked(true)
        case "khong", "no", "n", "0", "k", "false", "sai", "chua", "ko": Checked(false)
        default: Checked(refused: FieldProblem(.answerUnreadable, clean))
        }
    }
}
