internal import Intake
internal import Programme
internal import Store

/// `/imports/{id}/columns`: the second step. Which column is which field, as guessed or remembered, with what stands in it.
struct ColumnsPage: Page {
    struct Column: Sendable {
        let field: String
        let heading: String
        let examples: String
        let roles: [FieldOption]
        let isKnown: Bool
        let encodingField: String
        let encodings: [FieldOption]
        let hasEncodings: Bool
    }

    static let template = "imports/columns"

    let path: String
    let key = FormKey().text
    let version: Int
    let fileName: String
    let source: String
    let reasons: [String]
    let columns: [Column]
    let orderField: FormField.View
    let areaDayField: FormField.View
    let branchField: FormField.View
    let areaField: FormField.View
    let createsBranches: Bool
    let sheets: [FieldOption]
    let hasSheets: Bool
    let problem: String?

    func title(in language: Language) -> String {
        Phrase("Bước 2: Cột nào là gì?", "Step 2: which column is what?").text(in: language)
    }
}

extension ColumnsPage {
    init(_ detail: ImportDetail, _ places: PlaceChoices, _ language: Language, problem: Phrase? = nil) {
        let settings = detail.settings
        path = "\(ImportsPage.path)/\(detail.id)"
        version = detail.version
        fileName = detail.stored.fileName
        let words =
            switch settings.mappingSource {
            case .guessed:
                Phrase(
                    "Máy đã đoán các cột. Xin xem lại, sửa nếu sai.",
                    "The columns were guessed. Please look, and put right what is wrong."
                )
            case .remembered:
                Phrase(
                    "Các cột được chọn như lần trước với danh sách cùng tiêu đề.",
                    "The columns are chosen as last time for a list with these headings."
                )
            case .chosen: Phrase("Các cột như bạn đã chọn.", "The columns as you chose them.")
            }
        source = words.text(in: language)
        reasons = settings.survey.reasons.map { $0.message(in: language) }
        columns = settings.mapping.columns.map { Column($0, settings, language) }
        orderField = Self.order(settings, language).view
        var day = FormField(
            "area_day",
            Phrase("Danh sách lập ngày nào (để hiểu tên xã, phường)", "When the list was made (for names of wards)")
                .text(in: language)
        )
        day.text = settings.areaDay.vietnamese
        areaDayField = day.view
        branchField =
            places.branchField(
                "default_branch",
                Phrase("Dòng không ghi chi hội thì thuộc", "Rows that name no branch belong to").text(in: language),
                chosen: settings.defaultBranch,
                empty: "–"
            ).view
        areaField =
            places.areaField(
                "default_area",
                Phrase("Dòng không ghi xã, phường thì ở", "Rows that name no ward are in").text(in: language),
                chosen: settings.defaultArea,
                empty: "–"
            ).view
        createsBranches = settings.createsBranches
        sheets = settings.survey.otherSheets.map { FieldOption(code: String($0.index), text: $0.name, isChosen: false) }
        hasSheets = !sheets.isEmpty
        self.problem =
            problem?.text(in: language)
            ?? (detail.mappingProblems.isEmpty
                ? nil : detail.mappingProblems.map { $0.message(in: language) }.joined(separator: "; "))
    }

    private static func order(_ settings: ImportSettings, _ language: Language) -> FormField {
        var field = FormField("date_order", Phrase("Cách ghi ngày", "How dates are written").text(in: language))
        let choices: [(String, Phrase, Bool)] = [
            ("", Phrase("Tự nhận ra", "Find out"), settings.dateOrder == nil),
            (
                DateReading.Order.dayFirst.rawValue, Phrase("ngày/tháng/năm", "day/month/year"),
                settings.dateOrder == .dayFirst
            ),
            (
                DateReading.Order.monthFirst.rawValue, Phrase("tháng/ngày/năm", "month/day/year"),
                settings.dateOrder == .monthFirst
            ),
        ]
        field.options = choices.map { FieldOption(code: $0.0, text: $0.1.text(in: language), isChosen: $0.2) }
        return field
    }
}

extension ColumnsPage.Column {
    init(_ column: ColumnMapping.Column, _ settings: ImportSettings, _ language: Language) {
        field = "role_\(column.column)"
        heading = column.heading
        let samples = settings.examples(of: column.column).prefix(3).map { text in
            column.encoding?.convert(text) ?? text
        }
        examples = samples.joined(separator: " · ")
        roles = ColumnRole.allCases.map { role in
            FieldOption(
                code: role.rawValue,
                text: language == .vietnamese ? role.vietnameseName : role.englishName,
                isChosen: role == column.role
            )
        }
        isKnown = column.role != .leftOut
        encodingField = "encoding_\(column.column)"
        hasEncodings = column.encoding != nil
        encodings =
            [FieldOption(code: "", text: "Unicode", isChosen: column.encoding == nil)]
            + LegacyEncoding.allCases.map {
                FieldOption(code: $0.rawValue, text: $0.rawValue, isChosen: $0 == column.encoding)
            }
    }
}

extension ImportSettings {
    /// The settings as the form of the columns says.
    /// - Throws: `StoreError.refused` for a branch or area that is not there.
    func changed(by form: FormFields, _ places: PlaceChoices) throws -> ImportSettings {
        var settings = self
        for index in settings.mapping.columns.indices {
            let column = settings.mapping.columns[index].column
            if let role = form["role_\(column)"].flatMap(ColumnRole.init(rawValue:)) {
                settings.mapping.columns[index].role = role
            }
            if let encoding = form["encoding_\(column)"] {
                settings.mapping.columns[index].encoding = LegacyEncoding(rawValue: encoding)
            }
        }
        settings.mappingSource = .chosen
        settings.dateOrder = form["date_order"].flatMap(DateReading.Order.init(rawValue:))
        let day = PartialDate.read(form["area_day"] ?? "", DateReading(latest: places.today)).value
        if let day { settings.areaDay = day.latest }
        settings.defaultBranch = try places.branch(form["default_branch"])
        settings.defaultArea = try places.area(form["default_area"])
        settings.createsBranches = form["creates_branches"] == "yes"
        return settings
    }
}
