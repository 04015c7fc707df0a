internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import Logging
internal import NIOCore
internal import Postgres

/// The last resort: whatever was thrown becomes an answer that says what the reader can do, and nothing of how we are
/// made.
struct ProblemResponder: Sendable {
    let baseURL: BaseURL
    let pages: PageRenderer

    func response(to error: any Error, _ request: Request, _ context: WebContext) -> Response {
        let problem = Problem(error)
        note(error, problem, context)
        if wantsPage(request) { return page(problem, request, context) }
        return document(problem, context)
    }

    private func document(_ problem: Problem, _ context: WebContext) -> Response {
        let document = ProblemDocument(
            problem,
            language: context.language,
            baseURL: baseURL,
            requestID: context.requestID
        )
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        var headers = problem.headers
        headers[.contentType] = "application/problem+json"
        headers[.contentLanguage] = context.language.rawValue
        let bytes = (try? encoder.encode(document)) ?? Data()
        return Response(
            status: problem.kind.status,
            headers: headers,
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes))
        )
    }

    private func page(_ problem: Problem, _ request: Request, _ context: WebContext) -> Response {
        // Who is not signed in is led to the door, and back afterwards.
        if problem.kind == .notSignedIn, request.method == .get || request.method == .head {
            return .redirect(to: SignInPage.path(backTo: LocalPath(request.uri.string)))
        }
        // The first page of an organisation is where everybody arrives.
        if request.method == .get, problem.kind == .wrongWorkplace, request.uri.path == LocalPath.start.description {
            return .redirect(to: SignInPage.cityPath)
        }
        if request.method == .get, let next = Self.wayOut(of: problem.kind) { return .redirect(to: next) }
        var response = pages.response(
            ErrorPage(problem, language: context.language, requestID: context.requestID),
            PageFrame(language: context.language, path: LocalPath(request.uri.string)),
            status: problem.kind.status
        )
        for field in problem.headers { response.headers[field.name] = field.value }
        return response
    }

    /// Where somebody who is half-way in goes on.
    private static func wayOut(of kind: ProblemKind) -> LocalPath? {
        switch kind {
        case .tenantNotChosen: SignInPage.tenantPath
        case .secondFactorMissing: SignInPage.codePath
        case .secondFactorUnset: SecondFactorPage.path
        default: nil
        }
    }

    private func wantsPage(_ request: Request) -> Bool {
        guard !request.uri.path.hasPrefix(RouteTable.apiPrefix) else { return false }
        return request.headers[.accept]?.contains("text/html") ?? false
    }

    /// Mistakes of ours are logged as errors, trouble around us as warnings; what a caller did wrong is in the access
    /// log.
    private func note(_ error: any Error, _ problem: Problem, _ context: WebContext) {
        guard problem.kind.status.kind == .serverError else { return }
        let level: Logger.Level = problem.kind == .internalError || problem.kind == .outcomeUnknown ? .error : .warning
        // A PostgresError's description has no values; of other errors only the type is written, for theirs may.
        let cause = (error as? PostgresError).map(String.init(describing:)) ?? String(describing: type(of: error))
        context.logger.log(
            level: level,
            "request failed",
            metadata: ["cause": .string(cause), "problem": .string(problem.kind.rawValue)]
        )
    }
}
