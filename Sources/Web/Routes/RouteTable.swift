internal import HTTPTypes
internal import Hummingbird

/// Every route of the server, each with its permission.
package struct RouteTable: Sendable {
    /// Two routes with one method and path.
    package struct Twice: Error, CustomStringConvertible {
        let route: String
        /// Which.
        package var description: String { "the route \(route) stands twice in the table" }
    }

    /// Where the addresses for programs begin.
    static let apiPrefix = "/api/"
    /// What any address may be asked, whether it answers or refuses.
    static let methods: [HTTPRequest.Method] = [.get, .head, .post, .put, .patch, .delete, .options]

    /// In the order in which they were written down.
    package let routes: [Route]

    /// A table of these routes.
    /// - Throws: `Twice`.
    package init(_ routes: [Route]) throws(Twice) {
        var seen: Set<String> = []
        for route in routes {
            let name = "\(route.method.rawValue) \(Self.shape(of: route.path))"
            guard seen.insert(name).inserted else { throw Twice(route: name) }
        }
        self.routes = routes
    }

    /// The table as people read it: method, path, permission.
    package var description: String {
        routes.map { "\($0.method.rawValue) \($0.path) - \($0.permission.name)" }.joined(separator: "\n")
    }

    /// A responder that finds the route and hands it to `run`; an address with other methods says which they are.
    func responder(
        _ run: @escaping @Sendable (Route, Request, WebContext) async throws -> Response
    ) -> some HTTPResponder<WebContext> {
        let router = Router(context: WebContext.self)
        router.add(middleware: ProblemMiddleware())
        for (path, routes) in Dictionary(grouping: routes, by: { Self.shape(of: $0.path) }) {
            let pattern = routes.first?.path ?? path
            let byMethod = Dictionary(routes.map { ($0.method, $0) }, uniquingKeysWith: { first, _ in first })
            var allowed = Set(byMethod.keys).union([.options])
            if allowed.contains(.get) { allowed.insert(.head) }
            let answers = allowed.sorted { $0.rawValue < $1.rawValue }
            for method in Self.methods {
                let route = byMethod[method] ?? (method == .head ? byMethod[.get] : nil)
                router.on(RouterPath(pattern), method: method) { request, context in
                    guard let route else { return try Self.answer(method, allowed: answers) }
                    return try await run(route, request, context)
                }
            }
        }
        return router.buildResponder()
    }

    private static func answer(_ method: HTTPRequest.Method, allowed: [HTTPRequest.Method]) throws -> Response {
        var problem = Problem(.methodNotAllowed)
        problem.allowedMethods = allowed
        guard method == .options else { throw problem }
        return Response(status: .noContent, headers: problem.headers)
    }

    /// The path with the names of its places left out: two that differ in those alone are one.
    private static func shape(of path: String) -> String {
        path.split(separator: "/").map { $0.hasPrefix("{") ? "{}" : $0 }.map { "/\($0)" }.joined()
    }
}

/// Turns the router's own refusals into ours before the router makes an empty answer of them.
private struct ProblemMiddleware: RouterMiddleware {
    func handle(
        _ request: Request,
        context: WebContext,
        next: @concurrent (Request, WebContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let error as HTTPError {
            throw Problem(error as any Error)
        }
    }
}
