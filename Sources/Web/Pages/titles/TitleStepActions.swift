internal import HTTPTypes
internal import Hummingbird
internal import Programme
internal import Store

/// What is done with registrations that were ticked: a meeting, a list, a decision, and the steps back. The form of the step is
/// shown with the names first.
struct TitleStepActions: Sendable {
    let desk: TenantDesk

    /// Shows the form of the step that was chosen.
    func choose(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        let sent = try await request.form()
        let query = TitleListQuery(sent, today: .inVietnam())
        guard let step = sent["step"].flatMap(TitleBulkStep.init(rawValue:)) else { throw Problem(.badRequest) }
        let ids = Self.ids(sent)
        guard !ids.isEmpty else { return .redirect(to: LocalPath(trusted: query.address(title: query.title))) }
        return try await page(request, officer, step, ids, query)
    }

    /// Takes the step.
    func take(_ request: WebRequest, _ officer: SignedInOfficer) async throws -> Response {
        guard let step = TitleBulkStep(rawValue: request.place("step")) else { throw Problem(.notFound) }
        let sent = try await request.form()
        let query = TitleListQuery(sent, today: .inVietnam())
        let ids = Self.ids(sent)
        guard !ids.isEmpty else { throw Problem(.badRequest) }
        var form = TitleStepForm(step, sent)
        guard let work = form.read(ids) else { return try await page(request, officer, step, ids, query, form: form) }
        do {
            return try await desk.once(request, sent, officer) { tx in
                let done = try await Self.perform(work, tx)
                return LocalPath(trusted: query.address(title: query.title) + "&done=\(done)")
            }
        } catch StoreError.refused(let refusal) {
            return try await page(request, officer, step, ids, query, form: form, refusal: refusal)
        }
    }

    private static func perform(_ work: TitleStepForm.Work, _ tx: TenantTransaction) async throws -> String {
        switch work {
        case .review(let record, let votes):
            _ = try await tx.registrations.review(record, votes)
            return "reviewed"
        case .propose(let record, let lines):
            _ = try await tx.registrations.propose(record, lines)
            return "proposed"
        case .decide(let record, let lines):
            _ = try await tx.registrations.decide(record, lines)
            return "decided"
        case .sendBack(let ids, let remark):
            try await tx.registrations.sendBack(ids, remark: remark)
        case .takeBack(let ids):
            try await tx.registrations.takeBack(ids)
        case .withdraw(let ids, let remark):
            try await tx.registrations.withdraw(ids, remark: remark)
        }
        return "moved"
    }

    static func ids(_ form: FormFields) -> [RegistrationID] {
        var seen: Set<RegistrationID> = []
        return form.all("id").compactMap(RegistrationID.init).filter { seen.insert($0).inserted }
    }

    private func page(
        _ request: WebRequest,
        _ officer: SignedInOfficer,
        _ step: TitleBulkStep,
        _ ids: [RegistrationID],
        _ query: TitleListQuery,
        form: TitleStepForm? = nil,
        refusal: StoreRefusal? = nil
    ) async throws -> Response {
        let areas = try await desk.areas.history
        let page = try await desk.database.read(officer.context) { tx in
            let words = try await TitleWords.read(tx, areas, request.language)
            let found = try await tx.registrations.find(ids)
            guard found.count == ids.count else { throw StoreError.notFound }
            let elsewhere = refusal == .recognisedElsewhere ? try await tx.registrations.elsewhere(ids) : [:]
            let form = form ?? TitleStepForm(step, found, words)
            return TitleStepPage(step, found, Set(elsewhere.keys), query, form, words, problem: refusal?.phrase)
        }
        let status: HTTPResponse.Status = form == nil ? .ok : .unprocessableContent
        return desk.show(page, request, officer, at: page.back, status: status)
    }
}

/// The form of a step.
struct TitleStepForm: Sendable {
    /// What a form asks for, read.
    enum Work: Sendable {
        case review(ReviewRecord, [ReviewVote])
        case propose(ProposalRecord, [ProposalLine])
        case decide(DecisionRecord, [DecisionLine])
        case sendBack([RegistrationID], remark: String)
        case takeBack([RegistrationID])
        case withdraw([RegistrationID], remark: String)
    }

    private static let longestMinutes = 20_000

