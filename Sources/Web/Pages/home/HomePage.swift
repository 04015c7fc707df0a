internal import Programme
internal import Store

/// `/`: what to do next. A new organisation is led through its first day in five steps; afterwards the page is the search and
/// what waits.
struct HomePage: Page {
    struct Step: Sendable {
        let number: Int
        let text: String
        let help: String
        let path: String
        let isDone: Bool
        let isOpen: Bool
        /// The first that is not done.
        let isNext: Bool
    }

    static let template = "home"

    private let tenantName: String
    let steps: [Step]
    let isFirstDay: Bool
    let members: String
    /// What those in the list are called.
    let peopleHeading: String
    let add: String
    let mayEdit: Bool
    let mayAdminister: Bool
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

    /// What there is already.
    struct Facts: Sendable {
        /// Going on or to come.
        let classes: [StoredClass]
        /// Past their last day, and not finished.
        let overdue: [StoredClass]
        let words: ClassWords
        let memberCount: Int
        let branchCount: Int
        let officerCount: Int
        let hasDuplicates: Bool
        /// What of the programme's work is late or comes soon.
        let work: WorkHints
    }

    init(_ facts: Facts, _ officer: SignedInOfficer, _ language: Language) {
        tenantName = officer.principal.tenantName ?? Phrase("Trang đầu", "Home").text(in: language)
        let role = officer.context.role
        let hasMembers = facts.memberCount > 0
        let words = PeopleWords.of(officer.principal.tenantKind)
        let wanted: [(Phrase, Phrase, String, Bool, OfficerRole)] = [
            (
                Phrase("Ghi các chi hội", "Write down the branches"),
                Phrase("Nếu đơn vị không chia chi hội thì bỏ qua.", "If there are none, go on to the next step."),
                BranchesPage.path, facts.branchCount > 0 || hasMembers, .editor
            ),
            (
                words.bring,
                Phrase(
                    "Từ tệp Excel đang có, hoặc nhập từng người.",
                    "From the Excel file that you have, or one by one."
                ),
                "/imports", hasMembers, .editor
            ),
            (
                Phrase("Xem các hồ sơ nghi trùng", "Look at possible duplicates"),
                Phrase("Một người có thể nằm ở hai dòng của danh sách.", "One person may stand in two rows of a list."),
                DuplicatesPage.path, hasMembers && !facts.hasDuplicates, .editor
            ),
            (
                Phrase("Mời người cùng làm", "Invite those who work with you"),
                Phrase("Mỗi người một tên đăng nhập riêng.", "Everybody signs in with a name of their own."),
                OfficersPage.path, facts.officerCount > 1, .administrator
            ),
            (
                words.look,
                Phrase("Gõ tên không dấu cũng được, hoặc chữ cái đầu.", "Marks are not needed; initials do as well."),
                MemberListQuery.path, false, .viewer
            ),
        ]
        let mine = wanted.filter { role >= $0.4 }
        let next = mine.firstIndex { !$0.3 }
        steps = mine.enumerated().map { index, step in
            Step(
                number: index + 1,
                text: step.0.text(in: language),
                help: step.1.text(in: language),
                path: step.2,
                isDone: step.3,
                isOpen: !step.3,
                isNext: index == next
            )
        }
        isFirstDay = role >= .editor && (!hasMembers || (role == .administrator && facts.officerCount < 2))
        members = words.count.text(in: language, Number.text(facts.memberCount, in: language))
        peopleHeading = words.heading.text(in: language)
        add = words.add.text(in: language)
        mayEdit = role >= .editor
        mayAdminister = role == .administrator
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

    private static func work(_ facts: Facts, _ officer: SignedInOfficer, _ language: Language) -> [WorkHint] {
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
