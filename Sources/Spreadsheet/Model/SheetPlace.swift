/// Where in a file something is, as far as that is known.
package struct SheetPlace: Equatable, Hashable, Sendable {
    /// The sheet, or the part of the workbook such as `xl/styles.xml`. Nil for text and for the file as a whole.
    package var part: String?
    /// The row as Excel numbers it, from 1.
    package var row: Int?
    /// The column, from 0.
    package var column: Int?

    package init(part: String? = nil, row: Int? = nil, column: Int? = nil) {
        self.part = part
        self.row = row
        self.column = column
    }

    /// The file as a whole.
    package static let file = SheetPlace()
}

extension SheetPlace: CustomStringConvertible {
    /// Such as `xl/worksheets/sheet1.xml, cell C7`.
    package var description: String {
        let cell = column.map { SheetColumn.letters($0) }
        let inside: String? =
            switch (row, cell) {
            case (let row?, let cell?): "cell \(cell)\(row)"
            case (let row?, nil): "row \(row)"
            case (nil, let cell?): "column \(cell)"
            case (nil, nil): nil
            }
        let words = [part, inside].compactMap { $0 }
        return words.isEmpty ? "the file" : words.joined(separator: ", ")
    }
}

/// Columns as Excel names them.
package enum SheetColumn {
    /// `A` for 0, `Z` for 25, `AA` for 26. Empty for a negative number.
    package static func letters(_ column: Int) -> String {
        var rest = column
        var letters: [UInt8] = []
        while rest >= 0 {
            letters.append(UInt8(ascii: "A") + UInt8(rest % 26))
            rest = rest / 26 - 1
        }
        return String(decoding: letters.reversed(), as: UTF8.self)
    }
}
