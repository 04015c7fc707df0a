internal import Programme
internal import Store

/// `/classes` and `/classes/open`: the tenant's classes, or those of others, the latest first.
struct ClassesPage: Page {
    struct Row: Sendable {
        let path: String
        let title: String
        let days: String
        let topic: String
        let place: String?
        let people: String
        let state: String
        let isOver: Bool
        /// Whose it is, if not the tenant's own.
        let host: String?
    }

    struct Tab: Sendable {
        let path: String
        let text: String
        let isCurrent: Bool
    }

    static let template = "classes"

    private let isOwn: Bool
    let action: String
    let scope: String?
    let tabs: [Tab]
    let rows: [Row]
    let hasRows: Bool
    let isEmpty: Bool
    let isNothingFound: Bool
    let fields: [FormField.View]
    let isNarrowed: Bool
    let first: String
    let next: String?
    let isContinued: Bool
    let mayAdd: Bool
    let notice: String?

    func title(in language: Language) -> String {
        (isOwn ? Phrase("Lớp học", "Classes") : Phrase("Lớp của đơn vị khác", "Classes of others")).text(in: language)
    }
}

extension ClassesPage {
    init(
        _ found: ClassPage,
        _ scope: ClassFilter.Scope,
        _ query: ClassListQuery,
        _ words: ClassWords,
        _ officer: SignedInOfficer,
        notice: Phrase?
    ) {
        let language = words.language
        isOwn = scope == .own
        action = isOwn ? ClassPath.list : ClassPath.open
        self.scope = scope == .visited ? "visited" : nil
        tabs = [
            (ClassFilter.Scope.own, ClassPath.list, Phrase("Lớp của đơn vị", "Own classes")),
            (.open, ClassPath.open, Phrase("Đơn vị khác mở", "Open to us")),
            (.visited, "\(ClassPath.open)?scope=visited", Phrase("Hội viên ta đang học", "With our members")),
        ].map { Tab(path: $0.1, text: $0.2.text(in: language), isCurrent: $0.0 == scope) }
        rows = found.classes.map { Row($0, words, officer.context.tenant) }
        hasRows = !rows.isEmpty
        isEmpty = rows.isEmpty && !query.isNarrowed && query.after == nil
        isNothingFound = rows.isEmpty && !isEmpty
        fields = query.fields(words)
        isNarrowed = query.isNarrowed
        var page = query
        page.after = nil
        first = page.address(at: action, scope: self.scope)
        page.after = found.next
        next = found.next == nil ? nil : page.address(at: action, scope: self.scope)
        isContinued = query.after != nil
        mayAdd = isOwn && officer.context.role >= .editor
        self.notice = notice?.text(in: language)
    }
}

extension ClassesPage.Row {
    init(_ found: StoredClass, _ words: ClassWords, _ tenant: TenantID) {
        path = ClassPath.of(found.reference, tenant)
        title = found.record.title
        days = words.days(found.record)
        topic = words.topic(found.record.topic) ?? ""
        place = words.placeText(found.record)
        people = words.people(found)
        state = words.state(found.state)
        isOver = found.state == .finished || found.state == .cancelled
        host = found.host == tenant ? nil : found.hostName
    }
}
