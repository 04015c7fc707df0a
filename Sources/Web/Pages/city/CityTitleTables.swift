internal import Programme
internal import Store

/// The tables of titles and trainings, in one language.
struct CityTitleTables: Sendable {
    static let prefix = "title-"

    let titles: CityTitles
    let query: CityQuery
    let language: Language

    /// Every table that can be handed out.
    var files: [CityTable] { [progress] + all }

    /// Those of the page of titles.
    var all: [CityTable] { titles.titles.map(table) + [rolls] }

    private func text(_ phrase: Phrase) -> String { phrase.text(in: language) }
    private func text(_ phrase: Phrase, _ first: String) -> String { phrase.text(in: language, first) }
    private func text(_ phrase: Phrase, _ first: String, _ second: String) -> String {
        phrase.text(in: language, first, second)
    }

    func text(_ share: Share?) -> String {
        share.map { language == .vietnamese ? $0.vietnamese : $0.english } ?? ""
    }

    func name(of kind: CityKind) -> String { language == .vietnamese ? kind.vietnameseName : kind.englishName }

    // MARK: Targets

    /// The targets of the year, each beside what is reached.
    var progress: CityTable {
        let headings = TitleWord.ofProgress.map { text($0) }
        return CityTable(
            "progress",
            text(
                Phrase("Tiến độ so với chỉ tiêu, năm {0}", "Progress against targets in {0}"),
                "\(titles.question.year)"
            ),
            note: text(
                Phrase(
                    "Tỷ lệ đạt tính trên mẫu số đã ghi (tổng số trên địa bàn; với bồi dưỡng là danh sách cuối năm), chỉ gồm các "
                        + "phường có mẫu số. Dự báo là đường thẳng qua các năm đã có số liệu, không phải cam kết.",
                    "Shares are of all that there are as counted (for trainings of the roll at the end of the year), of the wards "
                        + "that were counted alone. A projection is a straight line through the years that are known, no promise."
                )
            ),
            first: text(Phrase("Chỉ tiêu", "Target")),
            headings: headings.map { .init(text: $0, unit: nil) },
            rows: titles.progress.map { row($0, headings) },
            files: { query.file("progress", $0) }
        )
    }

    private func row(_ found: CityProgress, _ headings: [String]) -> CityTable.Row {
        let (numbers, isTitle) = (found.numbers, found.kind.isTitle)
        func link(_ measure: String) -> String? {
            // what is of some wards alone is taken apart on the page of wards
            isTitle && found.uncounted == 0 ? query.titleCells(found.kind, measure) : query.titles.description
        }
        let registered = CityTable.Cell(headings[3], numbers.registered, link("registered"), in: language)
        let cells: [CityTable.Cell] = [
            .init(headings[0], "\(found.target.percent) %"), .init(headings[1], "\(found.target.year)"),
            numbers.total.map { .init(headings[2], $0, link("counted"), in: language) }
                ?? .init(headings[2], isTitle ? "–" : ""),
            registered, .init(headings[4], numbers.recognised, link("recognised"), in: language),
            .init(headings[5], text(found.progress?.share)),
            .init(headings[6], text(isTitle ? numbers.figures.share(of: .registered) : nil)),
            found.progress.map { .init(headings[7], $0.missing, in: language) } ?? .init(headings[7], "–"),
            .init(headings[8], text(found.projection?.share)),
            .init(headings[9], "\(scope(found.target)): \(found.target.legalBasis)"),
            .init(headings[10], whole(found)), .init(headings[11], remarks(found).joined(separator: " ")),
        ]
        return CityTable.Row(
            name: CityWords.name(ofTarget: found.target.measure, in: language),
            path: query.titles.description,
            cells: cells
        )
    }

    func scope(_ target: Target) -> String {
        text(target.scope == "city" ? Phrase("thành phố", "the city") : Phrase("cả nước", "the country"))
    }

    /// Which whole: of when and by whom.
    func whole(_ found: CityProgress) -> String {
        guard found.kind.isTitle else {
            return text(Phrase("danh sách cuối năm {0}", "the roll at the end of {0}"), "\(found.year)")
        }
        return whole(found.numbers)
    }

    private func whole(_ numbers: CityTitleNumbers) -> String {
        guard numbers.total != nil else { return "" }
        guard let days = numbers.countedOn else {
            return text(Phrase("đã sửa nguồn sau khi chốt", "the source was corrected since"))
        }
        let day =
            days.lowerBound == days.upperBound
            ? days.lowerBound.vietnamese : "\(days.lowerBound.vietnamese)–\(days.upperBound.vietnamese)"
        let sources = numbers.sources.prefix(Self.sourcesShown).joined(separator: "; ")
        return sources.isEmpty ? day : "\(day): \(sources)" + (numbers.sources.count > Self.sourcesShown ? " …" : "")
    }

