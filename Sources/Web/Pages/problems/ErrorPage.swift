internal import Hummingbird

/// What people see when an answer says no.
struct ErrorPage: Page {
    struct Entry: Sendable {
        let field: String?
        let message: String
    }

    static let template = "problem"

    let heading: String
    let explanation: String
    let hasDetails: Bool
    let details: [Entry]
    /// For asking the operator; nil where the kind is only explained.
    let requestID: String?

    init(_ problem: Problem, language: Language, requestID: String?) {
        heading = problem.kind.title.text(in: language)
        explanation = (problem.explanation ?? problem.kind.explanation).text(in: language)
        details = problem.details.map { Entry(field: $0.field, message: $0.message.text(in: language)) }
        hasDetails = !details.isEmpty
        self.requestID = requestID
    }

    func title(in language: Language) -> String { heading }

    /// `/problems/{kind}`: what `type` of a problem's JSON leads to.
    static func routes(_ pages: PageRenderer) -> [Route] {
        [
            .open(.get, "/problems/{kind}") { request in
                guard let kind = ProblemKind(rawValue: request.place("kind")) else { throw Problem(.notFound) }
                let page = ErrorPage(Problem(kind), language: request.language, requestID: nil)
                return pages.response(page, PageFrame(language: request.language, path: LocalPath(request.path)))
            }
        ]
    }
}
