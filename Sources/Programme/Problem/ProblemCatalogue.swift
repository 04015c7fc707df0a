/// What every problem says, in one place. `{0}`, `{1}` ... stand for the arguments of the case at hand.
package enum ProblemCatalogue {
    /// One entry: how grave it is, and the words.
    struct Entry: Sendable {
        let severity: ProblemSeverity
        let vietnamese: String
        let english: String

        static func error(_ vietnamese: String, _ english: String) -> Entry {
            Entry(severity: .error, vietnamese: vietnamese, english: english)
        }

        static func warning(_ vietnamese: String, _ english: String) -> Entry {
            Entry(severity: .warning, vietnamese: vietnamese, english: english)
        }
    }

    /// The message of a code with its places filled. An argument that is missing leaves its place empty.
    package static func message(of code: ProblemCode, _ arguments: [String], in language: ProblemLanguage) -> String {
        let entry = entry(of: code)
        return fill(language == .vietnamese ? entry.vietnamese : entry.english, with: arguments)
    }

    /// How many arguments the message of a code takes.
    package static func places(of code: ProblemCode) -> Int {
        let template = entry(of: code).english
        return (0..<9).last { template.contains("{\($0)}") }.map { $0 + 1 } ?? 0
    }

    static func entry(of code: ProblemCode) -> Entry {
        switch code.rawValue.prefix(while: { $0 != "." }) {
        case "text", "name": nameEntry(of: code)
        case "date": dateEntry(of: code)
        case "citizen_id", "phone": numberEntry(of: code)
        case "area", "membership": recordEntry(of: code)
        case "branch", "match", "officer": placeEntry(of: code)
        default: choiceEntry(of: code)
        }
    }

    /// In one pass, so that braces inside an argument stay what they are.
    private static func fill(_ template: String, with arguments: [String]) -> String {
        var message = ""
        var rest = template[...]
        while let open = rest.firstIndex(of: "{") {
            message += rest[..<open]
            let close = rest[open...].firstIndex(of: "}") ?? rest.index(before: rest.endIndex)
            let place = Int(rest[rest.index(after: open)..<close]) ?? arguments.count
            message += place < arguments.count ? arguments[place] : ""
            rest = rest[rest.index(after: close)...]
        }
        return message + rest
    }
}

extension ProblemCode {
    /// Whether the row can be taken all the same.
    package var severity: ProblemSeverity { ProblemCatalogue.entry(of: self).severity }
}
