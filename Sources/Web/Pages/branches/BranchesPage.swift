internal import Programme
internal import Store

/// `/branches`: the branches as a tree, and a form for another one.
struct BranchesPage: Page {
    struct Row: Sendable {
        let path: String
        /// The list of its members.
        let members: String
        let branchName: String
        /// 0 to 5, for the indentation.
        let depth: Int
        let place: String?
        let isClosed: Bool
    }

    static let template = "branches"
    static let path = "/branches"

    let rows: [Row]
    let isEmpty: Bool
    let key = FormKey().text
    let nameField: FormField.View
    let parentField: FormField.View
    let areaField: FormField.View
    let mayAdd: Bool
    let mayChange: Bool
    let notice: String?

    func title(in language: Language) -> String { Phrase("Chi hội", "Branches").text(in: language) }
}

extension BranchesPage {
    init(
        _ places: PlaceChoices,
        _ officer: SignedInOfficer,
        _ language: Language,
        refused: RefusedForm? = nil,
        notice: Phrase? = nil
    ) {
        var depths: [BranchID: Int] = [:]
        rows = places.branches.branches.prefix(Self.mostRows).map { branch in
            let depth = branch.parent.flatMap { depths[$0] }.map { $0 + 1 } ?? 0
            depths[branch.id] = depth
            return Row(
                path: "\(Self.path)/\(branch.id)",
                members: "\(MemberListQuery.path)?branch=\(branch.id)",
                branchName: branch.name,
                depth: min(depth, 5),
                place: places.areaTitle(branch.area),
                isClosed: branch.closedOn != nil
            )
        }
        isEmpty = rows.isEmpty
        let none: (String, BranchID?, AreaID?) = ("", nil, nil)
        (nameField, parentField, areaField) = Self.fields(places, language, none, refused: refused)
        mayAdd = officer.context.role >= .editor && officer.context.part == .wholeTenant
        mayChange = officer.context.role == .administrator
        self.notice = notice?.text(in: language)
    }

    /// Rows on the page: more would make it too large. Who has more looks for a branch by its members.
    private static let mostRows = 600

    /// The fields of a branch, filled with what is kept of it, or with what was sent.
    static func fields(
        _ places: PlaceChoices,
        _ language: Language,
        _ kept: (name: String, parent: BranchID?, area: AreaID?),
        refused: RefusedForm?,
        without: Set<BranchID> = []
    ) -> (FormField.View, FormField.View, FormField.View) {
        var nameField = FormField("name", Phrase("Tên chi hội", "The branch's name").text(in: language))
        nameField.text = kept.name
        nameField.isRequired = true
        nameField.longest = StoredBranch.longestName
        let parentField = places.branchField(
            "parent",
            Phrase("Thuộc chi hội", "Below the branch").text(in: language),
            chosen: kept.parent,
            empty: Phrase("Không, trực thuộc đơn vị", "None, directly below the organisation").text(in: language),
            without: without
        )
        let areaField = places.areaField(
            "area",
            MemberWords.heading(.area, in: language),
            chosen: kept.area,
            empty: Phrase("Không gắn với địa bàn", "No place").text(in: language)
        )
        return (
            nameField.view(over: refused, in: language), parentField.view(over: refused, in: language),
            areaField.view(over: refused, in: language)
        )
    }
}

/// `/branches/{id}`: one branch, for administrators.
struct BranchPage: Page {
    static let template = "branches/branch"

    private let branchName: String
    let path: String
    let key = FormKey().text
    let version: Int
    let closed: String?
    let isOpen: Bool
    let members: String
    let nameField: FormField.View
    let parentField: FormField.View
    let areaField: FormField.View
    let mayChange: Bool
    let notice: String?
    let problem: String?

    init(
        _ branch: StoredBranch,
        _ places: PlaceChoices,
        _ officer: SignedInOfficer,
        _ language: Language,
        refused: RefusedForm?,
        notice: Phrase?,
        problem: Phrase?
    ) {
        branchName = branch.name
        path = "\(BranchesPage.path)/\(branch.id)"
        version = branch.version
        closed = branch.closedOn?.vietnamese
        isOpen = branch.closedOn == nil
        members = "\(MemberListQuery.path)?branch=\(branch.id)"
        (nameField, parentField, areaField) = BranchesPage.fields(
            places,
            language,
            (branch.name, branch.parent, branch.area),
            refused: refused,
            without: Set(places.branches.below(branch.id))
        )
        mayChange = officer.context.role == .administrator
        self.notice = notice?.text(in: language)
        self.problem = problem?.text(in: language)
    }

    func title(in language: Language) -> String { branchName }
}
