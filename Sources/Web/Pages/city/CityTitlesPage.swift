internal import Programme
internal import Store

/// `/city/titles`: titles of a year by ward, and who was trained.
struct CityTitlesPage: Page {
    static let template = "city/titles"

    let notes: CityNotes
    let yearField: FormField.View
    let boundaryField: FormField.View
    let bars: [CityBar]
    let tables: [CityTable]
    let back: String

    init(_ tables: CityTitleTables) {
        let (titles, language, question) = (tables.titles, tables.language, tables.titles.question)
        notes = CityNotes(titles.status, titles.frozen, language)
        yearField = CityPage.field("year", Phrase("Năm", "Year"), language, titles.years) {
            ("\($0)", "\($0)", $0 == question.year)
        }
        boundaryField = CityPage.field("boundary", Phrase("Địa giới", "Boundaries"), language, CityBoundary.allCases) {
            ($0.rawValue, CityWords.name(of: $0, year: question.year, in: language), $0 == question.boundary)
        }
        bars = titles.progress.map { CityBar($0, tables) }
        self.tables = [tables.progress] + tables.all
        back = tables.query.address.description
    }

    func title(in language: Language) -> String { CityWords.titles.text(in: language) }
}

/// `/city/titles/cells`: a number of a title taken apart, down to what one ward counts in one area.
struct CityTitleCellsPage: Page {
    static let template = "city/title-cells"

    let notes: CityNotes
    let total: String
    let unit: String
    let subjects: [String]
    let meaning: String
    let table: CityTable
    let hidden: String?
    let back: String
    private let name: String

    init(_ found: CityTitleExplanation, _ query: CityQuery, _ language: Language) {
        let cells = CityTitleCellsTable(explanation: found, query: query, language: language)
        notes = CityNotes(found.status, found.frozen, language)
        name = cells.measureName
        total = Number.text(found.total, in: language)
        unit = name
        subjects = cells.subjects
        meaning = Phrase(
            "Cộng các ô dưới đây là số trên; mỗi ô là số của một đơn vị tại nơi đã ghi.",
            "The cells below add up to the number; each is of one ward in the area that was recorded."
        ).text(in: language)
        table = cells.table
        hidden = nil
        back = query.titles.description
    }

    func title(in language: Language) -> String { name }
}

/// The cells of a number of a title.
struct CityTitleCellsTable: Sendable {
    static let key = "title-cells"

    let explanation: CityTitleExplanation
    let query: CityQuery
    let language: Language

    var measureName: String {
        guard let measure = explanation.measure else { return Phrase("Đăng ký", "Registered").text(in: language) }
        return language == .vietnamese ? measure.vietnameseName : measure.englishName
    }

    /// Title, ward and year of the number.
    var subjects: [String] {
        let question = explanation.inquiry.question
        let kind = language == .vietnamese ? explanation.kind.vietnameseName : explanation.kind.englishName
        let place: String? =
            switch explanation.inquiry.place {
            case .everywhere: nil
            case .unknown: CityWords.unknownPlace.text(in: language)
            case .ward: explanation.wardName
            }
        let boundary = CityWords.name(of: question.boundary, year: question.year, in: language)
        return [
            kind, place.map { "\($0) (\(boundary))" }, CityWords.name(of: .year, year: question.year, in: language),
        ]
        .compactMap { $0 }
    }

    /// The table, the sum last.
    var table: CityTable {
        let words = [
            Phrase("Nơi ghi", "Area recorded"), Phrase("Thuộc phường, xã", "Of the ward"),
            Phrase("Nội dung", "What"), Phrase("Ngày, nguồn", "Day, source"), Phrase("Số lượng", "Number"),
        ].map { $0.text(in: language) }
        let unknown = CityWords.unknownPlace.text(in: language)
        var rows = explanation.cells.map { cell in
            let measure = language == .vietnamese ? cell.measure.vietnameseName : cell.measure.englishName
            let source = [cell.countedOn?.vietnamese, cell.source].compactMap { $0 }.joined(separator: ": ")
            return CityTable.Row(
                name: cell.tenantName,
                cells: [
                    .init(words[0], cell.areaName ?? unknown), .init(words[1], cell.wardName ?? unknown),
                    .init(words[2], measure), .init(words[3], source), .init(words[4], cell.amount, in: language),
                ]
            )
        }
        if rows.count > 1 {
            rows.append(
                CityTable.Row(
                    name: CityWords.sum.text(in: language),
                    isSum: true,
                    cells: words.dropLast().map { .init($0, "") } + [.init(words[4], explanation.total, in: language)]
                )
            )
        }
        let inquiry = explanation.inquiry
        let more = query.titleCellsText(inquiry.kind, inquiry.measure, inquiry.place)
        return CityTable(
            Self.key,
            ([measureName] + subjects).joined(separator: ", "),
            first: Phrase("Đơn vị", "Organisation").text(in: language),
            headings: words.map { .init(text: $0, unit: nil) },
            rows: rows,
            files: { query.file(Self.key, $0, more: more) }
        )
    }
}
