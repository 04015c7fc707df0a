import Programme

/// An area as a command answers it.
struct AreaDocument: Encodable {
    /// What became of an area, or what it came from.
    struct Step: Encodable {
        let date: CalendarDay
        let kind: String
        let from: String
        let to: String
        let legalBasis: String
    }

    let id: String
    let key: String
    let code: String?
    let title: String
    let kind: String
    let validFrom: CalendarDay?
    let validTo: CalendarDay?
    let note: String
    let steps: [Step]?

    /// As it was on a day.
    init(_ area: Area, on day: CalendarDay) { self.init(area, on: day, steps: nil) }

    /// With everything that happened to it; names and code are the last ones.
    init(_ area: Area, history: AreaHistory) {
        let steps = history.successions.filter { $0.from == area.id || $0.to == area.id }.map { step in
            Step(
                date: step.date,
                kind: step.kind.rawValue,
                from: history.area(step.from)?.key ?? "",
                to: history.area(step.to)?.key ?? "",
                legalBasis: step.legalBasis
            )
        }
        self.init(area, on: area.validity.through ?? .inVietnam(), steps: steps)
    }

    private init(_ area: Area, on day: CalendarDay, steps: [Step]?) {
        id = area.id.description
        key = area.key
        code = area.code(on: day)
        title = area.title(on: day)
        kind = area.kind.rawValue
        validFrom = area.validity.from
        validTo = area.validity.through
        note = area.note
        self.steps = steps
    }

    /// The day that was typed; today when none was.
    static func day(_ text: String?) throws(CommandFailure) -> CalendarDay {
        guard let text else { return .inVietnam() }
        guard let day = CalendarDay(text) else {
            throw CommandFailure(.usage, "\"\(text.prefix(40))\" is no day; write one as 2014-06-25")
        }
        return day
    }

    /// The lines of several.
    static func table(_ areas: [AreaDocument]) -> String {
        var table = OutputTable("Key", "Code", "Title", "From", "To", "Note")
        table.rows = areas.map { area in
            [
                area.key, area.code ?? "", area.title, area.validFrom?.description ?? "",
                area.validTo?.description ?? "", area.note,
            ]
        }
        return table.text
    }

    /// The area and its steps.
    var text: String {
        var table = OutputTable("Date", "What", "From", "To", "By")
        table.rows = (steps ?? []).map { [$0.date.description, $0.kind, $0.from, $0.to, $0.legalBasis] }
        return Self.table([self]) + (table.rows.isEmpty ? "" : "\n" + table.text)
    }
}
