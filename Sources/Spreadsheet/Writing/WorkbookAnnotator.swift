import CLibZip
import Foundation

/// What is to be said about a row.
package struct SheetRemark: Equatable, Sendable {
    /// As Excel numbers it, from 1.
    package var row: Int
    package var text: String
    /// Written in bold, as the head of the column of remarks.
    package var isHeading: Bool

    package init(row: Int, text: String, isHeading: Bool = false) {
        self.row = row
        self.text = text
        self.isHeading = isHeading
    }
}

/// Hands a workbook back as it came, with a column of remarks in one of its sheets.
package struct WorkbookAnnotator {
    /// The column of remarks, from 0. Where an annotated row has cells with content there or beyond, it is refused;
    /// `SheetRows.columnCount` at the end of a sheet is free in all rows.
    package var column: Int
    /// In characters.
    package var columnWidth = 50.0
    /// A font that has every letter of Vietnamese: the sheet's own may be one of an older encoding.
    package var fontName = "Times New Roman"
    package var fontSizePoints = 11
    /// Red, green and blue as `0xRRGGBB`.
    package var fontColour: UInt32 = 0xC00000

    package init(column: Int) { self.column = column }

    /// Writes a copy of the workbook at `path` to `target`, with the remarks, which come in the order of their rows and
    /// one a row, as further cells of one sheet. All other entries of the archive are copied byte for byte, and of the
    /// sheet everything but the rows that get a remark; those keep their cells, heights and styles. What stood at
    /// `target` is replaced, in one step; after an error it still stands there.
    package func annotate(
        path: String,
        sheet: Int = 0,
        remarks: some Sequence<SheetRemark>,
        target: String,
        limits: SheetLimits = SheetLimits()
    ) throws(SheetError) {
        guard (0..<limits.columns).contains(column) else { throw .limit(.columns, .file) }
        guard case .zip = try SheetFileKind.of(path: path, limits: limits) else { throw .zipWithoutWorkbook }
        let workbook = try WorkbookPackage(path: path, limits: limits)
        guard workbook.sheets.indices.contains(sheet) else { throw .noSuchSheet(sheet) }
        let (index, unpacked) = try workbook.entry(of: sheet)
        let rewritten = target + ".sheet-" + UUID().uuidString
        defer { unlink(rewritten) }
        let output = try OutputFile(path: rewritten)
        let writer = RemarkWriter(annotator: self, limits: limits)
        let handler = RemarkHandler(
            part: workbook.sheets[sheet].part,
            remarks: AnyIterator(remarks.makeIterator()),
            writer: writer,
            output: output,
            limits: limits
        )
        let xml = try XMLPart(entry: unpacked, handler: handler)
        xml.onBytes = { handler.receive($0) }
        while try xml.step() { try handler.copySettled() }
        try handler.finish()
        try output.finish()
        try Self.replace(entry: index, of: path, with: rewritten, target: target)
    }

    /// Copies the archive to `target` with one entry exchanged.
    private static func replace(
        entry: UInt64,
        of path: String,
        with rewritten: String,
        target: String
    ) throws(SheetError) {
        let unfinished = target + ".part-" + UUID().uuidString
        defer { unlink(unfinished) }
        try copy(path, to: unfinished)
        var code: Int32 = 0
        guard let archive = zip_open(unfinished, 0, &code) else { throw .damaged(.archive, .file) }
        guard let source = zip_source_file(archive, rewritten, 0, -1) else {
            zip_discard(archive)
            throw .unwritable("no memory")
        }
        guard zip_file_replace(archive, entry, source, 0) == 0 else {
            zip_source_free(source)
            zip_discard(archive)
            throw .unwritable("the sheet cannot be exchanged")
        }
        guard zip_set_file_compression(archive, entry, Int32(ZIP_CM_DEFLATE), packingLevel) == 0 else {
            zip_discard(archive)
            throw .unwritable("the sheet cannot be packed")
        }
        guard zip_close(archive) == 0 else {
            let reason = zip_strerror(archive).map { String(cString: $0) }
            zip_discard(archive)
            throw .unwritable(reason ?? "the archive cannot be written")
        }
        guard rename(unfinished, target) == 0 else { throw .unwritable(String(cString: strerror(errno))) }
    }

    /// The library's own choice is the highest, which takes several times as long for a few per cent.
    private static let packingLevel: UInt32 = 4

    private static func copy(_ path: String, to target: String) throws(SheetError) {
        let source = try SheetFile(path: path)
        let output = try OutputFile(path: target)
        var piece = [UInt8](repeating: 0, count: 256 << 10)
        while true {
            let count = try source.readFully(into: &piece)
            guard count > 0 else { break }
            try output.write(piece[..<count])
        }
        try output.finish()
    }
}
