/// A table, with what can be done to its rows.
struct WorkTable: Sendable {
    struct Heading: Sendable {
        let text: String
    }

    struct Cell: Sendable {
        /// The heading, for narrow screens.
        let label: String
        let text: String
        /// A page about it.
        let path: String?
        /// Said in colour: late, soon.
        let alert: String?
    }

    struct Row: Sendable {
        let cells: [Cell]
        let deeds: [WorkDeed]
        let hasDeeds: Bool
    }

    let headings: [Heading]
    let rows: [Row]
    let isEmpty: Bool
    let hasRows: Bool
    /// Whether any row has something that can be done.
    let hasDeeds: Bool
    /// Said of an empty table.
    let none: String

    /// One row before it is laid out: texts in the order of the headings.
    struct Line: Sendable {
        var texts: [String]
        /// Of the first text.
        var path: String?
        /// Beside the last text.
        var alert: String?
        var deeds: [WorkDeed] = []
    }

    init(_ headings: [String], _ lines: [Line], none: String) {
        self.headings = headings.map(Heading.init)
        rows = lines.map { line in
            let last = line.texts.count - 1
            let cells = zip(headings, line.texts).enumerated().map { index, pair in
                Cell(
                    label: pair.0,
                    text: pair.1.isEmpty ? "–" : pair.1,
                    path: index == 0 ? line.path : nil,
                    alert: index == last ? line.alert : nil
                )
            }
            return Row(cells: cells, deeds: line.deeds, hasDeeds: !line.deeds.isEmpty)
        }
        isEmpty = lines.isEmpty
        hasRows = !lines.isEmpty
        hasDeeds = lines.contains { !$0.deeds.isEmpty }
        self.none = none
    }
}

/// Something that can be done: a button, with fields to be filled in or none.
struct WorkDeed: Sendable {
    let path: String
    let text: String
    let hidden: [TypedForm.Hidden]
    let inputs: [FormField.View]
    /// Whether it has nothing to be filled in.
    let isPlain: Bool
    /// Whether its form stands open, because something must be mended.
    let isOpen: Bool
    /// Its own, so that each works once.
    let key = FormKey().text

    init(
        _ path: String,
        _ text: String,
        _ hidden: [(String, String)] = [],
        inputs: [FormField.View] = [],
        isOpen: Bool = false
    ) {
        self.path = path
        self.text = text
        self.hidden = hidden.map { TypedForm.Hidden(field: $0.0, text: $0.1) }
        // the list of what must be mended leads to the fields of the form that stands open
        self.inputs = isOpen ? inputs : inputs.map { [key] in $0.marked(key) }
        isPlain = inputs.isEmpty
        self.isOpen = isOpen
    }

    /// A form of these fields, as it was typed or empty.
    init(
        _ path: String,
        _ text: String,
        _ fields: [WorkField],
        _ scene: WorkScene,
        _ hidden: [(String, String)] = [],
        filled: [String: String] = [:],
        offered: [String: [WorkField.Choice]] = [:]
    ) {
        let form = scene.form(at: path, fields, filled: filled)
        self.init(
            path,
            text,
            hidden,
            inputs: fields.map { $0.view(of: form, offered: offered[$0.name] ?? [], in: scene.language) },
            isOpen: form.isRefused
        )
    }
}

/// What stands below a sheet: lines that belong to the record, and what can be added.
struct WorkPart: Sendable {
    let title: String
    /// A line in words above the table: sums, shares.
    let note: String?
    let table: WorkTable
    let deeds: [WorkDeed]
    let hasTable: Bool
    /// Other pages, and files.
    let links: [Link]

    struct Link: Sendable {
        let path: String
        let text: String

        init(_ path: String, _ text: Phrase, _ language: Language) {
            self.path = path
            self.text = text.text(in: language)
        }
    }

    init(
        _ title: String,
        note: String? = nil,
        _ table: WorkTable? = nil,
        deeds: [WorkDeed] = [],
        links: [Link] = []
    ) {
        self.links = links
        self.title = title
        self.note = note
        self.table = table ?? WorkTable([], [], none: "")
        hasTable = table != nil
        self.deeds = deeds
    }
}
