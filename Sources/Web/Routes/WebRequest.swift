internal import Foundation
package import HTTPTypes
internal import Hummingbird
package import Logging
internal import NIOCore
package import Programme

/// A request as handlers see it.
package struct WebRequest: Sendable {
    /// The method.
    package let method: HTTPRequest.Method
    /// The path as it was asked for, without the query.
    package let path: String
    /// The fields behind the question mark.
    package let query: FormFields
    /// The head's fields.
    package let headers: HTTPFields
    /// The cookies.
    package let cookies: CookieHeader
    /// The body, read at most once.
    package let body: WebBody
    /// What this route takes.
    package let limits: Route.Limits
    /// The number of the request, as the log and the audit name it.
    package let id: String
    /// Who asks; nil on a Unix socket.
    package let client: NetworkAddress?
    /// The language of the answer.
    package let language: Language
    /// Carries the request's number.
    package let logger: Logger

    private let places: Parameters

    init(_ request: Request, _ context: WebContext, _ body: WebBody, _ route: Route) throws(Problem) {
        do {
            query = try FormFields((request.uri.query ?? "").utf8)
        } catch {
            throw Problem(.badRequest)
        }
        method = request.method
        path = request.uri.path
        headers = request.headers
        cookies = CookieHeader(request.headers)
        self.body = body
        limits = route.limits
        id = context.requestID
        client = context.client
        language = context.language
        logger = context.logger
        places = context.parameters
    }

    /// The identity at a place of the path, such as `{id}`.
    /// - Throws: `Problem.notFound` for anything that is no identity: what cannot exist does not.
    package func identity<Subject>(_ name: String, of subject: Subject.Type = Subject.self) throws(Problem) -> Identity<
        Subject
    > {
        guard let text = places.get(name), let identity = Identity<Subject>(text) else { throw Problem(.notFound) }
        return identity
    }

    /// The text at a place of the path, as it stands there; empty if the route has no such place.
    package func place(_ name: String) -> String { places.get(name) ?? "" }

    /// The fields of a form.
    /// - Throws: `Problem`: another kind of body, too large, not to be read.
    package func form() async throws -> FormFields {
        guard contentType == "application/x-www-form-urlencoded" else { throw Problem(.unsupportedMediaType) }
        let bytes = try await body.bytes(upTo: limits.bodyBytes)
        do {
            return try FormFields(bytes.readableBytesView)
        } catch {
            throw Problem(.badRequest)
        }
    }

    /// The value of a JSON document.
    /// - Throws: `Problem`: another kind of body, too large, not of this shape; the last one names the field.
    package func json<Value: Decodable>(_ type: Value.Type = Value.self) async throws -> Value {
        guard contentType == "application/json" else { throw Problem(.unsupportedMediaType) }
        let bytes = try await body.bytes(upTo: limits.bodyBytes)
        return try JSONReading.value(type, of: Data(bytes.readableBytesView))
    }

    /// The kind of the body, without its parameters, in lower case.
    package var contentType: String {
        (headers[.contentType] ?? "").prefix { $0 != ";" }.filter { $0 != " " }.lowercased()
    }
}