    private static let sourcesShown = 3

    /// What one should know of a target's figures.
    func remarks(_ found: CityProgress) -> [String] {
        var remarks = found.problems.map(text)
        if found.kind.isTitle && found.numbers.total == nil {
            remarks.append(
                text(Phrase("Chưa có mẫu số: chưa tính được tỷ lệ.", "Nobody counted all that there are: no share."))
            )
        }
        if found.uncounted > 0 {
            remarks.append(
                text(
                    Phrase(
                        "{0} phường, xã chưa có mẫu số, không tính vào tỷ lệ.",
                        "{0} wards are not in it: nobody counted there."
                    ),
                    "\(found.uncounted)"
                )
            )
        }
        if !found.target.isConfirmed {
            remarks.append(text(Phrase("Chỉ tiêu chưa đối chiếu nguồn.", "The target's source was not seen.")))
        }
        if let projection = found.projection {
            remarks.append(
                text(
                    projection.reaches(found.target)
                        ? Phrase("Theo đà này đến {0} sẽ đạt.", "At this rate it will be reached by {0}.")
                        : Phrase("Theo đà này đến {0} chưa đạt.", "At this rate it will not be reached by {0}."),
                    "\(projection.year)"
                )
            )
        }
        return remarks
    }

    func text(_ problem: RecognitionProblem) -> String {
        language == .vietnamese ? problem.vietnamese : problem.english
    }

    // MARK: Wards

    /// A title, ward by ward; the wards that count together last.
    func table(_ title: CityTitleTable) -> CityTable {
        let headings = TitleWord.ofWards.map { text($0) }
        var rows = title.wards.map { ward in
            CityTable.Row(
                name: ward.id == nil ? CityWords.unknownPlace.text(in: language) : ward.name,
                cells: cells(ward.numbers, title, headings, remarks(ward), in: ward.id.map(CityPlace.ward) ?? .unknown)
            )
        }
        if rows.count > 1 {
            var row = CityTable.Row(
                name: CityWords.sum.text(in: language),
                cells: cells(title.city, title, headings, remarks(title), in: .everywhere)
            )
            row.isSum = true
            rows.append(row)
        }
        let boundary = CityWords.name(of: titles.question.boundary, year: titles.question.year, in: language)
        return CityTable(
            Self.prefix + title.kind.key,
            text(Phrase("{0}, năm {1}", "{0}, {1}"), name(of: title.kind), "\(titles.question.year)"),
            note: boundary + "." + (title.kind.legalBasis.map { " \($0)." } ?? ""),
            first: text(Phrase("Phường, xã", "Ward or commune")),
            headings: headings.map { .init(text: $0, unit: nil) },
            rows: rows,
            files: { query.file(Self.prefix + title.kind.key, $0) }
        )
    }

    private func cells(
        _ numbers: CityTitleNumbers,
        _ title: CityTitleTable,
        _ headings: [String],
        _ remarks: [String],
        in place: CityPlace
    ) -> [CityTable.Cell] {
        func cell(_ heading: Int, _ number: Int, _ measure: String) -> CityTable.Cell {
            .init(headings[heading], number, query.titleCells(title.kind, measure, place: place), in: language)
        }
        // the shares of the sum are of the wards that were counted
        let known = place == .everywhere ? title.known : numbers
        return [
            numbers.total.map { cell(0, $0, "counted") } ?? .init(headings[0], title.kind.hasWhole ? "–" : ""),
            cell(1, numbers.registered, "registered"), cell(2, numbers.registeredNew, "registered_new"),
            cell(3, numbers.registeredRenewed, "registered_renewed"), cell(4, numbers.recognised, "recognised"),
            .init(headings[5], text(known.figures.share(of: .total))),
            .init(headings[6], text(numbers.figures.share(of: .registered))),
            cell(7, numbers.refused, "refused"), cell(8, numbers.revoked, "revoked"),
            cell(9, numbers.certificates, "title_certificates"), .init(headings[10], whole(numbers)),
            .init(headings[11], remarks.joined(separator: " ")),
        ]
    }

