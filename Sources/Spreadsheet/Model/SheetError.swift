/// Why a file cannot be read or written. The first cases tell what the file is instead of a workbook or a list, by its
/// content and whatever its name says. No case carries what stands in a cell.
package enum SheetError: Error, Equatable, Sendable {
    /// No bytes at all, or only blanks.
    case empty
    /// Excel up to 2003 (`.xls`): to be saved as `.xlsx`.
    case oldExcel
    /// A workbook that opens with a password only.
    case passwordProtected
    /// Excel's binary workbook (`.xlsb`).
    case binaryWorkbook
    /// A workbook with macros (`.xlsm`), which could be handed back to others with them.
    case macroWorkbook
    /// LibreOffice's own format (`.ods` and its relatives).
    case openDocument
    /// A page of the web, which many programs save under `.xls`.
    case html
    /// Excel's XML of 2003.
    case xmlSpreadsheet2003
    /// A PDF.
    case pdf
    /// A text document of Word, old or new, or RTF.
    case wordDocument
    /// A zip archive in which there is no workbook.
    case zipWithoutWorkbook
    /// Another kind of OLE2 file than those above.
    case otherCompoundFile
    /// Bytes that are no text and no format known here, such as a picture.
    case notSpreadsheet
    /// The workbook has no sheet with cells.
    case noSheets
    /// There is no sheet of this number.
    case noSuchSheet(Int)
    /// The file cannot be opened or read; the code is the system's (`errno`).
    case unreadable(code: Int32)
    /// More than is allowed of something.
    case limit(SheetLimit, SheetPlace)
    /// The file breaks its own format.
    case damaged(SheetDamage, SheetPlace)
    /// The file cannot be written; the text is the library's or the system's.
    case unwritable(String)
    /// A value that no workbook can hold: text with a NUL, a number that is not finite.
    case unwritableValue(SheetPlace)
    /// The row of an annotated workbook already holds cells at the column of remarks or beyond.
    case columnTaken(SheetPlace)
}

/// What there was too much of.
package enum SheetLimit: String, Equatable, Sendable {
    case fileBytes, unpackedBytes, entryBytes, compressionRatio, entries, xmlDepth, xmlTokenBytes, sheets, rows, columns
    case cellText, rowBytes, sharedStrings, sharedStringBytes, styles, textRuns, mergedRanges, relationships
}

/// How a file breaks its format.
package enum SheetDamage: String, Equatable, Sendable {
    /// The archive is cut off or inconsistent.
    case archive
    /// An entry's bytes do not match its checksum or its size.
    case checksum
    /// An entry is packed in a way that workbooks do not use, or is encrypted.
    case compression
    /// Two entries have the same name.
    case duplicateEntry
    /// An entry's name leads out of the archive.
    case entryName
    /// A part that another one names is not there.
    case missingPart
    /// A relation that leads nowhere, or names the wrong kind of part.
    case relation
    /// XML that is not well formed.
    case xml
    /// XML with a document type, where entities are declared: no workbook has one, and bombs are made of them.
    case documentType
    /// A cell's address does not fit where it stands.
    case cellReference
    /// Two cells with one address.
    case duplicateCell
    /// Rows out of their order, or twice.
    case rowOrder
    /// A cell names a shared string that is not there.
    case sharedString
    /// A cell names a style that is not there.
    case style
    /// A merged range that cannot be read.
    case mergedRange
    /// A NUL in a text.
    case nul
    /// A quotation mark that is never closed.
    case openQuote
    /// Text that is not in the encoding that it claims.
    case encoding
}
