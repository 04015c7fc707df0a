internal import Programme
internal import Store

/// Tables of a ward's titles in a year.
struct WardTables: Sendable {
    /// How many registrations came how far.
    struct Standing: Sendable {
        /// All that were not withdrawn.
        var registered = 0
        /// Not decided yet.
        var open = 0
        var recognised = 0
    }

    let facts: WardBoardFacts

    private var words: TitleWords { facts.words }
    private var language: Language { facts.words.language }
    private var year: Int { facts.year.year }

    func standing(_ isCounted: (TitleStandingCount) -> Bool) -> Standing {
        facts.year.registrations.filter(isCounted).reduce(into: Standing()) { standing, found in
            guard found.state != .withdrawn else { return }
            standing.registered += found.count
            if found.state == .recognised { standing.recognised += found.count }
            if TitleStage.next(after: found.state) != nil { standing.open += found.count }
        }
    }

    /// How many there are in all; nil if nobody counted.
    func total(of title: TitleType, in area: AreaID?) -> Int? {
        guard let area, let kind = DenominatorKind(rawValue: title.holder.rawValue) else { return nil }
        return facts.year.denominators.first { $0.kind == kind && $0.area == area }?.total
    }

    /// Registrations of a title for which a day is over.
    func late(_ title: TitleType) -> Int {
        facts.year.registrations.filter {
            $0.title == title.id && facts.deadlines.late($0.state, on: words.today) != nil
        }.map(\.count).reduce(0, +)
    }

    /// The list of registrations.
    func path(_ title: TitleType, state: TitleState? = nil, area: AreaID? = nil, isLate: Bool = false) -> String {
        var query = TitleListQuery(FormFields(), today: words.today)
        (query.title, query.year, query.state, query.area, query.isLate) = (title.id, year, state, area, isLate)
        return query.address(title: title.id)
    }

    /// The titles side by side.
    var titles: CityTable {
        CityTable(
            "titles",
            Phrase("Danh hiệu năm {0}", "Titles of {0}").text(in: language, String(year)),
            note: Self.share.text(in: language),
            first: Phrase("Danh hiệu", "Title").text(in: language),
            headings: headings,
            rows: facts.given.map { title in
                row(words.name(title), title, nil, total(of: title, in: words.ward))
            },
            files: file("titles")
        )
    }

    /// One title by hamlet; what was registered for the whole ward stands last.
    func hamlets(_ title: TitleType) -> CityTable {
        let places = Set(facts.year.registrations.filter { $0.title == title.id }.map(\.area))
        let known = words.areaChoices.compactMap { AreaID($0.code) }
        let hamlets = known.filter { $0 != words.ward }
        let others = places.subtracting(hamlets).sorted()
        var rows = (hamlets + others).filter { area in
            places.contains(area) || total(of: title, in: area) != nil
        }.map { area in
            let name = area == words.ward ? Self.wholeWard.text(in: language) : words.area(area)
            return row(name, title, area, total(of: title, in: area))
        }
        if rows.count > 1 {
            var sum = row(CityWords.sum.text(in: language), title, nil, total(of: title, in: words.ward))
            sum.isSum = true
            rows.append(sum)
        }
        return CityTable(
            "hamlets",
            Phrase("{0} theo thôn, tổ", "{0} by hamlet").text(in: language, words.name(title)),
            first: Phrase("Thôn, làng, tổ", "Hamlet").text(in: language),
            headings: headings,
            rows: rows,
            // recognised, and behind it what is not decided yet
            chart: CityTable.Chart(.stack, columns: [4, 3]),
            files: file("hamlets")
        )
    }

    /// The steps that have a day, with what waits for each.
    func deadlines(_ title: TitleType) -> [HomeBoard.Deadline] {
        TitleStage.allCases.dropFirst().compactMap { stage in
            guard let due = facts.deadlines.due(stage) else { return nil }
            let waiting = facts.year.registrations.filter {
                $0.title == title.id && TitleStage.next(after: $0.state) == stage
            }.map(\.count).reduce(0, +)
            let isOver = due < words.today && waiting > 0
            return HomeBoard.Deadline(
                text: words.stage(stage),
                day: due.vietnamese,
                waiting: waiting == 0
                    ? Phrase("không còn gì", "nothing left").text(in: language)
                    : Phrase("còn {0}", "{0} left").text(in: language, Number.text(waiting, in: language)),
                path: path(title, isLate: isOver),
                alert: isOver ? Phrase("Đã quá hạn", "Overdue").text(in: language) : nil
            )
        }
    }

    private static let wholeWard = Phrase("Ghi cho cả phường, xã", "For the whole ward")
    private static let share = Phrase(
        "Tỷ lệ là số công nhận trên tổng số đã ghi ở Mẫu số; chưa ghi thì chưa tính được.",
        "The share is recognised of all, as written down under Denominators; without that there is none."
    )

    private var headings: [CityTable.Heading] {
        [
            Phrase("Tổng số", "In all"), Phrase("Đăng ký", "Registered"), Phrase("Đang xét", "Not decided"),
            Phrase("Công nhận", "Recognised"), Phrase("Tỷ lệ", "Share"),
        ].map { CityTable.Heading(text: $0.text(in: language), unit: nil) }
    }

    private func row(_ name: String, _ title: TitleType, _ area: AreaID?, _ total: Int?) -> CityTable.Row {
        let found = standing { $0.title == title.id && (area == nil || $0.area == area) }
        let labels = headings.map(\.text)
        return CityTable.Row(
            name: name,
            path: path(title, area: area),
            cells: [
                total.map { .init(labels[0], $0, DenominatorsPage.path, in: language) } ?? .init(none: labels[0]),
                .init(labels[1], found.registered, path(title, area: area), in: language),
                .init(labels[2], found.open, path(title, area: area), in: language),
                .init(labels[3], found.recognised, path(title, state: .recognised, area: area), in: language),
                .init(
                    labels[4],
                    percent: total.flatMap { $0 > 0 ? Double(found.recognised) * 100 / Double($0) : nil },
                    in: language
                ),
            ]
        )
    }

    private func file(_ table: String) -> (String) -> String {
        { "\(TitlePath.list)/figures/\(table)/\($0)" }
    }
}
