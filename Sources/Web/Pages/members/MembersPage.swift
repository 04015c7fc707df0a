internal import Programme
internal import Store

/// `/members`: the list, by given name, with a search above it.
struct MembersPage: Page {
    struct Row: Sendable {
        let path: String
        let fullName: String
        let birth: String
        let branch: String
        let place: String
        let phone: String?
        /// Nil for those who are members.
        let state: String?
    }

    static let template = "members"

    let rows: [Row]
    let hasRows: Bool
    /// The search found nobody.
    let isNothingFound: Bool
    /// There is nobody at all yet.
    let isEmpty: Bool
    let count: String?
    let search: String
    let branchField: FormField.View
    let areaField: FormField.View
    let stateField: FormField.View
    /// Whether the filters are shown opened.
    let isFiltered: Bool
    let isNarrowed: Bool
    /// Where the list goes on.
    let next: String?
    /// Whether this is not the first page.
    let isContinued: Bool
    let first: String
    /// The same members as a file.
    let workbook: String
    let text: String
    let mayEdit: Bool
    let notice: String?

    let add: String
    let none: String
    let bring: String
    private let heading: String

    func title(in language: Language) -> String { heading }
}

extension MembersPage {
    init(
        _ found: MemberPage,
        _ query: MemberListQuery,
        _ words: MemberWords,
        count: Int?,
        _ officer: SignedInOfficer,
        _ keys: ServerKeys,
        notice: Phrase?
    ) {
        let language = words.language
        rows = found.members.map { Row($0, words) }
        hasRows = !rows.isEmpty
        isEmpty = rows.isEmpty && !query.isNarrowed && query.after == nil
        isNothingFound = rows.isEmpty && !isEmpty
        let people = PeopleWords.of(officer.principal.tenantKind)
        self.count = count.map { people.count.text(in: language, Number.text($0, in: language)) }
        add = people.add.text(in: language)
        none = people.none.text(in: language)
        bring = people.bring.text(in: language)
        heading = people.heading.text(in: language)
        search = query.text
        branchField =
            words.places.branchField(
                "branch",
                MemberWords.heading(.branch, in: language),
                chosen: query.branch,
                empty: Phrase("Tất cả", "All").text(in: language)
            ).view
        areaField =
            words.places.areaField(
                "area",
                MemberWords.heading(.area, in: language),
                chosen: query.area,
                empty: Phrase("Tất cả", "All").text(in: language)
            ).view
        stateField = Self.states(query.state, language).view
        isFiltered = query.state != .active || query.branch != nil || query.area != nil
        isNarrowed = query.isNarrowed
        var next = query
        next.after = found.next
        self.next = found.next.map { _ in next.address(officer, keys).description }
        next.after = nil
        first = next.address(officer, keys).description
        workbook = next.address(officer, keys, at: "\(MemberListQuery.path)/file/xlsx").description
        text = next.address(officer, keys, at: "\(MemberListQuery.path)/file/csv").description
        isContinued = query.after != nil
        mayEdit = officer.context.role >= .editor
        self.notice = notice?.text(in: language)
    }

    private static func states(_ chosen: MemberState?, _ language: Language) -> FormField {
        var field = FormField("state", Phrase("Tình trạng", "State").text(in: language))
        field.options =
            MemberState.live.map { state in
                FieldOption(
                    code: state.rawValue,
                    text: MemberWords.state(state).text(in: language),
                    isChosen: state == chosen
                )
            } + [
                FieldOption(code: "all", text: Phrase("Tất cả", "All").text(in: language), isChosen: chosen == nil)
            ]
        return field
    }
}

extension MembersPage.Row {
    init(_ member: StoredMember, _ words: MemberWords) {
        path = "/members/\(member.id)"
        fullName = member.record.name?.full ?? ""
        birth = member.record.birthDate?.vietnamese ?? ""
        branch = words.places.branchName(member.branch) ?? ""
        place = [member.record.texts[.hamlet], words.value(.area, of: member.record)].compactMap { $0 }
            .joined(separator: ", ")
        phone = member.record.phone?.digits
        state = member.state == .active ? nil : MemberWords.state(member.state).text(in: words.language)
    }
}
