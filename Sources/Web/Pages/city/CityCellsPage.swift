internal import Programme
internal import Store

/// `/city/cells`: a sum taken apart, down to what one organisation counts in one area in one month.
struct CityCellsPage: Page {
    static let template = "city/cells"
    /// Cells on the page; a file has them all.
    static let cellsShown = 500

    let notes: CityNotes
    /// The number.
    let total: String
    /// What one of it is.
    let unit: String
    /// Of what: organisation, ward, time.
    let subjects: [String]
    /// Not persons.
    let meaning: String
    let table: CityTable
    /// How many cells the page does not show; nil if it shows all.
    let hidden: String?
    let back: String
    private let name: String

    init(_ explanation: CityExplanation, _ query: CityQuery, _ language: Language) {
        let cells = CityCellsTable(explanation: explanation, query: query, language: language)
        notes = CityNotes(explanation.status, explanation.frozen, language)
        name = CityWords.name(of: explanation.measure, in: language)
        total =
            explanation.measure.unit == "minutes"
            ? Number.hours(ofMinutes: explanation.total, in: language)
            : Number.text(explanation.total, in: language)
        unit = CityWords.unit(of: explanation.measure, in: language)
        subjects = cells.subjects
        meaning = Phrase(
            "Đây là {0}, không phải số người: một người có thể được tính nhiều lần.",
            "These are {0}, not persons: one person may count several times."
        ).text(in: language, unit)
        table = cells.table
        let more = explanation.cellCount - explanation.cells.count
        hidden =
            more > 0
            ? Phrase("Còn {0} ô nữa; tệp tải về có đủ.", "There are {0} more cells; the file has them all.")
                .text(in: language, Number.text(more, in: language)) : nil
        back = query.address.description
    }

    func title(in language: Language) -> String { name }
}

/// The cells of a sum.
struct CityCellsTable: Sendable {
    let explanation: CityExplanation
    let query: CityQuery
    let language: Language

    /// Organisation, ward and time of the number.
    var subjects: [String] {
        let question = explanation.inquiry.question
        let time =
            explanation.measure.isStock
            ? CityWords.now.text(in: language)
            : CityWords.name(of: question.span, year: question.year, in: language)
        let place: String? =
            switch explanation.inquiry.place {
            case .everywhere: nil
            case .unknown: CityWords.unknownPlace.text(in: language)
            case .ward: explanation.wardName
            }
        let boundary = CityWords.name(of: question.boundary, year: question.year, in: language)
        return [explanation.organisationName, place.map { "\($0) (\(boundary))" }, time].compactMap { $0 }
    }

    /// The table, the sum last.
    var table: CityTable {
        let measure = explanation.measure
        let name = CityWords.name(of: measure, in: language)
        let words = [
            Phrase("Nơi ghi", "Area recorded"), Phrase("Thuộc phường, xã", "Of the ward"), Phrase("Tháng", "Month"),
        ].map { $0.text(in: language) }
        let unknown = CityWords.unknownPlace.text(in: language)
        var rows = explanation.cells.map { cell in
            let month = cell.month.map { CityWords.name(of: .month($0.month), year: $0.year, in: language) }
            return CityTable.Row(
                name: cell.organisationName,
                cells: [
                    .init(words[0], cell.areaName ?? unknown), .init(words[1], cell.wardName ?? unknown),
                    .init(words[2], month ?? CityWords.now.text(in: language)),
                    .init(measure, cell.amount, in: language),
                ]
            )
        }
        if explanation.cellCount > 1 {
            rows.append(
                CityTable.Row(
                    name: CityWords.sum.text(in: language),
                    isSum: true,
                    cells: words.map { .init($0, "") } + [.init(measure, explanation.total, in: language)]
                )
            )
        }
        return CityTable(
            "cells",
            ([name] + subjects).joined(separator: ", "),
            first: Phrase("Đơn vị", "Organisation").text(in: language),
            headings: words.map { .init(text: $0, unit: nil) } + [
                .init(text: name, unit: CityWords.unit(of: measure, in: language))
            ],
            rows: rows,
            files: { query.file("cells", $0, more: more) }
        )
    }

    /// What names the number in the address of a file.
    private var more: String {
        let inquiry = explanation.inquiry
        let place: String =
            switch inquiry.place {
            case .everywhere: ""
            case .unknown: "area=none&"
            case .ward(let ward): "area=\(ward)&"
            }
        return "measure=\(inquiry.measure)&" + (inquiry.organisation.map { "organisation=\($0)&" } ?? "") + place
    }
}
