internal import Programme

/// A form: what was typed into each field, what stood there when the form was made, and what is wrong with it. It carries what
/// it was filled with, so that what somebody else changed meanwhile and this officer did not touch stays as it is.
struct TypedForm: Sendable {
    /// What stands before the name of a field that says what the form was filled with.
    static let wasPrefix = "was."

    /// What the form carries unseen.
    struct Hidden: Sendable {
        let field: String
        let text: String
    }

    private let names: [String]
    private var typed: [String: String]
    private var was: [String: String]
    /// What is wrong with a field.
    private(set) var problems: [String: [Phrase]] = [:]

    /// A form filled with these texts.
    init(_ texts: [String: String]) {
        names = texts.keys.sorted()
        typed = texts
        was = texts
    }

    /// What was sent.
    init(_ form: FormFields, _ names: some Sequence<String>) {
        self.names = names.sorted()
        typed = [:]
        was = [:]
        for name in self.names {
            typed[name] = form[name]
            was[name] = form[Self.wasPrefix + name]
        }
    }

    /// Whether something must be mended.
    var isRefused: Bool { !problems.isEmpty }

    /// What the form was filled with.
    var hidden: [Hidden] {
        names.map { Hidden(field: Self.wasPrefix + $0, text: was[$0] ?? "") }
    }

    /// What stands in a field, cleaned.
    func text(_ name: String) -> String { VietnameseText.clean(typed[name] ?? "") }

    /// Says what is wrong with a field.
    mutating func refuse(_ name: String, _ problem: Phrase) { problems[name, default: []].append(problem) }

    /// Whether this is what the form was filled with.
    func isMade(from texts: [String: String]) -> Bool {
        names.allSatisfy { VietnameseText.clean(was[$0] ?? "") == VietnameseText.clean(texts[$0] ?? "") }
    }

    /// The form over what is stored now: this officer's changes stay typed, everything else is as stored, and where both changed
    /// the same field, what is stored is said beside it.
    func rebased(on stored: [String: String]) -> TypedForm {
        var form = self
        form.was = stored
        form.problems = [:]
        for name in names {
            let (mine, before, now) = (typed[name] ?? "", was[name] ?? "", stored[name] ?? "")
            if VietnameseText.clean(mine) == VietnameseText.clean(before) {
                form.typed[name] = now
            } else if now != before, now != mine {
                let shown = now.isEmpty || Identity<Never>(now) != nil ? "–" : now
                form.refuse(
                    name,
                    Phrase(
                        "người khác vừa ghi “\(shown)”. Giữ nội dung bạn đã nhập bên dưới hoặc sửa lại, rồi bấm Lưu",
                        "somebody else has just written “\(shown)”. Keep what you typed or change it, and save again"
                    )
                )
            }
        }
        return form
    }

    /// The field as the page shows it.
    func field(
        _ name: String,
        _ label: Phrase,
        in language: Language,
        _ change: (inout FormField) -> Void = { _ in }
    ) -> FormField.View {
        var field = FormField(name, label.text(in: language))
        field.text = typed[name] ?? ""
        field.problems = (problems[name] ?? []).map { $0.text(in: language) }
        change(&field)
        return field.view
    }

    /// The field as a list to choose from.
    func choice(
        _ name: String,
        _ label: Phrase,
        in language: Language,
        _ choices: [(code: String, text: String)],
        empty: String? = nil
    ) -> FormField.View {
        let chosen = text(name)
        return field(name, label, in: language) { field in
            field.options =
                (empty.map { [FieldOption(code: "", text: $0, isChosen: chosen.isEmpty)] } ?? [])
                + choices.map { FieldOption(code: $0.code, text: $0.text, isChosen: $0.code == chosen) }
        }
    }
}

// MARK: Reading

extension TypedForm {
    private static let missing = Phrase("Xin điền vào đây.", "This is needed.")
    /// Days that are planned lie some years ahead at most.
    private static let mostDaysAhead = 5 * 366

