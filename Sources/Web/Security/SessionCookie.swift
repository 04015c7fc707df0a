/// How cookies are written. With HTTPS their names begin with `__Host-`, by which the browser sees to it that they came
/// from this host over TLS and go back to no other. Plain HTTP is allowed on this machine only, where the browser
/// refuses that name, so that another one serves.
package struct SessionCookie: Sendable {
    /// The cookie with the session's token.
    package let name: String
    /// The cookie with the language that somebody chose before signing in.
    package let languageName: String

    private let attributes: String

    /// Cookies for a server at this address.
    package init(baseURL: BaseURL) {
        let prefix = baseURL.isSecure ? "__Host-" : ""
        name = "\(prefix)hoctap"
        languageName = "\(prefix)hoctap-language"
        // Lax, so that a link in a letter finds one signed in; CrossOriginGuard sees to everything that changes data.
        attributes = "; Path=/; HttpOnly; SameSite=Lax" + (baseURL.isSecure ? "; Secure" : "")
    }

    /// The value of `Set-Cookie` that hands out a token.
    /// - Parameter maximumAgeSeconds: when the session ends in any case.
    package func set(_ token: SecretToken, maximumAgeSeconds: Int) -> String {
        "\(name)=\(token.text); Max-Age=\(maximumAgeSeconds)\(attributes)"
    }

    /// The value of `Set-Cookie` that takes the token back.
    package var clear: String { "\(name)=; Max-Age=0\(attributes)" }

    /// The value of `Set-Cookie` that remembers a language for a year.
    package func set(_ language: Language) -> String {
        "\(languageName)=\(language.rawValue); Max-Age=31536000\(attributes)"
    }
}
