internal import Hummingbird
internal import Programme
internal import Reports
internal import Store

/// What the pages of a tenant's own figures do. All of them read.
struct FigureActions: Sendable {
    let desk: TenantDesk
    /// For files of one request.
    let folder: String

    func show(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        let today = CalendarDay.inVietnam()
        let tables = try await tables(request, officer, today)
        let page = FigurePage(tables, request.language, today: today)
        return desk.show(page, request, officer, at: FigurePath.year(tables.figures.year))
    }

    func showCells(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        let (page, _) = try await cells(request, officer)
        return desk.show(page, request, officer, at: "\(FigurePath.list)/cells")
    }

    /// One of the tables as a file.
    func download(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        guard let form = ReportForm(rawValue: request.place("form")) else { throw Problem(.notFound) }
        let key = request.place("table")
        if key == "cells" {
            let (page, status) = try await cells(request, officer)
            return try hand(page.table, form, CityNotes(status, nil, request.language))
        }
        let tables = try await tables(request, officer, .inVietnam())
        guard let table = tables.all.first(where: { $0.key == key }) else { throw Problem(.notFound) }
        return try hand(table, form, CityNotes(tables.figures.status, nil, request.language))
    }

    // MARK: Steps

    private static func year(_ request: WebRequest, _ today: CalendarDay) -> Int {
        let asked = request.query["year"].flatMap { Int($0) } ?? today.year
        return FigureRepository.years.contains(asked) ? asked : today.year
    }

    private func tables(
        _ request: WebRequest,
        _ officer: SignedInOfficer,
        _ today: CalendarDay
    ) async throws -> FigureTables {
        try await desk.database.read(officer.context) { tx in
            FigureTables(
                figures: try await tx.figures.year(Self.year(request, today)),
                branches: try await tx.branches.tree(),
                language: request.language
            )
        }
    }

    private func cells(
        _ request: WebRequest,
        _ officer: SignedInOfficer
    ) async throws -> (page: FigureCellsPage, status: CityStatus) {
        let today = CalendarDay.inVietnam()
        let year = Self.year(request, today)
        let month = request.query["month"].flatMap { Int($0) }
        guard let key = request.query["measure"], key.utf8.count <= 60, month.map({ (1...12).contains($0) }) ?? true
        else { throw Problem(.notFound) }
        let part: FigureQuestion.Part
        switch request.query["branch"] {
        case nil, "": part = .all
        case "none": part = .none
        case let text?:
            guard let branch = BranchID(text) else { throw Problem(.notFound) }
            part = .branch(branch)
        }
        let question = FigureQuestion(measure: key, year: year, month: month, part: part)
        return try await desk.database.read(officer.context) { tx in
            let known = try await tx.figures.known()
            guard let measure = known.measures.first(where: { $0.key == key }) else { throw Problem(.notFound) }
            let page = FigureCellsPage(
                try await tx.figures.cells(question),
                measure,
                question,
                try await tx.branches.tree(),
                request.language,
                today: today
            )
            return (page, known.status)
        }
    }

    private func hand(_ table: CityTable, _ form: ReportForm, _ notes: CityNotes) throws -> Response {
        let file = HandedFile(name: "so-lieu-\(table.key).\(form.rawValue)", in: folder)
        defer { file.remove() }
        try table.report(notes: notes.lines).write(as: form, to: file.path)
        return try file.response()
    }
}
