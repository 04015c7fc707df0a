internal import HTTPTypes
internal import Hummingbird
internal import Programme
internal import Store

/// What the page of denominators does.
struct DenominatorActions: Sendable {
    let desk: TenantDesk

    func show(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        try await page(request, officer, nil)
    }

    /// Adds a count, or corrects one by a new one.
    func add(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        let sent = try await request.form()
        var form = DenominatorForm(sent)
        guard let record = form.read() else { return try await page(request, officer, form) }
        do {
            let correcting = form.correcting
            return try await desk.once(request, sent, officer) { tx in
                if let correcting {
                    _ = try await tx.denominators.correct(correcting, by: record)
                } else {
                    _ = try await tx.denominators.insert(record)
                }
                return LocalPath(trusted: "\(DenominatorsPage.path)?year=\(record.year)&done=saved")
            }
        } catch StoreError.refused(let refusal) {
            let name: String? =
                switch refusal {
                case .denominatorExists: "year"
                case .areaOutsideWard, .outsidePart: "area"
                default: nil
                }
            if let name { form.typed.refuse(name, refusal.phrase) }
            return try await page(request, officer, form, problem: name == nil ? refusal.phrase : nil)
        }
    }

    private func page(
        _ request: WebRequest,
        _ officer: SignedInOfficer,
        _ form: DenominatorForm?,
        problem: Phrase? = nil
    ) async throws -> Response {
        let areas = try await desk.areas.history
        let asked = form.flatMap { Int($0.typed.text("year")) } ?? request.query["year"].flatMap { Int($0) }
        let content = try await desk.database.read(officer.context) { tx in
            let words = try await SubjectWords.read(tx, areas, request.language)
            let year = asked.flatMap { Denominator.years.contains($0) ? $0 : nil } ?? words.today.year
            let counts = try await tx.denominators.list(year: year)
            let correct = request.query["correct"].flatMap(DenominatorID.init)
            let corrected = counts.first { $0.stored.id == correct }.map { DenominatorForm(correcting: $0.stored) }
            return DenominatorsPage.Content(
                year: year,
                counts: counts,
                form: form ?? corrected ?? DenominatorForm(year: year, words),
                words: words
            )
        }
        let notice = SubjectWords.notice(request, in: request.language)
        let page = DenominatorsPage(content, officer, notice: notice, problem: problem)
        let status: HTTPResponse.Status = page.problem == nil ? .ok : .unprocessableContent
        return desk.show(page, request, officer, at: DenominatorsPage.path, status: status)
    }
}
