import Programme
import Spreadsheet

/// What a cell says, as one text in Unicode as far as fonts tell.
struct CellText {
    /// The text; of a day as Vietnamese write it, of a number its digits.
    let text: String
    /// The cell's own font, when it is one of an old encoding.
    let legacyFont: LegacyFont?
    /// Whether pieces in fonts of their own were converted already.
    let isConverted: Bool

    /// Reads a cell whose value is known.
    init(_ cell: SheetCell, _ value: SheetValue) {
        switch value {
        case .text(let text):
            let font = cell.fontName.flatMap(LegacyFont.init(name:))
            let pieces = cell.runs
            guard pieces.count > 1 || pieces.first?.fontName != nil else {
                let converted = font?.convert(text)
                self.init(converted ?? text, legacyFont: font, isConverted: converted != nil)
                return
            }
            let read = Self.joined(pieces, cellFont: font)
            self.init(read.text, legacyFont: nil, isConverted: read.isConverted)
        case .number(let number):
            self.init(MemberCell(cell.text, number: number).digits)
        case .date(let date):
            self.init(Self.vietnamese(date))
        case .bool(let bool):
            self.init(bool ? "TRUE" : "FALSE")
        case .error(let error):
            self.init(error)
        }
    }

    private init(_ text: String, legacyFont: LegacyFont? = nil, isConverted: Bool = false) {
        self.text = text
        self.legacyFont = legacyFont
        self.isConverted = isConverted
    }

    /// The pieces of a cell, each read in its own font, or in the cell's where it names none.
    static func joined(_ pieces: [SheetTextRun], cellFont: LegacyFont?) -> (text: String, isConverted: Bool) {
        var text = ""
        var isConverted = false
        for piece in pieces {
            let font = piece.fontName.map(LegacyFont.init(name:)) ?? cellFont
            if let converted = font?.convert(piece.text) {
                text += converted
                isConverted = true
            } else {
                text += piece.text
            }
        }
        return (text, isConverted)
    }

    /// `01/02/1960`; the time of day says nothing here.
    static func vietnamese(_ date: SheetDate) -> String {
        CalendarDay(year: date.year, month: date.month, day: date.day)?.vietnamese ?? date.description
    }
}
