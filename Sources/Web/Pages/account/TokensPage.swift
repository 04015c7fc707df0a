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
        let isChosen: Bool
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
    let inputs: [FormField.View]
    /// The scopes for a part of the work.
    let choices: [Choice]
    let hasChoices: Bool

    init(
        _ tokens: [APITokenSummary],
        _ request: WebRequest,
        _ principal: Principal,
        made: SecretToken?,
        refused: RefusedForm?,
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
        let isForCity = principal.isForCity
        inputs = Self.fields(refused, mayWrite: !isForCity || principal.isSteward, request.language)
        let ticked = Set(refused?.all("only") ?? [])
        choices =
            isForCity
            ? []
            : APITokenScope.ofTenants.map {
                Choice(
                    value: $0.rawValue,
                    text: $0.words.text(in: request.language),
                    isChosen: ticked.contains($0.rawValue)
                )
            }
        hasChoices = !choices.isEmpty
        mayMake = (principal.acting != nil || isForCity) && principal.secondFactor == .settled
    }

    private static func fields(
        _ refused: RefusedForm?,
        mayWrite: Bool,
        _ language: Language
    ) -> [FormField.View] {
        var name = FormField("name", Phrase("Dùng cho phần mềm nào", "For which program").text(in: language))
        name.isRequired = true
        var scope = FormField("scope", Phrase("Được làm gì", "What it may do").text(in: language))
        let read = ("read", Phrase("Chỉ xem", "Read only"))
        let scopes = mayWrite ? [read, ("write", Phrase("Xem và sửa", "Read and change"))] : [read]
        scope.options = scopes.enumerated().map { index, choice in
            FieldOption(code: choice.0, text: choice.1.text(in: language), isChosen: index == 0)
        }
        var days = FormField(
            "days",
            Phrase("Số ngày có hiệu lực (1 đến 366)", "Days for which it works (1 to 366)").text(in: language)
        )
        days.text = String(usualDays)
        days.keyboard = "numeric"
        days.isRequired = true
        return [name, scope, days].map { $0.view(over: refused, in: language) }
    }

    /// A quarter of a year.
    private static let usualDays = 90

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
