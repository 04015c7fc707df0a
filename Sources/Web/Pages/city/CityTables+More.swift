internal import Programme
internal import Store

extension CityTables {
    /// Members now, by ward and commune of today.
    var homes: CityTable {
        let heading = CityWords.memberships.text(in: language)
        let rows = overview.homes.map { home in
            let path = query.persons(.members, ward: home.id)
            // Who has no place is counted in no ward's persons.
            let cells =
                home.persons.map { personCells($0, path) } ?? [
                    .init(none: CityWords.persons.text(in: language)),
                    .init(
                        heading,
                        overview.measures.first(where: \.isStock).map { home.amounts[$0] } ?? 0,
                        in: language
                    ),
                    .init(none: CityWords.overlap.text(in: language)),
                    .init(none: CityWords.unlinkable.text(in: language)),
                ]
            return CityTable.Row(name: name(of: home), cells: cells)
        }
        return CityTable(
            "homes",
            Phrase("Hội viên hiện có theo phường, xã", "Members now, by ward and commune").text(in: language),
            note: Phrase(
                "Theo địa giới hiện nay và nơi ở đang ghi. Mỗi người tính một lần trong một phường.",
                "On the boundaries of today, by where they live as recorded. Each person counts once in a ward."
            ).text(in: language),
            first: Phrase("Phường, xã", "Ward or commune").text(in: language),
            headings: Self.personHeadings(language),
            rows: rows,
            files: { query.file("homes", $0) }
        )
    }

    /// The year in months, quarters or halves.
    var periods: CityTable {
        let flows = overview.measures.filter { !$0.isStock }
        let spans = CitySpan.all.filter { $0.step == query.step }
        let year = overview.question.year
        let rows = spans.map { span in
            let amounts = overview.months.filter { span.months.contains($0.start.month) }
                .reduce(into: CityAmounts()) { $0.add($1.amounts) }
            guard let question = CityQuestion(year: year, span: span, boundary: overview.question.boundary) else {
                return CityTable.Row(name: span.name, cells: [])
            }
            let part = CityQuery(question, step: query.step)
            return CityTable.Row(
                name: CityWords.name(of: span, year: year, in: language),
                path: part.address.description,
                cells: cells(flows, amounts) { part.cells($0) }
            )
        }
        return CityTable(
            "periods",
            Phrase("Theo thời gian", "By period").text(in: language),
            first: Phrase("Thời gian", "Period").text(in: language),
            headings: headings(flows),
            rows: rows,
            chart: Self.chart(flows, "attendances", .columns, language),
            files: { query.file("periods", $0) }
        )
    }

    /// Year by year.
    static func years(
        _ measures: [CityMeasure],
        _ years: [CityPeriod],
        _ query: CityQuery,
        _ language: Language
    ) -> CityTable {
        let flows = measures.filter { !$0.isStock }
        let rows = years.compactMap { period -> CityTable.Row? in
            guard let question = CityQuestion(year: period.start.year, boundary: query.question.boundary) else {
                return nil
            }
            let part = CityQuery(question, step: query.step)
            return CityTable.Row(
                name: CityWords.name(of: .year, year: period.start.year, in: language),
                path: part.address.description,
                cells: flows.map { .init($0, period.amounts[$0], part.cells($0), in: language) }
            )
        }
        return CityTable(
            "periods",
            Phrase("Theo năm", "By year").text(in: language),
            first: Phrase("Thời gian", "Period").text(in: language),
            headings: flows.map {
                .init(text: CityWords.name(of: $0, in: language), unit: CityWords.unit(of: $0, in: language))
            },
            rows: rows,
            files: { query.file("periods", $0) }
        )
    }

    /// All that is to be reached, of other years too.
    var targets: CityTable {
        let (basis, goal) = (Phrase("Căn cứ", "Legal basis"), Phrase("Chỉ tiêu", "Target"))
        let (until, whose, source) = (Phrase("Đến năm", "Until"), Phrase("Phạm vi", "Where"), Phrase("Nguồn", "Source"))
        let words = [until, goal, whose, basis, source].map { $0.text(in: language) }
        return CityTable(
            "targets",
            Phrase("Các chỉ tiêu", "Targets").text(in: language),
            first: Phrase("Nội dung", "What").text(in: language),
            headings: words.map { .init(text: $0, unit: nil) },
            rows: overview.targets.map { target in
                let confirmed =
                    target.isConfirmed ? Phrase("đã đối chiếu", "seen") : Phrase("chưa xác nhận", "not confirmed")
                return CityTable.Row(
                    name: CityWords.name(ofTarget: target.measure, in: language),
                    cells: [
                        .init(words[0], "\(target.year)"), .init(words[1], "\(target.percent) %"),
                        .init(words[2], CityWords.reach(of: target, in: language)), .init(words[3], target.legalBasis),
                        .init(words[4], confirmed.text(in: language)),
                    ]
                )
            },
            files: { query.file("targets", $0) }
        )
    }
}

extension CitySpan {
    /// How long it is.
    var step: CityQuery.Step {
        switch self {
        case .year: .year
        case .half: .half
        case .quarter: .quarter
        case .month: .month
        }
    }
}
