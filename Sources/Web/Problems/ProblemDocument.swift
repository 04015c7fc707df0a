internal import Foundation

/// The JSON of a problem, `application/problem+json`.
struct ProblemDocument: Encodable {
    struct Entry: Encodable {
        let field: String?
        let code: String
        let message: String
    }

    /// An address under this server; it leads to a page that explains the kind.
    let type: String
    let title: String
    let status: Int
    let detail: String
    /// The request, as `X-Request-Id` and the server's log name it.
    let instance: String
    let problems: [Entry]?

    init(_ problem: Problem, language: Language, baseURL: BaseURL, requestID: String) {
        type = "\(baseURL.origin)/problems/\(problem.kind.rawValue)"
        title = problem.kind.title.text(in: language)
        status = problem.kind.status.code
        detail = (problem.explanation ?? problem.kind.explanation).text(in: language)
        instance = "urn:uuid:\(requestID)"
        let entries = problem.details.map {
            Entry(field: $0.field, code: $0.code, message: $0.message.text(in: language))
        }
        problems = entries.isEmpty ? nil : entries
    }
}