    /// A text of at most `longest` characters.
    mutating func line(_ name: String, longest: Int, isRequired: Bool = false) -> String {
        let text = text(name)
        if isRequired, text.isEmpty { refuse(name, Self.missing) }
        if text.unicodeScalars.count > longest {
            refuse(name, Phrase("Dài quá \(longest) ký tự.", "Longer than \(longest) characters."))
        }
        return text
    }

    /// A whole day; nil for none, or if it cannot be read.
    mutating func day(_ name: String, isRequired: Bool = false) -> CalendarDay? {
        let text = text(name)
        if text.isEmpty {
            if isRequired { refuse(name, Self.missing) }
            return nil
        }
        let today = CalendarDay.inVietnam()
        let latest = today.adding(days: Self.mostDaysAhead) ?? today
        let read = PartialDate.read(text, DateReading(latest: latest, earliestYear: 1990))
        if let problem = read.problems.first(where: { $0.code.severity == .error }) {
            refuse(name, Phrase(problem.message(in: .vietnamese), problem.message(in: .english)))
            return nil
        }
        guard let date = read.value, date.precision == .day else {
            refuse(
                name,
                Phrase(
                    "Cần đủ ngày, tháng, năm, ví dụ 03/05/2026.",
                    "Day, month and year are needed, such as 03/05/2026."
                )
            )
            return nil
        }
        return date.earliest
    }

    /// A whole number, full stops between thousands or not; nil for none, or if it cannot be read.
    mutating func number(_ name: String, in range: ClosedRange<Int>, isRequired: Bool = false) -> Int? {
        let text = text(name)
        if text.isEmpty {
            if isRequired { refuse(name, Self.missing) }
            return nil
        }
        let digits = text.filter { !"., đ%".contains($0) }
        guard digits.utf8.count <= 15, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(digits),
            range.contains(number)
        else {
            let (low, high) = (range.lowerBound, range.upperBound)
            refuse(
                name,
                Phrase(
                    "Cần một số từ \(Number.text(low, in: .vietnamese)) đến \(Number.text(high, in: .vietnamese)).",
                    "A number from \(Number.text(low, in: .english)) to \(Number.text(high, in: .english)) is needed."
                )
            )
            return nil
        }
        return number
    }

    /// A time of day such as `7:30`, `7h30` or `19h`; nil for none, or if it cannot be read.
    mutating func time(_ name: String) -> TimeOfDay? {
        let text = text(name).lowercased().replacing("g", with: "h").replacing("h", with: ":").replacing(" ", with: "")
        if text.isEmpty { return nil }
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        let numbers = parts.map { $0.isEmpty ? 0 : $0.utf8.count <= 2 ? Int($0) ?? -1 : -1 }
        guard (1...2).contains(parts.count), !parts[0].isEmpty,
            let time = TimeOfDay(hour: numbers[0], minute: numbers.count > 1 ? numbers[1] : 0)
        else {
            refuse(name, Phrase("Cần giờ và phút, ví dụ 7:30 hoặc 19:00.", "Hour and minute, such as 7:30 or 19:00."))
            return nil
        }
        return time
    }

    /// One of a list of values; nil for none.
    mutating func option<Value: RawRepresentable<String>>(_ name: String, of kind: Value.Type) -> Value? {
        let text = text(name)
        guard !text.isEmpty else { return nil }
        if let value = Value(rawValue: text) { return value }
        refuse(name, Phrase("Xin chọn trong danh sách.", "Please choose from the list."))
        return nil
    }

    /// An identity that a list offered; nil for none.
    mutating func identity<Subject>(_ name: String, isRequired: Bool = false) -> Identity<Subject>? {
        let text = text(name)
        if text.isEmpty {
            if isRequired { refuse(name, Self.missing) }
            return nil
        }
        if let identity = Identity<Subject>(text) { return identity }
        refuse(name, Phrase("Xin chọn trong danh sách.", "Please choose from the list."))
        return nil
    }
}
