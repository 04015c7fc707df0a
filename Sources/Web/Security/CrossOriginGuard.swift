package import HTTPTypes

/// Keeps other sites from acting in the name of somebody who is signed in (CSRF). Browsers say where a request comes
/// from in `Sec-Fetch-Site`; older ones say it in `Origin`. A request that changes something must come from our own
/// pages; one that says neither comes from no browser, and is taken as long as it carries no cookie.
package struct CrossOriginGuard: Sendable {
    private let origin: String

    /// A guard of this address.
    package init(baseURL: BaseURL) { origin = baseURL.origin }

    /// Whether the request may go on.
    package func allows(_ method: HTTPRequest.Method, _ headers: HTTPFields) -> Bool {
        switch method {
        case .get, .head, .options: return true
        default: break
        }
        if let site = headers[.secFetchSite] { return site == "same-origin" || site == "none" }
        if let origin = headers[.origin] { return origin == self.origin }
        return headers[.cookie] == nil
    }
}

extension HTTPField.Name {
    /// Where a request comes from, by the browser's word: `same-origin`, `same-site`, `cross-site`, `none`.
    static let secFetchSite = Self.known("Sec-Fetch-Site")
    /// The client, by a proxy's word.
    static let forwardedFor = Self.known("X-Forwarded-For")
    /// The client's scheme, by a proxy's word.
    static let forwardedProto = Self.known("X-Forwarded-Proto")
    /// The number of a request, for asking about it.
    static let requestID = Self.known("X-Request-Id")
    static let frameOptions = Self.known("X-Frame-Options")
    static let openerPolicy = Self.known("Cross-Origin-Opener-Policy")
    static let resourcePolicy = Self.known("Cross-Origin-Resource-Policy")
    static let permissionsPolicy = Self.known("Permissions-Policy")
    static let referrerPolicy = Self.known("Referrer-Policy")

    /// A name that is a literal of ours. `HTTPField.Name` refuses what is no token; a field that
    /// nobody reads stands in.
    private static func known(_ name: String) -> Self { Self(name) ?? .te }
}
