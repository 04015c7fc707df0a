/// A small form that was refused: what was sent, and which field is to be mended. It lies over the fields of the page, which show
/// what was typed and, beside it, what is wrong.
struct RefusedForm: Sendable {
    /// The field that is to be mended; nil if it is the form as a whole.
    let field: String?
    /// What is wrong with it.
    let problem: Phrase

    private let sent: FormFields

    init(_ sent: FormFields, _ field: String, _ problem: Phrase) {
        self.sent = sent
        self.field = field
        self.problem = problem
    }

    /// A form in which no field is wrong by itself.
    init(_ sent: FormFields, _ problem: Phrase) {
        self.sent = sent
        field = nil
        self.problem = problem
    }

    /// What was typed into a field; nil if the form has none of this name.
    func text(_ name: String) -> String? { sent[name] }

    /// What was ticked under a name.
    func all(_ name: String) -> [String] { sent.all(name) }

    /// Whether it is the form with one of these fields that was refused.
    func isOf(_ names: String...) -> Bool { names.contains { sent[$0] != nil } }
}

extension FormField {
    /// The field as the page shows it, with what was typed into it when its form was refused.
    func view(over refused: RefusedForm?, in language: Language) -> View {
        guard let refused, let typed = refused.text(name) else { return view }
        var field = self
        if options.contains(where: { $0.code == typed }) {
            field.options = options.map { FieldOption(code: $0.code, text: $0.text, isChosen: $0.code == typed) }
        } else if options.isEmpty, secret == nil {
            field.text = typed
        }
        if refused.field == name { field.problems.append(refused.problem.text(in: language)) }
        return field.view
    }
}
