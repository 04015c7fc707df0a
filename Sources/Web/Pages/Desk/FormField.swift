/// One choice of a list.
struct FieldOption: Sendable, Hashable {
    let code: String
    let text: String
    let isChosen: Bool
}

/// One field of a form, with what was typed and what there is to say about it. See the template `parts/field`.
struct FormField: Sendable {
    /// As the form sends it, and the field's identity in the page unless that has several forms.
    let name: String
    let label: String
    var text = ""
    var help: String?
    /// What must be mended.
    var problems: [String] = []
    /// What should be looked at.
    var warnings: [String] = []
    /// To choose from; empty for a field to type in.
    var options: [FieldOption] = []
    /// Offered while typing.
    var proposals: [String] = []
    var isRequired = false
    var isLong = false
    var longest = 100
    /// `text`, `numeric`, `tel`: which keyboard a telephone shows.
    var keyboard = "text"
    /// A password: never shown, never filled in again. What a browser's own keeper of passwords is told that it is, such as
    /// `new-password`.
    var secret: String?
    /// Characters of a secret, at least.
    var shortest = 0

    init(_ name: String, _ label: String) {
        self.name = name
        self.label = label
    }

    var hasOptions: Bool { !options.isEmpty }
}

extension FormField {
    /// As the template sees it: flags that are sums of others.
    struct View: Sendable {
        let field: String
        /// The field's identity in the page; that of no other field, whatever forms the page has.
        private(set) var id: String
        let label: String
        let text: String
        let help: String?
        let problems: [String]
        let warnings: [String]
        let options: [FieldOption]
        let proposals: [String]
        let isSelect: Bool
        let isLine: Bool
        let isLong: Bool
        let secret: String?
        let shortest: Int
        let isRequired: Bool
        let isWrong: Bool
        let isDoubtful: Bool
        let isOptional: Bool
        let hasProposals: Bool
        /// The identities of what is said about the field, for who hears the page; nil for nothing.
        private(set) var describedBy: String?
        let longest: Int
        let keyboard: String

        /// The same field with an identity of its own, for a page with several forms that have it.
        func marked(_ mark: String) -> View {
            var view = self
            view.id = "\(field)-\(mark)"
            let said = describedBy?.split(separator: " ").map { "\(view.id)\($0.dropFirst(id.count))" }
            view.describedBy = said?.joined(separator: " ")
            return view
        }
    }

    private var describedBy: String? {
        let said = [("problem", !problems.isEmpty), ("warning", !warnings.isEmpty), ("help", help != nil)]
        let ids = said.filter(\.1).map { "\(name)-\($0.0)" }
        return ids.isEmpty ? nil : ids.joined(separator: " ")
    }

    var view: View {
        View(
            field: name,
            id: name,
            label: label,
            text: text,
            help: help,
            problems: problems,
            warnings: warnings,
            options: options,
            proposals: proposals,
            isSelect: !options.isEmpty,
            isLine: options.isEmpty && !isLong && secret == nil,
            isLong: options.isEmpty && isLong,
            secret: secret,
            shortest: shortest,
            isRequired: isRequired,
            isWrong: !problems.isEmpty,
            isDoubtful: !warnings.isEmpty,
            isOptional: !isRequired,
            hasProposals: !proposals.isEmpty,
            describedBy: describedBy,
            longest: longest,
            keyboard: keyboard
        )
    }
}
