internal import Programme
internal import Store

/// What an address of the city asks for. What cannot be read of it counts for nothing.
struct CityQuery: Sendable {
    /// How long the periods of the table of periods are.
    enum Step: String, CaseIterable, Sendable {
        case month, quarter, half, year
    }

    static let path = "/city"
    static let cellsPath = "/city/cells"
    static let personsPath = "/city/persons"

    let question: CityQuestion
    let step: Step

    /// - Parameter today: whose year is shown where the address names none.
    init(_ fields: FormFields, today: CalendarDay = .inVietnam()) {
        let span = fields["span"].flatMap { CitySpan($0) } ?? .year
        let boundary = fields["boundary"].flatMap(CityBoundary.init) ?? .then
        let year = fields["year"].flatMap { Int($0) } ?? today.year
        let asked = CityQuestion(year: year, span: span, boundary: boundary)
        // The days of this calendar have years that can be asked for.
        question = asked ?? CityQuestion(ofNow: today, span: span, boundary: boundary)
        step = fields["by"].flatMap(Step.init) ?? .month
    }

    init(_ question: CityQuestion, step: Step = .month) {
        self.question = question
        self.step = step
    }

    /// The same for the whole year.
    var wholeYear: CityQuery {
        let whole = CityQuestion(year: question.year, boundary: question.boundary)
        return CityQuery(whole ?? question, step: step)
    }

    /// What stands behind the question mark.
    var text: String {
        "year=\(question.year)&span=\(question.span.name)&boundary=\(question.boundary.rawValue)&by=\(step.rawValue)"
    }

    /// The first page.
    var address: LocalPath { LocalPath(trusted: "\(Self.path)?\(text)") }

    /// The page that takes a sum apart.
    func cells(_ measure: CityMeasure, organisation: TenantID? = nil, place: CityPlace = .everywhere) -> String {
        var address = "\(Self.cellsPath)?measure=\(measure.key)&\(text)"
        if let organisation { address += "&organisation=\(organisation)" }
        switch place {
        case .everywhere: break
        case .unknown: address += "&area=none"
        case .ward(let ward): address += "&area=\(ward)"
        }
        return address
    }

    /// The page that takes a count of persons apart.
    func persons(_ kind: CityPersonKind, ward: AreaID? = nil) -> String {
        "\(Self.personsPath)?kind=\(kind.rawValue)&\(text)" + (ward.map { "&area=\($0)" } ?? "")
    }

    /// A table as a file.
    func file(_ table: String, _ form: String, more: String = "") -> String {
        "/city/file/\(table)/\(form)?\(more)\(text)"
    }
}

/// Which sum is to be taken apart, as an address says it.
struct CityCellsQuery: Sendable {
    let query: CityQuery
    let inquiry: CityInquiry

    /// - Throws: `Problem.notFound` for an address that names no measure.
    init(_ fields: FormFields) throws(Problem) {
        query = CityQuery(fields)
        guard let measure = fields["measure"], measure.utf8.count <= 60 else { throw Problem(.notFound) }
        let place: CityPlace
        switch fields["area"] {
        case nil, "": place = .everywhere
        case "none": place = .unknown
        case let text?:
            guard let ward = AreaID(text) else { throw Problem(.notFound) }
            place = .ward(ward)
        }
        var organisation: TenantID?
        if let text = fields["organisation"], !text.isEmpty {
            guard let tenant = TenantID(text) else { throw Problem(.notFound) }
            organisation = tenant
        }
        inquiry = CityInquiry(query.question, measure: measure, organisation: organisation, place: place)
    }
}
