internal import Programme
internal import Store

/// `/officers/{id}`: one officer, for administrators.
struct OfficerPage: Page {
    static let template = "officers/officer"

    private let officerName: String
    let path: String
    let key = FormKey().text
    let version: Int
    let login: String?
    let isEnded: Bool
    let isAtWork: Bool
    let isSelf: Bool
    /// The link was not used yet: there can be another one.
    let isInvited: Bool
    /// A link that was just made: shown this once.
    let link: String?
    let form: OfficerFormView
    let notice: String?
    let problem: String?

    init(
        _ officer: Officer,
        _ account: AccountCredentials?,
        _ places: PlaceChoices,
        _ acting: SignedInOfficer,
        _ language: Language,
        link: String? = nil,
        refused: RefusedForm? = nil,
        notice: Phrase? = nil,
        problem: Phrase? = nil
    ) {
        officerName = officer.displayName
        path = "\(OfficersPage.path)/\(officer.id)"
        version = officer.version
        login = account?.account.login
        isEnded = officer.isEnded
        isAtWork = !officer.isEnded
        isSelf = officer.id == acting.context.officer
        isInvited = !officer.isEnded && account.map { $0.passwordHash == nil } ?? false
        self.link = link
        form = OfficerFormView(OfficerForm(officer), places, language, refused: refused)
        self.notice = notice?.text(in: language)
        self.problem = problem?.text(in: language)
    }

    func title(in language: Language) -> String { officerName }
}
