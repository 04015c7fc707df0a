internal import Hummingbird
internal import Programme
internal import Reports
internal import Store

/// What the pages of the city do. All of them read, and all of it through the city's own door.
struct CityActions: Sendable {
    let desk: CityDesk

    func show(_ request: WebRequest, _ viewer: SignedInViewer) async throws -> Response {
        let query = CityQuery(request.query)
        let tables = try await tables(query, request.language)
        let shown = try await withYears(tables.all, query, request.language)
        let page = CityPage(tables, shown, query, request.language)
        return desk.show(page, request, viewer, at: query.address.description)
    }

    func showCells(_ request: WebRequest, _ viewer: SignedInViewer) async throws -> Response {
        let asked = try CityCellsQuery(request.query)
        let explanation = try await desk.database.explain(asked.inquiry, cells: 0..<CityCellsPage.cellsShown)
        let page = CityCellsPage(explanation, asked.query, request.language)
        return desk.show(page, request, viewer, at: CityQuery.path)
    }

    func showPersons(_ request: WebRequest, _ viewer: SignedInViewer) async throws -> Response {
        guard let kind = request.query["kind"].flatMap(CityPersonKind.init) else { throw Problem(.notFound) }
        let query = CityQuery(request.query)
        // Persons are counted by the year: wards in which nobody learned in the span have learners all the same.
        let tables = try await tables(query.wholeYear, request.language)
        var ward: CityArea?
        if let text = request.query["area"], !text.isEmpty {
            let areas = kind == .members ? tables.overview.homes : tables.overview.areas
            guard let area = AreaID(text), let found = areas.first(where: { $0.id == area }) else {
                throw Problem(.notFound)
            }
            ward = found
        }
        let page = CityPersonsPage(tables, kind, ward)
        return desk.show(page, request, viewer, at: query.persons(kind, ward: ward?.id))
    }

    func showPeople(_ request: WebRequest, _ viewer: SignedInViewer) async throws -> Response {
        let query = CityQuery(request.query)
        let (tables, notes) = try await people(query, request.language)
        let page = CityPeoplePage(notes: notes, tables: tables, back: query.address.description)
        return desk.show(page, request, viewer, at: "\(CityPeoplePage.path)?\(query.text)")
    }

    /// One of the tables as a file.
    func download(_ request: WebRequest, _ viewer: SignedInViewer) async throws -> Response {
        guard let form = ReportForm(rawValue: request.place("form")) else { throw Problem(.notFound) }
        let (key, language) = (request.place("table"), request.language)
        if key == "cells" { return try await downloadCells(request, form) }
        if key == CityTitleCellsTable.key { return try await downloadTitleCells(request, form) }
        let query = CityQuery(request.query)
        if key.hasPrefix(Self.peoplePrefix) {
            let (found, notes) = try await people(query, language)
            guard let table = found.first(where: { $0.key == key }) else { throw Problem(.notFound) }
            return try desk.hand(table, as: form, notes)
        }
        let tables = try await tables(key == "learner-areas" ? query.wholeYear : query, language)
        let files = try await withYears(tables.files, query, language)
        guard let table = files.first(where: { $0.key == key }) else { throw Problem(.notFound) }
        return try desk.hand(table, as: form, CityNotes(tables.overview.status, tables.overview.frozen, language))
    }

    // MARK: Steps

    private static let peoplePrefix = "people-"

    private func tables(_ query: CityQuery, _ language: Language) async throws -> CityTables {
        let (overview, titles) = try await desk.database.overviewWithTitles(query.question)
        return CityTables(
            overview: overview,
            titles: CityTitleTables(titles: titles, query: query, language: language),
            query: query,
            language: language
        )
    }

    /// The tables, with year by year in the place of one year's parts where that is asked for.
    private func withYears(
        _ tables: [CityTable],
        _ query: CityQuery,
        _ language: Language
    ) async throws -> [CityTable] {
        guard query.step == .year else { return tables }
        let all = try await desk.database.years()
        return tables.map { $0.key == "periods" ? CityTables.years(all.measures, all.years, query, language) : $0 }
    }

    private func people(_ query: CityQuery, _ language: Language) async throws -> ([CityTable], CityNotes) {
        let year = query.question.year
        let members = try await desk.database.people(measure: "members", year: nil)
        let learning = try await desk.database.people(measure: "attendances", year: year)
        let tables = [
            CityPeopleTable(measure: members.measure, bands: members.bands, people: members.people)
                .table("\(Self.peoplePrefix)members", CityWords.members.text(in: language), query, language),
            CityPeopleTable(measure: learning.measure, bands: learning.bands, people: learning.people).table(
                "\(Self.peoplePrefix)attendances",
                Phrase("Lượt người học năm {0}", "Attendances in {0}").text(in: language, "\(year)"),
                query,
                language
            ),
        ]
        return (tables, CityNotes(learning.status, nil, language))
    }

    private func downloadCells(_ request: WebRequest, _ form: ReportForm) async throws -> Response {
        let asked = try CityCellsQuery(request.query)
        let explanation = try await desk.database.explain(asked.inquiry, cells: 0..<CityDatabase.cellsAtOnce)
        let cells = CityCellsTable(explanation: explanation, query: asked.query, language: request.language)
        return try desk.hand(
            cells.table,
            as: form,
            CityNotes(explanation.status, explanation.frozen, request.language)
        )
    }
}