    private let step: TitleBulkStep
    private var typed: TypedForm

    /// A form filled with what is likely.
    init(_ step: TitleBulkStep, _ found: [StoredRegistration], _ words: TitleWords) {
        self.step = step
        let areas = Set(found.map(\.area))
        var texts = Dictionary(Self.names(step).map { ($0, "") }, uniquingKeysWith: { first, _ in first })
        for name in ["held_on", "proposed_on", "decided_on"] where texts[name] != nil {
            texts[name] = words.today.vietnamese
        }
        if texts["area"] != nil {
            texts["area"] = (areas.count == 1 ? areas.first : words.ward)?.description ?? ""
            texts["votes_against"] = "0"
            texts["abstained"] = "0"
        }
        typed = TypedForm(texts)
    }

    /// What was sent.
    init(_ step: TitleBulkStep, _ form: FormFields) {
        self.step = step
        typed = TypedForm(form, Self.names(step))
    }

    private static func names(_ step: TitleBulkStep) -> [String] {
        switch step {
        case .review:
            [
                "area", "held_on", "place", "chair", "secretary", "present", "votes_for", "votes_against", "abstained",
                "minutes",
            ]
        case .propose: ["number", "proposed_on", "proposer", "reason"]
        case .recognise: ["number", "decided_on", "signatory", "signatory_title"]
        case .refuse, .revoke: ["number", "decided_on", "signatory", "signatory_title", "reason"]
        case .sendBack, .withdraw: ["reason"]
        case .takeBack: []
        }
    }

    /// What the form asks for; nil if something must be mended.
    mutating func read(_ ids: [RegistrationID]) -> Work? {
        let reason = Self.names(step).contains("reason") ? typed.line("reason", longest: 500) : ""
        let work: Work? =
            switch step {
            case .review: readReview(ids)
            case .propose: readProposal(ids, reason)
            case .recognise, .refuse, .revoke: readDecision(ids, reason)
            case .sendBack: .sendBack(ids, remark: reason)
            case .withdraw: .withdraw(ids, remark: reason)
            case .takeBack: .takeBack(ids)
            }
        return typed.isRefused ? nil : work
    }

    private mutating func readReview(_ ids: [RegistrationID]) -> Work? {
        let area = AreaID(typed.text("area"))
        if area == nil { typed.refuse("area", Phrase("Hãy chọn địa bàn.", "Choose where.")) }
        let day = typed.day("held_on", isRequired: true)
        let present = typed.number("present", in: 1...100_000, isRequired: true)
        let numbers = ["votes_for", "votes_against", "abstained"].map {
            typed.number($0, in: 0...100_000, isRequired: true) ?? 0
        }
        let (place, chair) = (typed.line("place", longest: 200), typed.line("chair", longest: 100, isRequired: true))
        let secretary = typed.line("secretary", longest: 100, isRequired: true)
        let minutes = typed.line("minutes", longest: Self.longestMinutes)
        guard let area, let day, let present else { return nil }
        let record = ReviewRecord(
            area: area,
            heldOn: day,
            place: place,
            chair: chair,
            secretary: secretary,
            present: present,
            minutes: minutes
        )
        return .review(
            record,
            ids.map { ReviewVote($0, for: numbers[0], against: numbers[1], abstained: numbers[2]) }
        )
    }

    private mutating func readProposal(_ ids: [RegistrationID], _ reason: String) -> Work? {
        let number = typed.line("number", longest: 60, isRequired: true)
        let proposer = typed.line("proposer", longest: 200, isRequired: true)
        guard let day = typed.day("proposed_on", isRequired: true) else { return nil }
        let record = ProposalRecord(number: number, proposedOn: day, proposer: proposer)
        return .propose(record, ids.map { ProposalLine($0, refusal: reason.isEmpty ? nil : reason) })
    }

    private mutating func readDecision(_ ids: [RegistrationID], _ reason: String) -> Work? {
        let number = typed.line("number", longest: 60, isRequired: true)
        let signatory = typed.line("signatory", longest: 100, isRequired: true)
        let title = typed.line("signatory_title", longest: 100, isRequired: true)
        guard let day = typed.day("decided_on", isRequired: true), let kind = step.decision else { return nil }
        if kind != .recognition, reason.isEmpty { typed.refuse("reason", StoreRefusal.decisionReason.phrase) }
        let record = DecisionRecord(
            kind,
            number: number,
            decidedOn: day,
            signatory: signatory,
            signatoryTitle: title
        )
        return .decide(record, ids.map { DecisionLine($0, reason: reason) })
    }

