internal import Programme
internal import Store

/// The first day of a tenant, in five steps, each ticked by what there is.
struct FirstDay: Sendable {
    struct Step: Sendable {
        let text: String
        let help: String
        let path: String
        let isDone: Bool
        let isOpen: Bool
        /// The first that is not done.
        let isNext: Bool
    }

    /// What is to be done, for whom, and whether it is done.
    private struct Task {
        let text: Phrase
        let help: Phrase
        let path: String
        let isDone: Bool
        let role: OfficerRole
    }

    let steps: [Step]
    /// How many of how many are done.
    let progress: String
    /// Whether the steps are shown: until the tenant has begun, and to those who can do something about it.
    let isShown: Bool

    /// An organisation's first day.
    init(organisation facts: HomeFacts, _ role: OfficerRole, _ language: Language) {
        let hasMembers = facts.memberCount > 0
        let tasks = [
            Task(
                text: Phrase("Ghi các chi hội", "Write down the branches"),
                help: Phrase("Nếu đơn vị không chia chi hội thì bỏ qua.", "If there are none, go on to the next step."),
                path: BranchesPage.path,
                isDone: facts.branchCount > 0 || hasMembers,
                role: .editor
            ),
            Task(
                text: PeopleWords.members.bring,
                help: Phrase(
                    "Từ tệp Excel đang có, hoặc nhập từng người.",
                    "From the Excel file that you have, or one by one."
                ),
                path: "/imports",
                isDone: hasMembers,
                role: .editor
            ),
            Task(
                text: Phrase("Xem các hồ sơ nghi trùng", "Look at possible duplicates"),
                help: Phrase(
                    "Một người có thể nằm ở hai dòng của danh sách.",
                    "One person may stand in two rows of a list."
                ),
                path: DuplicatesPage.path,
                isDone: hasMembers && !facts.hasDuplicates,
                role: .editor
            ),
            Task(
                text: Phrase("Mở lớp học đầu tiên", "Hold the first class"),
                help: Phrase("Tên lớp, ngày học, nơi học; rồi ghi danh.", "Title, days and place; then enrol."),
                path: "\(ClassPath.list)/new",
                isDone: facts.hasAnyClass,
                role: .editor
            ), Self.invitation(facts),
        ]
        self.init(tasks, hasBegun: hasMembers, facts, role, language)
    }

    /// A ward's first day.
    init(ward facts: HomeFacts, _ year: WardYear, _ role: OfficerRole, _ language: Language) {
        let tasks = [
            Task(
                text: Phrase("Đưa danh sách hộ vào", "Bring in the list of households"),
                help: Phrase(
                    "Từ tệp Excel của thôn, tổ; hoặc ghi từng hộ, dòng họ, đơn vị.",
                    "From the hamlets' Excel files, or one by one."
                ),
                path: "/subjects/household/imports",
                isDone: year.subjects > 0,
                role: .editor
            ),
            Task(
                text: Phrase("Ghi tổng số hộ của từng thôn, tổ", "Write down how many households there are"),
                help: Phrase("Để tính tỷ lệ; ghi rõ nguồn số liệu.", "Shares are computed on it; name the source."),
                path: DenominatorsPage.path,
                isDone: !year.denominators.isEmpty,
                role: .editor
            ),
            Task(
                text: Phrase("Ghi trung tâm học tập cộng đồng", "Write down the learning centre"),
                help: Phrase("Nơi các đơn vị mở lớp.", "Where the organisations hold their classes."),
                path: CentreActions.path,
                isDone: year.centres > 0,
                role: .editor
            ),
            Task(
                text: Phrase("Đăng ký danh hiệu năm nay", "Register for this year's titles"),
                help: Phrase("Cả thôn một lần, theo danh sách.", "A whole hamlet at once, by its list."),
                path: "/titles/registration",
                isDone: !year.registrations.isEmpty,
                role: .editor
            ), Self.invitation(facts),
        ]
        self.init(tasks, hasBegun: year.subjects > 0 && !year.registrations.isEmpty, facts, role, language)
    }

    private static func invitation(_ facts: HomeFacts) -> Task {
        Task(
            text: Phrase("Mời người cùng làm", "Invite those who work with you"),
            help: Phrase("Mỗi người một tên đăng nhập riêng.", "Everybody signs in with a name of their own."),
            path: OfficersPage.path,
            isDone: facts.officerCount > 1,
            role: .administrator
        )
    }

    private init(_ tasks: [Task], hasBegun: Bool, _ facts: HomeFacts, _ role: OfficerRole, _ language: Language) {
        let mine = tasks.filter { role >= $0.role }
        let next = mine.firstIndex { !$0.isDone }
        steps = mine.enumerated().map { index, task in
            Step(
                text: task.text.text(in: language),
                help: task.help.text(in: language),
                path: task.path,
                isDone: task.isDone,
                isOpen: !task.isDone,
                isNext: index == next
            )
        }
        progress = Phrase("Đã xong {0} trên {1} bước.", "{0} of {1} steps are done.").text(
            in: language,
            String(mine.count(where: \.isDone)),
            String(mine.count)
        )
        isShown = role >= .editor && (!hasBegun || (role == .administrator && facts.officerCount < 2))
    }
}
