internal import Programme
internal import Store

/// The figures of the first page: a few large numbers, and tables with the chart that is drawn of each.
struct HomeBoard: Sendable {
    /// One large number.
    struct Card: Sendable {
        let text: String
        let number: String
        let path: String
        /// What one of it is, or of when.
        let note: String?
    }

    /// A step of the year with a day.
    struct Deadline: Sendable {
        let text: String
        let day: String
        /// What waits for it.
        let waiting: String
        let path: String
        /// Set if the day is over and something still waits.
        let alert: String?
    }

    let cards: [Card]
    let tables: [CityTable]
    var deadlines: [Deadline] = []
    /// As of when, where a worker adds up.
    var asOf: String?
    /// All figures of the tenant.
    var more: String?
}

extension HomeBoard {
    /// Tables with something in them, behind their charts: a page that is to be taken in at once.
    fileprivate static func folded(_ tables: [CityTable]) -> [CityTable] {
        tables.filter { !$0.isEmpty }.map { table in
            var table = table
            table.isFolded = table.chart != nil
            return table
        }
    }

    /// Branches on the first page; the others are a click away.
    private static let mostBranches = 10

    /// An organisation's: members, attendances, hours, classes and certificates of the year.
    init(_ tables: FigureTables, members: Int, _ language: Language) {
        let figures = tables.figures
        let year = Phrase("năm {0}", "in {0}").text(in: language, String(figures.year))
        let counted = ["attendances", "minutes", "classes", "certificates"].compactMap(figures.measure).map { measure in
            Card(
                text: CityWords.name(of: measure, in: language),
                number: CityTable.Cell(measure, figures.total[measure], in: language).text,
                path: measure.key == "classes"
                    ? "\(ClassPath.list)?when=\(ClassListQuery.When.thisYear.rawValue)"
                    : FigurePath.cells(measure.key, figures.year),
                note: year
            )
        }
        let now = Card(
            text: CityWords.members.text(in: language),
            number: Number.text(members, in: language),
            path: MemberListQuery.path,
            note: nil
        )
        cards = members == 0 && figures.total.isEmpty ? [] : [now] + counted
        self.tables = Self.folded([tables.months, tables.branchTable(atMost: Self.mostBranches)])
        asOf = CityNotes(figures.status, nil, language).asOf
        more = FigurePath.list
    }
}

/// What a ward's board is made of.
struct WardBoardFacts: Sendable {
    let year: WardYear
    let deadlines: TitleDeadlines
    let words: TitleWords

    /// The title of families, or the first that is given in the year.
    fileprivate var main: TitleType? {
        let given = given
        return given.first { $0.holder == .household } ?? given.first
    }

    /// The titles that wards give in the year.
    var given: [TitleType] {
        words.titles.filter { $0.holder.subjectKind != nil && $0.isGiven(in: year.year) }
    }
}

extension HomeBoard {
    /// A ward's: this year's titles by hamlet, and until when the steps are to be done.
    init(_ facts: WardBoardFacts) {
        let language = facts.words.language
        let tables = WardTables(facts: facts)
        // before the first registration every number is nought
        guard let main = facts.main, !facts.year.registrations.isEmpty else {
            self.init(cards: [], tables: [])
            return
        }
        let standing = tables.standing { $0.title == main.id }
        let name = facts.words.name(main)
        let total = tables.total(of: main, in: facts.words.ward)
        let cards = [
            Card(
                text: Phrase("Đăng ký", "Registered").text(in: language),
                number: Number.text(standing.registered, in: language),
                path: tables.path(main),
                note: name
            ),
            Card(
                text: Phrase("Công nhận", "Recognised").text(in: language),
                number: Number.text(standing.recognised, in: language),
                path: tables.path(main, state: .recognised),
                note: total.map {
                    Phrase("trên {0}", "of {0}").text(in: language, Number.text($0, in: language))
                }
            ),
            Card(
                text: Phrase("Đang chậm", "Late").text(in: language),
                number: Number.text(tables.late(main), in: language),
                path: tables.path(main, isLate: true),
                note: name
            ),
        ]
        self.init(
            cards: cards,
            tables: Self.folded([tables.titles, tables.hamlets(main)]),
            deadlines: tables.deadlines(main)
        )
    }
}
