internal import Programme
internal import Store

/// `/city`: the totals of the whole city, of one year.
struct CityPage: Page {
    static let template = "city"

    let notes: CityNotes
    let yearField: FormField.View
    let spanField: FormField.View
    let boundaryField: FormField.View
    let stepField: FormField.View
    let tables: [CityTable]
    /// By sex and age.
    let people: String
    /// The targets of the year.
    let bars: [CityBar]
    /// Titles by ward.
    let titles: String

    init(_ tables: CityTables, _ shown: [CityTable], _ query: CityQuery, _ language: Language) {
        let overview = tables.overview
        notes = CityNotes(overview.status, overview.frozen, language)
        self.tables = shown
        bars = tables.titles.titles.progress.map { CityBar($0, tables.titles) }
        titles = query.titles.description
        let question = overview.question
        yearField = Self.field("year", Phrase("Năm", "Year"), language, overview.years) {
            ("\($0)", "\($0)", $0 == question.year)
        }
        spanField = Self.field("span", Phrase("Kỳ", "Period"), language, CitySpan.all) {
            ($0.name, CityWords.name(of: $0, year: question.year, in: language), $0 == question.span)
        }
        boundaryField = Self.field("boundary", Phrase("Địa giới", "Boundaries"), language, CityBoundary.allCases) {
            ($0.rawValue, CityWords.name(of: $0, year: question.year, in: language), $0 == question.boundary)
        }
        stepField = Self.field("by", Phrase("Bảng thời gian theo", "Periods of a"), language, CityQuery.Step.allCases) {
            ($0.rawValue, $0.name.text(in: language), $0 == query.step)
        }
        people = "\(CityPeoplePage.path)?\(query.text)"
    }

    func title(in language: Language) -> String { CityWords.totals.text(in: language) }

    static func field<Choice>(
        _ name: String,
        _ label: Phrase,
        _ language: Language,
        _ choices: [Choice],
        _ option: (Choice) -> (code: String, text: String, isChosen: Bool)
    ) -> FormField.View {
        var field = FormField(name, label.text(in: language))
        field.options = choices.map(option).map { FieldOption(code: $0.code, text: $0.text, isChosen: $0.isChosen) }
        return field.view
    }
}

extension CityQuery.Step {
    var name: Phrase {
        switch self {
        case .month: Phrase("tháng", "month")
        case .quarter: Phrase("quý", "quarter")
        case .half: Phrase("nửa năm", "half")
        case .year: Phrase("năm", "year")
        }
    }
}

/// `/city/people`: members and learning by sex and age, protected.
struct CityPeoplePage: Page {
    static let template = "city/people"
    static let path = "/city/people"

    let notes: CityNotes
    let tables: [CityTable]
    let back: String

    func title(in language: Language) -> String { Phrase("Theo giới và độ tuổi", "By sex and age").text(in: language) }
}
