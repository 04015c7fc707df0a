internal import Programme
internal import Store

/// One criterion as a form.
struct CriteriaItemForm: Sendable {
    static let names = [
        "parent", "position", "code", "name", "measure", "maximum", "from_level", "exception", "treatment", "is_known",
        "share_of",
    ]
    static let unknownHelp = Phrase(
        "Chưa biết thì để trống: bộ tiêu chí chưa áp dụng được, nhưng vẫn lưu được.",
        "Leave it empty where it is not known: the set is kept, and cannot be used yet."
    )

    var typed: TypedForm

    /// The form of a new criterion, as a part of another or at the top.
    init(newIn parent: String?, of set: CriteriaSet) {
        typed = TypedForm([
            "parent": parent ?? "", "position": String(set.parts(of: parent).count + 1), "code": "", "name": "",
            "measure": (set.items.first { $0.code == parent }?.measure ?? set.items.last?.measure ?? .points).rawValue,
            "maximum": "", "from_level": "1", "exception": "", "treatment": "", "is_known": "", "share_of": "",
        ])
    }

    /// The form of a criterion.
    init(_ item: CriteriaItem, of set: CriteriaSet) {
        let position = set.parts(of: item.parent).firstIndex { $0.code == item.code } ?? 0
        typed = TypedForm([
            "parent": item.parent ?? "", "position": String(position + 1), "code": item.code, "name": item.name,
            "measure": item.measure.rawValue, "maximum": item.maximum?.vietnamese ?? "",
            "from_level": String(item.fromLevel), "exception": item.exception?.rawValue ?? "",
            "treatment": item.treatment?.rawValue ?? "", "is_known": item.isKnown ? "" : "no",
            "share_of": item.shareOf ?? "",
        ])
    }

    /// What was sent.
    init(_ form: FormFields) { typed = TypedForm(form, Self.names) }

    /// The set with what was typed, in the place of the criterion `former` if there is one; nil while something must be mended.
    mutating func read(into set: CriteriaSet, replacing former: String?) -> CriteriaSet? {
        let code = typed.line("code", longest: 20, isRequired: true)
        let parent = typed.text("parent")
        let measure = typed.option("measure", of: CriteriaMeasure.self) ?? .points
        let item = CriteriaItem(
            code,
            in: parent.isEmpty ? nil : parent,
            name: typed.line("name", longest: 1000, isRequired: true),
            measure: measure,
            maximum: typed.points("maximum"),
            fromLevel: typed.number("from_level", in: 1...CriteriaSet.mostLevels) ?? 1,
            exception: typed.option("exception", of: CriteriaException.self),
            treatment: typed.option("treatment", of: CriteriaTreatment.self),
            isKnown: typed.text("is_known") != "no",
            shareOf: typed.text("share_of").isEmpty ? nil : typed.text("share_of")
        )
        let position = typed.number("position", in: 1...CriteriaSet.mostItems) ?? CriteriaSet.mostItems
        judge(item, of: set, replacing: former)
        guard !typed.isRefused else { return nil }
        var changed = set
        changed.place(item, at: position, replacing: former)
        if case .failure(let found) = changed.checked() { refuse(found.faults, code: code) }
        return typed.isRefused ? nil : changed
    }

    private mutating func judge(_ item: CriteriaItem, of set: CriteriaSet, replacing former: String?) {
        if item.measure == .pass, item.maximum != nil {
            typed.refuse(
                "maximum",
                Phrase(
                    "Tiêu chí đạt hoặc không đạt thì không có điểm. Hãy xóa điểm, hoặc chọn chấm điểm.",
                    "One of yes and no has no points. Leave them out, or choose points."
                )
            )
        }
        if item.measure == .points, item.fromLevel != 1 {
            typed.refuse(
                "from_level",
                Phrase("Tiêu chí chấm điểm thì xét từ mức 1.", "A criterion with points is asked from level 1 on.")
            )
        }
        if item.treatment != nil, item.exception == nil {
            typed.refuse(
                "treatment",
                Phrase(
                    "Hãy chọn khi nào không áp dụng, hoặc bỏ mục này.",
                    "Say when it does not apply, or leave this out."
                )
            )
        }
        if set.items.contains(where: { $0.code == item.code && $0.code != former }) {
            typed.refuse("code", Phrase("Mã này đã có trong bộ.", "This code is there already."))
        }
        let own = former.map { set.branch(of: $0) } ?? []
        if let parent = item.parent, own.contains(parent) || !set.items.contains(where: { $0.code == parent }) {
            typed.refuse("parent", Phrase("Xin chọn trong danh sách.", "Please choose from the list."))
        }
    }

