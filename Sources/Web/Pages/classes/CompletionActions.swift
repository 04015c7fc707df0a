internal import HTTPTypes
internal import Hummingbird
internal import Programme
internal import Store

/// The end of a class: who completed it by its rule, shown before it is recorded, and the certificates.
struct CompletionActions: Sendable {
    let desk: TenantDesk

    func show(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        try await page(request, officer)
    }

    /// Records the outcomes; a class that goes on is finished with it.
    func judge(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        let id = try request.identity("id", of: IdentitySubject.Class.self)
        let form = try await request.form()
        guard let version = form["version"].flatMap({ Int($0) }) else { throw Problem(.badRequest) }
        do {
            return try await desk.once(request, form, officer) { tx in
                if form["finish"] == "yes" {
                    _ = try await tx.classes.move(id, version: version, to: .finished)
                }
                _ = try await tx.enrolments.judge(id)
                return LocalPath(trusted: "\(ClassPath.list)/\(id)?done=judged")
            }
        } catch StoreError.refused(let refusal) {
            return try await page(request, officer, problem: refusal.phrase)
        } catch StoreError.versionDiffers {
            return try await page(request, officer, problem: ClassNotices.changedMeanwhile)
        }
    }

    private func page(
        _ request: WebRequest,
        _ officer: SignedInOfficer,
        problem: Phrase? = nil
    ) async throws -> Response {
        let id = try request.identity("id", of: IdentitySubject.Class.self)
        let areas = try await desk.areas.history
        let page = try await desk.database.read(officer.context) { tx in
            CompletionPage(
                try await tx.classes.find(id),
                try await tx.enrolments.completions(in: id),
                try await tx.sessions.list(ClassReference(host: officer.context.tenant, id: id)),
                try await ClassWords.read(tx, areas, request.language),
                problem: problem
            )
        }
        let status: HTTPResponse.Status = problem == nil ? .ok : .unprocessableContent
        return desk.show(page, request, officer, at: page.path, status: status)
    }
}

/// `/classes/{id}/completion`.
struct CompletionPage: Page {
    struct Row: Sendable {
        let seat: Int
        let name: String
        let about: String
        let isCompleted: Bool
        let missing: String?
        /// What is recorded, if it is another.
        let recorded: String?
    }

    static let template = "classes/completion"

    let path: String
    let back: String
    let className: String
    let key = FormKey().text
    let version: Int
    let rule: String
    let count: String
    let rows: [Row]
    let hasRows: Bool
    /// Sessions of days gone by that nobody recorded.
    let open: String?
    let mayFinish: Bool
    let mayJudge: Bool
    let problem: String?

    func trail(in language: Language) -> [(path: String, text: String)] { [(back, className)] }

    func title(in language: Language) -> String { Phrase("Kết thúc lớp", "Finish the class").text(in: language) }

    init(
        _ found: StoredClass,
        _ seats: [SeatCompletion],
        _ sessions: [StoredSession],
        _ words: ClassWords,
        problem: Phrase?
    ) {
        let language = words.language
        back = "\(ClassPath.list)/\(found.id)"
        path = "\(back)/completion"
        className = found.record.title
        version = found.version
        rule = words.rule(found.record.rule)
        rows = seats.map { entry in
            let missing = words.missing(entry.completion)
            let wanted: LearningOutcome = entry.completion.isCompleted ? .completed : .notCompleted
            return Row(
                seat: entry.seat.seat,
                name: ClassSheetPage.Person.name(entry.seat, language),
                about: Phrase("{0} buổi, {1} phút", "{0} sessions, {1} minutes").text(
                    in: language,
                    "\(entry.seat.sessions)",
                    Number.text(entry.seat.minutes, in: language)
                ),
                isCompleted: entry.completion.isCompleted,
                missing: missing.isEmpty ? nil : missing,
                recorded: entry.seat.outcome.flatMap { $0 == wanted ? nil : words.outcome($0) }
            )
        }
        hasRows = !rows.isEmpty
        count = Phrase("{0} trên {1} người hoàn thành", "{0} of {1} people complete it").text(
            in: language,
            Number.text(rows.count(where: \.isCompleted), in: language),
            Number.text(rows.count, in: language)
        )
        let waiting = sessions.count { $0.state == .planned && $0.session.heldOn <= words.today }
        open =
            waiting == 0
            ? nil
            : Phrase("{0} buổi đã qua chưa điểm danh.", "{0} past sessions have no register yet.").text(
                in: language,
                "\(waiting)"
            )
        mayFinish = found.state == .running
        mayJudge = found.state == .finished || found.state == .running
        self.problem = problem?.text(in: language)
    }
}
