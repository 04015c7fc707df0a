internal import HTTPTypes
internal import Hummingbird
internal import Programme
internal import Store

/// What the pages of one's own account do. A program's token opens none of them.
struct AccountActions: Sendable {
    let door: Doorkeeper
    let pages: PageRenderer
    let cookie: SessionCookie

    func show(_ request: WebRequest, _ principal: Principal) async throws -> Response {
        try await page(request, principal)
    }

    func changeLanguage(_ request: WebRequest, _ principal: Principal) async throws -> Response {
        _ = try principal.session()
        let form = try await request.form()
        guard let language = form["language"].flatMap(AccountLanguage.init(rawValue:)),
            let shown = Language(rawValue: language.rawValue)
        else { throw Problem(.badRequest) }
        try await door.identity.setLanguage(principal.account, language)
        var response = done("language")
        response.headers.append(HTTPField(name: .setCookie, value: cookie.set(shown)))
        return response
    }

    func changePassword(_ request: WebRequest, _ principal: Principal) async throws -> Response {
        let session = try principal.session()
        let form = try await request.form()
        switch try await door.confirm(password: form["password"] ?? "", of: principal.account, request) {
        case nil: break
        case .delayed(let wait): throw Problem(.tooManyRequests, retryAfterSeconds: wait.wholeSeconds)
        default:
            let refused = RefusedForm(form, "password", AccountWords.wrongPassword)
            return try await page(request, principal, refused: refused)
        }
        let new = form["new"] ?? ""
        guard let account = try await door.identity.credentials(account: principal.account)?.account else {
            throw Problem(.notSignedIn)
        }
        if let problem = PasswordRule.problem(of: new, login: account.login) {
            return try await page(request, principal, refused: RefusedForm(form, "new", problem.phrase))
        }
        guard new == form["repeated"] else {
            let refused = RefusedForm(form, "repeated", AccountWords.notRepeated)
            return try await page(request, principal, refused: refused)
        }
        let hash = try await door.hasher.hash(new)
        try await door.identity.setPassword(principal.account, hash: hash, keeping: session)
        return done("password")
    }

    func endSession(_ request: WebRequest, _ principal: Principal) async throws -> Response {
        _ = try principal.session()
        let session = try request.identity("id", of: IdentitySubject.Session.self)
        guard try await door.identity.endSession(session, of: principal.account) else { throw Problem(.notFound) }
        return done("sessions")
    }

    func endOtherSessions(_ request: WebRequest, _ principal: Principal) async throws -> Response {
        try await door.identity.endSessions(of: principal.account, keeping: principal.session())
        return done("sessions")
    }

    private func page(
        _ request: WebRequest,
        _ principal: Principal,
        refused: RefusedForm? = nil
    ) async throws -> Response {
        _ = try principal.session()
        async let sessions = door.identity.sessions(of: principal.account, idleLimit: door.policy.idleLimit)
        guard let account = try await door.identity.credentials(account: principal.account)?.account else {
            throw Problem(.notSignedIn)
        }
        let page = AccountPage(account, try await sessions, request, principal, refused: refused)
        let frame = PageFrame(language: request.language, path: AccountPage.path, principal: principal)
        return pages.response(page, frame, status: refused == nil ? .ok : .unprocessableContent)
    }

    private func done(_ what: String) -> Response {
        .redirect(to: LocalPath(trusted: "\(AccountPage.path)?done=\(what)"))
    }
}
