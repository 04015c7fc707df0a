internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import Programme
internal import Store

/// What the sheet of one registration does: its score, its evidence, an appeal.
struct TitleSheetActions: Sendable {
    let desk: TenantDesk
    /// For files of one request.
    let folder: String

    func show(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        try await page(request, officer, notice: TitleNotices.phrase(request))
    }

    /// Records the score.
    func score(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        let id = try request.identity("id", of: IdentitySubject.Registration.self)
        let sent = try await request.form()
        guard let set = sent["criteria"].flatMap(CriteriaSetID.init) else { throw Problem(.badRequest) }
        let typed = Dictionary(sent.names.filter { $0.hasPrefix("item.") }.map { ($0, sent[$0] ?? "") }) { $1 }
        do {
            return try await desk.once(request, sent, officer) { tx in
                let score = RegistrationScore(id, TitleScoreForm.answers(typed))
                _ = try await tx.registrations.score([score], by: set)
                return LocalPath(trusted: "\(TitlePath.of(id))?done=scored")
            }
        } catch StoreError.refused(let refusal) {
            return try await page(request, officer, typed: typed, problem: refusal.phrase)
        }
    }

    /// Adds a file that proves something.
    func addEvidence(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        let id = try request.identity("id", of: IdentitySubject.Registration.self)
        let path = "\(folder)/hoctap-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: path) }
        let upload = try await FormUpload.read(request, to: path)
        guard upload.sizeBytes <= EvidenceFile.mostBytes else {
            return try await page(request, officer, problem: StoreRefusal.evidenceTooLarge.phrase)
        }
        let content = FileManager.default.contents(atPath: path) ?? Data()
        switch EvidenceFile.looked(into: content, name: upload.fileName) {
        case .failure(let defect): return try await page(request, officer, problem: defect.refusal.phrase)
        case .success(let file):
            do {
                try await desk.database.write(officer.context) { tx in
                    _ = try await tx.registrations.addEvidence(file, to: id)
                }
            } catch StoreError.refused(let refusal) {
                return try await page(request, officer, problem: refusal.phrase)
            }
            return .redirect(to: LocalPath(trusted: "\(TitlePath.of(id))?done=evidence"))
        }
    }

    /// Hands a file out, never to be run by the browser.
    func evidence(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        let id = try request.identity("evidence", of: IdentitySubject.Evidence.self)
        let file = try await desk.database.read(officer.context) { try await $0.registrations.evidenceContent(id) }
        return Response(
            status: .ok,
            headers: [
                .contentType: file.kind.contentType,
                .contentDisposition: "attachment; filename=\"minh-chung.\(file.kind.rawValue)\"",
            ],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: file.content))
        )
    }

    func removeEvidence(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        let id = try request.identity("id", of: IdentitySubject.Registration.self)
        let evidence = try request.identity("evidence", of: IdentitySubject.Evidence.self)
        let sent = try await request.form()
        do {
            return try await desk.once(request, sent, officer) { tx in
                try await tx.registrations.removeEvidence(evidence)
                return LocalPath(trusted: "\(TitlePath.of(id))?done=moved")
            }
        } catch StoreError.refused(let refusal) {
            return try await page(request, officer, problem: refusal.phrase)
        }
    }

    func appeal(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        let id = try request.identity("id", of: IdentitySubject.Registration.self)
        let sent = try await request.form()
        var form = TypedForm(sent, ["appellant", "grounds", "filed_on"])
        let appellant = form.line("appellant", longest: 100, isRequired: true)
        let grounds = form.line("grounds", longest: 2000, isRequired: true)
        guard let day = form.day("filed_on", isRequired: true), !form.isRefused else {
            return try await page(request, officer, problem: ClassFormPage.mend)
        }
        do {
            return try await desk.once(request, sent, officer) { tx in
                _ = try await tx.registrations.appeal(id, by: appellant, grounds: grounds, on: day)
                return LocalPath(trusted: "\(TitlePath.of(id))?done=appealed")
            }
        } catch StoreError.refused(let refusal) {
            return try await page(request, officer, problem: refusal.phrase)
        }
    }

    private func page(
        _ request: WebRequest,
        _ officer: SignedInOfficer,
        typed: [String: String]? = nil,
        notice: Phrase? = nil,
        problem: Phrase? = nil
    ) async throws -> Response {
        let id = try request.identity("id", of: IdentitySubject.Registration.self)
        let areas = try await desk.areas.history
        let page = try await desk.database.read(officer.context) { tx in
            let words = try await TitleWords.read(tx, areas, request.language)
            guard let found = try await tx.registrations.find([id]).first else { throw StoreError.notFound }
            let score = try await TitleScoreForm.read(found, typed, tx)
            let sheet = TitleSheet(
                found: found,
                score: score,
                evidence: try await tx.registrations.evidence(of: id),
                history: try await tx.registrations.history(of: id),
                baseURL: desk.baseURL
            )
            return TitleSheetPage(sheet, words, officer, notice: notice, problem: problem)
        }
        let status: HTTPResponse.Status = problem == nil ? .ok : .unprocessableContent
        return desk.show(page, request, officer, at: page.path, status: status)
    }
}

extension EvidenceFile.Defect {
    /// As the store would refuse it.
    var refusal: StoreRefusal {
        switch self {
        case .empty, .kind, .name: .evidenceKind
        case .tooLarge: .evidenceTooLarge
        case .active: .evidenceActive
        }
    }
}

/// The score of one registration as a form: what stands in each field, and what it comes to.
struct TitleScoreForm: Sendable {
    /// Nil where no criteria are in use for the title.
    let set: StoredCriteriaSet?
    let texts: [String: String]
    let judgement: RegistrationJudgement?

    /// The form of a registration, with what was typed or else what is recorded.
    static func read(
        _ found: StoredRegistration,
        _ typed: [String: String]?,
        _ tx: TenantTransaction
    ) async throws -> TitleScoreForm {
        var id = found.set
        if id == nil {
            id = try await tx.criteria.active(for: found.title, in: found.year)
                .first { $0.set.holds(in: found.year, zone: found.zone) }?.id
        }
        guard let id else { return TitleScoreForm(set: nil, texts: [:], judgement: nil) }
        let set = try await tx.criteria.find(id)
        let stored = try await tx.registrations.answers(of: found.id).answers
        let answers = typed.map(answers) ?? stored
        var judgement: RegistrationJudgement?
        if found.state.isOpen, set.status == .active, !answers.isEmpty {
            judgement = try await tx.registrations.judge([RegistrationScore(found.id, answers)], by: id).first
        }
        let texts = typed ?? Dictionary(stored.map { ("item.\($0.key)", text($0.value)) }) { first, _ in first }
        return TitleScoreForm(set: set, texts: texts, judgement: judgement)
    }

    /// The answers of what was typed; what cannot be read is more than any criterion has.
    static func answers(_ typed: [String: String]) -> [String: CriteriaAnswer] {
        var answers: [String: CriteriaAnswer] = [:]
        for (name, text) in typed {
            let text = VietnameseText.clean(text)
            let code = String(name.dropFirst("item.".count))
            switch text {
            case "": continue
            case "pass": answers[code] = .passed(true)
            case "fail": answers[code] = .passed(false)
            case "-": answers[code] = .notApplicable
            default: answers[code] = .points(Points(typed: text) ?? .most)
            }
        }
        return answers
    }

    private static func text(_ answer: CriteriaAnswer) -> String {
        switch answer {
        case .points(let points): points.vietnamese
        case .passed(let isPassed): isPassed ? "pass" : "fail"
        case .notApplicable: "-"
        }
    }
}
