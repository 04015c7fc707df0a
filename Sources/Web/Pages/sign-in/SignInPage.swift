/// `/sign-in`: the name and the password.
struct SignInPage: Page {
    static let template = "sign-in"
    /// Where it is.
    static let path = LocalPath(trusted: "/sign-in")
    /// The second step, for accounts with an app.
    static let codePath = LocalPath(trusted: "/sign-in/code")
    /// The last step, for those who work for several organisations.
    static let tenantPath = LocalPath(trusted: "/sign-in/tenant")

    /// What was typed, so that only the password must be typed again.
    let login: String
    /// Where to go afterwards.
    let back: String
    /// What was wrong with the last try.
    let problem: String?

    init(login: String = "", back: LocalPath? = nil, problem: String? = nil) {
        self.login = login
        self.back = (back ?? .start).description
        self.problem = problem
    }

    func title(in language: Language) -> String { Phrase("Đăng nhập", "Sign in").text(in: language) }

    /// The page, and where it is to lead.
    static func path(backTo page: LocalPath?) -> LocalPath {
        guard let page, page != .start else { return path }
        let allowed = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/".utf8)
        var encoded = ""
        for byte in page.description.utf8 {
            if allowed.contains(byte) {
                encoded.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                encoded += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }
        return LocalPath(trusted: "\(path)?back=\(encoded)")
    }
}
