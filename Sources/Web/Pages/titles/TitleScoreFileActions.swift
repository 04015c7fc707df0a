internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import Intake
internal import Programme
internal import Store

/// Self-scores by Excel: a sheet for the registrations that are open is handed out, and taken back filled in. Either everything that
/// is in the file is right and is recorded, or nothing is, and each cell that must be mended is named.
struct TitleScoreFileActions: Sendable {
    let desk: TenantDesk
    /// For files of one request.
    let folder: String

    func show(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        try await page(request, officer, TitleListQuery(request.query, today: .inVietnam()))
    }

    func download(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        let query = TitleListQuery(request.query, today: .inVietnam())
        let roll = try await roll(query, request, officer).roll
        let file = HandedFile(name: "phieu-cham-diem.xlsx", in: folder)
        defer { file.remove() }
        try ScoreSheet.write(roll, to: file.path)
        return try file.response()
    }

    func upload(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        let query = TitleListQuery(request.query, today: .inVietnam())
        let path = "\(folder)/hoctap-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: path) }
        let upload = try await FormUpload.read(request, to: path)
        guard upload.sizeBytes > 0 else { return try await page(request, officer, query, problem: ImportWords.noFile) }
        let (roll, set) = try await roll(query, request, officer)
        let reading: ScoreSheet.Reading
        do {
            reading = try ScoreSheet.read(path: path, against: roll)
        } catch {
            let problem = Phrase(error.message(in: .vietnamese), error.message(in: .english))
            return try await page(request, officer, query, problem: problem)
        }
        guard reading.findings.isEmpty else {
            return try await page(request, officer, query, findings: reading.findings)
        }
        let scores = reading.scores.map { RegistrationScore($0.registration, $0.answers) }
        do {
            let findings = try await desk.database.write(officer.context) { tx -> [ScoreSheetFinding] in
                let judged = try await tx.registrations.judge(scores, by: set)
                let found = zip(judged, reading.scores).flatMap { judgement, score in
                    judgement.problems.map { problem in
                        ScoreSheetFinding(cell: reading.cell(problem.code, of: score), problem: .answer(problem.kind))
                    }
                }
                if found.isEmpty, !scores.isEmpty { _ = try await tx.registrations.score(scores, by: set) }
                return Array(found.prefix(ScoreSheet.mostFindings))
            }
            guard findings.isEmpty else { return try await page(request, officer, query, findings: findings) }
        } catch StoreError.refused(let refusal) {
            return try await page(request, officer, query, problem: refusal.phrase)
        }
        return .redirect(to: LocalPath(trusted: query.address(title: query.title) + "&done=scored"))
    }

    /// The registrations that are open, with the criteria in use for them.
    private func roll(
        _ query: TitleListQuery,
        _ request: WebRequest,
        _ officer: SignedInOfficer
    ) async throws -> (roll: ScoreRoll, set: CriteriaSetID) {
        let areas = try await desk.areas.history
        return try await desk.database.read(officer.context) { tx in
            let words = try await TitleWords.read(tx, areas, request.language)
            guard let title = query.chosen(words) else { throw Problem(.notFound) }
            let filter = RegistrationFilter(title, year: query.year, states: [.registered, .scored], area: query.area)
            guard let line = try await tx.criteria.active(for: title, in: query.year).first else {
                throw StoreError.refused(.criteriaNotActive)
            }
            let set = try await tx.criteria.find(line.id)
            let people = try await tx.registrations.scoreList(filter).map { entry in
                ScoreRoll.Person(
                    entry.id,
                    name: entry.name,
                    place: words.area(entry.area),
                    answers: entry.answers
                )
            }
            return (ScoreRoll(set: set.set, year: query.year, people: people), set.id)
        }
    }

    private func page(
        _ request: WebRequest,
        _ officer: SignedInOfficer,
        _ query: TitleListQuery,
        findings: [ScoreSheetFinding] = [],
        problem: Phrase? = nil
    ) async throws -> Response {
        let areas = try await desk.areas.history
        let page = try await desk.database.read(officer.context) { tx in
            let words = try await TitleWords.read(tx, areas, request.language)
            let title = query.chosen(words)
            let sets = try await title.asyncSets(in: query.year, tx)
            return TitleScoreFilePage(query, title, sets, words, findings: findings, problem: problem)
        }
        let status: HTTPResponse.Status = findings.isEmpty && problem == nil ? .ok : .unprocessableContent
        return desk.show(page, request, officer, at: page.path, status: status)
    }
}

extension TitleTypeID? {
    /// The sets in use for a title.
    fileprivate func asyncSets(in year: Int, _ tx: TenantTransaction) async throws -> [CriteriaSetLine] {
        guard let self else { return [] }
        return try await tx.criteria.active(for: self, in: year)
    }
}

/// `/titles/scores`.
struct TitleScoreFilePage: Page {
    struct Finding: Sendable {
        let cell: String
        let message: String
    }

    static let template = "titles/scores"

    let path: String
    let back: String
    let file: String
    let criteria: String?
    let isDemo: Bool
    let heading: String
    let findings: [Finding]
    let hasFindings: Bool
    let problem: String?

    func title(in language: Language) -> String { Phrase("Chấm điểm bằng Excel", "Score by Excel").text(in: language) }

    init(
        _ query: TitleListQuery,
        _ title: TitleTypeID?,
        _ sets: [CriteriaSetLine],
        _ words: TitleWords,
        findings: [ScoreSheetFinding],
        problem: Phrase?
    ) {
        path = query.address(at: "/titles/scores", title: title)
        back = query.address(title: title)
        file = query.address(at: "/titles/scores/file", title: title)
        criteria = sets.first?.set.name
        isDemo = sets.first?.set.isDemo ?? false
        let area = query.area.map { ", \(words.area($0))" } ?? ""
        heading = "\(title.map(words.name) ?? "") \(query.year)\(area)"
        self.findings = findings.map { finding in
            let phrase = Phrase(finding.problem.message(in: .vietnamese), finding.problem.message(in: .english))
            return Finding(cell: finding.cell, message: phrase.text(in: words.language))
        }
        hasFindings = !findings.isEmpty
        self.problem = problem?.text(in: words.language)
    }
}
