import FoundationEssentials
package import Programme
package import Store

/// A problem of a row as it is kept with an import.
struct ImportProblem: Codable {
    /// The heading of the column; nil if the problem is of the whole row.
    var column: String?
    var code: String
    var arguments: [String]

    init(_ problem: RowProblem) {
        column = problem.column
        code = problem.problem.code.rawValue
        arguments = problem.problem.arguments
    }

    /// The kept form of the problems of a row; nil for none.
    static func json(_ problems: [RowProblem]) throws -> String? {
        problems.isEmpty ? nil : try ImportSettings.text(problems.map(ImportProblem.init))
    }
}

extension ImportRow {
    /// What there is to mend in the row, and what to look at. A code that this program does not know is left out.
    package var rowProblems: [RowProblem] {
        guard let problems, let kept = try? JSONDecoder().decode([ImportProblem].self, from: Data(problems.utf8)) else {
            return []
        }
        return kept.compactMap { problem in
            guard let code = ProblemCode(rawValue: problem.code) else { return nil }
            let field = FieldProblem(code, arguments: problem.arguments)
            return RowProblem(row: number, column: problem.column, problem: field)
        }
    }

    /// What is said of the row in the file that goes back: errors first; nil if there is nothing.
    package func remark(in language: ProblemLanguage) -> String? {
        let problems = rowProblems
        let errors = problems.filter { $0.problem.code.severity == .error }
        let warnings = problems.filter { $0.problem.code.severity == .warning }
        func text(_ problem: RowProblem) -> String {
            let message = problem.problem.message(in: language)
            return problem.column.map { "\($0): \(message)" } ?? message
        }
        var parts: [String] = []
        let (mend, look) = language == .vietnamese ? ("Cần sửa: ", "Lưu ý: ") : ("To mend: ", "To look at: ")
        if !errors.isEmpty { parts.append(mend + errors.map(text).joined(separator: "; ")) }
        if !warnings.isEmpty { parts.append(look + warnings.map(text).joined(separator: "; ")) }
        return parts.isEmpty ? nil : parts.joined(separator: ". ")
    }
}
