internal import Programme
internal import Store

/// `/account/tokens`: keys for programs.
struct TokensPage: Page {
    struct Token: Sendable {
        let id: String
        let name: String
        let tenant: String
        /// What it may do.
        let scopes: String
        let expires: String
        let lastUsed: String?
    }

    /// A scope that can be ticked.
    struct Choice: Sendable {
        let value: String
        let text: String
    }

    static let template = "account/tokens"
    static let path = LocalPath(trusted: "/account/tokens")

    let tokens: [Token]
    let isEmpty: Bool
    /// A token that was just made: shown this once.
    let made: String?
    let notice: String?
    let problem: String?
    /// Whether the person works for a tenant or the city now, for which a token can be made.
    let mayMake: Bool
    /// Whether it would be for the city, where to read is all.
    let isForCity: Bool
    /// The scopes for a part of the work.
    let choices: [Choice]

    init(
        _ tokens: [APITokenSummary],
        _ request: WebRequest,
        _ principal: Principal,
        made: SecretToken?,
        problem: Phrase?
    ) {
        self.tokens = tokens.map { token in
            Token(
                id: token.id.description,
                name: token.name,
                tenant: Self.name(of: token.workplace, principal, request.language),
                scopes: APITokenScope.words(token.scopes, in: request.language),
                expires: Moment.text(token.expiresAt),
                lastUsed: token.lastUsedAt.map(Moment.text)
            )
        }
        isEmpty = tokens.isEmpty
        self.made = made?.text
        notice = request.query["done"].flatMap { AccountWords.notices[$0] }?.text(in: request.language)
        self.problem = problem?.text(in: request.language)
        isForCity = principal.isForCity
        choices = APITokenScope.ofTenants.map { Choice(value: $0.rawValue, text: $0.words.text(in: request.language)) }
        mayMake = (principal.acting != nil || isForCity) && principal.secondFactor == .settled
    }

    private static func name(of workplace: Workplace, _ principal: Principal, _ language: Language) -> String {
        switch workplace {
        case .city: CityWords.city.text(in: language)
        case .tenant(let tenant): principal.officers.first { $0.tenant == tenant }?.tenantName ?? "?"
        }
    }

    func title(in language: Language) -> String {
        Phrase("Mã truy cập cho phần mềm", "Tokens for programs").text(in: language)
    }
}
