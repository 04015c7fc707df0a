internal import Programme
internal import Store

/// `/city/persons`: a count of persons beside the memberships that it comes from.
struct CityPersonsPage: Page {
    struct Fact: Sendable {
        let name: String
        let number: String
        let help: String
    }

    static let template = "city/persons"

    let notes: CityNotes
    let facts: [Fact]
    /// The sum that they are.
    let equation: String
    /// By ward, and of members by organisation.
    let tables: [CityTable]
    let back: String
    private let name: String

    /// - Parameter ward: nil for the whole city.
    init(_ tables: CityTables, _ kind: CityPersonKind, _ ward: CityArea?) {
        let (overview, language, query) = (tables.overview, tables.language, tables.query)
        notes = CityNotes(overview.status, kind == .members ? nil : overview.frozen, language)
        let who =
            kind == .members
            ? CityWords.members.text(in: language)
            : CityWords.learners.text(in: language, "\(overview.question.year)")
        name = ward.map { "\(who), \($0.name)" } ?? who
        let city = kind == .members ? overview.members : overview.learners
        let total = ward == nil ? city : ward?.persons ?? .none
        facts = Self.facts(total, language)
        equation =
            [total.memberships, total.overlap, total.unlinkable]
            .map { Number.text($0, in: language) }.joined(separator: " − ")
            + " = \(Number.text(total.persons, in: language))"
        switch (ward, kind) {
        case (nil, .members): self.tables = [tables.homes, tables.memberOrganisations]
        case (nil, .learners): self.tables = [tables.learnerAreas]
        default: self.tables = []
        }
        back = query.address.description
    }

    func title(in language: Language) -> String { "\(CityWords.persons.text(in: language)): \(name)" }

    private static func facts(_ total: CityPersons, _ language: Language) -> [Fact] {
        let all: [(Phrase, Int, Phrase)] = [
            (
                CityWords.persons, total.persons,
                Phrase(
                    "Người: mỗi người tính một lần, dù ở nhiều đơn vị.",
                    "Persons: each once, in however many organisations."
                )
            ),
            (
                CityWords.memberships, total.memberships,
                Phrase(
                    "Lượt: một người ở ba đơn vị được tính ba lần.",
                    "Memberships: who is in three organisations counts three times."
                )
            ),
            (
                CityWords.overlap, total.overlap,
                Phrase("Lượt thứ hai trở đi của cùng một người.", "Memberships beyond a person's first.")
            ),
            (
                CityWords.unlinkable, total.unlinkable,
                Phrase(
                    "Lượt chưa có số căn cước, nên không biết là ai và không tính vào số người.",
                    "Memberships without a citizen ID: nobody knows whose, so they are not counted as persons."
                )
            ),
        ]
        return all.map { name, number, help in
            Fact(
                name: name.text(in: language),
                number: Number.text(number, in: language),
                help: help.text(in: language)
            )
        }
    }
}

extension CityTables {
    /// Memberships now, by organisation: what the persons are counted from.
    var memberOrganisations: CityTable {
        let stock = overview.measures.filter(\.isStock)
        return CityTable(
            "member-organisations",
            Phrase("Hội viên hiện có theo đơn vị", "Members now, by organisation").text(in: language),
            first: Phrase("Đơn vị", "Organisation").text(in: language),
            headings: headings(stock),
            rows: overview.organisations.filter { organisation in stock.contains { organisation.amounts[$0] != 0 } }
                .map { organisation in
                    CityTable.Row(
                        name: organisation.name,
                        cells: cells(stock, organisation.amounts) { query.cells($0, organisation: organisation.id) }
                    )
                },
            files: { query.file("member-organisations", $0) }
        )
    }

    /// Learners of the year, by ward and commune on the boundaries asked for.
    var learnerAreas: CityTable {
        let boundary = CityWords.name(of: overview.question.boundary, year: overview.question.year, in: language)
        return CityTable(
            "learner-areas",
            Phrase("Theo phường, xã", "By ward and commune").text(in: language),
            note: Phrase(
                "{0}. Người học ở hai phường có mặt ở cả hai dòng.",
                "{0}. Who learned in two wards is in both lines."
            ).text(in: language, boundary),
            first: Phrase("Phường, xã", "Ward or commune").text(in: language),
            headings: Self.personHeadings(language),
            rows: overview.areas.compactMap { area in
                area.persons.map { persons in
                    CityTable.Row(
                        name: name(of: area),
                        cells: personCells(persons, query.persons(.learners, ward: area.id))
                    )
                }
            },
            files: { query.file("learner-areas", $0) }
        )
    }
}
