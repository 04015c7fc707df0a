package import HTTPTypes
package import Hummingbird
package import Programme
internal import Store

/// One address and what it does. There is no way to make one without saying who may use it, and the permission decides
/// what the handler is given: a handler that works for a tenant gets an officer, and one that is open to everybody gets
/// nobody.
package struct Route: Sendable {
    /// How much and how long.
    package struct Limits: Sendable, Equatable {
        /// Bytes of the body.
        package var bodyBytes: Int
        /// The time for the handler, the reading of the body included.
        package var time: Duration

        /// Limits with these numbers.
        package init(bodyBytes: Int, time: Duration) {
            self.bodyBytes = bodyBytes
            self.time = time
        }

        /// A form or a small document: the largest form of ours has some hundred short fields.
        package static let standard = Limits(bodyBytes: 256 * 1024, time: .seconds(30))
        /// An uploaded file: 20 MiB, on a line that carries a megabit.
        package static let upload = Limits(bodyBytes: 20 * 1024 * 1024, time: .seconds(300))
        /// A small question with a long answer: a file of 100,000 members.
        package static let file = Limits(bodyBytes: 256 * 1024, time: .seconds(120))
    }

    /// What a route does, by who may use it.
    enum Handler: Sendable {
        case open(@Sendable (WebRequest) async throws -> Response)
        case signedIn(@Sendable (WebRequest, Principal) async throws -> Response)
        case officer(@Sendable (WebRequest, SignedInOfficer) async throws -> Response)
        case city(@Sendable (WebRequest, SignedInViewer) async throws -> Response)
        case steward(@Sendable (WebRequest, SignedInViewer) async throws -> Response)
    }

    /// The method; GET answers HEAD too.
    package let method: HTTPRequest.Method
    /// The pattern, such as `/members/{id}`.
    package let path: String
    /// Who may use it.
    package let permission: Permission
    /// How much and how long.
    package let limits: Limits
    let handler: Handler
    /// Whether the route only reads, whatever its method: what is searched for does not belong into an address.
    package var isReading: Bool { readsOnly || method == .get }
    private var readsOnly = false
    /// Of a program's token one of these is needed; what says nothing of its own takes a token for everything.
    var scopes: [APITokenScope] { ownScopes ?? (isReading ? [.read, .write] : [.write]) }
    private var ownScopes: [APITokenScope]?

    /// A route for everybody.
    package static func open(
        _ method: HTTPRequest.Method,
        _ path: String,
        limits: Limits = .standard,
        _ handler: @escaping @Sendable (WebRequest) async throws -> Response
    ) -> Route {
        Route(method: method, path: path, permission: .open, limits: limits, handler: .open(handler))
    }

    /// A route for whoever has given the password.
    package static func passwordGiven(
        _ method: HTTPRequest.Method,
        _ path: String,
        limits: Limits = .standard,
        _ handler: @escaping @Sendable (WebRequest, Principal) async throws -> Response
    ) -> Route {
        Route(method: method, path: path, permission: .passwordGiven, limits: limits, handler: .signedIn(handler))
    }

    /// A route for whoever is signed in.
    package static func signedIn(
        _ method: HTTPRequest.Method,
        _ path: String,
        limits: Limits = .standard,
        _ handler: @escaping @Sendable (WebRequest, Principal) async throws -> Response
    ) -> Route {
        Route(method: method, path: path, permission: .signedIn, limits: limits, handler: .signedIn(handler))
    }

    /// A route for officers of a tenant with at least this role.
    package static func officer(
        _ role: OfficerRole,
        _ method: HTTPRequest.Method,
        _ path: String,
        limits: Limits = .standard,
        _ handler: @escaping @Sendable (WebRequest, SignedInOfficer) async throws -> Response
    ) -> Route {
        Route(method: method, path: path, permission: .officer(role), limits: limits, handler: .officer(handler))
    }

    /// A route for those who look at the city's totals. It can only read.
    package static func city(
        _ path: String,
        limits: Limits = .standard,
        _ handler: @escaping @Sendable (WebRequest, SignedInViewer) async throws -> Response
    ) -> Route {
        Route(method: .get, path: path, permission: .city, limits: limits, handler: .city(handler))
    }

    /// A route for those who keep the city's criteria.
    package static func steward(
        _ method: HTTPRequest.Method,
        _ path: String,
        limits: Limits = .standard,
        _ handler: @escaping @Sendable (WebRequest, SignedInViewer) async throws -> Response
    ) -> Route {
        Route(method: method, path: path, permission: .steward, limits: limits, handler: .steward(handler))
    }

    /// The same route, marked as one that only reads.
    package var reading: Route {
        var route = self
        route.readsOnly = true
        return route
    }

    /// The same route, for tokens with one of these scopes.
    func needing(_ scopes: [APITokenScope]) -> Route {
        var route = self
        route.ownScopes = scopes
        return route
    }

    /// Whether the route is one for programs: its problems are JSON.
    var isAPI: Bool { path.hasPrefix(RouteTable.apiPrefix) }
}
