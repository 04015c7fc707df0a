internal import HTTPTypes
internal import Hummingbird
internal import Programme
internal import Store

/// What the pages of signing in do.
struct SignInActions: Sendable {
    let door: Doorkeeper
    let pages: PageRenderer
    let cookie: SessionCookie

    func show(_ request: WebRequest) async throws -> Response {
        let notice = request.query["done"] == "password" ? AccountWords.passwordSet.text(in: request.language) : nil
        return page(SignInPage(back: back(request.query), notice: notice), request)
    }

    func enter(_ request: WebRequest) async throws -> Response {
        let form = try await request.form()
        let login = form["login"] ?? ""
        let back = back(form)
        let problem: Phrase
        switch try await door.signIn(login: login, password: form["password"] ?? "", request) {
        case .open(let token, let account, let owesCode):
            try await endFormerSession(request)
            var response = Response.redirect(to: owesCode ? SignInPage.path(SignInPage.codePath, backTo: back) : back)
            setCookie(token, &response)
            let language = Language(rawValue: account.language.rawValue) ?? .vietnamese
            response.headers.append(HTTPField(name: .setCookie, value: cookie.set(language)))
            return response
        case .wrong: problem = SignInWords.wrong
        case .delayed(let wait): return delayed(SignInPage(login: login, back: back, problem: nil), wait, request)
        }
        let page = SignInPage(login: login, back: back, problem: problem.text(in: request.language))
        return self.page(page, request, status: .unprocessableContent)
    }

    func showCode(_ request: WebRequest, _ principal: Principal) async throws -> Response {
        guard principal.secondFactor == .owed else { return .redirect(to: back(request.query)) }
        return page(CodePage(back: back(request.query).description, problem: nil), request)
    }

    func giveCode(_ request: WebRequest, _ principal: Principal) async throws -> Response {
        let form = try await request.form()
        let back = back(form)
        guard principal.secondFactor == .owed else { return .redirect(to: back) }
        switch try await door.giveCode(form["code"] ?? "", principal, request) {
        case .right(let token):
            var response = Response.redirect(to: back)
            setCookie(token, &response)
            return response
        case .wrong:
            let problem = SignInWords.wrongCode.text(in: request.language)
            return page(CodePage(back: back.description, problem: problem), request, status: .unprocessableContent)
        case .delayed(let wait):
            return delayed(CodePage(back: back.description, problem: nil), wait, request)
        }
    }

    func leave(_ request: WebRequest, _ principal: Principal) async throws -> Response {
        try await door.identity.endSession(principal.session(), of: principal.account)
        var response = Response.redirect(to: SignInPage.path)
        response.headers.append(HTTPField(name: .setCookie, value: cookie.clear))
        return response
    }

    func showTenants(_ request: WebRequest, _ principal: Principal) async throws -> Response {
        let page = TenantPage(principal, back: back(request.query), language: request.language)
        return pages.response(
            page,
            PageFrame(language: request.language, path: LocalPath(request.path), principal: principal)
        )
    }

    func chooseTenant(_ request: WebRequest, _ principal: Principal) async throws -> Response {
        let form = try await request.form()
        let session = try principal.session()
        if form["tenant"] == TenantPage.cityChoice {
            guard try await door.identity.chooseCity(session: session, of: principal.account) else {
                throw Problem(.notFound)
            }
            return .redirect(to: back(form))
        }
        guard let tenant = form["tenant"].flatMap({ TenantID($0) }) else { throw Problem(.notFound) }
        guard try await door.identity.chooseTenant(tenant, session: session, of: principal.account) else {
            throw Problem(.notFound)
        }
        return .redirect(to: back(form))
    }

    // MARK: Short ways

    private func page(_ page: some Page, _ request: WebRequest, status: HTTPResponse.Status = .ok) -> Response {
        pages.response(page, PageFrame(language: request.language, path: LocalPath(request.path)), status: status)
    }

    private func delayed(_ page: some DelayablePage, _ wait: Duration, _ request: WebRequest) -> Response {
        let text = SignInWords.delayed.text(in: request.language, String(wait.wholeSeconds))
        var response = self.page(page.with(problem: text), request, status: .tooManyRequests)
        response.headers[.retryAfter] = String(wait.wholeSeconds)
        return response
    }

    private func setCookie(_ token: SecretToken, _ response: inout Response) {
        let seconds = Int(door.policy.sessionLifetime.components.seconds)
        response.headers.append(HTTPField(name: .setCookie, value: cookie.set(token, maximumAgeSeconds: seconds)))
    }

    private func back(_ fields: FormFields) -> LocalPath { fields["back"].flatMap(LocalPath.init) ?? .start }

    /// Who signs in anew in the same browser leaves no session behind.
    private func endFormerSession(_ request: WebRequest) async throws {
        guard let credential = Credential(request, cookie), credential.token.kind == .session,
            let principal = try await door.authenticate(credential, request),
            case .session(let session) = principal.holder
        else { return }
        try await door.identity.endSession(session, of: principal.account)
    }
}

/// A page that can say that somebody must wait.
protocol DelayablePage: Page {
    /// The same page with something that is wrong.
    func with(problem: String) -> Self
}

extension SignInPage: DelayablePage {
    func with(problem: String) -> SignInPage {
        SignInPage(login: login, back: LocalPath(back), problem: problem)
    }
}

extension CodePage: DelayablePage {
    func with(problem: String) -> CodePage { CodePage(back: back, problem: problem) }
}

/// What is said while signing in.
enum SignInWords {
    static let wrong = Phrase(
        "Tên đăng nhập hoặc mật khẩu không đúng.",
        "The user name or the password is not right."
    )
    static let wrongCode = Phrase(
        "Mã không đúng hoặc đã dùng rồi. Xin chờ mã mới rồi nhập lại.",
        "The code is not right, or was used before. Please wait for the next one."
    )
    static let delayed = Phrase(
        "Đã sai nhiều lần. Xin chờ {0} giây rồi thử lại.",
        "Too many wrong tries. Please wait {0} seconds and try again."
    )
}
