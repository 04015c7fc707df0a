/// What a cell holds.
package enum SheetValue: Equatable, Sendable {
    /// Text as it stands, line breaks and all; not normalised.
    case text(String)
    /// A number that is no date by its format. A time without a day is one too: 0.5 is noon.
    case number(Double)
    /// A number or a text of the type date that is a day by its format.
    case date(SheetDate)
    case bool(Bool)
    /// What a formula came to that could not be reckoned: `#REF!`, `#N/A`.
    case error(String)
}

/// A piece of a cell's text and the font in which it is written.
package struct SheetTextRun: Equatable, Sendable {
    package var text: String
    /// Nil where the run says none: then it is the cell's.
    package var fontName: String?

    package init(text: String, fontName: String?) {
        self.text = text
        self.fontName = fontName
    }
}

/// One cell that holds something, of a row that was read. It keeps the row's memory alive.
package struct SheetCell: Sendable {
    /// How the bytes of a cell are to be read.
    enum Kind: UInt8 {
        case text, sharedText, number, bool, error, isoDate
    }

    /// A cell as the row stores it. The bytes of a shared text lie in the workbook's, all others in the row's.
    struct Record {
        /// Of the bytes in the row; the number of the string for a shared text.
        var start: UInt32
        var length: UInt32
        var style: UInt32
        var column: UInt16
        var kind: Kind
        var isFormula: Bool
    }

    let row: SheetRow.Storage
    let index: Int

    private var record: Record { row.records[index] }

    /// From 0.
    package var column: Int { Int(record.column) }

    /// Whether a formula stands behind it. The value is the one that the program reckoned when it saved the file.
    package var isFormula: Bool { record.isFormula }

    /// The text as the file holds it: of a number the digits that were stored (`40179`, `1.5E-3`), of a bool `0` or `1`.
    package var text: String { withUTF8 { String(decoding: $0, as: UTF8.self) } }

    /// Lends the bytes of `text`, without making a string. The bytes are valid during the call only.
    package func withUTF8<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        let record = record
        guard record.kind != .sharedText else { return row.texts.strings.withUTF8(Int(record.start), body) }
        return row.bytes.withUnsafeBufferPointer { bytes in
            let end = Int(record.start) + Int(record.length)
            return body(UnsafeBufferPointer(rebasing: bytes[Int(record.start)..<end]))
        }
    }

    /// What the cell holds, by its type and its number format.
    package var value: SheetValue {
        switch record.kind {
        case .text, .sharedText: return .text(text)
        case .bool: return .bool(withUTF8 { $0.first == UInt8(ascii: "1") || $0.first == UInt8(ascii: "t") })
        case .error: return .error(text)
        case .isoDate: return SheetDate(iso8601: text[...]).map(SheetValue.date) ?? .text(text)
        case .number:
            guard let number = withUTF8({ SheetNumber.parse($0) }) else { return .text(text) }
            guard row.texts.styles.isDate(record.style) else { return .number(number) }
            return SheetDate(serial: number, system: row.texts.styles.dateSystem).map(SheetValue.date)
                ?? .number(number)
        }
    }

    /// The font of the cell's format; nil when the file names none. Runs of text may have others.
    package var fontName: String? { row.texts.styles.fontName(record.style) }

    /// The number format's code, such as `dd/mm/yyyy`; `General` when there is none, and of Excel's own formats, which
    /// depend on the country, the American form.
    package var numberFormat: String { row.texts.styles.numberFormat(record.style) }

    /// Whether pieces of the text have fonts of their own: `runs` then tells them.
    package var hasRuns: Bool {
        let record = record
        return switch record.kind {
        case .sharedText: !row.texts.strings.runs.isEmpty && row.texts.strings.runs[record.start] != nil
        case .text: !row.runs.isEmpty && row.runs[record.start] != nil
        default: false
        }
    }

    /// The text in pieces with their fonts. One piece without a font for a cell that is written in one.
    package var runs: [SheetTextRun] {
        let record = record
        let pieces: [SheetText.Run]? =
            record.kind == .sharedText ? row.texts.strings.runs[record.start] : row.runs[record.start]
        guard let pieces else { return [SheetTextRun(text: text, fontName: nil)] }
        return withUTF8 { bytes in
            pieces.indices.map { index in
                let end = index + 1 < pieces.count ? Int(pieces[index + 1].start) : bytes.count
                let piece = bytes[Int(pieces[index].start)..<end]
                return SheetTextRun(
                    text: String(decoding: piece, as: UTF8.self),
                    fontName: pieces[index].fontName
                )
            }
        }
    }
}
