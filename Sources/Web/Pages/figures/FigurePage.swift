internal import Programme
internal import Store

/// `/figures`: what was added up of a tenant's own in a year, by month and branch.
struct FigurePage: Page {
    static let template = "figures"

    /// Years that can be chosen, this one and some before.
    private static let yearsBack = 12

    let notes: CityNotes
    let yearField: FormField.View
    let tables: [CityTable]

    init(_ tables: FigureTables, _ language: Language, today: CalendarDay) {
        notes = CityNotes(tables.figures.status, nil, language)
        let year = tables.figures.year
        var field = FormField("year", Phrase("Năm", "Year").text(in: language))
        field.options = Set((today.year - Self.yearsBack...today.year) + [year]).sorted(by: >).map {
            FieldOption(code: String($0), text: String($0), isChosen: $0 == year)
        }
        yearField = field.view
        self.tables = tables.all
    }

    func title(in language: Language) -> String { Self.name.text(in: language) }

    static let name = Phrase("Số liệu của đơn vị", "Our figures")
}

/// `/figures/cells`: what one number is made of.
struct FigureCellsPage: Page {
    static let template = "figures/cells"

    private let heading: String
    let table: CityTable
    let sum: String
    /// The list of classes of the year, where that is what was counted.
    let classes: String?
    let back: String

    init(
        _ cells: [FigureCell],
        _ measure: CityMeasure,
        _ question: FigureQuestion,
        _ branches: BranchTree,
        _ language: Language,
        today: CalendarDay
    ) {
        let name = CityWords.name(of: measure, in: language)
        heading = Phrase("{0}, {1}", "{0}, {1}").text(in: language, name, Self.span(question, language))
        back = FigurePath.year(question.year)
        let total = cells.map(\.amount).reduce(0, +)
        sum = CityTable.Cell(measure, total, in: language).text + " " + CityWords.unit(of: measure, in: language)
        switch question.year {
        case today.year: classes = "\(ClassPath.list)?when=\(ClassListQuery.When.thisYear.rawValue)"
        case today.year - 1: classes = "\(ClassPath.list)?when=\(ClassListQuery.When.lastYear.rawValue)"
        default: classes = ClassPath.list
        }
        let month = Phrase("Tháng", "Month").text(in: language)
        table = CityTable(
            "cells",
            Phrase("Gồm những gì", "What it is made of").text(in: language),
            first: Phrase("Chi hội", "Branch").text(in: language),
            headings: [
                .init(text: month, unit: nil), .init(text: name, unit: CityWords.unit(of: measure, in: language)),
            ],
            rows: cells.map { cell in
                CityTable.Row(
                    name: cell.branch.flatMap { FigureTables.name(of: $0, in: branches) }
                        ?? FigureTables.noBranch.text(in: language),
                    path: cell.branch.map { "\(MemberListQuery.path)?branch=\($0)" },
                    cells: [
                        .init(month, Self.name(of: cell.month, language)), .init(measure, cell.amount, in: language),
                    ]
                )
            },
            files: { form in
                FigurePath.cells(question.measure, question.year, month: question.month, part: question.part)
                    .replacing("/cells?", with: "/file/cells/\(form)?")
            }
        )
    }

    func title(in language: Language) -> String { heading }

    private static func span(_ question: FigureQuestion, _ language: Language) -> String {
        CityWords.name(of: question.month.map(CitySpan.month) ?? .year, year: question.year, in: language)
    }

    private static func name(of month: CalendarDay?, _ language: Language) -> String {
        month.map { CityWords.name(of: .month($0.month), year: $0.year, in: language) }
            ?? CityWords.now.text(in: language)
    }
}
