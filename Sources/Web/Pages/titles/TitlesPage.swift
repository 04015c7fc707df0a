internal import Programme
internal import Store

/// `/titles`: the registrations of a title and a year, and what is to be done with those that are ticked.
struct TitlesPage: Page {
    struct Row: Sendable {
        let id: String
        let path: String
        let name: String
        let area: String
        let kind: String
        let state: String
        let score: String
        let late: String?
        let isDecided: Bool
    }

    /// One number over the list.
    struct Total: Sendable {
        let text: String
        let count: String
    }

    static let template = "titles"
    /// Registrations on one page: a hamlet has about 250 households.
    static let longest = 500

    let fields: [FormField.View]
    let rows: [Row]
    let hasRows: Bool
    let isEmpty: Bool
    let totals: [Total]
    let hasTotals: Bool
    let choices: [FieldOption]
    let mayEdit: Bool
    let query: String
    let registering: String
    let sheet: String
    let decisions: String
    let deadlines: String
    let first: String
    let next: String?
    let isContinued: Bool
    let notice: String?

    func title(in language: Language) -> String {
        Phrase("Danh hiệu học tập", "Titles").text(in: language)
    }

    init(
        _ found: RegistrationPage,
        _ counts: [RegistrationCount],
        _ days: TitleDeadlines,
        _ query: TitleListQuery,
        _ words: TitleWords,
        _ officer: SignedInOfficer,
        notice: Phrase?
    ) {
        let language = words.language
        let title = query.chosen(words)
        fields = query.fields(words)
        rows = found.registrations.map { Row($0, days, words) }
        hasRows = !rows.isEmpty
        isEmpty = rows.isEmpty
        totals = TitleState.allCases.compactMap { state in
            let count = counts.filter { $0.state == state }.map(\.count).reduce(0, +)
            return count == 0 ? nil : Total(text: words.state(state), count: Number.text(count, in: language))
        }
        hasTotals = !totals.isEmpty
        choices = TitleBulkStep.allCases.filter { !$0.needsWholeWard || officer.context.part == .wholeTenant }
            .map { FieldOption(code: $0.rawValue, text: $0.phrase.text(in: language), isChosen: false) }
        mayEdit = officer.context.role >= .editor
        var page = query
        page.after = nil
        first = page.address(title: title)
        self.query = first
        registering = page.address(at: "/titles/registration", title: title)
        sheet = page.address(at: "/titles/scores", title: title)
        decisions = page.address(at: "/titles/decisions", title: title)
        deadlines = "/titles/deadlines?year=\(query.year)"
        page.after = found.next
        next = found.next == nil ? nil : page.address(title: title)
        isContinued = query.after != nil
        self.notice = notice?.text(in: language)
    }
}

extension TitlesPage.Row {
    init(_ found: StoredRegistration, _ days: TitleDeadlines, _ words: TitleWords) {
        id = found.id.description
        path = TitlePath.of(found.id)
        name = found.subjectName
        area = words.area(found.area)
        kind = words.kind(found.kind)
        switch found.standing(on: words.today) {
        case .state(let standing): state = words.state(standing)
        case .expired(let day):
            state = Phrase("Hết hạn {0}", "Expired {0}").text(in: words.language, day.vietnamese)
        }
        score = words.points(found.points)
        late = days.late(found.state, on: words.today).map { stage in
            Phrase("chậm: {0}", "late: {0}").text(in: words.language, words.stage(stage))
        }
        isDecided = found.state.isDecided
    }
}

/// What can be done with registrations that are ticked.
enum TitleBulkStep: String, CaseIterable, Sendable {
    case review
    case sendBack = "send-back"
    case propose
    case takeBack = "take-back"
    case recognise
    case refuse
    case revoke
    case withdraw

    var phrase: Phrase {
        switch self {
        case .review: Phrase("Ghi kết quả họp bình xét", "Record a review meeting")
        case .sendBack: Phrase("Trả lại để chấm lại", "Send back to be scored again")
        case .propose: Phrase("Đưa vào danh sách đề nghị", "Put on a list to be sent up")
        case .takeBack: Phrase("Rút khỏi danh sách đề nghị", "Take off the list")
        case .recognise: Phrase("Ghi quyết định công nhận", "Record a decision of recognition")
        case .refuse: Phrase("Ghi thông báo không công nhận", "Record a refusal")
        case .revoke: Phrase("Ghi quyết định thu hồi", "Record a revocation")
        case .withdraw: Phrase("Rút đăng ký", "Withdraw")
        }
    }

    /// Whether it is for officers of the whole ward.
    var needsWholeWard: Bool {
        switch self {
        case .propose, .takeBack, .recognise, .refuse, .revoke: true
        case .review, .sendBack, .withdraw: false
        }
    }

    /// Which decision it is, if it is one.
    var decision: DecisionKind? {
        switch self {
        case .recognise: .recognition
        case .refuse: .refusal
        case .revoke: .revocation
        case .review, .sendBack, .propose, .takeBack, .withdraw: nil
        }
    }
}
