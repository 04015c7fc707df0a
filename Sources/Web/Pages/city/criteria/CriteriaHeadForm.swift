internal import Programme
internal import Store

/// What stands over the criteria of a set, as a form.
struct CriteriaHeadForm: Sendable {
    static let names = [
        "name", "title", "legal_basis", "jurisdiction", "zone", "valid_from", "valid_to", "maximum", "is_demo",
    ]

    var typed: TypedForm
    /// Whether the set is a new one, so that its key is asked for.
    let isNew: Bool

    /// The form of a new set, for a title.
    init(title: String) {
        isNew = true
        var texts = Dictionary(Self.names.map { ($0, "") }) { first, _ in first }
        texts["key"] = ""
        texts["title"] = title
        texts["jurisdiction"] = "Toàn quốc"
        typed = TypedForm(texts)
    }

    /// The form of a set.
    init(_ set: CriteriaSet) {
        isNew = false
        typed = TypedForm([
            "name": set.name, "title": set.title, "legal_basis": set.legalBasis, "jurisdiction": set.jurisdiction,
            "zone": set.zone?.rawValue ?? "", "valid_from": set.validFrom?.vietnamese ?? "",
            "valid_to": set.validTo?.vietnamese ?? "", "maximum": set.maximum?.vietnamese ?? "",
            "is_demo": set.isDemo ? "yes" : "",
        ])
    }

    /// What was sent.
    init(_ form: FormFields, isNew: Bool) {
        self.isNew = isNew
        typed = TypedForm(form, Self.names + (isNew ? ["key"] : []))
    }

    /// The key of a new set; what is wrong with it is said beside the field.
    mutating func key() -> String { typed.line("key", longest: 40, isRequired: true) }

    /// The set with what was typed; nil while something must be mended.
    mutating func read(into set: CriteriaSet) -> CriteriaSet? {
        var set = set
        set.name = typed.line("name", longest: 200, isRequired: true)
        set.title = typed.line("title", longest: 40, isRequired: true)
        set.legalBasis = typed.line("legal_basis", longest: 200)
        set.jurisdiction = typed.line("jurisdiction", longest: 200, isRequired: true)
        set.zone = typed.option("zone", of: SubjectZone.self)
        set.validFrom = typed.day("valid_from")
        set.validTo = typed.day("valid_to")
        set.maximum = typed.points("maximum")
        set.isDemo = typed.text("is_demo") == "yes"
        if let from = set.validFrom, let to = set.validTo, to < from {
            typed.refuse("valid_to", CriteriaWords.wrongDates)
        }
        return typed.isRefused ? nil : set
    }

    /// The fields as the page shows them.
    func fields(_ words: CriteriaWords) -> [FormField.View] {
        let language = words.language
        let own: [FormField.View] =
            isNew
            ? [
                typed.field("key", Phrase("Mã bộ tiêu chí", "Key"), in: language) { field in
                    field.isRequired = true
                    field.longest = 40
                    field.help = CriteriaWords.wrongKey.text(in: language)
                }
            ] : []
        return own + [
            typed.field("name", Phrase("Tên bộ tiêu chí", "Name"), in: language) { field in
                field.isRequired = true
                field.longest = 200
            },
            typed.choice("title", Phrase("Danh hiệu", "Title"), in: language, words.titleChoices),
            typed.field("legal_basis", Phrase("Căn cứ (số văn bản)", "Legal basis"), in: language) { $0.longest = 200 },
            typed.field("jurisdiction", Phrase("Nơi áp dụng", "Where it holds"), in: language) { field in
                field.isRequired = true
                field.longest = 200
            },
            typed.choice(
                "zone",
                Phrase("Loại địa bàn", "Zone"),
                in: language,
                SubjectZone.allCases.map { ($0.rawValue, words.zone($0)) },
                empty: words.zone(nil)
            ),
            typed.field("valid_from", Phrase("Áp dụng từ ngày", "From"), in: language),
            typed.field("valid_to", Phrase("Đến hết ngày", "Until"), in: language),
            typed.field("maximum", Phrase("Tổng điểm", "Points in all"), in: language) { field in
                field.keyboard = "decimal"
                field.help = CriteriaItemForm.unknownHelp.text(in: language)
            },
            typed.choice(
                "is_demo",
                Phrase("Loại", "Kind"),
                in: language,
                [("yes", Phrase("Trình diễn, không chính thức", "Invented, to show how it works").text(in: language))],
                empty: Phrase("Chính thức", "Official").text(in: language)
            ),
        ]
    }
}

extension TypedForm {
    /// Points above nought; nil for none, or if they cannot be read.
    mutating func points(_ name: String, most: Points = .most) -> Points? {
        let text = text(name)
        if text.isEmpty { return nil }
        if let points = Points(typed: text), points > .zero, points <= most { return points }
        refuse(
            name,
            Phrase(
                "Cần một số lớn hơn 0, tối đa \(most.vietnamese), nhiều nhất hai chữ số lẻ, ví dụ 7,5.",
                "A number above 0, \(most) at most, with two decimals at most, such as 7.5."
            )
        )
        return nil
    }
}
