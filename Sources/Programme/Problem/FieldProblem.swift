/// One thing that somebody can mend, as a value: what is wrong, and the words that the message needs. Never thrown.
package struct FieldProblem: Hashable, Sendable {
    /// What is wrong.
    package let code: ProblemCode
    /// What fills the message's places, in order. May hold personal data: for the screen of the person who typed it, not for
    /// a log.
    package let arguments: [String]

    /// The problem `code`, with what its message says about the case at hand.
    package init(_ code: ProblemCode, _ arguments: String...) {
        self.code = code
        self.arguments = arguments
    }

    /// The same of words that were kept.
    package init(_ code: ProblemCode, arguments: [String]) {
        self.code = code
        self.arguments = arguments
    }

    /// The message in one language.
    package func message(in language: ProblemLanguage) -> String {
        ProblemCatalogue.message(of: code, arguments, in: language)
    }
}

/// A problem at its place in an upload (lỗi dòng).
package struct RowProblem: Hashable, Sendable {
    /// The row as the workbook counts it, from 1; nil if the problem is of the whole file.
    package let row: Int?
    /// The heading of the column; nil if the problem is of the whole row.
    package let column: String?
    /// What is wrong.
    package let problem: FieldProblem

    /// The problem at this place.
    package init(row: Int?, column: String?, problem: FieldProblem) {
        self.row = row
        self.column = column
        self.problem = problem
    }
}

/// What reading one field gave: the value if there is one, and everything to say about it. A field that is empty and may
/// be is a value of nil without problems.
package struct Checked<Value: Sendable>: Sendable {
    /// The value, nil if none could be read or nothing was written.
    package var value: Value?
    /// In the order in which they were found.
    package var problems: [FieldProblem]

    /// The value and what there is to say about it.
    package init(_ value: Value?, _ problems: [FieldProblem] = []) {
        self.value = value
        self.problems = problems
    }

    /// No value, and why.
    package init(refused problem: FieldProblem) { self.init(nil, [problem]) }

    /// Whether something keeps the row from being taken.
    package var isRefused: Bool { problems.contains { $0.code.severity == .error } }

    /// The same problems with the value turned into another.
    package func map<Other>(_ transform: (Value) -> Other) -> Checked<Other> {
        Checked<Other>(value.map(transform), problems)
    }
}

extension Checked: Equatable where Value: Equatable {}
