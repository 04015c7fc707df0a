internal import Programme
internal import Store

/// A measure by sex and age, protected: what would tell too much is left out and says so.
struct CityPeopleTable: Sendable {
    let measure: CityMeasure
    let bands: [CityAgeBand]
    let people: [CityPeople]

    /// - Parameters:
    ///   - key: names the table in addresses.
    ///   - title: of what.
    func table(_ key: String, _ title: String, _ query: CityQuery, _ language: Language) -> CityTable {
        let sexes: [(Sex?, String)] = [
            (.female, Phrase("Nữ", "Women").text(in: language)), (.male, Phrase("Nam", "Men").text(in: language)),
            (nil, Phrase("Chưa rõ", "Not known").text(in: language)),
        ]
        let ages: [(Int?, String)] =
            bands.map { ($0.fromAge, language == .vietnamese ? $0.vietnameseName : $0.englishName) }
            + [(nil, Phrase("Chưa rõ tuổi", "Age not known").text(in: language))]
        let rows = ages.compactMap { age, name -> CityTable.Row? in
            let found = people.filter { $0.fromAge == age }
            guard !found.isEmpty else { return nil }
            return CityTable.Row(
                name: name,
                cells: sexes.map { sex, heading in
                    guard let part = found.first(where: { $0.sex == sex }) else {
                        return .init(heading, 0, in: language)
                    }
                    return Self.cell(heading, part.amount, language)
                }
            )
        }
        let unit = CityWords.unit(of: measure, in: language)
        return CityTable(
            key,
            title,
            note: Phrase(
                "Làm tròn đến 5; dưới 10 chỉ ghi <10; để trống (–) khi một đơn vị có thể suy ra số của đơn vị khác.",
                "Rounded to 5; under 10 as <10; left out (–) where one organisation could tell another's."
            ).text(in: language),
            first: Phrase("Độ tuổi", "Age").text(in: language),
            headings: sexes.map { .init(text: $0.1, unit: unit) },
            rows: rows,
            files: { query.file(key, $0) }
        )
    }

    private static func cell(_ heading: String, _ amount: CityPeople.Amount, _ language: Language) -> CityTable.Cell {
        switch amount {
        case .about(let number): .init(heading, number, in: language)
        case .few: .init(heading, "<10")
        case .hidden: .init(heading, "–")
        }
    }
}
