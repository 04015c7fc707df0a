internal import HTTPTypes
internal import Hummingbird
internal import Intake
internal import Programme
internal import Store

/// A member's record of learning: shown, handed out as a workbook, and added to with learning done elsewhere and with plans.
struct LearningActions: Sendable {
    let desk: TenantDesk
    /// For files of one request.
    let folder: String

    func show(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        try await page(request, officer, notice: LearningWords.notice(request))
    }

    func download(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        let id = try request.identity("id", of: IdentitySubject.Member.self)
        let content = try await content(id, request, officer)
        let file = HandedFile(name: "ho-so-hoc-tap.xlsx", in: folder)
        defer { file.remove() }
        try content.sheet(organisation: officer.principal.tenantName ?? "").write(to: file.path)
        return try file.response()
    }

    /// The whole record as PDF.
    func print(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        let id = try request.identity("id", of: IdentitySubject.Member.self)
        let content = try await content(id, request, officer)
        let sheet = LearningRecordSheet(content, organisation: officer.principal.tenantName ?? "")
        return try await desk.print(sheet, request, as: "ho-so-hoc-tap.pdf")
    }

    /// Records learning done elsewhere, as the member declares it.
    func declare(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        let id = try request.identity("id", of: IdentitySubject.Member.self)
        let sent = try await request.form()
        var form = LearningForm(sent)
        guard let record = form.read() else {
            return try await page(request, officer, form: form, problem: ClassFormPage.mend)
        }
        do {
            return try await desk.once(request, sent, officer) { tx in
                _ = try await tx.learningRecords.declare(record, of: id)
                return LearningWords.path(id, "declared")
            }
        } catch StoreError.refused(let refusal) {
            let problem = form.take(refusal) ? ClassFormPage.mend : refusal.phrase
            return try await page(request, officer, form: form, problem: problem)
        }
    }

    /// Verifies, refuses or removes a record.
    func judge(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        let record = try request.identity("record", of: IdentitySubject.LearningRecord.self)
        return try await change(request, officer) { tx, form, member, version in
            guard try await tx.learningRecords.list(member).contains(where: { $0.id == record }) else {
                throw StoreError.notFound
            }
            switch form["deed"] {
            case "verify": _ = try await tx.learningRecords.verify(record, version: version)
            case "refuse": _ = try await tx.learningRecords.refuse(record, version: version)
            case "remove": try await tx.learningRecords.remove(record, version: version)
            case "certify":
                let signatory = form["signatory"] ?? ""
                _ = try await tx.certificates.issue(for: [.record(record)], signatory: signatory)
            default: throw Problem(.badRequest)
            }
            return form["deed"] ?? ""
        }
    }

    /// Registers what a member means to learn.
    func plan(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        let id = try request.identity("id", of: IdentitySubject.Member.self)
        let sent = try await request.form()
        var form = TypedForm(sent, PlanForm.names)
        let year = form.number("plan_year", in: LearningPlanRepository.years, isRequired: true)
        let topic: TopicID? = form.identity("plan_topic")
        let goal = form.line("goal", longest: 500)
        if topic == nil, goal.isEmpty {
            form.refuse("goal", Phrase("Xin chọn lĩnh vực hoặc ghi nội dung.", "A topic or a goal is needed."))
        }
        guard !form.isRefused, let year else {
            return try await page(request, officer, plan: form, problem: ClassFormPage.mend)
        }
        do {
            return try await desk.once(request, sent, officer) { tx in
                _ = try await tx.plans.register(id, year: year, topic: topic, goal: goal)
                return LearningWords.path(id, "planned")
            }
        } catch StoreError.refused(let refusal) {
            form.refuse(refusal == .planYear ? "plan_year" : "goal", refusal.phrase)
            return try await page(request, officer, plan: form, problem: ClassFormPage.mend)
        }
    }

    /// Records that a plan was carried out, or takes it back, or removes it.
    func judgePlan(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        let plan = try request.identity("plan", of: IdentitySubject.LearningPlan.self)
        return try await change(request, officer) { tx, form, member, version in
            guard try await tx.plans.list(member).contains(where: { $0.id == plan }) else {
                throw StoreError.notFound
            }
            switch form["deed"] {
            case "done": _ = try await tx.plans.setDone(plan, version: version, on: .inVietnam())
            case "open": _ = try await tx.plans.setDone(plan, version: version, on: nil)
            case "remove": try await tx.plans.remove(plan, version: version)
            default: throw Problem(.badRequest)
            }
            return "plan"
        }
    }

    private func change(
        _ request: WebRequest,
        _ officer: SignedInOfficer,
        _ work: (TenantTransaction, FormFields, MemberID, Int) async throws -> String
    ) async throws -> Response {
        let id = try request.identity("id", of: IdentitySubject.Member.self)
        let form = try await request.form()
        guard let version = form["version"].flatMap({ Int($0) }) else { throw Problem(.badRequest) }
        do {
            return try await desk.once(request, form, officer) { tx in
                LearningWords.path(id, try await work(tx, form, id, version))
            }
        } catch StoreError.refused(let refusal) {
            return try await page(request, officer, problem: refusal.phrase)
        } catch StoreError.versionDiffers {
            return try await page(request, officer, problem: LearningWords.changedMeanwhile)
        }
    }

    private func content(
        _ id: MemberID,
        _ request: WebRequest,
        _ officer: SignedInOfficer
    ) async throws -> LearningContent {
        let areas = try await desk.areas.history
        return try await desk.database.read(officer.context) { tx in
            LearningContent(
                member: try await tx.members.find(id),
                history: try await tx.learning.find(id),
                records: try await tx.learningRecords.list(id),
                plans: try await tx.plans.list(id),
                words: try await ClassWords.read(tx, areas, request.language)
            )
        }
    }

    private func page(
        _ request: WebRequest,
        _ officer: SignedInOfficer,
        form: LearningForm? = nil,
        plan: TypedForm? = nil,
        notice: Phrase? = nil,
        problem: Phrase? = nil
    ) async throws -> Response {
        let id = try request.identity("id", of: IdentitySubject.Member.self)
        let content = try await content(id, request, officer)
        let page = LearningPage(
            content,
            officer,
            prints: desk.prints,
            form: form,
            plan: plan,
            notice: notice,
            problem: problem
        )
        let status: HTTPResponse.Status = problem == nil ? .ok : .unprocessableContent
        return desk.show(page, request, officer, at: page.path, status: status)
    }
}

/// What a page of a member's learning is made of.
struct LearningContent: Sendable {
    let member: StoredMember
    let history: LearningHistory
    let records: [StoredLearningRecord]
    let plans: [StoredPlan]
    let words: ClassWords

    /// The same as a workbook, which is in Vietnamese.
    func sheet(organisation: String) -> LearningSheet {
        LearningSheet(
            organisation: organisation,
            fullName: member.record.name?.full ?? "",
            birthDate: member.record.birthDate?.vietnamese ?? "",
            lines: history.entries.map { entry in
                LearningSheet.Line(
                    year: entry.year,
                    kind: LearningWords.kind(entry.kind).vietnamese,
                    title: entry.title,
                    topic: words.topics.first { $0.id == entry.topic }?.vietnamese ?? "",
                    provider: entry.provider,
                    from: entry.startedOn,
                    through: entry.endedOn,
                    sessions: entry.sessions,
                    minutes: entry.minutes,
                    state: LearningWords.state(entry).vietnamese,
                    number: entry.number ?? ""
                )
            }
        )
    }
}
