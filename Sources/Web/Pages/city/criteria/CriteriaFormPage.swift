internal import Programme
internal import Store

/// A form of a set, a criterion or a level.
struct CriteriaFormPage: Page {
    struct Group: Sendable {
        let heading: String
        let inputs: [FormField.View]
    }

    struct Hidden: Sendable {
        let field: String
        let text: String
    }

    static let template = "city/criteria/form"

    private let heading: String
    let action: String
    let back: String
    let hidden: [Hidden]
    let groups: [Group]
    /// Where the criterion or the level is taken out; nil where there is none yet.
    let removal: String?
    let problem: String?

    func title(in language: Language) -> String { heading }

    init(
        _ heading: String,
        action: String,
        back: String,
        hidden: [(String, String)],
        groups: [Group],
        removal: String? = nil,
        problem: String?
    ) {
        self.heading = heading
        self.action = action
        self.back = back
        self.hidden = hidden.map { Hidden(field: $0.0, text: $0.1) }
        self.groups = groups.filter { !$0.inputs.isEmpty }
        self.removal = removal
        self.problem = problem
    }
}

/// `/city/criteria/file`: the form by which a file is loaded.
struct CriteriaFilePage: Page {
    static let template = "city/criteria/file"
    static let path = "\(CriteriaPath.list)/file"

    let path = Self.path
    let back = CriteriaPath.list
    let problem: String?
    let findings: [String]
    let hasFindings: Bool

    func title(in language: Language) -> String {
        Phrase("Nạp bộ tiêu chí từ tệp", "Load criteria from a file").text(in: language)
    }

    init(problem: String? = nil, findings: [String] = []) {
        self.problem = problem
        self.findings = findings
        hasFindings = !findings.isEmpty
    }
}
