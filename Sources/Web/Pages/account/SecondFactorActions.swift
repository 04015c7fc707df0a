internal import Hummingbird
internal import Programme

/// What the page of the second factor does.
struct SecondFactorActions: Sendable {
    let door: Doorkeeper
    let pages: PageRenderer

    func show(_ request: WebRequest, _ principal: Principal) async throws -> Response {
        _ = try principal.session()
        return try await page(request, principal)
    }

    func confirm(_ request: WebRequest, _ principal: Principal) async throws -> Response {
        let session = try principal.session()
        let code = try await request.form()["code"] ?? ""
        guard let codes = try await door.confirmEnrolment(code, principal) else {
            return try await page(request, principal, problem: SignInWords.wrongCode)
        }
        // This session goes on: its owner has just shown the app's code. The others have not.
        try await door.identity.endSessions(of: principal.account, keeping: session)
        return response(SecondFactorPage(.codes(codes.map(\.text))), request, principal)
    }

    func renewRecoveryCodes(_ request: WebRequest, _ principal: Principal) async throws -> Response {
        if let refused = try await refusal(request, principal) { return refused }
        let codes = try await door.renewRecoveryCodes(principal.account)
        return response(SecondFactorPage(.codes(codes.map(\.text))), request, principal)
    }

    func remove(_ request: WebRequest, _ principal: Principal) async throws -> Response {
        guard mayRemove(principal) else { throw Problem(.forbidden) }
        if let refused = try await refusal(request, principal) { return refused }
        try await door.identity.removeSecondFactor(principal.account)
        return .redirect(to: LocalPath(trusted: "\(AccountPage.path)?done=factor"))
    }

    /// Nil if the password is right.
    private func refusal(_ request: WebRequest, _ principal: Principal) async throws -> Response? {
        _ = try principal.session()
        let password = try await request.form()["password"] ?? ""
        switch try await door.confirm(password: password, of: principal.account, request) {
        case nil: return nil
        case .delayed(let wait): throw Problem(.tooManyRequests, retryAfterSeconds: wait.wholeSeconds)
        default: return try await page(request, principal, problem: AccountWords.wrongPassword)
        }
    }

    private func page(_ request: WebRequest, _ principal: Principal, problem: Phrase? = nil) async throws -> Response {
        let state: SecondFactorPage.State
        if let enrolment = try await door.enrolment(of: principal.account) {
            let link = enrolment.password.link(login: enrolment.login)
            let secret = Base32.encode(enrolment.password.secret)
            state = .enrolling(secret: Self.grouped(secret), link: link, picture: QRCode(link))
        } else {
            let left = try await door.identity.countRecoveryCodes(principal.account)
            state = .confirmed(codesLeft: left, mayRemove: mayRemove(principal))
        }
        return response(SecondFactorPage(state, problem: problem?.text(in: request.language)), request, principal)
    }

    private func response(_ page: SecondFactorPage, _ request: WebRequest, _ principal: Principal) -> Response {
        let frame = PageFrame(language: request.language, path: SecondFactorPage.path, principal: principal)
        return pages.response(page, frame, status: page.problem == nil ? .ok : .unprocessableContent)
    }

    /// Whoever administers a tenant or sees the city keeps the app.
    private func mayRemove(_ principal: Principal) -> Bool {
        guard door.policy.wantsSecondFactorOfAdministrators else { return true }
        return !principal.seesCity && !principal.officers.contains { $0.role == .administrator }
    }

    private static func grouped(_ secret: String) -> String {
        let letters = Array(secret)
        return stride(from: 0, to: letters.count, by: 4)
            .map { String(letters[$0..<min($0 + 4, letters.count)]) }
            .joined(separator: " ")
    }
}