    /// The fields as the page shows them.
    func fields(_ words: TitleWords) -> [FormField.View] {
        let language = words.language
        return Self.names(step).map { name in
            let label = Self.labels[name] ?? Phrase(name, name)
            if name == "area" { return typed.choice(name, label, in: language, words.areaChoices) }
            return typed.field(name, label, in: language) { field in
                field.isLong = name == "minutes"
                field.longest = name == "minutes" ? Self.longestMinutes : name == "reason" ? 500 : 200
                field.keyboard = Self.numeric.contains(name) ? "numeric" : "text"
                field.isRequired = !["place", "minutes", "reason"].contains(name) || step.decision != nil
                if name == "reason", step == .propose {
                    field.help = Phrase(
                        "Chỉ ghi khi đề nghị không công nhận những trường hợp này.",
                        "Only to propose that these are refused."
                    ).text(in: language)
                }
            }
        }
    }

    private static let numeric: Set<String> = ["present", "votes_for", "votes_against", "abstained"]

    private static let labels: [String: Phrase] = [
        "area": Phrase("Họp tại địa bàn", "Meeting of"),
        "held_on": Phrase("Ngày họp", "Held on"),
        "place": Phrase("Nơi họp", "Place"),
        "chair": Phrase("Chủ toạ", "Chair"),
        "secretary": Phrase("Thư ký", "Secretary"),
        "present": Phrase("Số người dự", "People present"),
        "votes_for": Phrase("Số phiếu đồng ý cho mỗi trường hợp", "Votes for each"),
        "votes_against": Phrase("Số phiếu không đồng ý", "Votes against"),
        "abstained": Phrase("Không có ý kiến", "Abstained"),
        "minutes": Phrase("Biên bản", "Minutes"),
        "number": Phrase("Số văn bản", "Number"),
        "proposed_on": Phrase("Ngày lập", "Dated"),
        "proposer": Phrase("Đơn vị đề nghị", "Proposed by"),
        "decided_on": Phrase("Ngày ký", "Signed on"),
        "signatory": Phrase("Người ký", "Signatory"),
        "signatory_title": Phrase("Chức vụ người ký", "Signs as"),
        "reason": Phrase("Lý do", "Reason"),
    ]
}

/// `/titles/selection` and `/titles/steps/{step}`: the form of a step, with whom it is about.
struct TitleStepPage: Page {
    struct Row: Sendable {
        let id: String
        let name: String
        let area: String
        let state: String
        let score: String
        /// Recognised elsewhere in the same year.
        let isElsewhere: Bool
    }

    /// A field that goes on unseen.
    struct Hidden: Sendable {
        let field: String
        let text: String
    }

    static let template = "titles/step"

    private let step: TitleBulkStep
    let path: String
    let back: String
    let key = FormKey().text
    let rows: [Row]
    let count: String
    let hidden: [Hidden]
    let fields: [FormField.View]
    let problem: String?

    func title(in language: Language) -> String { step.phrase.text(in: language) }

    init(
        _ step: TitleBulkStep,
        _ found: [StoredRegistration],
        _ elsewhere: Set<RegistrationID>,
        _ query: TitleListQuery,
        _ form: TitleStepForm,
        _ words: TitleWords,
        problem: Phrase?
    ) {
        self.step = step
        path = "/titles/steps/\(step.rawValue)"
        back = query.address(title: query.title)
        rows = found.map { registration in
            Row(
                id: registration.id.description,
                name: registration.subjectName,
                area: words.area(registration.area),
                state: words.state(registration.state),
                score: words.points(registration.points),
                isElsewhere: elsewhere.contains(registration.id)
            )
        }
        count = Phrase("{0} hồ sơ", "{0} registrations").text(
            in: words.language,
            Number.text(found.count, in: words.language)
        )
        hidden = [("title", query.title?.description ?? ""), ("year", String(query.year))].map {
            Hidden(field: $0.0, text: $0.1)
        }
        fields = form.fields(words)
        self.problem = problem?.text(in: words.language)
    }
}
