internal import Programme
internal import Store

/// `/members/{id}/learning`: what a member has learned, year by year, and what is planned.
struct LearningPage: Page {
    struct Entry: Sendable {
        let kind: String
        let title: String
        let about: String?
        let state: String
        /// Of a certificate.
        let path: String?
        let number: String?
        /// Where its deeds go; nil if there are none.
        let action: String?
        let version: Int
        let deeds: [ClassSheetPage.Step]
        /// What names the field of who signs a certificate; nil if none can be issued.
        let signatory: String?
    }

    struct Year: Sendable {
        let year: Int
        let time: String?
        let entries: [Entry]
    }

    static let template = "members/learning"

    private let fullName: String
    let path: String
    let member: String
    let birth: String?
    let organisation: String?
    let key = FormKey().text
    let years: [Year]
    let hasYears: Bool
    let mayEdit: Bool
    let inputs: [FormField.View]
    let isDeclaring: Bool
    let planInputs: [FormField.View]
    let isPlanning: Bool
    let today: String
    /// Why there is no PDF; nil where there is.
    let cannotPrint: String?
    let notice: String?
    let problem: String?

    func trail(in language: Language) -> [(path: String, text: String)] { [(member, fullName)] }

    func title(in language: Language) -> String {
        Phrase("Hồ sơ học tập: {0}", "Record of learning: {0}").text(in: language, fullName)
    }

    init(
        _ content: LearningContent,
        _ officer: SignedInOfficer,
        prints: Bool,
        form: LearningForm?,
        plan: TypedForm?,
        notice: Phrase?,
        problem: Phrase?
    ) {
        let words = content.words
        let language = words.language
        fullName = content.member.record.name?.full ?? ""
        member = "/members/\(content.member.id)"
        path = "\(member)/learning"
        birth = content.member.record.birthDate?.vietnamese
        organisation = officer.principal.tenantName
        let isEditor = officer.context.role >= .editor && content.member.state.isLive
        mayEdit = isEditor
        years = Self.years(content, mayEdit: isEditor)
        hasYears = !years.isEmpty
        inputs = (form ?? LearningForm()).fields(words)
        isDeclaring = form != nil
        planInputs = PlanForm.fields(plan ?? PlanForm.empty(words.today), words)
        isPlanning = plan != nil
        today = words.today.vietnamese
        cannotPrint = prints ? nil : TenantDesk.cannotPrint.text(in: language)
        self.notice = notice?.text(in: language)
        self.problem = problem?.text(in: language)
    }

    /// The years, the latest first.
    static func years(_ content: LearningContent, mayEdit: Bool) -> [Year] {
        let minutes = content.history.minutesByYear
        let byYear = Dictionary(grouping: content.history.entries, by: \.year)
        return byYear.keys.sorted(by: >).map { year in
            Year(
                year: year,
                time: minutes[year].map { Self.hours($0, content.words.language) },
                entries: (byYear[year] ?? []).map { Entry($0, content, mayEdit: mayEdit) }
            )
        }
    }

    /// `12 giờ 30 phút`.
    static func hours(_ minutes: Int, _ language: Language) -> String {
        let (hours, rest) = (minutes / 60, minutes % 60)
        let first = Phrase("{0} giờ", "{0} hours").text(in: language, Number.text(hours, in: language))
        let last = Phrase("{0} phút", "{0} minutes").text(in: language, "\(rest)")
        return hours == 0 ? last : rest == 0 ? first : "\(first) \(last)"
    }
}

extension LearningPage.Entry {
    init(_ entry: LearningEntry, _ content: LearningContent, mayEdit: Bool) {
        let words = content.words
        let language = words.language
        kind = LearningWords.kind(entry.kind).text(in: language)
        let goal = entry.title.isEmpty ? words.topic(entry.topic) ?? "" : entry.title
        title = entry.kind == .plan ? goal : entry.title
        let days = [entry.startedOn?.vietnamese, entry.endedOn?.vietnamese].compactMap { $0 }
        let time = entry.minutes.flatMap { $0 > 0 ? LearningPage.hours($0, language) : nil }
        let sessions = entry.sessions.flatMap { count in
            count > 0 ? Phrase("{0} buổi", "{0} sessions").text(in: language, "\(count)") : nil
        }
        let facts = [
            words.topic(entry.topic), entry.provider.isEmpty ? nil : entry.provider,
            days.first == days.last ? days.first : days.joined(separator: " – "), sessions, time,
        ].compactMap { $0 }.filter { !$0.isEmpty }
        about = facts.isEmpty ? nil : facts.joined(separator: ", ")
        state = LearningWords.state(entry).text(in: language)
        path = entry.kind == .certificate ? "/certificates/\(CertificateID(uuid: entry.id))" : nil
        number = entry.number
        let base = "/members/\(content.member.id)/learning"
        switch entry.kind {
        case .record where mayEdit:
            let record = content.records.first { $0.id.uuid == entry.id }
            action = record.map { "\(base)/records/\($0.id)" }
            version = record?.version ?? 0
            deeds = Self.deeds(record?.state, language)
            signatory = record?.state == .verified ? "signatory-\(entry.id.uuidString.lowercased())" : nil
        case .plan where mayEdit:
            let plan = content.plans.first { $0.id.uuid == entry.id }
            action = plan.map { "\(base)/plans/\($0.id)" }
            version = plan?.version ?? 0
            deeds = Self.deeds(plan, language)
            signatory = nil
        default:
            action = nil
            version = 0
            deeds = []
            signatory = nil
        }
    }

    private static func deeds(_ state: LearningRecordState?, _ language: Language) -> [ClassSheetPage.Step] {
        let verify = ("verify", Phrase("Đã xem giấy tờ: xác nhận", "The proof is seen: verify"), false)
        let refuse = ("refuse", Phrase("Không công nhận", "Refuse"), true)
        let remove = ("remove", Phrase("Ghi nhầm: xóa", "A mistake: remove"), true)
        let deeds: [(String, Phrase, Bool)] =
            switch state {
            case .declared?: [verify, refuse, remove]
            case .verified?: [refuse]
            case .refused?: [verify, remove]
            case nil: []
            }
        return deeds.map { ClassSheetPage.Step(state: $0.0, text: $0.1.text(in: language), isQuiet: $0.2) }
    }

    private static func deeds(_ plan: StoredPlan?, _ language: Language) -> [ClassSheetPage.Step] {
        guard let plan else { return [] }
        let first =
            plan.doneOn == nil
            ? ("done", Phrase("Đã thực hiện hôm nay", "Done today"), false)
            : ("open", Phrase("Chưa thực hiện", "Not done"), true)
        let deeds = [first, ("remove", Phrase("Xóa", "Remove"), true)]
        return deeds.map { ClassSheetPage.Step(state: $0.0, text: $0.1.text(in: language), isQuiet: $0.2) }
    }
}
