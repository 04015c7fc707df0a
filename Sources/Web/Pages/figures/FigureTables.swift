internal import Programme
internal import Store

/// Tables of what was added up of a tenant's own, in one language: by month and by branch.
struct FigureTables: Sendable {
    let figures: TenantFigures
    let branches: BranchTree
    let language: Language

    /// What is shown, in this order: not everything that is counted.
    private static let shown = ["members", "classes", "sessions", "attendances", "minutes", "certificates"]

    private var measures: [CityMeasure] { Self.shown.compactMap(figures.measure) }

    /// What is counted by the month.
    private var flows: [CityMeasure] { measures.filter { !$0.isStock } }

    /// Every table.
    var all: [CityTable] { [months, branchTable(atMost: nil)] }

    /// The months of the year up to the last one with something, and their sum.
    var months: CityTable {
        let last = figures.months.last?.start.month ?? 0
        var rows = (1...12).filter { $0 <= last }.map { month in
            let amounts = figures.months.first { $0.start.month == month }?.amounts ?? CityAmounts()
            return CityTable.Row(
                name: CityWords.name(of: .month(month), year: figures.year, in: language),
                short: Phrase("T{0}", "{0}").text(in: language, String(month)),
                cells: flows.map {
                    .init($0, amounts[$0], FigurePath.cells($0.key, figures.year, month: month), in: language)
                }
            )
        }
        if rows.count > 1 { rows.append(sum(flows)) }
        return CityTable(
            "months",
            Phrase("Theo tháng, năm {0}", "By month, {0}").text(in: language, String(figures.year)),
            note: Self.turns.text(in: language),
            first: Phrase("Tháng", "Month").text(in: language),
            headings: headings(flows),
            rows: rows,
            chart: CityTables.chart(flows, "attendances", .columns, language),
            files: { FigurePath.file("months", figures.year, $0) }
        )
    }

    /// The branches, those with most attendances first.
    /// - Parameter most: how many; nil for all, with their sum.
    func branchTable(atMost most: Int?) -> CityTable {
        let order = figures.measure("attendances")
        let members = figures.measure("members")
        let shown = figures.branches.filter { found in measures.contains { found.amounts[$0] != 0 } }
        let sorted = shown.map { found in
            (found: found, name: name(of: found), key: VietnameseSortKey.key(name(of: found)))
        }.sorted { one, other in
            let (mine, others) = (amount(one.found, order), amount(other.found, order))
            if mine != others { return mine > others }
            let (here, there) = (amount(one.found, members), amount(other.found, members))
            return here == there ? one.key < other.key : here > there
        }
        var rows = sorted.prefix(most ?? Int.max).map { branch in
            CityTable.Row(
                name: branch.name,
                cells: measures.map { .init($0, branch.found.amounts[$0], path(of: $0, branch.found), in: language) }
            )
        }
        if most == nil, rows.count > 1 { rows.append(sum(measures)) }
        return CityTable(
            "branches",
            Phrase("Theo chi hội, năm {0}", "By branch, {0}").text(in: language, String(figures.year)),
            first: Phrase("Chi hội", "Branch").text(in: language),
            headings: headings(measures),
            rows: rows,
            chart: CityTables.chart(measures, "attendances", .rows, language),
            files: { FigurePath.file("branches", figures.year, $0) }
        )
    }

    static let turns = Phrase(
        "Tính theo hội viên của đơn vị. Lượt người học: một người dự hai buổi là hai lượt.",
        "Of the organisation's own members. Attendances: who comes to two sessions counts twice."
    )

    private func amount(_ branch: FigureBranch, _ measure: CityMeasure?) -> Int {
        measure.map { branch.amounts[$0] } ?? 0
    }

    private func name(of branch: FigureBranch) -> String {
        branch.id.flatMap { Self.name(of: $0, in: branches) } ?? Self.noBranch.text(in: language)
    }

    /// The branch with the one above: many branches of a city are called by the number of their hamlet.
    static func name(of id: BranchID, in branches: BranchTree) -> String? {
        let path = branches.path(to: id).suffix(2).map(\.name)
        return path.isEmpty ? nil : path.joined(separator: " › ")
    }

    static let noBranch = Phrase("Không thuộc chi hội nào", "In no branch")

    /// Members lead to their list, everything else to the months that it is made of.
    private func path(of measure: CityMeasure, _ branch: FigureBranch) -> String? {
        if measure.isStock { return branch.id.map { "\(MemberListQuery.path)?branch=\($0)" } }
        return FigurePath.cells(measure.key, figures.year, part: branch.id.map(FigureQuestion.Part.branch) ?? .none)
    }

    private func sum(_ measures: [CityMeasure]) -> CityTable.Row {
        CityTable.Row(
            name: CityWords.sum.text(in: language),
            isSum: true,
            cells: measures.map {
                .init(
                    $0,
                    figures.total[$0],
                    $0.isStock ? MemberListQuery.path : FigurePath.cells($0.key, figures.year),
                    in: language
                )
            }
        )
    }

    private func headings(_ measures: [CityMeasure]) -> [CityTable.Heading] {
        measures.map { measure in
            CityTable.Heading(
                text: CityWords.name(of: measure, in: language),
                unit: measure.isStock ? CityWords.now.text(in: language) : CityWords.unit(of: measure, in: language)
            )
        }
    }
}

/// Addresses of a tenant's own figures.
enum FigurePath {
    static let list = "/figures"

    static func year(_ year: Int) -> String { "\(list)?year=\(year)" }

    static func file(_ table: String, _ year: Int, _ form: String) -> String {
        "\(list)/file/\(table)/\(form)?year=\(year)"
    }

    /// The page that takes a sum apart.
    static func cells(
        _ measure: String,
        _ year: Int,
        month: Int? = nil,
        part: FigureQuestion.Part = .all
    ) -> String {
        var address = "\(list)/cells?measure=\(measure)&year=\(year)"
        if let month { address += "&month=\(month)" }
        switch part {
        case .all: break
        case .none: address += "&branch=none"
        case .branch(let id): address += "&branch=\(id)"
        }
        return address
    }
}
