internal import Programme
internal import Store

/// A class as a form, and back.
struct ClassForm: Sendable {
    static let names = [
        "title", "topic", "starts_on", "ends_on", "centre", "place", "branch", "teacher", "partner", "delivery",
        "enrolment", "capacity", "completion_percent", "completion_minutes", "cost", "cost_source", "remark",
    ]

    var typed: TypedForm

    /// The form of a new class.
    init(today: CalendarDay) {
        typed = TypedForm(
            Dictionary(uniqueKeysWithValues: Self.names.map { ($0, "") }).merging([
                "starts_on": today.vietnamese, "delivery": ClassDelivery.inPerson.rawValue,
                "enrolment": ClassEnrolment.own.rawValue,
            ]) { $1 }
        )
    }

    /// The form of a class.
    init(_ record: LearningClass, _ places: PlaceChoices) { typed = TypedForm(Self.texts(of: record, places)) }

    /// What was sent.
    init(_ form: FormFields) { typed = TypedForm(form, Self.names) }

    /// The class that the form tells; nil if something must be mended, which the form then says.
    mutating func read(_ places: PlaceChoices) -> LearningClass? {
        let title = typed.line("title", longest: 200, isRequired: true)
        let topic: TopicID? = typed.identity("topic", isRequired: true)
        let startsOn = typed.day("starts_on", isRequired: true)
        let endsOn = typed.day("ends_on")
        if let startsOn, let endsOn, endsOn < startsOn {
            typed.refuse("ends_on", StoreRefusal.classDates.phrase)
        }
        let percent = typed.number("completion_percent", in: CompletionRule.percents)
        let minutes = typed.number("completion_minutes", in: CompletionRule.minuteLimits)
        let capacity = typed.number("capacity", in: LearningClass.capacities)
        let cost = typed.number("cost", in: LearningClass.costs)
        let costSource = typed.option("cost_source", of: CostSource.self)
        let (delivery, enrolment) = (
            typed.option("delivery", of: ClassDelivery.self), typed.option("enrolment", of: ClassEnrolment.self)
        )
        let centre: CentreID? = typed.identity("centre")
        var branch: BranchID?
        do {
            branch = try places.branch(typed.text("branch"))
        } catch {
            typed.refuse("branch", StoreRefusal.branchUnknown.phrase)
        }
        let texts = ["place", "teacher", "partner"].map { typed.line($0, longest: 200) }
        let remark = typed.line("remark", longest: 1000)
        guard !typed.isRefused, let topic, let startsOn else { return nil }
        var record = LearningClass(title: title, topic: topic, startsOn: startsOn, endsOn: endsOn)
        record.rule = CompletionRule(percent: percent, minutes: minutes)
        (record.capacity, record.cost, record.costSource) = (capacity, cost, costSource)
        (record.delivery, record.enrolment) = (delivery ?? .inPerson, enrolment ?? .own)
        (record.centre, record.branch) = (centre, branch)
        (record.place, record.teacher, record.partner) = (texts[0], texts[1], texts[2])
        record.remark = remark
        return record
    }

    /// Says what the store refused at the field that it is about; false if it is about none of them.
    mutating func take(_ refusal: StoreRefusal) -> Bool {
        let name: String? =
            switch refusal {
            case .topicUnknown: "topic"
            case .centreUnknown, .centreClosed: "centre"
            case .branchUnknown: "branch"
            case .classDates: "ends_on"
            case .sessionOutsideClass: "starts_on"
            default: nil
            }
        guard let name else { return false }
        typed.refuse(name, refusal.phrase)
        return true
    }

    /// The texts of a class as this form writes them and reads them again, whatever the language of the page.
    static func texts(of record: LearningClass, _ places: PlaceChoices) -> [String: String] {
        let isListed = places.branches.branches.count <= PlaceChoices.mostListed
        let branch = isListed ? record.branch?.description : places.branchName(record.branch)
        return [
            "title": record.title, "topic": record.topic.description, "starts_on": record.startsOn.vietnamese,
            "ends_on": record.endsOn.vietnamese, "centre": record.centre?.description ?? "", "place": record.place,
            "branch": branch ?? "", "teacher": record.teacher, "partner": record.partner,
            "delivery": record.delivery.rawValue, "enrolment": record.enrolment.rawValue,
            "capacity": record.capacity.map { String($0) } ?? "",
            "completion_percent": record.rule.percent.map { String($0) } ?? "",
            "completion_minutes": record.rule.minutes.map { String($0) } ?? "",
            "cost": record.cost.map { Number.text($0, in: .vietnamese) } ?? "",
            "cost_source": record.costSource?.rawValue ?? "", "remark": record.remark,
        ]
    }
}

// MARK: As the page shows it

extension ClassForm {
    /// Fields under a heading.
    struct Group: Sendable {
        let heading: String
        let inputs: [FormField.View]
    }

