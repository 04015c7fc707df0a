internal import Programme
internal import Store

/// Which registrations a list shows, as its address says it.
struct TitleListQuery: Sendable, Hashable {
    static let years = 2014...2100
    static let longestSearch = 100

    var title: TitleTypeID?
    var year: Int
    var state: TitleState?
    var area: AreaID?
    var isLate = false
    /// Part of a name; opened by the list alone.
    var text = ""
    /// The same as the address has it, sealed: it may be a person's name.
    var find: String?
    var after: RegistrationID?

    /// What an address says. What cannot be read of it counts for nothing.
    init(_ fields: FormFields, today: CalendarDay) {
        title = fields["title"].flatMap(TitleTypeID.init)
        year = fields["year"].flatMap { Int($0) }.flatMap { Self.years.contains($0) ? $0 : nil } ?? today.year
        state = fields["state"].flatMap(TitleState.init(rawValue:))
        area = fields["area"].flatMap(AreaID.init)
        isLate = fields["late"] == "yes"
        text = String(VietnameseText.clean(fields["text"] ?? "").prefix(Self.longestSearch))
        find = fields["find"]
        after = fields["after"].flatMap(RegistrationID.init)
    }

    /// The title that is asked for, or the first that is given in the year.
    func chosen(_ words: TitleWords) -> TitleTypeID? {
        title ?? words.choices(in: year).first.flatMap { TitleTypeID($0.code) }
    }

    /// What the list is asked for.
    func filter(_ title: TitleTypeID, _ deadlines: TitleDeadlines, today: CalendarDay) -> RegistrationFilter {
        var filter = RegistrationFilter(title, year: year, area: area, text: text)
        if let state { filter.states = [state] }
        if isLate { filter.waiting = Set(TitleStage.allCases.filter { deadlines.due($0).map { $0 < today } ?? false }) }
        return filter
    }

    /// The address of this list.
    func address(at path: String = TitlePath.list, title chosen: TitleTypeID?) -> String {
        var parts = ["year=\(year)"]
        if let id = title ?? chosen { parts.append("title=\(id)") }
        if let state { parts.append("state=\(state.rawValue)") }
        if let area { parts.append("area=\(area)") }
        if isLate { parts.append("late=yes") }
        if let find { parts.append("find=\(find)") }
        if let after { parts.append("after=\(after)") }
        return "\(path)?\(parts.joined(separator: "&"))"
    }

    /// The fields above the list.
    func fields(_ words: TitleWords) -> [FormField.View] {
        let language = words.language
        let all = Phrase("Tất cả", "All").text(in: language)
        let form = TypedForm([
            "title": chosen(words)?.description ?? "", "year": String(year), "state": state?.rawValue ?? "",
            "area": area?.description ?? "", "late": isLate ? "yes" : "", "text": text,
        ])
        let states = TitleState.allCases.map { ($0.rawValue, words.state($0)) }
        return [
            form.choice("title", Phrase("Danh hiệu", "Title"), in: language, words.choices(in: year)),
            form.field("year", Phrase("Năm", "Year"), in: language) { $0.keyboard = "numeric" },
            form.choice(
                "area",
                Phrase("Thôn, làng, tổ dân phố", "Hamlet"),
                in: language,
                words.areaChoices,
                empty: all
            ),
            form.choice("state", Phrase("Bước", "Step"), in: language, states, empty: all),
            form.choice(
                "late",
                Phrase("Thời hạn", "Deadline"),
                in: language,
                [("yes", Phrase("Đang chậm", "Late").text(in: language))],
                empty: all
            ),
            form.field("text", Phrase("Tên có chữ", "Name has"), in: language),
        ]
    }
}