    private mutating func refuse(_ faults: [CriteriaFault], code: String) {
        for fault in faults {
            switch fault {
            case .code: typed.refuse("code", Self.wrongCode)
            case .tooMany:
                typed.refuse("code", Phrase("Bộ tiêu chí đã đủ số tiêu chí tối đa.", "There are as many as may be."))
            default: typed.refuse("code", Phrase("Không lưu được với mã này.", "It cannot be kept with this code."))
            }
        }
    }

    private static let wrongCode = Phrase(
        "Tối đa 20 chữ cái không dấu, chữ số, dấu chấm, gạch nối, ví dụ 1.2.",
        "20 at most of A-Z, a-z, 0-9, dot and hyphen, such as 1.2."
    )

    /// The fields as the page shows them.
    func fields(_ set: CriteriaSet, replacing former: String?, _ words: CriteriaWords) -> [FormField.View] {
        let language = words.language
        let own = former.map { set.branch(of: $0) } ?? []
        let parents = set.items.filter { !own.contains($0.code) }.map { item in
            (item.code, "\(item.code) \(String(item.name.prefix(60)))")
        }
        return [
            typed.choice(
                "parent",
                Phrase("Thuộc tiêu chí", "Part of"),
                in: language,
                parents,
                empty: Phrase("Không thuộc tiêu chí nào", "Of the whole").text(in: language)
            ),
            typed.field("position", Phrase("Thứ tự trong đó", "Place in it"), in: language) { $0.keyboard = "numeric" },
            typed.field("code", Phrase("Mã", "Code"), in: language) { field in
                field.isRequired = true
                field.longest = 20
                field.help = Self.wrongCode.text(in: language)
            },
            typed.field("name", Phrase("Nội dung", "What is asked"), in: language) { field in
                field.isLong = true
                field.longest = 1000
                field.isRequired = true
            },
            typed.choice(
                "measure",
                Phrase("Cách chấm", "How it is answered"),
                in: language,
                [
                    ("points", Phrase("Chấm điểm", "Points").text(in: language)),
                    ("pass", Phrase("Đạt hoặc không đạt", "Yes and no").text(in: language)),
                ]
            ),
            typed.field("maximum", Phrase("Điểm tối đa", "Points at most"), in: language) { field in
                field.keyboard = "decimal"
                field.help = Self.unknownHelp.text(in: language)
            },
        ] + rules(words)
    }

    private func rules(_ words: CriteriaWords) -> [FormField.View] {
        let language = words.language
        return [
            typed.field("from_level", Phrase("Chỉ xét từ mức", "Asked from level"), in: language) {
                $0.keyboard = "numeric"
            },
            typed.choice(
                "exception",
                Phrase("Khi nào không áp dụng", "When it does not apply"),
                in: language,
                CriteriaException.allCases.map { rule in
                    (rule.rawValue, CriteriaWords.exceptions[rule]?.text(in: language) ?? rule.rawValue)
                },
                empty: Phrase("Luôn áp dụng", "It always applies").text(in: language)
            ),
            typed.choice(
                "treatment",
                Phrase("Khi đó điểm", "Its points then"),
                in: language,
                CriteriaTreatment.allCases.map { rule in
                    (rule.rawValue, CriteriaWords.treatments[rule]?.text(in: language) ?? rule.rawValue)
                },
                empty: Phrase("Chưa rõ", "Not said").text(in: language)
            ),
            typed.choice(
                "share_of",
                Phrase("Xét tỷ lệ đạt danh hiệu (máy tính)", "Share that holds a title (computed)"),
                in: language,
                words.titleChoices,
                empty: Phrase("Không", "No").text(in: language)
            ),
            typed.choice(
                "is_known",
                Phrase("Nội dung văn bản", "Its text"),
                in: language,
                [("no", Phrase("Chưa đọc được đầy đủ", "Not known in full").text(in: language))],
                empty: Phrase("Đã đầy đủ", "Known").text(in: language)
            ),
        ]
    }
}
