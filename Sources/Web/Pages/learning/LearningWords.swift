internal import Programme
internal import Store

/// What a record of learning is called.
enum LearningWords {
    static func kind(_ kind: LearningEntry.Kind) -> Phrase {
        switch kind {
        case .enrolment: Phrase("Lớp học", "Class")
        case .record: Phrase("Học nơi khác", "Elsewhere")
        case .certificate: Phrase("Giấy chứng nhận", "Certificate")
        case .plan: Phrase("Đăng ký học", "Plan")
        }
    }

    /// How an entry stands.
    static func state(_ entry: LearningEntry) -> Phrase {
        if let outcome = LearningOutcome(rawValue: entry.state), entry.kind == .enrolment {
            return Phrase(outcome.vietnameseName, outcome.englishName)
        }
        if let state = EnrolmentState(rawValue: entry.state), entry.kind == .enrolment {
            return Phrase(state.vietnameseName, state.englishName)
        }
        if let state = LearningRecordState(rawValue: entry.state) {
            return Phrase(state.vietnameseName, state.englishName)
        }
        return switch entry.state {
        case "issued": Phrase("Đã cấp", "Issued")
        case "revoked": Phrase("Đã thu hồi", "Revoked")
        case "done": Phrase("Đã thực hiện", "Done")
        default: Phrase("Đã đăng ký", "Registered")
        }
    }

    private static let notices: [String: Phrase] = [
        "declared": Phrase("Đã ghi việc học nơi khác.", "The learning elsewhere is recorded."),
        "verify": Phrase("Đã xác nhận.", "Verified."),
        "refuse": Phrase("Đã ghi: không công nhận.", "Recorded: refused."),
        "remove": Phrase("Đã xóa.", "Removed."),
        "certify": Phrase("Đã cấp giấy chứng nhận.", "The certificate is issued."),
        "planned": Phrase("Đã đăng ký học.", "The plan is registered."),
        "plan": Phrase("Đã lưu.", "Saved."),
    ]

    static func notice(_ request: WebRequest) -> Phrase? { request.query["done"].flatMap { notices[$0] } }

    static func path(_ member: MemberID, _ done: String) -> LocalPath {
        LocalPath(trusted: "/members/\(member)/learning?done=\(notices[done] == nil ? "plan" : done)")
    }

    static let changedMeanwhile = Phrase(
        "Người khác vừa sửa mục này. Xin xem lại rồi làm lại.",
        "Somebody else has just changed this. Please look at it and do it again."
    )
}

/// Learning done elsewhere as a form, and back.
struct LearningForm: Sendable {
    static let names = ["title", "provider", "topic", "started_on", "ended_on", "hours", "evidence"]

    var typed: TypedForm

    /// An empty form.
    init() { typed = TypedForm(Dictionary(uniqueKeysWithValues: Self.names.map { ($0, "") })) }

    /// What was sent.
    init(_ form: FormFields) { typed = TypedForm(form, Self.names) }

    /// What the form tells; nil if something must be mended.
    mutating func read() -> LearningRecord? {
        let title = typed.line("title", longest: 200, isRequired: true)
        let provider = typed.line("provider", longest: 200)
        let topic: TopicID? = typed.identity("topic", isRequired: true)
        let (from, through) = (typed.day("started_on"), typed.day("ended_on", isRequired: true))
        if let from, let through, through < from { typed.refuse("started_on", StoreRefusal.learningDates.phrase) }
        let minutes = minutes()
        let evidence = typed.line("evidence", longest: 500)
        guard !typed.isRefused, let topic, let through, let minutes else { return nil }
        return LearningRecord(
            title: title,
            provider: provider,
            topic: topic,
            startedOn: from,
            endedOn: through,
            minutes: minutes,
            evidence: evidence
        )
    }

    /// Hours such as `12`, `1,5` or `1:30`, as minutes.
    private mutating func minutes() -> Int? {
        let text = typed.text("hours").replacing(",", with: ".")
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        var minutes: Int?
        if parts.count == 2, let hours = Int(parts[0]), let rest = Int(parts[1]), (0..<60).contains(rest),
            (0...10_000).contains(hours)
        {
            minutes = hours * 60 + rest
        } else if let hours = Double(text), hours.isFinite, hours > 0, hours <= 10_000 {
            minutes = Int((hours * 60).rounded())
        }
        guard let minutes, LearningRecord.minuteLimits.contains(minutes) else {
            typed.refuse("hours", Phrase("Cần số giờ, ví dụ 12 hoặc 1,5.", "Hours are needed, such as 12 or 1.5."))
            return nil
        }
        return minutes
    }

    /// Says what the store refused at the field that it is about; false if it is about none of them.
    mutating func take(_ refusal: StoreRefusal) -> Bool {
        let name: String? =
            switch refusal {
            case .learningDates: "ended_on"
            case .learningMinutes: "hours"
            case .topicUnknown: "topic"
            default: nil
            }
        guard let name else { return false }
        typed.refuse(name, refusal.phrase)
        return true
    }

    func fields(_ words: ClassWords) -> [FormField.View] {
        let language = words.language
        func line(_ name: String, _ label: Phrase, help: Phrase? = nil, longest: Int = 200, needed: Bool = false)
            -> FormField.View
        {
            typed.field(name, label, in: language) { field in
                field.help = help?.text(in: language)
                field.longest = longest
                field.isRequired = needed
            }
        }
        let days = Phrase("Ví dụ 5/3/2026.", "Such as 5/3/2026, day first.")
        return [
            line("title", Phrase("Đã học gì", "What was learned"), needed: true),
            line("provider", Phrase("Học ở đâu, với ai", "With whom")),
            typed.choice(
                "topic",
                Phrase("Lĩnh vực", "Topic"),
                in: language,
                words.topicChoices(typed.text("topic")),
                empty: "–"
            ),
            line("started_on", Phrase("Từ ngày", "From"), help: days, longest: 20),
            line("ended_on", Phrase("Đến ngày", "Until"), help: days, longest: 20, needed: true),
            line(
                "hours",
                Phrase("Số giờ", "Hours"),
                help: Phrase("Ví dụ 12 hoặc 1,5.", "Such as 12 or 1.5."),
                longest: 10,
                needed: true
            ),
            line("evidence", Phrase("Giấy tờ lưu ở đâu", "Where the proof is kept"), longest: 500),
        ]
    }
}

/// A plan as a form.
enum PlanForm {
    static let names = ["plan_year", "plan_topic", "goal"]

    static func empty(_ today: CalendarDay) -> TypedForm {
        TypedForm(["plan_year": String(today.year), "plan_topic": "", "goal": ""])
    }

    static func fields(_ form: TypedForm, _ words: ClassWords) -> [FormField.View] {
        let language = words.language
        return [
            form.field("plan_year", Phrase("Năm", "Year"), in: language) { field in
                field.keyboard = "numeric"
                field.longest = 4
                field.isRequired = true
            },
            form.choice(
                "plan_topic",
                Phrase("Lĩnh vực", "Topic"),
                in: language,
                words.topicChoices(form.text("plan_topic")),
                empty: "–"
            ),
            form.field("goal", Phrase("Sẽ học gì", "What is to be learned"), in: language) { field in
                field.longest = 500
                field.isLong = true
            },
        ]
    }
}
