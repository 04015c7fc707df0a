internal import Programme
internal import Store

/// The tables of the first page, in one language.
struct CityTables: Sendable {
    let overview: CityOverview
    let titles: CityTitleTables
    let query: CityQuery
    let language: Language

    /// Those of the first page, in their order.
    var all: [CityTable] {
        [titles.progress, persons, measures, organisations, areas, homes, periods, targets, returns]
    }

    /// Every table that can be handed out.
    var files: [CityTable] { all + [memberOrganisations, learnerAreas] + titles.all }

    /// What is counted by the month.
    private var flows: [CityMeasure] { overview.measures.filter { !$0.isStock } }

    private var span: String {
        CityWords.name(of: overview.question.span, year: overview.question.year, in: language)
    }

    /// Persons beside the memberships that they are counted from: members now, learners of the year.
    var persons: CityTable {
        let year = "\(overview.question.year)"
        return CityTable(
            "persons",
            Phrase("Số người, mỗi người tính một lần", "Persons, each once").text(in: language),
            note: Phrase(
                "Số người = tổng số lượt − trùng giữa các đơn vị − không rõ là ai (chưa có số căn cước).",
                "Persons = sum − counted twice − those who cannot be linked (no citizen ID)."
            ).text(in: language),
            first: Phrase("Ai", "Who").text(in: language),
            headings: Self.personHeadings(language),
            rows: [
                CityTable.Row(
                    name: CityWords.members.text(in: language),
                    path: query.persons(.members),
                    cells: personCells(overview.members, query.persons(.members))
                ),
                CityTable.Row(
                    name: CityWords.learners.text(in: language, year),
                    path: query.persons(.learners),
                    cells: personCells(overview.learners, query.persons(.learners))
                ),
            ],
            // persons, who is counted twice and who cannot be linked make the sum
            chart: CityTable.Chart(.stack, columns: [1, 3, 4]),
            files: { query.file("persons", $0) }
        )
    }

    /// The whole city, a line for each measure.
    var measures: CityTable {
        let heading = span
        return CityTable(
            "measures",
            Phrase("Toàn thành phố", "The whole city").text(in: language),
            first: Phrase("Nội dung", "What").text(in: language),
            headings: [
                .init(text: heading, unit: nil),
                .init(text: Phrase("Đơn vị tính", "Unit").text(in: language), unit: nil),
            ],
            rows: overview.measures.map { measure in
                let note = measure.isStock ? " (\(CityWords.now.text(in: language)))" : ""
                let unit = Phrase("Đơn vị tính", "Unit").text(in: language)
                return CityTable.Row(
                    name: CityWords.name(of: measure, in: language) + note,
                    cells: [
                        .init(measure, overview.city[measure], query.cells(measure), under: heading, in: language),
                        .init(unit, CityWords.unit(of: measure, in: language)),
                    ]
                )
            },
            files: { query.file("measures", $0) }
        )
    }

    /// Organisations and wards side by side.
    var organisations: CityTable {
        // Wards keep no members: they are shown where they have something to show.
        let shown = overview.organisations.filter { $0.kind == .organisation || !$0.amounts.isEmpty }
        var rows = shown.map { organisation in
            CityTable.Row(
                name: organisation.name,
                cells: cells(overview.measures, organisation.amounts) {
                    query.cells($0, organisation: organisation.id)
                }
            )
        }
        if rows.count > 1 { rows.append(sumRow(overview.measures)) }
        return CityTable(
            "organisations",
            Phrase("Theo đơn vị: {0}", "By organisation: {0}").text(in: language, span),
            note: Phrase(
                "Đây là lượt, không phải số người: một người ở hai đơn vị được tính ở cả hai.",
                "These are memberships and attendances, not persons: who is in two organisations counts in both."
            ).text(in: language),
            first: Phrase("Đơn vị", "Organisation").text(in: language),
            headings: headings(overview.measures),
            rows: rows,
            chart: Self.chart(overview.measures, "attendances", .rows, language),
            files: { query.file("organisations", $0) }
        )
    }

