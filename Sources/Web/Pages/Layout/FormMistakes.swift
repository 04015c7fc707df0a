/// What must be mended on a page, for the summary above its forms: each mistake leads to its field. It is found in the page's own
/// model, so that no page has to remember it.
struct FormMistakes: Sendable {
    /// One field with what is wrong with it.
    struct Mistake: Sendable, Hashable {
        let field: String
        let label: String
        let problem: String
    }

    /// In the order of the model, each field once.
    let list: [Mistake]
    /// How many there are, in words.
    let heading: String

    /// Models are lists of fields in groups, in tables, in parts: deeper than this lies nothing.
    private static let deepest = 12

    /// The mistakes of a page; nil if there is none.
    init?(of page: some Page, in language: Language) {
        var list: [Mistake] = []
        Self.collect(page, Self.deepest, into: &list)
        guard !list.isEmpty else { return nil }
        self.list = list
        heading =
            list.count == 1
            ? Phrase("Có 1 chỗ cần sửa", "There is 1 thing to mend").text(in: language)
            : Phrase("Có {0} chỗ cần sửa", "There are {0} things to mend").text(in: language, String(list.count))
    }

    private static func collect(_ value: Any, _ depth: Int, into list: inout [Mistake]) {
        if let field = value as? FormField.View {
            guard let problem = field.problems.first, !list.contains(where: { $0.field == field.field }) else { return }
            list.append(Mistake(field: field.field, label: field.label, problem: problem))
            return
        }
        guard depth > 0 else { return }
        for child in Mirror(reflecting: value).children { collect(child.value, depth - 1, into: &list) }
    }
}
