/// A sheet of a workbook that has cells, or a text file as the one sheet that it is.
package struct SheetInfo: Equatable, Sendable {
    package enum Visibility: Sendable {
        case visible
        /// Hidden by hand; a menu shows it again.
        case hidden
        /// Hidden by a program; no menu shows it.
        case veryHidden
    }

    /// As on its tab; empty for a text file.
    package var name: String
    package var visibility: Visibility

    package init(name: String, visibility: Visibility) {
        self.name = name
        self.visibility = visibility
    }
}

/// What a file turned out to be.
package enum SheetSource: Equatable, Sendable {
    /// A workbook of Excel since 2007, or of another program in that format.
    case workbook
    /// Text with columns.
    case text(SheetTextForm)
}

/// How a text file is written.
package struct SheetTextForm: Equatable, Sendable {
    package enum Encoding: Sendable {
        case utf8, utf16LittleEndian, utf16BigEndian
        /// The code page of Windows in Vietnam. Each byte has a character of its own, so that text in an older encoding
        /// can be told from it.
        case windows1258
    }

    package var encoding: Encoding
    /// Whether the encoding is a guess: the bytes are no UTF-8 and name no other.
    package var encodingIsGuessed: Bool
    /// One of `,`, `;`, tab and `|`, or what a `sep=` line names; a byte of ASCII.
    package var delimiter: UInt8
    /// Whether the delimiter is a guess from the first rows: no `sep=` line names it.
    package var delimiterIsGuessed: Bool

    package init(encoding: Encoding, encodingIsGuessed: Bool, delimiter: UInt8, delimiterIsGuessed: Bool) {
        self.encoding = encoding
        self.encodingIsGuessed = encodingIsGuessed
        self.delimiter = delimiter
        self.delimiterIsGuessed = delimiterIsGuessed
    }
}