    /// Wards and communes, with the learners of the year.
    var areas: CityTable {
        let learners = CityWords.learners.text(in: language, "\(overview.question.year)")
        var rows = overview.areas.map { area in
            CityTable.Row(
                name: name(of: area),
                cells: cells(flows, area.amounts) { query.cells($0, place: place(of: area)) } + [
                    .init(learners, area.persons?.persons ?? 0, query.persons(.learners, ward: area.id), in: language)
                ]
            )
        }
        if rows.count > 1 {
            let all = CityTable.Cell(learners, overview.learners.persons, query.persons(.learners), in: language)
            rows.append(sumRow(flows, and: [all]))
        }
        let boundary = CityWords.name(of: overview.question.boundary, year: overview.question.year, in: language)
        return CityTable(
            "areas",
            Phrase("Theo phường, xã: {0}", "By ward and commune: {0}").text(in: language, span),
            note: Phrase(
                "{0}. Tính theo nơi ở lúc ghi danh; lớp tính theo nơi mở lớp. Số người cả năm của thành phố không phải là tổng "
                    + "các phường: người học ở hai phường chỉ tính một lần.",
                "{0}. By where people lived when they enrolled; classes by where they were. The learners of the city are not the "
                    + "sum of the wards: who learned in two counts once."
            ).text(in: language, boundary),
            first: Phrase("Phường, xã", "Ward or commune").text(in: language),
            headings: headings(flows) + [.init(text: learners, unit: Phrase("người", "persons").text(in: language))],
            rows: rows,
            // the last column: learners, each once
            chart: CityTable.Chart(.rows, columns: [flows.count + 1], unit: learners),
            files: { query.file("areas", $0) }
        )
    }
}

// MARK: Parts

extension CityTables {
    /// The chart of one measure; nil if it is not among these.
    static func chart(
        _ measures: [CityMeasure],
        _ key: String,
        _ kind: CityTable.Chart.Kind,
        _ language: Language
    ) -> CityTable.Chart? {
        measures.firstIndex { $0.key == key }.map { index in
            CityTable.Chart(kind, columns: [index + 1], unit: CityWords.name(of: measures[index], in: language))
        }
    }

    static func personHeadings(_ language: Language) -> [CityTable.Heading] {
        let person = Phrase("người", "persons").text(in: language)
        let membership = Phrase("lượt", "memberships").text(in: language)
        return [
            .init(text: CityWords.persons.text(in: language), unit: person),
            .init(text: CityWords.memberships.text(in: language), unit: membership),
            .init(text: CityWords.overlap.text(in: language), unit: membership),
            .init(text: CityWords.unlinkable.text(in: language), unit: membership),
        ]
    }

    func personCells(_ persons: CityPersons, _ path: String?) -> [CityTable.Cell] {
        [
            .init(CityWords.persons.text(in: language), persons.persons, path, in: language),
            .init(CityWords.memberships.text(in: language), persons.memberships, path, in: language),
            .init(CityWords.overlap.text(in: language), persons.overlap, path, in: language),
            .init(CityWords.unlinkable.text(in: language), persons.unlinkable, path, in: language),
        ]
    }

    func headings(_ measures: [CityMeasure]) -> [CityTable.Heading] {
        measures.map { measure in
            CityTable.Heading(
                text: CityWords.name(of: measure, in: language),
                unit: measure.isStock
                    ? CityWords.now.text(in: language) : CityWords.unit(of: measure, in: language)
            )
        }
    }

    func cells(
        _ measures: [CityMeasure],
        _ amounts: CityAmounts,
        _ path: (CityMeasure) -> String?
    ) -> [CityTable.Cell] {
        measures.map { CityTable.Cell($0, amounts[$0], path($0), in: language) }
    }

    private func sumRow(_ measures: [CityMeasure], and more: [CityTable.Cell] = []) -> CityTable.Row {
        CityTable.Row(
            name: CityWords.sum.text(in: language),
            isSum: true,
            cells: cells(measures, overview.city) { query.cells($0) } + more
        )
    }

    func name(of area: CityArea) -> String {
        area.id == nil ? CityWords.unknownPlace.text(in: language) : area.name
    }

    func place(of area: CityArea) -> CityPlace { area.id.map(CityPlace.ward) ?? .unknown }
}
