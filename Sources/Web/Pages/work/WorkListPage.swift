internal import Programme
internal import Store

/// `/programme/…`: the list of one kind of the programme's work.
struct WorkListPage: Page {
    static let template = "work/list"

    private let heading: Phrase
    let path: String
    let key = FormKey().text
    let table: WorkTable
    let add: String
    let mayAdd: Bool
    let isAdding: Bool
    let inputs: [FormField.View]
    let hasYears: Bool
    let years: FormField.View
    let workbook: String
    /// The next page.
    let next: String?
    let isContinued: Bool
    let notice: String?

    func title(in language: Language) -> String { heading.text(in: language) }

    init<Section: WorkSection>(
        _: Section.Type,
        _ found: WorkPage<Section.Item>,
        _ ask: WorkAsk,
        offered: [String: [WorkField.Choice]],
        form: TypedForm?,
        mayEdit: Bool,
        notice: Phrase?,
        _ language: Language
    ) {
        heading = Section.words.title
        path = Section.path
        let all = Section.fields + Section.outcomes
        let shown = Section.columns.compactMap { name in all.first { $0.name == name } }
        let lines = found.items.map { item in
            let values = JSONValue(members: Section.values(item)).members ?? JSONObject()
            return WorkTable.Line(
                texts: shown.map { $0.text(values[$0.name], offered: offered[$0.name] ?? [], in: language) },
                path: "\(Section.path)/\(Section.id(item))"
            )
        }
        table = WorkTable(
            shown.map { $0.label.text(in: language) },
            lines,
            none: Section.words.none.text(in: language)
        )
        add = Section.words.add.text(in: language)
        mayAdd = mayEdit
        isAdding = form != nil
        let empty = TypedForm(Dictionary(uniqueKeysWithValues: Section.fields.map { ($0.name, "") }))
        inputs = Section.fields.map {
            $0.view(of: form ?? empty, offered: offered[$0.name] ?? [], in: language)
        }
        hasYears = Section.words.hasYears
        let year = ask.year.map(String.init) ?? ""
        years = Self.years(year, language).marked("shown")
        workbook = Section.path + "/file" + (year.isEmpty ? "" : "?year=\(year)")
        next =
            found.hasMore
            ? found.items.last.map { "\(Section.path)?after=\(Section.id($0))" + (year.isEmpty ? "" : "&year=\(year)") }
            : nil
        isContinued = ask.after != nil
        self.notice = notice?.text(in: language)
    }

    private static func years(_ chosen: String, _ language: Language) -> FormField.View {
        let latest = CalendarDay.inVietnam().year + 1
        let choices = (latest - WorkSections.yearsBack...latest).reversed().map { (code: String($0), text: String($0)) }
        return TypedForm(["year": chosen]).choice(
            "year",
            Phrase("Năm", "Year"),
            in: language,
            choices,
            empty: Phrase("Tất cả các năm", "All years").text(in: language)
        )
    }
}
