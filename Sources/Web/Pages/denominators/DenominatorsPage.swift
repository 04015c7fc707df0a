internal import Programme
internal import Store

/// `/denominators`: how many households, clans and so on there are in a year, with what is odd about the numbers.
struct DenominatorsPage: Page {
    struct Row: Sendable {
        let kind: String
        let area: String
        let total: String
        let source: String
        let flags: [String]
        let correction: String
        let note: String?
    }

    static let path = "/denominators"
    static let template = "denominators"

    let tabs: [ClassesPage.Tab]
    let key = FormKey().text
    let year: String
    let yearField: FormField.View
    let rows: [Row]
    let hasRows: Bool
    let mayEdit: Bool
    let inputs: [FormField.View]
    let isOpen: Bool
    /// The count that is being corrected.
    let correcting: String?
    let correctingText: String?
    /// What stays when it is corrected.
    let fixed: [TypedForm.Hidden]
    let notice: String?
    let problem: String?

    func title(in language: Language) -> String { Phrase("Mẫu số", "Denominators").text(in: language) }

    /// What the page is made of.
    struct Content: Sendable {
        let year: Int
        let counts: [CheckedDenominator]
        let form: DenominatorForm
        let words: SubjectWords
    }

    init(_ content: Content, _ officer: SignedInOfficer, notice: String?, problem: Phrase?) {
        let (words, language) = (content.words, content.words.language)
        tabs = SubjectsPage.tabs(nil, words)
        year = String(content.year)
        yearField = TypedForm(["year": year]).field("year", Phrase("Năm", "Year"), in: language) {
            $0.keyboard = "numeric"
            $0.longest = 4
        }.marked("shown")
        let sorted = content.counts.sorted { one, other in
            let isWard = (one.stored.record.area == words.ward, other.stored.record.area == words.ward)
            if one.stored.record.kind != other.stored.record.kind {
                return one.stored.record.kind.rawValue < other.stored.record.kind.rawValue
            }
            return isWard.0 != isWard.1
                ? isWard.0 : words.area(one.stored.record.area) < words.area(other.stored.record.area)
        }
        rows = sorted.map { Row($0, words) }
        hasRows = !rows.isEmpty
        mayEdit = officer.context.role >= .editor
        inputs = content.form.inputs(words)
        isOpen = content.form.typed.isRefused || content.form.correcting != nil || rows.isEmpty
        correcting = content.form.correcting?.description
        correctingText = content.form.correcting.flatMap { id in
            content.counts.first { $0.stored.id == id }.map { found in
                "\(words.name(found.stored.record.kind)), \(words.area(found.stored.record.area)), \(content.year)"
            }
        }
        fixed = ["kind", "area", "year"].map {
            TypedForm.Hidden(field: $0, text: content.form.typed.text($0))
        }
        self.notice = notice
        self.problem = (problem ?? (content.form.typed.isRefused ? ClassFormPage.mend : nil))?.text(in: language)
    }
}

extension DenominatorsPage.Row {
    init(_ checked: CheckedDenominator, _ words: SubjectWords) {
        let record = checked.stored.record
        kind = words.name(record.kind)
        area = words.area(record.area)
        total = words.number(record.total)
        source = "\(record.source), \(record.countedOn.vietnamese)"
        flags = checked.flags.map { flag in
            switch flag {
            case .belowRecorded(let recorded):
                Phrase("Danh sách của phường, xã có {0}", "The ward has {0} on record")
                    .text(in: words.language, words.number(recorded))
            case .hamletsAboveWard(let sum):
                Phrase("Cộng các thôn, tổ được {0}", "The hamlets together have {0}")
                    .text(in: words.language, words.number(sum))
            case .changed(let before):
                Phrase("Năm trước là {0}: khác hơn một phần năm", "It was {0} the year before: more than a fifth apart")
                    .text(in: words.language, words.number(before))
            }
        }
        correction = "\(DenominatorsPage.path)?year=\(record.year)&correct=\(checked.stored.id)"
        note = record.note.isEmpty ? nil : record.note
    }
}

