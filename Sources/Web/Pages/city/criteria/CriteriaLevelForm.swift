internal import Programme
internal import Store

/// One level of a set as a form, with the titles that those below must hold.
struct CriteriaLevelForm: Sendable {
    static let names = ["name", "pass_favourable", "pass_difficult", "wait_months", "validity_months"]
    private static let months = 1...600
    private static let prefix = "percent."

    var typed: TypedForm

    /// The form of a level, or of a new one.
    init(_ level: CriteriaLevel?, of set: CriteriaSet, _ titles: [TitleType]) {
        let number = set.levels.count + 1
        let usual = number == 1 ? "Đạt" : "Mức độ \(number)"
        var texts: [String: String] = [:]
        texts["name"] = level?.name ?? usual
        texts["pass_favourable"] = level?.passFavourable?.vietnamese ?? ""
        texts["pass_difficult"] = level?.passDifficult?.vietnamese ?? ""
        texts["wait_months"] = level?.waitMonths.map { String($0) } ?? ""
        texts["validity_months"] = level?.validityMonths.map { String($0) } ?? ""
        for title in titles {
            texts[Self.prefix + title.key] =
                level?.conditions.first { $0.title == title.key }?.percent.vietnamese ?? ""
        }
        typed = TypedForm(texts)
    }

    /// What was sent.
    init(_ form: FormFields, _ titles: [TitleType]) {
        typed = TypedForm(form, Self.names + titles.map { Self.prefix + $0.key })
    }

    /// The set with what was typed, in the place of the level at `index`, or as the highest; nil while something must be mended.
    mutating func read(into set: CriteriaSet, at index: Int?, _ titles: [TitleType]) -> CriteriaSet? {
        var level = CriteriaLevel(
            typed.line("name", longest: 100, isRequired: true),
            favourable: typed.points("pass_favourable"),
            difficult: typed.points("pass_difficult"),
            waitMonths: typed.number("wait_months", in: Self.months),
            validityMonths: typed.number("validity_months", in: Self.months)
        )
        for title in titles {
            if let percent = typed.points(Self.prefix + title.key, most: Points(100)) {
                level.conditions.append(CriteriaLevel.Condition(title: title.key, percent: percent))
            }
        }
        var changed = set
        if let index, changed.levels.indices.contains(index) {
            changed.levels[index] = level
        } else {
            changed.levels.append(level)
        }
        if changed.levels.count > CriteriaSet.mostLevels {
            typed.refuse("name", Phrase("Bộ tiêu chí đã đủ số mức tối đa.", "There are as many levels as may be."))
        }
        return typed.isRefused ? nil : changed
    }

    /// The fields as the page shows them.
    func fields(_ words: CriteriaWords) -> [FormField.View] {
        let language = words.language
        let labels: [(String, Phrase)] = [
            ("name", Phrase("Tên mức", "Name")),
            ("pass_favourable", Phrase("Điểm đạt ở địa bàn thuận lợi", "Points for it in favourable areas")),
            ("pass_difficult", Phrase("Điểm đạt ở địa bàn khó khăn", "Points for it in difficult areas")),
            ("wait_months", Phrase("Số tháng chờ sau mức dưới", "Months after the level below")),
            ("validity_months", Phrase("Số tháng có giá trị", "Months that it holds")),
        ]
        return labels.map { name, label in
            typed.field(name, label, in: language) { field in
                field.isRequired = name == "name"
                field.keyboard = name == "name" ? "text" : "decimal"
                if name == "validity_months" {
                    field.help = Phrase(
                        "Tính từ sau năm công nhận. Để trống thì theo quy định của danh hiệu.",
                        "After the year of the decision. Empty: as the title says."
                    ).text(in: language)
                }
            }
        }
    }

    /// How many of those below must hold which title.
    func conditions(_ words: CriteriaWords) -> [FormField.View] {
        words.titles.filter { typed.isThere(Self.prefix + $0.key) }.map { title in
            let name = words.title(title.key)
            return typed.field(
                Self.prefix + title.key,
                Phrase("Ít nhất % đạt \(name)", "At least % hold \(name)"),
                in: words.language
            ) { $0.keyboard = "decimal" }
        }
    }

    /// The titles that those below may have to hold.
    static func titles(_ all: [TitleType], for set: CriteriaSet) -> [TitleType] {
        let asked = Set(set.levels.flatMap(\.conditions).map(\.title))
        return all.filter { $0.key != set.title && ($0.validity.through == nil || asked.contains($0.key)) }
    }
}

extension TypedForm {
    /// Whether the form has such a field.
    func isThere(_ name: String) -> Bool { hidden.contains { $0.field == Self.wasPrefix + name } }
}