    private func remarks(_ ward: CityTitleWard) -> [String] {
        let early =
            ward.counts
            ? []
            : [
                text(
                    Phrase(
                        "Chưa nhân rộng và không thí điểm: không tính vào thành phố.",
                        "Neither rolled out nor a pilot: not in the sum."
                    )
                )
            ]
        return ward.numbers.figures.problems.map(text) + early
    }

    private func remarks(_ title: CityTitleTable) -> [String] {
        let uncounted = title.uncounted.count
        let odd = title.wards.filter { !$0.numbers.figures.problems.isEmpty }.map(\.name)
        var remarks = title.city.figures.problems.map(text)
        if uncounted > 0 {
            remarks.append(
                text(Phrase("{0} phường, xã chưa có mẫu số.", "In {0} wards nobody counted."), "\(uncounted)")
            )
        }
        if !odd.isEmpty {
            remarks.append(text(Phrase("Xem lại: {0}.", "Look at: {0}."), odd.joined(separator: ", ")))
        }
        return remarks
    }

    // MARK: Trainings

    /// Who is to be trained, and was.
    var rolls: CityTable {
        let headings = [
            Phrase("Danh sách", "Roll"), Phrase("Số người", "People"), Phrase("Đã bồi dưỡng", "Trained"),
            Phrase("Tỷ lệ", "Share"), Phrase("Còn thiếu", "Missing"),
        ].map { text($0) }
        return CityTable(
            "rolls",
            text(
                Phrase("Bồi dưỡng cán bộ đến cuối năm {0}", "Training of officers by the end of {0}"),
                "\(titles.question.year)"
            ),
            note: text(
                Phrase(
                    "Mỗi người trong danh sách tính một lần, dù học nhiều lớp; chỉ tiêu là 100 %.",
                    "Everybody on a roll counts once, in however many trainings; the target is 100%."
                )
            ),
            first: text(Phrase("Đơn vị", "Organisation")),
            headings: headings.map { .init(text: $0, unit: nil) },
            rows: titles.rolls.map { roll in
                CityTable.Row(
                    name: roll.name,
                    cells: [
                        .init(headings[0], name(of: roll.kind)), .init(headings[1], roll.people, in: language),
                        .init(headings[2], roll.trained, in: language),
                        .init(headings[3], text(Share(of: roll.trained, in: roll.people))),
                        .init(headings[4], roll.people - roll.trained, in: language),
                    ]
                )
            },
            files: { query.file("rolls", $0) }
        )
    }
}

/// The headings of the tables of titles.
enum TitleWord {
    private static let total = Phrase("Tổng số", "All there are")
    private static let registered = Phrase("Đăng ký", "Registered")
    private static let recognised = Phrase("Công nhận", "Recognised")
    private static let ofTotal = Phrase("Trên tổng số", "Of all")
    private static let ofRegistered = Phrase("Trên số đăng ký", "Of those registered")
    private static let source = Phrase("Mẫu số: ngày, nguồn", "All there are: day, source")
    private static let remark = Phrase("Lưu ý", "Note")

    static let ofProgress = [
        Phrase("Phải đạt", "To reach"), Phrase("Đến năm", "Until"), total, registered, recognised, ofTotal,
        ofRegistered,
        Phrase("Còn thiếu", "Missing"), Phrase("Dự báo", "Projection"), Phrase("Căn cứ", "Legal basis"), source, remark,
    ]
    static let ofWards = [
        total, registered, Phrase("Đăng ký mới", "New"), Phrase("Tái đăng ký", "Renewed"), recognised, ofTotal,
        ofRegistered,
        Phrase("Không công nhận", "Refused"), Phrase("Thu hồi", "Revoked"), Phrase("Giấy đã cấp", "Certificates given"),
        source,
        remark,
    ]
}

extension CityQuery {
    static let titlesPath = "/city/titles"
    static let titleCellsPath = "/city/titles/cells"

    /// The page of titles, of the same year on the same boundaries.
    var titles: LocalPath { LocalPath(trusted: "\(Self.titlesPath)?\(text)") }

    /// The page that takes a number of a title apart.
    func titleCells(_ kind: CityKind, _ measure: String, place: CityPlace = .everywhere) -> String {
        "\(Self.titleCellsPath)?\(titleCellsText(kind.key, measure, place))\(text)"
    }

    /// What names the number, before the question.
    func titleCellsText(_ kind: String, _ measure: String, _ place: CityPlace) -> String {
        let area: String =
            switch place {
            case .everywhere: ""
            case .unknown: "area=none&"
            case .ward(let ward): "area=\(ward)&"
            }
        return "kind=\(kind)&measure=\(measure)&\(area)"
    }
}
