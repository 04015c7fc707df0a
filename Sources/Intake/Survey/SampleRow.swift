import Programme
import Spreadsheet

/// One cell of the first rows of a sheet, held while the sheet is surveyed.
struct SampleCell {
    /// From 0.
    let column: Int
    /// As it reads, in Unicode where its font says what it is written in; no longer than `SheetSample.mostCharacters`.
    var text: String
    /// As it stands in the file; nil where a font has told its encoding already, and for numbers and days.
    let rawText: String?
    let kind: Kind

    enum Kind {
        case text, number, date, other
    }

    /// Without marks and spaces, for comparing.
    var key: String { HeadingWords.key(text) }
}

/// One of the first rows of a sheet.
struct SampleRow {
    /// As the workbook counts, from 1.
    let number: Int
    /// In the order of their columns; none is blank.
    var cells: [SampleCell]

    /// The cell of a column, from 0.
    func cell(_ column: Int) -> SampleCell? { cells.first { $0.column == column } }
}

/// The first rows of a sheet: all of a small one.
struct SheetSample {
    /// Rows that are held: the titles, the header, and enough people to see what the columns hold.
    static let mostRows = 400
    /// Columns that are looked at. Lists of people have 5 to 40; further ones are told and left out.
    static let mostColumns = 256
    /// Characters of a cell that are looked at.
    static let mostCharacters = 200

    private(set) var rows: [SampleRow] = []
    /// Whether there are columns beyond `mostColumns`.
    private(set) var hasMoreColumns = false

    /// Whether no further row is held.
    var isFull: Bool { rows.count == Self.mostRows }

    /// The numbers of all rows that were offered, blank ones, too.
    private var numbers: [Int] = []

    /// How many of the rows that were offered stand above one.
    func rowsRead(above row: Int) -> Int { numbers.count { $0 < row } }

    /// Holds a further row; a blank one is left out.
    mutating func add(_ row: SheetRow) {
        if numbers.count < Self.mostRows { numbers.append(row.number) }
        var cells: [SampleCell] = []
        for cell in row {
            guard cell.column < Self.mostColumns else {
                hasMoreColumns = true
                break
            }
            if let sampled = Self.sample(cell) { cells.append(sampled) }
        }
        if !cells.isEmpty { rows.append(SampleRow(number: row.number, cells: cells)) }
    }

    /// The rows with every text whose font is lost read in an encoding.
    func decoded(in encoding: LegacyEncoding) -> [SampleRow] {
        rows.map { row in
            var row = row
            for index in row.cells.indices {
                if let raw = row.cells[index].rawText, let text = encoding.convert(raw) {
                    row.cells[index].text = VietnameseText.clean(text)
                }
            }
            return row
        }
    }

    private static func sample(_ cell: SheetCell) -> SampleCell? {
        let value = cell.value
        let read = CellText(cell, value)
        let text = VietnameseText.clean(String(read.text.prefix(mostCharacters)))
        guard !text.isEmpty else { return nil }
        let kind: SampleCell.Kind =
            switch value {
            case .text: .text
            case .number: .number
            case .date: .date
            case .bool, .error: .other
            }
        let isRaw = kind == .text && !read.isConverted && read.legacyFont == nil
        return SampleCell(
            column: cell.column,
            text: text,
            rawText: isRaw ? String(read.text.prefix(mostCharacters)) : nil,
            kind: kind
        )
    }
}
