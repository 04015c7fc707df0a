/// How much of everything a file may hold. The values are for one upload of one office; tests make them smaller.
package struct SheetLimits: Sendable {
    /// The file itself. A list of 300,000 people with 15 columns takes about 30 MB; a page of a city has a twentieth.
    package var fileBytes = 64 << 20
    /// All entries of the archive together, as its directory says; an entry that holds more than it says is refused. At
    /// 150 MB a second this is the longest that one file can keep a core busy.
    package var unpackedBytes = 1 << 30
    /// One entry. A sheet of a million rows with ten columns takes about 500 MB.
    package var entryBytes = 768 << 20
    /// Unpacked bytes for a packed one, counted for entries above `ratioFreeBytes`. Sheets stay below 40; deflate's
    /// limit, which a bomb reaches, is 1,032.
    package var compressionRatio = 150
    /// A small entry may be as dense as it likes: it can do no harm.
    package var ratioFreeBytes = 4 << 20
    /// Entries of the archive. Workbooks have 10 to 100; one with many pictures some hundreds.
    package var entries = 2_000
    /// Elements in elements. Sheets need 8, styles 10.
    package var xmlDepth = 64
    /// One tag, comment or the like. It is read again with each piece that arrives, so its length costs by the square.
    package var xmlTokenBytes = 1 << 20
    /// Sheets with cells. Workbooks of an office have 1 to 30.
    package var sheets = 512
    /// Excel's own limit.
    package var rows = 1_048_576
    /// Excel's own limit.
    package var columns = 16_384
    /// Excel's own limit for the text of a cell, in UTF-16 units.
    package var cellText = 32_767
    /// Text of one row, without what it shares with others: 30 cells at Excel's limit.
    package var rowBytes = 4 << 20
    /// Different texts of a workbook: a million rows with four names each.
    package var sharedStrings = 4_000_000
    /// All of them together, which are held in memory as long as the workbook is read.
    package var sharedStringBytes = 96 << 20
    /// Cell formats, fonts and number formats, each. Excel's own limit for cell formats is 65,490.
    package var styles = 65_536
    /// Pieces of text with a font of their own, in all shared strings together or in one row.
    package var textRuns = 200_000
    /// Merged ranges of a sheet.
    package var mergedRanges = 100_000
    /// Relations of one part.
    package var relationships = 4_000

    package init() {}

    /// UTF-8 bytes that a cell within `cellText` cannot exceed: three for each UTF-16 unit.
    var cellBytes: Int { cellText * 3 }
}
