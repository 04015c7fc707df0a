internal import Programme
internal import Store

/// Which classes a list shows, as its address says it.
struct ClassListQuery: Sendable, Hashable {
    /// From when on, in words.
    enum When: String, CaseIterable, Sendable {
        /// Going on or to come.
        case now
        case thisYear = "this-year"
        case lastYear = "last-year"
        case all

        var phrase: Phrase {
            switch self {
            case .now: Phrase("Đang và sắp học", "Now and to come")
            case .thisYear: Phrase("Năm nay", "This year")
            case .lastYear: Phrase("Năm trước", "Last year")
            case .all: Phrase("Tất cả", "All")
            }
        }
    }

    static let longestSearch = 100

    var state: ClassState?
    var topic: TopicID?
    var when = When.all
    var text = ""
    /// Of another tenant's classes with its host.
    var after: ClassReference?

    init() {}

    /// What an address says. What cannot be read of it counts for nothing.
    init(_ fields: FormFields, _ tenant: TenantID) {
        state = fields["state"].flatMap(ClassState.init(rawValue:))
        topic = fields["topic"].flatMap(TopicID.init)
        when = fields["when"].flatMap(When.init(rawValue:)) ?? .all
        text = String(VietnameseText.clean(fields["text"] ?? "").prefix(Self.longestSearch))
        let parts = (fields["after"] ?? "").split(separator: ".").map(String.init)
        if parts.count == 2, let host = TenantID(parts[0]), let id = ClassID(parts[1]) {
            after = ClassReference(host: host, id: id)
        } else if parts.count == 1, let id = ClassID(parts[0]) {
            after = ClassReference(host: tenant, id: id)
        }
    }

    /// Whether it is more than the plain list.
    var isNarrowed: Bool { state != nil || topic != nil || when != .all || !text.isEmpty }

    /// What the list is asked for.
    func filter(_ scope: ClassFilter.Scope, today: CalendarDay) -> ClassFilter {
        var filter = ClassFilter(scope, topic: topic, text: text)
        if let state { filter.states = [state] }
        switch when {
        case .all: break
        case .now: filter.from = today
        case .thisYear: (filter.from, filter.through) = Self.year(today.year)
        case .lastYear: (filter.from, filter.through) = Self.year(today.year - 1)
        }
        return filter
    }

    private static func year(_ year: Int) -> (CalendarDay?, CalendarDay?) {
        (CalendarDay(year: year, month: 1, day: 1), CalendarDay(year: year, month: 12, day: 31))
    }

    /// The address of this list.
    func address(at path: String, scope: String? = nil) -> String {
        var parts: [String] = []
        if let scope { parts.append("scope=\(scope)") }
        if let state { parts.append("state=\(state.rawValue)") }
        if let topic { parts.append("topic=\(topic)") }
        if when != .all { parts.append("when=\(when.rawValue)") }
        if !text.isEmpty { parts.append("text=\(Self.encoded(text))") }
        if let after { parts.append("after=\(after.host).\(after.id)") }
        return parts.isEmpty ? path : "\(path)?\(parts.joined(separator: "&"))"
    }

    /// A title as a part of an address.
    private static func encoded(_ text: String) -> String {
        text.utf8.map { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"):
                String(UnicodeScalar(byte))
            default: "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
            }
        }.joined()
    }

    /// The fields above the list.
    func fields(_ words: ClassWords) -> [FormField.View] {
        let language = words.language
        let all = Phrase("Tất cả", "All").text(in: language)
        let form = TypedForm([
            "state": state?.rawValue ?? "", "topic": topic?.description ?? "", "when": when.rawValue, "text": text,
        ])
        return [
            form.field("text", Phrase("Tên lớp có chữ", "Title has"), in: language),
            form.choice(
                "state",
                Phrase("Tình trạng", "State"),
                in: language,
                ClassState.allCases.map { ($0.rawValue, words.state($0)) },
                empty: all
            ),
            form.choice(
                "topic",
                Phrase("Lĩnh vực", "Topic"),
                in: language,
                words.topicChoices(topic?.description ?? ""),
                empty: all
            ),
            form.choice(
                "when",
                Phrase("Thời gian", "When"),
                in: language,
                When.allCases.map { ($0.rawValue, $0.phrase.text(in: language)) }
            ),
        ]
    }
}
