/// The values that a field offers, as data with validity dates: what an organisation may choose from changes, and a record keeps
/// what was chosen then. Offices add their own; these are where they start.
package struct ChoiceList: Hashable, Sendable {
    /// One value.
    package struct Choice: Hashable, Sendable {
        /// What is stored. Never changes its meaning.
        package let code: String
        /// What the screen shows.
        package let vietnamese: String
        /// What the screen shows in English.
        package let english: String
        /// Other ways in which lists write it.
        package let otherNames: [String]
        /// When it may be chosen.
        package let validity: Validity

        /// One value, for ever unless told otherwise.
        package init(
            _ code: String,
            _ vietnamese: String,
            _ english: String,
            _ otherNames: [String] = [],
            validity: Validity = .always
        ) {
            self.code = code
            self.vietnamese = vietnamese
            self.english = english
            self.otherNames = otherNames
            self.validity = validity
        }
    }

    /// The choices in the order in which they are shown.
    package let choices: [Choice]
    private let byFoldedName: [String: Int]
    /// As the screen shows it, which is how most lists have it: found without folding.
    private let byName: [String: Int]

    /// The list of these choices. Where two choices have a name in common, the first has it.
    package init(_ choices: [Choice]) {
        self.choices = choices
        var found: [String: Int] = [:]
        for (index, choice) in choices.enumerated() {
            for name in [choice.code, choice.vietnamese, choice.english] + choice.otherNames {
                let key = Self.key(name)
                if found[key] == nil { found[key] = index }
            }
        }
        byFoldedName = found
        var names: [String: Int] = [:]
        for choice in choices { names[choice.vietnamese] = found[Self.key(choice.vietnamese)] }
        byName = names
    }

    /// The choice with this code; nil if there is none.
    package func choice(code: String) -> Choice? { choices.first { $0.code == code } }

    /// Reads a field by any of the names, with or without marks. What is not in the list, or not in use on the day, is a
    /// warning: an intake keeps the text as it was typed.
    package func read(_ text: String, on day: CalendarDay) -> Checked<Choice> {
        let clean = VietnameseText.clean(text)
        if clean.isEmpty { return Checked(nil) }
        guard let choice = (byName[clean] ?? byFoldedName[Self.key(clean)]).map({ choices[$0] }) else {
            return Checked(refused: FieldProblem(.choiceUnknown, clean))
        }
        if choice.validity.contains(day) { return Checked(choice) }
        return Checked(choice, [FieldProblem(.choiceNotThen, choice.vietnamese, day.vietnamese)])
    }

    private static func key(_ text: String) -> String { VietnameseText.folded(text).filter { $0 != " " } }
}
