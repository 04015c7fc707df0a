internal import Programme
internal import Store

/// One field of a record of the programme's work: of its form, of its document for programs, of its column in a workbook.
struct WorkField: Sendable {
    /// One of a list.
    struct Choice: Sendable {
        let code: String
        let name: Phrase
    }

    /// What it holds.
    enum Shape: Sendable {
        /// A text of at most so many characters.
        case line(Int)
        /// The same, in a larger box.
        case long(Int)
        case day
        case number(ClosedRange<Int>)
        case choice([Choice])
        /// A record that the page offers.
        case record
        case flag
    }

    let name: String
    let label: Phrase
    let shape: Shape
    let isRequired: Bool
    let help: Phrase?

    init(_ name: String, _ label: Phrase, _ shape: Shape, isRequired: Bool = false, help: Phrase? = nil) {
        self.name = name
        self.label = label
        self.shape = shape
        self.isRequired = isRequired
        self.help = help
    }

    /// A field with the names of a list of the domain's.
    static func choices<Value: RawRepresentable<String> & CaseIterable>(
        _: Value.Type,
        _ name: (Value) -> Phrase
    ) -> Shape {
        .choice(Value.allCases.map { Choice(code: $0.rawValue, name: name($0)) })
    }

    private static let yes = Phrase("Có", "Yes")
    private static let no = Phrase("Không", "No")
    private static let flags = [Choice(code: "false", name: no), Choice(code: "true", name: yes)]
}

// MARK: As a form

extension WorkField {
    /// The field as a page shows it.
    /// - Parameter offered: of `record`.
    func view(of form: TypedForm, offered: [Choice], in language: Language) -> FormField.View {
        switch shape {
        case .choice(let choices): list(form, choices, language)
        case .flag: list(form, Self.flags, language)
        case .record: list(form, offered, language)
        case .line(let longest): box(form, language, longest, isLong: false)
        case .long(let longest): box(form, language, longest, isLong: true)
        case .day:
            form.field(name, label, in: language) { field in
                field.isRequired = isRequired
                field.help = (help ?? Phrase("ngày/tháng/năm", "day/month/year")).text(in: language)
                field.longest = 20
            }
        case .number:
            form.field(name, label, in: language) { field in
                field.isRequired = isRequired
                field.help = help?.text(in: language)
                field.longest = 20
                field.keyboard = "numeric"
            }
        }
    }

    private func list(_ form: TypedForm, _ choices: [Choice], _ language: Language) -> FormField.View {
        form.choice(
            name,
            label,
            in: language,
            choices.map { ($0.code, $0.name.text(in: language)) },
            empty: isRequired && !choices.isEmpty ? nil : "–"
        )
    }

    private func box(_ form: TypedForm, _ language: Language, _ longest: Int, isLong: Bool) -> FormField.View {
        form.field(name, label, in: language) { field in
            field.longest = longest
            field.isRequired = isRequired
            field.isLong = isLong
            field.help = help?.text(in: language)
        }
    }

    /// What was typed, as documents have it; what cannot be read is said in the form.
    func read(_ form: inout TypedForm) -> JSONValue {
        switch shape {
        case .line(let longest), .long(let longest):
            return .string(form.line(name, longest: longest, isRequired: isRequired))
        case .day: return JSONValue(form.day(name, isRequired: isRequired))
        case .number(let range): return JSONValue(form.number(name, in: range, isRequired: isRequired))
        case .flag: return .boolean(form.text(name) == "true")
        case .record:
            let identity: Identity<Never>? = form.identity(name, isRequired: isRequired)
            return JSONValue(identity)
        case .choice(let choices):
            let text = form.line(name, longest: 60, isRequired: isRequired)
            if !text.isEmpty, !choices.contains(where: { $0.code == text }) {
                form.refuse(name, Phrase("Xin chọn trong danh sách.", "Please choose from the list."))
            }
            return text.isEmpty ? .null : .string(text)
        }
    }

    /// The value as a form shows it for changing.
    func typed(_ value: JSONValue?) -> String {
        switch (shape, value) {
        case (.day, .string(let text)?): CalendarDay(text)?.vietnamese ?? text
        case (_, .string(let text)?): text
        case (_, .integer(let number)?): String(number)
        case (_, .boolean(let flag)?): flag ? "true" : "false"
        default: ""
        }
    }

    /// The value as people read it; empty for none.
    func text(_ value: JSONValue?, offered: [Choice] = [], in language: Language) -> String {
        switch (shape, value) {
        case (.choice(let choices), .string(let code)?):
            choices.first { $0.code == code }?.name.text(in: language) ?? code
        case (.record, .string(let code)?): offered.first { $0.code == code }?.name.text(in: language) ?? ""
        case (.flag, .boolean(let flag)?): (flag ? Self.yes : Self.no).text(in: language)
        // a year has no full stop in it
        case (.number, .integer(let number)?): name == "year" ? String(number) : Number.text(number, in: language)
        default: typed(value)
        }
    }
}

// MARK: As a document

extension WorkField {
    /// What a document may have there.
    var schema: JSONSchema {
        let schema: JSONSchema =
            switch shape {
            case .line(let longest), .long(let longest): .text((isRequired ? 1 : 0)...longest)
            case .day: .form(.day)
            case .number(let range): .integer(range)
            case .choice(let choices): .choice(choices.map(\.code))
            case .record: .identity
            case .flag: .boolean
            }
        return isNullable ? .nullable(schema) : schema
    }

    /// Whether there may be nothing: texts are empty then, and flags are false.
    private var isNullable: Bool {
        if isRequired { return false }
        switch shape {
        case .line, .long, .flag: return false
        case .day, .number, .choice, .record: return true
        }
    }
}
