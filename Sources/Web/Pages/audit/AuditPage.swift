internal import FoundationEssentials
internal import Programme
internal import Store

/// `/audit`: who did what, the latest first. For administrators.
struct AuditPage: Page {
    struct Row: Sendable {
        let day: String
        let who: String
        let what: String
        /// Names of the fields, never values.
        let fields: String?
        /// The member, where it is one.
        let member: String?
        /// How many records.
        let count: String?
    }

    static let template = "audit"
    static let path = "/audit"

    let rows: [Row]
    let isEmpty: Bool
    let next: String?
    let officerField: FormField.View
    let sinceField: FormField.View
    let untilField: FormField.View
    let problem: String?

    func title(in language: Language) -> String { Phrase("Nhật ký thao tác", "Who did what").text(in: language) }
}

extension AuditPage {
    init(
        _ entries: Store.AuditPage,
        _ query: AuditQuery,
        _ officers: [Officer],
        _ language: Language,
        problem: Phrase?
    ) {
        let names = Dictionary(officers.map { ($0.id, $0.displayName) }, uniquingKeysWith: { first, _ in first })
        rows = entries.entries.map { Row($0, names, language) }
        isEmpty = rows.isEmpty
        next = entries.next.map { "\(Self.path)?\(query.parts)after=\($0)" }
        var officer = FormField("officer", Phrase("Ai", "Who").text(in: language))
        officer.options =
            [
                FieldOption(
                    code: "",
                    text: Phrase("Tất cả", "Everybody").text(in: language),
                    isChosen: query.officer == nil
                )
            ]
            + officers.map {
                FieldOption(code: $0.id.description, text: $0.displayName, isChosen: $0.id == query.officer)
            }
        officerField = officer.view
        var since = FormField("since", Phrase("Từ ngày", "From").text(in: language))
        since.text = query.since?.vietnamese ?? ""
        sinceField = since.view
        var until = FormField("until", Phrase("Đến hết ngày", "Until").text(in: language))
        until.text = query.until?.vietnamese ?? ""
        untilField = until.view
        self.problem = problem?.text(in: language)
    }
}

extension AuditPage.Row {
    init(_ entry: AuditEntry, _ names: [OfficerID: String], _ language: Language) {
        day = Moment.text(entry.happenedAt)
        let actor: Phrase =
            switch entry.actor {
            case "operator": Phrase("Người vận hành", "The operator")
            case "program": Phrase("phần mềm", "program")
            default: Phrase("?", "?")
            }
        if let name = entry.officer.flatMap({ names[$0] }) {
            who = entry.actor == "program" ? "\(name) (\(actor.text(in: language)))" : name
        } else {
            who = actor.text(in: language)
        }
        what = AuditWords.action(entry.action.rawValue).text(in: language)
        let fields = entry.fields.map { name in
            MemberField(rawValue: name).map { MemberWords.heading($0, in: language) }
                ?? AuditWords.field(name).text(in: language)
        }
        self.fields = fields.isEmpty ? nil : fields.joined(separator: ", ")
        let isOfMember = entry.action.rawValue.hasPrefix("member.") || entry.action.rawValue.hasPrefix("consent.")
        let single = entry.subjects.count == 1 ? entry.subjects.first : nil
        member = isOfMember ? single.map { "/members/\(MemberID(uuid: $0))" } : nil
        count =
            entry.subjects.count > 1
            ? Phrase("{0} hồ sơ", "{0} records").text(in: language, Number.text(entry.subjects.count, in: language))
            : nil
    }
}

/// Which lines an address asks for.
struct AuditQuery: Sendable {
    var officer: OfficerID?
    var since: CalendarDay?
    /// The last day, whole.
    var until: CalendarDay?
    var after: AuditEntryID?
    /// A day was typed that is none.
    var isWrong = false

    init(_ fields: FormFields) {
        officer = fields["officer"].flatMap(OfficerID.init)
        after = fields["after"].flatMap(AuditEntryID.init)
        since = day(fields["since"])
        until = day(fields["until"])
    }

    /// What is asked of the store; days are Vietnam's.
    var filter: AuditFilter {
        AuditFilter(
            officer: officer,
            since: since?.startInVietnam,
            before: until?.adding(days: 1)?.startInVietnam
        )
    }

    /// As an address says it, with `&` behind each part.
    var parts: String {
        [
            officer.map { "officer=\($0)&" }, since.map { "since=\($0)&" }, until.map { "until=\($0)&" },
        ].compactMap { $0 }.joined()
    }

    private mutating func day(_ text: String?) -> CalendarDay? {
        guard let text, !VietnameseText.clean(text).isEmpty else { return nil }
        let date = PartialDate.read(text, DateReading(latest: .inVietnam())).value
        guard let date, date.precision == .day else {
            isWrong = true
            return nil
        }
        return date.earliest
    }
}
