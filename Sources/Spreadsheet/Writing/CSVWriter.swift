/// Writes a text file with columns as RFC 4180 has it, with the mark by which Excel knows UTF-8. Not for several tasks.
package final class CSVWriter {
    package struct Options: Sendable {
        /// A byte of ASCII.
        package var delimiter = UInt8(ascii: ",")
        /// Puts an apostrophe before text that a program would take for a formula. Readers see the apostrophe: to be
        /// left out only where the file goes to a program that reckons nothing.
        package var guardsFormulas = true
        /// The mark of UTF-8, without which Excel takes the file for the system's code page.
        package var hasByteOrderMark = true

        package init() {}
    }

    private let file: OutputFile
    private let options: Options
    private var row: [UInt8] = []
    private var rowNumber = 0

    /// Makes the file; what stood there is replaced.
    package init(path: String, options: Options = Options()) throws(SheetError) {
        file = try OutputFile(path: path)
        self.options = options
        if options.hasByteOrderMark { try file.write([0xEF, 0xBB, 0xBF]) }
    }

    /// Adds a row. Dates are written as ISO 8601, numbers with a point, bools as `TRUE` and `FALSE`. Throws for a text
    /// with a NUL and a number that is not finite.
    package func append(_ values: [SheetOutput]) throws(SheetError) {
        rowNumber += 1
        row.removeAll(keepingCapacity: true)
        for (column, value) in values.enumerated() {
            if column > 0 { row.append(options.delimiter) }
            switch value {
            case .empty: break
            case .text(let text):
                guard append(text) else { throw .unwritableValue(SheetPlace(row: rowNumber, column: column)) }
            case .number(let number):
                guard number.isFinite else { throw .unwritableValue(SheetPlace(row: rowNumber, column: column)) }
                let whole = Int(exactly: number).map { String($0) }
                row.append(contentsOf: (whole ?? String(number)).utf8)
            case .date(let date): row.append(contentsOf: date.description.utf8)
            case .bool(let bool): row.append(contentsOf: (bool ? "TRUE" : "FALSE").utf8)
            }
        }
        row.append(0x0D)
        row.append(0x0A)
        try file.write(row)
    }

    /// Writes what is left. Nothing may be added after it.
    package func finish() throws(SheetError) { try file.finish() }

    /// Adds a text to the row, in quotation marks where it needs them. Returns false when it cannot be written.
    private func append(_ text: String) -> Bool {
        var (needsMarks, hasMark) = (false, false)
        for byte in text.utf8 {
            if byte == 0 { return false }
            // Every usual delimiter, not only ours: a program may guess another, and a cell must not fall in two.
            if byte == UInt8(ascii: "\"") {
                hasMark = true
            } else if byte < 0x20 || byte == UInt8(ascii: ",") || byte == UInt8(ascii: ";")
                || byte == UInt8(ascii: "|") || byte == options.delimiter
            {
                needsMarks = true
            }
        }
        let isGuarded = options.guardsFormulas && SheetFormulaGuard.isFormula(text)
        needsMarks = needsMarks || hasMark || text.utf8.first == 0x20 || text.utf8.last == 0x20
        if needsMarks { row.append(UInt8(ascii: "\"")) }
        if isGuarded { row.append(UInt8(ascii: "'")) }
        if hasMark {
            for byte in text.utf8 {
                if byte == UInt8(ascii: "\"") { row.append(byte) }
                row.append(byte)
            }
        } else {
            row.append(contentsOf: text.utf8)
        }
        if needsMarks { row.append(UInt8(ascii: "\"")) }
        return true
    }
}

/// Knows text that a program would run when it opens a text file.
package enum SheetFormulaGuard {
    /// Whether a text begins as a formula does: `=`, `+`, `-`, `@`, or their full-width forms, with or without blanks
    /// and marks that nobody sees before them, or with a tab or line end, behind which a program may begin anew.
    package static func isFormula(_ text: String) -> Bool {
        for scalar in text.unicodeScalars {
            switch scalar {
            case "=", "+", "-", "@", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}", "\u{2212}", "\t", "\r", "\n":
                return true
            case " ", "\u{A0}", "\u{3000}", "\u{200B}", "\u{200E}", "\u{200F}", "\u{FEFF}", "\u{2060}":
                continue
            default: return false
            }
        }
        return false
    }
}
