internal import HTTPTypes
internal import Hummingbird

/// Finds out who asks and by which permission a handler runs.
struct WebGate: Sendable {
    let proxies: TrustedProxies
    let baseURL: BaseURL
    let cookie: SessionCookie
    let guardian: CrossOriginGuard
    let sources: RateLimiter<NetworkAddress>
    let holders: RateLimiter<Principal.Holder>
    let authenticate: Authenticate

    init(_ configuration: WebConfiguration, authenticate: @escaping Authenticate) {
        proxies = configuration.proxies
        baseURL = configuration.baseURL
        cookie = SessionCookie(baseURL: configuration.baseURL)
        guardian = CrossOriginGuard(baseURL: configuration.baseURL)
        sources = RateLimiter(configuration.sourceLimit)
        holders = RateLimiter(configuration.holderLimit)
        self.authenticate = authenticate
    }

    func language(of request: Request) -> Language {
        let cookies = CookieHeader(request.headers)
        return .wanted(cookie: cookies[cookie.languageName], acceptLanguage: request.headers[.acceptLanguage])
    }

    func client(of request: Request, _ context: WebContext) -> NetworkAddress? {
        context.peer.map { proxies.client(peer: $0, forwardedFor: request.headers[values: .forwardedFor]) }
    }

    /// What is refused before any route is looked for.
    func admit(_ request: Request, _ context: WebContext) throws(Problem) {
        guard RouteTable.methods.contains(request.method) else {
            var problem = Problem(.methodNotAllowed)
            problem.allowedMethods = RouteTable.methods
            throw problem
        }
        let isForwardedPlain = context.peer.map {
            proxies.isSecure(peer: $0, forwardedProto: request.headers[.forwardedProto]) == false
        }
        // A program that sent its token in the open must hear of it, and not be led on to https:// in silence.
        if baseURL.isSecure, isForwardedPlain == true { throw Problem(.insecure) }
        if let client = context.client, let wait = sources.take(client.network) {
            throw Problem(.tooManyRequests, retryAfterSeconds: wait.wholeSeconds)
        }
        guard guardian.allows(request.method, request.headers) else { throw Problem(.crossOrigin) }
    }

    /// Runs a route's handler for whoever may use it.
    func run(_ route: Route, _ request: Request, _ context: WebContext) async throws -> Response {
        guard let body = context.body else { throw Problem(.internalError) }
        let webRequest = try WebRequest(request, context, body, route)
        return try await Deadline.run(within: route.limits.time) {
            switch route.handler {
            case .open(let handler):
                return try await handler(webRequest)
            case .signedIn(let handler):
                let principal = try await principal(of: webRequest)
                if route.permission != .passwordGiven { try principal.requireSignedIn() }
                return try await handler(webRequest, principal)
            case .officer(let handler):
                guard case .officer(let role) = route.permission else { throw Problem(.internalError) }
                let principal = try await principal(of: webRequest)
                let acting = try principal.context(for: role, scopes: route.scopes)
                var response = try await handler(webRequest, SignedInOfficer(principal: principal, context: acting))
                if route.isAPI { addStanding(of: principal.holder, to: &response.headers) }
                return response
            case .city(let handler):
                let principal = try await principal(of: webRequest)
                try principal.requireCity(scopes: route.scopes)
                var response = try await handler(webRequest, SignedInViewer(principal: principal))
                if route.isAPI { addStanding(of: principal.holder, to: &response.headers) }
                return response
            case .steward(let handler):
                let principal = try await principal(of: webRequest)
                try principal.requireSteward(scopes: route.scopes)
                var response = try await handler(webRequest, SignedInViewer(principal: principal))
                if route.isAPI { addStanding(of: principal.holder, to: &response.headers) }
                return response
            }
        }
    }

    /// A program is told how many requests it may still make.
    private func addStanding(of holder: Principal.Holder, to headers: inout HTTPFields) {
        let standing = holders.standing(of: holder)
        headers[.rateLimitPolicy] = standing.policy
        headers[.rateLimit] = standing.description
    }

    private func principal(of request: WebRequest) async throws -> Principal {
        guard let credential = Credential(request, cookie), let principal = try await authenticate(credential, request)
        else { throw Problem(.notSignedIn) }
        if let wait = holders.take(principal.holder) {
            throw Problem(.tooManyRequests, retryAfterSeconds: wait.wholeSeconds)
        }
        return principal
    }
}

/// Who holds this credential now; nil if nobody does.
package typealias Authenticate = @Sendable (Credential, WebRequest) async throws -> Principal?

/// What a request shows for who sends it.
package struct Credential: Sendable {
    /// The token, of either kind.
    package let token: SecretToken

    /// The token of a program, or else the session's cookie; nil if there is neither, or it looks like none of ours. A
    /// request with a program's token is judged by that alone.
    init?(_ request: WebRequest, _ cookie: SessionCookie) {
        if let authorization = request.headers[.authorization] {
            let parts = authorization.split(separator: " ", maxSplits: 1)
            guard parts.count == 2, parts[0].lowercased() == "bearer", let token = SecretToken(parts[1], kind: .api)
            else { return nil }
            self.token = token
        } else {
            guard let text = request.cookies[cookie.name], let token = SecretToken(text, kind: .session) else {
                return nil
            }
            self.token = token
        }
    }
}

extension Duration {
    /// Rounded up.
    var wholeSeconds: Int { Int(components.seconds) + (components.attoseconds > 0 ? 1 : 0) }
}
