internal import Hummingbird
internal import Programme
internal import Store

/// What the page of tokens does.
struct TokenActions: Sendable {
    let door: Doorkeeper
    let pages: PageRenderer

    func show(_ request: WebRequest, _ principal: Principal) async throws -> Response {
        try await page(request, principal)
    }

    func make(_ request: WebRequest, _ principal: Principal) async throws -> Response {
        _ = try principal.session()
        let workplace = try Self.workplace(of: principal)
        let form = try await request.form()
        let name = VietnameseText.clean(form["name"] ?? "")
        guard (1...100).contains(name.unicodeScalars.count) else {
            return try await page(request, principal, refused: RefusedForm(form, "name", Self.nameMissing))
        }
        guard let days = Int(VietnameseText.clean(form["days"] ?? "")),
            (1...door.policy.longestTokenDays).contains(days)
        else { return try await page(request, principal, refused: RefusedForm(form, "days", Self.daysWrong)) }
        let token = SecretToken(.api)
        let draft = APITokenDraft(
            account: principal.account,
            workplace: workplace,
            tokenHash: token.hash,
            name: name,
            scopes: Self.scopes(form, principal),
            lifetime: .seconds(days * 86400)
        )
        do {
            _ = try await door.identity.insertToken(draft)
        } catch StoreError.refused(.tooManyTokens) {
            return try await page(request, principal, problem: Self.tooMany)
        }
        return try await page(request, principal, made: token)
    }

    /// What was ticked; else all, to read or to change. For the city to read is all, unless its steward asks.
    private static func scopes(_ form: FormFields, _ principal: Principal) -> Set<APITokenScope> {
        let all: Set<APITokenScope> = form["scope"] == "write" ? [.read, .write] : [.read]
        guard !principal.isForCity else { return principal.isSteward ? all : [.read] }
        let ticked = Set(form.all("only").compactMap(APITokenScope.init(rawValue:))).intersection(
            APITokenScope.ofTenants
        )
        return ticked.isEmpty ? all : ticked
    }

    /// For whom a token of the person's would work now.
    private static func workplace(of principal: Principal) throws(Problem) -> Workplace {
        if principal.isForCity {
            try principal.requireCity()
            return .city
        }
        return .tenant(try principal.context(for: .viewer, scopes: [.read, .write]).tenant)
    }

    func revoke(_ request: WebRequest, _ principal: Principal) async throws -> Response {
        _ = try principal.session()
        let token = try request.identity("id", of: IdentitySubject.APIToken.self)
        guard try await door.identity.revokeToken(token, of: principal.account) else { throw Problem(.notFound) }
        return .redirect(to: LocalPath(trusted: "\(TokensPage.path)?done=token"))
    }

    private static let nameMissing = Phrase(
        "Xin ghi tên, dài nhất 100 ký tự.",
        "A name of at most 100 characters is needed."
    )
    private static let daysWrong = Phrase("Cần một số từ 1 đến 366.", "A number from 1 to 366 is needed.")
    private static let tooMany = Phrase(
        "Đã có quá nhiều mã truy cập. Xin hủy những mã không dùng nữa.",
        "There are too many tokens. Please revoke those that are not used."
    )

    private func page(
        _ request: WebRequest,
        _ principal: Principal,
        made: SecretToken? = nil,
        refused: RefusedForm? = nil,
        problem: Phrase? = nil
    ) async throws -> Response {
        _ = try principal.session()
        let tokens = try await door.identity.tokens(of: principal.account)
        let page = TokensPage(tokens, request, principal, made: made, refused: refused, problem: problem)
        let frame = PageFrame(language: request.language, path: TokensPage.path, principal: principal)
        let isRight = problem == nil && refused == nil
        return pages.response(page, frame, status: isRight ? .ok : .unprocessableContent)
    }
}
