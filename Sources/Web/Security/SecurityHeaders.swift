internal import HTTPTypes

/// What every answer tells the browser to refuse. Pages have no inline script and no inline style, so that text of a
/// member's name can never become either, even if it got into a page unescaped.
package struct SecurityHeaders: Sendable {
    private let fields: [(HTTPField.Name, String)]

    /// Headers for a server at this address.
    package init(baseURL: BaseURL) {
        // Bootstrap's own style sheet draws arrows and ticks from data: pictures.
        let policy = [
            "default-src 'none'", "style-src 'self'", "img-src 'self' data:", "font-src 'self'", "script-src 'self'",
            "connect-src 'self'", "form-action 'self'", "frame-ancestors 'none'", "base-uri 'none'",
            "object-src 'none'",
        ]
        var fields: [(HTTPField.Name, String)] = [
            (.contentSecurityPolicy, policy.joined(separator: "; ")),
            (.xContentTypeOptions, "nosniff"),
            (.frameOptions, "DENY"),
            // Not no-referrer: with it browsers send `Origin: null` from our own forms.
            (.referrerPolicy, "same-origin"),
            (.openerPolicy, "same-origin"),
            (.resourcePolicy, "same-origin"),
            (.permissionsPolicy, "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
        ]
        // Without includeSubDomains: the other names of the city's domain are not ours to decide about.
        if baseURL.isSecure { fields.append((.strictTransportSecurity, "max-age=63072000")) }
        self.fields = fields
    }

    /// Adds what is missing. What a page has set itself stays; everything is `no-store` unless it says otherwise,
    /// because nearly every answer is about persons.
    func apply(to headers: inout HTTPFields) {
        for (name, value) in fields where headers[name] == nil { headers[name] = value }
        if headers[.cacheControl] == nil { headers[.cacheControl] = "no-store" }
    }
}