/// A count as a form, and back.
struct DenominatorForm: Sendable {
    static let names = ["kind", "area", "year", "counted_on", "total", "source", "note"]

    var typed: TypedForm
    /// The count that it corrects: the kind, the area and the year are that one's.
    var correcting: DenominatorID?

    /// The form of a new count.
    init(year: Int, _ words: SubjectWords) {
        typed = TypedForm(
            Dictionary(uniqueKeysWithValues: Self.names.map { ($0, "") }).merging([
                "kind": DenominatorKind.household.rawValue, "area": words.ward?.description ?? "", "year": String(year),
                "counted_on": words.today.vietnamese,
            ]) { $1 }
        )
    }

    /// The form that corrects a count.
    init(correcting stored: StoredDenominator) {
        let record = stored.record
        correcting = stored.id
        typed = TypedForm([
            "kind": record.kind.rawValue, "area": record.area.description, "year": String(record.year),
            "counted_on": record.countedOn.vietnamese, "total": String(record.total), "source": record.source,
            "note": record.note,
        ])
    }

    /// What was sent.
    init(_ form: FormFields) {
        typed = TypedForm(form, Self.names)
        correcting = form["correcting"].flatMap(DenominatorID.init)
    }

    /// The count that the form tells; nil if something must be mended, which the form then says.
    mutating func read() -> Denominator? {
        let kind = typed.option("kind", of: DenominatorKind.self)
        let area: AreaID? = typed.identity("area", isRequired: true)
        let year = typed.number("year", in: Denominator.years, isRequired: true)
        let countedOn = typed.day("counted_on", isRequired: true)
        let total = typed.number("total", in: Denominator.totals, isRequired: true)
        let source = typed.line("source", longest: 200, isRequired: true)
        let note = typed.line("note", longest: 500)
        guard let kind, let area, let year, let countedOn, let total, !typed.isRefused else { return nil }
        let record = Denominator(
            kind,
            area: area,
            year: year,
            countedOn: countedOn,
            total: total,
            source: source,
            note: note
        )
        if case .failure(let defect) = record.checked(today: .inVietnam()) {
            switch defect.kind {
            case .source: typed.refuse("source", StoreRefusal.denominatorSource.phrase)
            case .range: typed.refuse("total", StoreRefusal.denominatorRange.phrase)
            case .dates: typed.refuse("counted_on", StoreRefusal.denominatorDates.phrase)
            }
            return nil
        }
        return record
    }

    /// The fields; of a correction without what stays.
    func inputs(_ words: SubjectWords) -> [FormField.View] {
        let language = words.language
        let kinds = DenominatorKind.allCases.map { (code: $0.rawValue, text: words.name($0)) }
        let fixed = [
            typed.choice("kind", Phrase("Đếm gì", "What"), in: language, kinds),
            typed.choice("area", Phrase("Ở đâu", "Where"), in: language, words.areaChoices(typed.text("area"))),
            typed.field("year", Phrase("Dùng cho năm", "For the year"), in: language) { field in
                field.keyboard = "numeric"
                field.isRequired = true
            },
        ]
        let open = [
            typed.field("total", Phrase("Tổng số", "How many"), in: language) { field in
                field.keyboard = "numeric"
                field.isRequired = true
            },
            typed.field("counted_on", Phrase("Số liệu ngày", "Counted on"), in: language) { $0.isRequired = true },
            typed.field("source", Phrase("Nguồn", "Source"), in: language) { field in
                field.isRequired = true
                field.longest = 200
                field.help =
                    Phrase("Ví dụ: công an phường, danh sách của UBND.", "Such as: the ward's police.").text(
                        in: language
                    )
            }, typed.field("note", Phrase("Ghi chú", "Note"), in: language) { $0.longest = 500 },
        ]
        return correcting == nil ? fixed + open : open
    }
}
