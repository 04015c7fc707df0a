/// One thing said in both languages. There is no phrase in one alone.
package struct Phrase: Sendable, Hashable {
    /// In Vietnamese.
    package let vietnamese: String
    /// In English.
    package let english: String

    /// The phrase in Vietnamese and in English. `{0}`, `{1}` ... stand for what the case at hand brings.
    package init(_ vietnamese: String, _ english: String) {
        self.vietnamese = vietnamese
        self.english = english
    }

    /// The phrase in one language.
    package func text(in language: Language) -> String { language == .vietnamese ? vietnamese : english }

    /// The phrase in one language with its places filled, in one pass: braces in an argument stay what they are.
    package func text(in language: Language, _ arguments: String...) -> String {
        var output = ""
        var rest = text(in: language)[...]
        while let open = rest.firstIndex(of: "{") {
            output += rest[..<open]
            rest = rest[rest.index(after: open)...]
            guard let close = rest.firstIndex(of: "}"), let index = Int(rest[..<close]) else {
                output += "{"
                continue
            }
            if arguments.indices.contains(index) { output += arguments[index] }
            rest = rest[rest.index(after: close)...]
        }
        return output + rest
    }
}
