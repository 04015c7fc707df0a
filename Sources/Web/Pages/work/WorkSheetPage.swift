internal import Programme
internal import Store

/// `/programme/…/{id}`: one record of the programme's work.
struct WorkSheetPage: Page {
    static let template = "work/sheet"

    private let heading: String
    let path: String
    let back: String
    let backText: String
    let facts: [MemberSheetPage.Fact]
    let parts: [WorkPart]
    let mayEdit: Bool
    let canRemove: Bool
    let isEditing: Bool
    let key = FormKey().text
    let removalKey = FormKey().text
    let version: Int
    let hidden: [TypedForm.Hidden]
    let inputs: [FormField.View]
    let notice: String?
    let problem: String?

    func trail(in language: Language) -> [(path: String, text: String)] { [(back, backText)] }

    func title(in language: Language) -> String { heading }

    /// A sheet of facts and parts alone.
    init(
        _ heading: String,
        at path: String,
        back: (path: String, text: Phrase) = ("/programme", WorkHome.title),
        facts: [(Phrase, String?)] = [],
        _ parts: [WorkPart],
        notice: Phrase? = nil,
        problem: Phrase? = nil,
        in language: Language
    ) {
        self.heading = heading
        self.path = path
        self.back = back.path
        backText = back.text.text(in: language)
        self.facts = facts.compactMap { label, text in
            guard let text, !text.isEmpty else { return nil }
            return MemberSheetPage.Fact(heading: label.text(in: language), text: text)
        }
        self.parts = parts
        mayEdit = false
        canRemove = false
        isEditing = false
        version = 0
        hidden = []
        inputs = []
        self.notice = notice?.text(in: language)
        self.problem = problem?.text(in: language)
    }

    /// A record with its form.
    init<Section: WorkSection>(
        _: Section.Type,
        _ item: Section.Item,
        _ parts: [WorkPart],
        offered: [String: [WorkField.Choice]],
        form: TypedForm?,
        version: Int?,
        _ scene: WorkScene,
        notice: Phrase?,
        problem: Phrase?
    ) {
        let language = scene.language
        let values = Section.values(item)
        let object = JSONValue(members: values).members ?? JSONObject()
        path = "\(Section.path)/\(Section.id(item))"
        back = Section.path
        backText = Section.words.title.text(in: language)
        let texts = (Section.fields + Section.outcomes).map { field in
            (field, field.text(object[field.name], offered: offered[field.name] ?? [], in: language))
        }
        let name = texts.first { $0.0.name == Section.columns.first }?.1 ?? ""
        heading = name.isEmpty ? backText : name
        facts = texts.filter { !$0.1.isEmpty && $0.0.name != Section.columns.first }.map { field, text in
            MemberSheetPage.Fact(heading: field.label.text(in: language), text: text)
        }
        self.parts = parts
        mayEdit = scene.mayEdit
        canRemove = Section.removal != nil
        isEditing = form != nil
        self.version = version ?? Section.version(item)
        let fields = Section.fields.filter { !Section.fixed.contains($0.name) }
        let form = form ?? TypedForm(WorkSections.texts(values, fields))
        hidden = form.hidden
        inputs = fields.map { $0.view(of: form, offered: offered[$0.name] ?? [], in: language) }
        self.notice = notice?.text(in: language)
        self.problem = problem?.text(in: language)
    }
}