    func groups(_ words: ClassWords) -> [Group] {
        let language = words.language
        func group(_ heading: Phrase, _ inputs: [FormField.View]) -> Group {
            Group(heading: heading.text(in: language), inputs: inputs)
        }
        return [
            group(
                Phrase("Lớp", "Class"),
                [
                    line("title", Phrase("Tên lớp, chuyên đề", "Title"), language, longest: 200, isRequired: true),
                    typed.choice(
                        "topic",
                        Phrase("Lĩnh vực", "Topic"),
                        in: language,
                        words.topicChoices(typed.text("topic")),
                        empty: "–"
                    ),
                    date("starts_on", Phrase("Ngày bắt đầu", "First day"), language, isRequired: true),
                    date("ends_on", Phrase("Ngày kết thúc", "Last day"), language),
                ]
            ),
            group(Phrase("Nơi học, người dạy", "Where and who"), places(words)),
            group(Phrase("Người học", "Learners"), learners(words)),
            group(Phrase("Hoàn thành", "Completion"), completion(language)),
            group(Phrase("Kinh phí, ghi chú", "Cost and remark"), costs(language)),
        ]
    }

    private func places(_ words: ClassWords) -> [FormField.View] {
        let language = words.language
        let centres = words.centreChoices(typed.text("centre"))
        let branch = words.places.branchField(
            "branch",
            "",
            chosen: BranchID(typed.text("branch")),
            empty: Phrase("Cả đơn vị", "The whole organisation").text(in: language)
        )
        return [
            typed.choice(
                "centre",
                Phrase("Trung tâm học tập cộng đồng", "Learning centre"),
                in: language,
                centres,
                empty: Phrase("Không ở trung tâm", "Not in a centre").text(in: language)
            ),
            line("place", Phrase("Địa điểm khác", "Another place"), language, longest: 200),
            typed.field("branch", Phrase("Chi hội tổ chức", "Held by the branch"), in: language) { field in
                field.options = branch.options
                field.longest = branch.longest
            },
            line("teacher", Phrase("Báo cáo viên, giáo viên", "Teacher"), language, longest: 200),
            line("partner", Phrase("Đơn vị phối hợp", "Held together with"), language, longest: 200),
            typed.choice(
                "delivery",
                Phrase("Hình thức", "How"),
                in: language,
                ClassDelivery.allCases.map {
                    ($0.rawValue, language == .vietnamese ? $0.vietnameseName : $0.englishName)
                }
            ),
        ]
    }

    private func learners(_ words: ClassWords) -> [FormField.View] {
        let language = words.language
        return [
            typed.choice(
                "enrolment",
                Phrase("Ai được ghi danh", "Who may be enrolled"),
                in: language,
                ClassEnrolment.allCases.map {
                    ($0.rawValue, language == .vietnamese ? $0.vietnameseName : $0.englishName)
                }
            ),
            number(
                "capacity",
                Phrase("Số chỗ", "Places"),
                language,
                Phrase(
                    "Để trống nếu không giới hạn. Hết chỗ thì người sau vào danh sách chờ.",
                    "Empty for no bound. When they are gone, others wait."
                )
            ),
        ]
    }

    private func completion(_ language: Language) -> [FormField.View] {
        [
            number(
                "completion_percent",
                Phrase("Dự ít nhất bao nhiêu phần trăm số buổi", "Sessions to attend, in percent"),
                language,
                Phrase("Ví dụ 80. Tính trên số buổi đã học.", "Such as 80: of the sessions that were held.")
            ),
            number(
                "completion_minutes",
                Phrase("Học ít nhất bao nhiêu phút", "Minutes to attend"),
                language,
                Phrase(
                    "Để trống cả hai: dự một buổi là hoàn thành.",
                    "With both empty one session completes the class."
                )
            ),
        ]
    }

    private func costs(_ language: Language) -> [FormField.View] {
        [
            number("cost", Phrase("Kinh phí (đồng)", "Cost (đồng)"), language, nil),
            typed.choice(
                "cost_source",
                Phrase("Nguồn kinh phí", "Source of the money"),
                in: language,
                CostSource.allCases.map { ($0.rawValue, language == .vietnamese ? $0.vietnameseName : $0.englishName) },
                empty: "–"
            ),
            typed.field("remark", Phrase("Ghi chú", "Remark"), in: language) { field in
                field.isLong = true
                field.longest = 1000
            },
        ]
    }

    private func line(
        _ name: String,
        _ label: Phrase,
        _ language: Language,
        longest: Int,
        isRequired: Bool = false
    ) -> FormField.View {
        typed.field(name, label, in: language) { field in
            field.longest = longest
            field.isRequired = isRequired
        }
    }

    private func date(
        _ name: String,
        _ label: Phrase,
        _ language: Language,
        isRequired: Bool = false
    ) -> FormField.View {
        typed.field(name, label, in: language) { field in
            field.isRequired = isRequired
            field.help =
                isRequired
                ? Phrase("Ví dụ 5/3/2026.", "Such as 5/3/2026, day first.").text(in: language)
                : Phrase("Để trống nếu chỉ học một ngày.", "Empty if it is one day.").text(in: language)
        }
    }

    private func number(_ name: String, _ label: Phrase, _ language: Language, _ help: Phrase?) -> FormField.View {
        typed.field(name, label, in: language) { field in
            field.keyboard = "numeric"
            field.longest = 20
            field.help = help?.text(in: language)
        }
    }
}
