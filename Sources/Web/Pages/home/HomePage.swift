internal import Programme
internal import Store

/// What the first page is made of.
struct HomeFacts: Sendable {
    /// Going on or to come.
    let classes: [StoredClass]
    /// Past their last day, and not finished.
    let overdue: [StoredClass]
    /// There is a class of whatever state.
    let hasAnyClass: Bool
    let words: ClassWords
    let memberCount: Int
    let branchCount: Int
    let officerCount: Int
    let hasDuplicates: Bool
    /// What of the programme's work is late or comes soon.
    let work: WorkHints
    /// An organisation's figures; nil for a ward.
    let figures: FigureTables?
    /// A ward's titles; nil for an organisation.
    let titles: WardBoardFacts?
}

/// `/`: what to do next. A new tenant is led through its first day in five steps; then come its figures, and what waits.
struct HomePage: Page {
    static let template = "home"

    private let tenantName: String
    let firstDay: FirstDay
    let isFirstDay: Bool
    let board: HomeBoard
    let hasCards: Bool
    let hasDeadlines: Bool
    let isOrganisation: Bool
    let mayEdit: Bool
    let hasDuplicates: Bool
    /// Going on or to come.
    let classes: [ClassesPage.Row]
    let hasClasses: Bool
    /// Past their last day, and not finished.
    let overdue: [ClassesPage.Row]
    let hasOverdue: Bool

    /// What of the programme's work is late or comes soon.
    let work: [WorkHint]
    let hasWork: Bool

    private static let mostOverdue = 5
    private static let mostWork = 5

    /// Something that is late or comes soon.
    struct WorkHint: Sendable {
        let path: String
        let text: String
        let due: String
        let alert: String?
    }

    func title(in language: Language) -> String { tenantName }

    init(_ facts: HomeFacts, _ officer: SignedInOfficer, _ language: Language) {
        tenantName = officer.principal.tenantName ?? Phrase("Trang đầu", "Home").text(in: language)
        let role = officer.context.role
        if let titles = facts.titles {
            firstDay = FirstDay(ward: facts, titles.year, role, language)
            board = HomeBoard(titles)
        } else {
            firstDay = FirstDay(organisation: facts, role, language)
            board =
                facts.figures.map { HomeBoard($0, members: facts.memberCount, language) }
                ?? HomeBoard(cards: [], tables: [])
        }
        isFirstDay = firstDay.isShown
        isOrganisation = facts.titles == nil
        hasCards = !board.cards.isEmpty
        hasDeadlines = !board.deadlines.isEmpty
        mayEdit = role >= .editor
        hasDuplicates = facts.hasDuplicates
        let tenant = officer.context.tenant
        // the next one first
        classes = facts.classes.reversed().map { ClassesPage.Row($0, facts.words, tenant) }
        hasClasses = !classes.isEmpty
        overdue = mayEdit ? facts.overdue.prefix(Self.mostOverdue).map { ClassesPage.Row($0, facts.words, tenant) } : []
        hasOverdue = !overdue.isEmpty
        work = Self.work(facts, officer, language)
        hasWork = !work.isEmpty
    }

    private static func work(_ facts: HomeFacts, _ officer: SignedInOfficer, _ language: Language) -> [WorkHint] {
        let scene = WorkScene(
            language: language,
            today: facts.words.today,
            mayEdit: false,
            tenant: officer.context.tenant,
            typed: [:]
        )
        return WorkHintWords.lines(facts.work, scene).prefix(mostWork).map { line in
            WorkHint(
                path: line.path ?? WorkHome.path,
                text: line.texts.first ?? "",
                due: line.texts.last ?? "",
                alert: line.alert
            )
        }
    }
}
