internal import Programme
internal import Store

/// `/officers`: who works for the organisation, and a form for somebody new.
struct OfficersPage: Page {
    struct Row: Sendable {
        let path: String
        let officerName: String
        let role: String
        let part: String
        let isEnded: Bool
        let isSelf: Bool
    }

    static let template = "officers"
    static let path = "/officers"

    let rows: [Row]
    let form: OfficerFormView
    let loginField: FormField.View
    let key = FormKey().text
    /// The person signs in already: the form is sent again to say that it is the one who is meant.
    let isToBeConfirmed: Bool
    /// Asked then.
    let question: String?
    let notice: String?

    func title(in language: Language) -> String { Phrase("Cán bộ", "Officers").text(in: language) }
}

/// The fields that an administrator decides about an officer.
struct OfficerFormView: Sendable {
    let nameField: FormField.View
    let roleField: FormField.View
    let branchField: FormField.View
    let areaField: FormField.View

    init(_ typed: OfficerForm, _ places: PlaceChoices, _ language: Language, refused: RefusedForm?) {
        var name = FormField("display_name", Phrase("Họ và tên", "Name").text(in: language))
        name.text = typed.displayName
        name.isRequired = true
        nameField = name.view(over: refused, in: language)
        var role = FormField("role", Phrase("Được làm gì", "What they may do").text(in: language))
        role.options = OfficerRole.allCases.map { each in
            FieldOption(
                code: each.rawValue,
                text: OfficerWords.role(each).text(in: language),
                isChosen: each == typed.role
            )
        }
        roleField = role.view(over: refused, in: language)
        var branch = places.branchField(
            "branch",
            Phrase("Chỉ phụ trách một chi hội", "Only for one branch").text(in: language),
            chosen: typed.branch,
            empty: Phrase("Không, cả đơn vị", "No, for the whole organisation").text(in: language)
        )
        branch.help = OfficerWords.scopeHelp.text(in: language)
        branchField = branch.view(over: refused, in: language)
        areaField =
            places.areaField(
                "area",
                Phrase("Chỉ phụ trách một địa bàn", "Only for one ward").text(in: language),
                chosen: typed.area,
                empty: Phrase("Không", "No").text(in: language)
            ).view(over: refused, in: language)
    }
}

/// What was typed about an officer.
struct OfficerForm: Sendable {
    var displayName = ""
    var role = OfficerRole.editor
    var branch: BranchID?
    var area: AreaID?

    init() {}

    init(_ officer: Officer) {
        displayName = officer.displayName
        role = officer.role
        switch officer.scope {
        case .wholeTenant: break
        case .branch(let id): branch = id
        case .area(let id): area = id
        }
    }

    /// - Throws: `StoreError.refused`, `Problem.badRequest`.
    init(_ form: FormFields, _ places: PlaceChoices) throws {
        guard let role = form["role"].flatMap(OfficerRole.init(rawValue:)) else { throw Problem(.badRequest) }
        displayName = VietnameseText.clean(form["display_name"] ?? "")
        guard (1...100).contains(displayName.unicodeScalars.count) else { throw StoreError.refused(.textLength) }
        self.role = role
        branch = try places.branch(form["branch"])
        area = try places.area(form["area"])
    }

    /// - Throws: `Problem.invalid` for both a branch and an area.
    func draft() throws(Problem) -> OfficerDraft {
        let scope: OfficerScope
        switch (branch, area) {
        case (nil, nil): scope = .wholeTenant
        case (let branch?, nil): scope = .branch(branch)
        case (nil, let area?): scope = .area(area)
        case (_?, _?): throw Problem(.invalid, OfficerWords.onePart)
        }
        return OfficerDraft(displayName: displayName, role: role, scope: scope)
    }
}

extension OfficersPage {
    init(
        _ officers: [Officer],
        _ places: PlaceChoices,
        _ acting: SignedInOfficer,
        _ language: Language,
        refused: RefusedForm? = nil,
        isToBeConfirmed: Bool = false,
        notice: Phrase? = nil
    ) {
        rows = officers.map { officer in
            Row(
                path: "\(Self.path)/\(officer.id)",
                officerName: officer.displayName,
                role: OfficerWords.role(officer.role).text(in: language),
                part: OfficerWords.part(officer.scope, places, language),
                isEnded: officer.isEnded,
                isSelf: officer.id == acting.context.officer
            )
        }
        form = OfficerFormView(OfficerForm(), places, language, refused: refused)
        var field = FormField("login", Phrase("Tên đăng nhập", "User name").text(in: language))
        field.isRequired = true
        field.longest = 64
        field.help =
            Phrase(
                "Chữ thường không dấu, chữ số, dấu chấm; ví dụ lan.nguyen hoặc địa chỉ email.",
                "Lower-case letters without marks, digits, dots; such as lan.nguyen or an e-mail address."
            ).text(in: language)
        loginField = field.view(over: refused, in: language)
        self.isToBeConfirmed = isToBeConfirmed
        question = isToBeConfirmed ? refused?.problem.text(in: language) : nil
        self.notice = notice?.text(in: language)
    }
}
