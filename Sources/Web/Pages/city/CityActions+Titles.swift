internal import Hummingbird
internal import Programme
internal import Reports
internal import Store

/// What the pages of titles do.
extension CityActions {
    func showTitles(_ request: WebRequest, _ viewer: SignedInViewer) async throws -> Response {
        let query = CityQuery(request.query).wholeYear
        let titles = try await desk.database.titles(query.question)
        let tables = CityTitleTables(titles: titles, query: query, language: request.language)
        return desk.show(CityTitlesPage(tables), request, viewer, at: query.titles.description)
    }

    func showTitleCells(_ request: WebRequest, _ viewer: SignedInViewer) async throws -> Response {
        let (query, inquiry) = try Self.titleInquiry(request.query)
        let found = try await desk.database.explain(inquiry)
        let page = CityTitleCellsPage(found, query, request.language)
        return desk.show(page, request, viewer, at: query.titles.description)
    }

    func downloadTitleCells(_ request: WebRequest, _ form: ReportForm) async throws -> Response {
        let (query, inquiry) = try Self.titleInquiry(request.query)
        let found = try await desk.database.explain(inquiry)
        let cells = CityTitleCellsTable(explanation: found, query: query, language: request.language)
        return try desk.hand(cells.table, as: form, CityNotes(found.status, found.frozen, request.language))
    }

    /// - Throws: `Problem.notFound` for an address that names no kind or no measure.
    private static func titleInquiry(_ fields: FormFields) throws(Problem) -> (CityQuery, CityTitleInquiry) {
        let query = CityQuery(fields).wholeYear
        guard let kind = fields["kind"], kind.utf8.count <= 60, let measure = fields["measure"],
            measure.utf8.count <= 60
        else { throw Problem(.notFound) }
        let place: CityPlace
        switch fields["area"] {
        case nil, "": place = .everywhere
        case "none": place = .unknown
        case let text?:
            guard let ward = AreaID(text) else { throw Problem(.notFound) }
            place = .ward(ward)
        }
        return (query, CityTitleInquiry(query.question, kind: kind, measure: measure, place: place))
    }
}
