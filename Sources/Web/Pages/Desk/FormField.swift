/// One choice of a list.
struct FieldOption: Sendable, Hashable {
    let code: String
    let text: String
    let isChosen: Bool
}

/// One field of a form, with what was typed and what there is to say about it. See the template `parts/field`.
struct FormField: Sendable {
    /// As the form sends it, and the field's identity in the page.
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
        let isRequired: Bool
        let isWrong: Bool
        let isOptional: Bool
        let hasProposals: Bool
        let longest: Int
        let keyboard: String
    }

    var view: View {
        View(
            field: name,
            label: label,
            text: text,
            help: help,
            problems: problems,
            warnings: warnings,
            options: options,
            proposals: proposals,
            isSelect: !options.isEmpty,
            isLine: options.isEmpty && !isLong,
            isLong: options.isEmpty && isLong,
            isRequired: isRequired,
            isWrong: !problems.isEmpty,
            isOptional: !isRequired,
            hasProposals: !proposals.isEmpty,
            longest: longest,
            keyboard: keyboard
        )
    }
}
