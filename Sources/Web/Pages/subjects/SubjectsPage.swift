internal import Programme
internal import Store

/// `/subjects/{kind}`: the households, clans, communities or units of a ward.
struct SubjectsPage: Page {
    struct Row: Sendable {
        let path: String
        let name: String
        let code: String?
        let area: String
        let about: String
        let isEnded: Bool
    }

    static let template = "subjects"

    private let heading: String
    let path: String
    let search: String
    let tabs: [ClassesPage.Tab]
    let rows: [Row]
    let hasRows: Bool
    let isEmpty: Bool
    let isNothingFound: Bool
    let count: String
    let fields: [FormField.View]
    let isNarrowed: Bool
    let next: String?
    let isContinued: Bool
    let mayAdd: Bool
    let notice: String?

    func title(in language: Language) -> String { heading }

    /// What the page is made of.
    struct Content: Sendable {
        let query: SubjectListQuery
        let page: SubjectPage
        let count: Int
        let hasPredecessors: Bool
        let words: SubjectWords
    }

    init(_ content: Content, _ officer: SignedInOfficer, _ keys: ServerKeys, notice: String?) {
        let (query, words) = (content.query, content.words)
        let language = words.language
        heading = words.name(query.kind)
        path = SubjectPath.list(query.kind)
        search = "\(path)/search"
        tabs = Self.tabs(query.kind, words)
        rows = content.page.subjects.map { found in
            Row(
                path: SubjectPath.sheet(query.kind, found.reference, officer.context.tenant),
                name: found.record.name,
                code: found.record.code.isEmpty ? nil : found.record.code,
                area: words.area(found.record.area),
                about: Self.about(found, words),
                isEnded: found.endedOn != nil
            )
        }
        hasRows = !rows.isEmpty
        isEmpty = rows.isEmpty && !query.isNarrowed && query.after == nil
        isNothingFound = rows.isEmpty && !isEmpty
        count = Phrase("{0} trong danh sách", "{0} in the list").text(in: language, words.number(content.count))
        fields = query.fields(words, hasPredecessors: content.hasPredecessors)
        isNarrowed = query.isNarrowed
        var page = query
        page.after = content.page.next
        next = content.page.next == nil ? nil : page.address(officer, keys).description
        isContinued = query.after != nil
        mayAdd = officer.context.role >= .editor && query.keeper == .own
        self.notice = notice
    }

    /// The kinds, and what is counted of them.
    static func tabs(_ kind: SubjectKind?, _ words: SubjectWords) -> [ClassesPage.Tab] {
        SubjectKind.allCases.map {
            ClassesPage.Tab(path: SubjectPath.list($0), text: words.name($0), isCurrent: $0 == kind)
        } + [
            ClassesPage.Tab(
                path: DenominatorsPage.path,
                text: Phrase("Mẫu số", "Denominators").text(in: words.language),
                isCurrent: kind == nil
            )
        ]
    }

    /// What else is known, in a line.
    private static func about(_ found: StoredSubject, _ words: SubjectWords) -> String {
        let record = found.record
        var parts: [String] = []
        if let kind = record.unitKind { parts.append(words.name(kind)) }
        if let descent = record.descent { parts.append(words.name(descent)) }
        if !record.headName.isEmpty { parts.append(record.headName) }
        if !record.address.isEmpty { parts.append(record.address) }
        if let people = record.peopleCount {
            parts.append(Phrase("{0} người", "{0} people").text(in: words.language, words.number(people)))
        }
        if let end = found.end, let day = found.endedOn { parts.append("\(words.name(end)), \(day.vietnamese)") }
        return parts.joined(separator: " · ")
    }
}
