/// `/sign-in`: the name and the password.
struct SignInPage: Page {
    static let template = "sign-in"
    /// Where it is.
    static let path = LocalPath(trusted: "/sign-in")
    /// The second step, for accounts with an app.
    static let codePath = LocalPath(trusted: "/sign-in/code")
    /// The last step, for those who work for several organisations.
    static let tenantPath = LocalPath(trusted: "/sign-in/tenant")
    /// Where those who look at the city's totals begin.
    static let cityPath = LocalPath(trusted: "/city")

    /// What was typed, so that only the password must be typed again.
    let login: String
    /// Where to go afterwards.
    let back: String
    /// What was wrong with the last try.
    let problem: String?
    /// What was done before, such as setting a password.
    let notice: String?

    init(login: String = "", back: LocalPath? = nil, problem: String? = nil, notice: String? = nil) {
        self.login = login
        self.back = (back ?? .start).description
        self.problem = problem
        self.notice = notice
    }

    func title(in language: Language) -> String { Phrase("Đăng nhập", "Sign in").text(in: language) }

    /// A step of signing in, and where it is to lead in the end.
    static func path(_ step: LocalPath = path, backTo page: LocalPath?) -> LocalPath {
        guard let page, page != .start else { return step }
        let allowed = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/".utf8)
        var encoded = ""
        for byte in page.description.utf8 {
            if allowed.contains(byte) {
                encoded.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                encoded += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }
        return LocalPath(trusted: "\(step)?back=\(encoded)")
    }
}
