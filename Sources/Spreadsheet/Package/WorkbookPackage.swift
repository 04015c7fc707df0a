/// A workbook as an archive of parts: finds the parts, and reads once what all sheets share.
final class WorkbookPackage {
    struct Sheet {
        var info: SheetInfo
        /// The entry that holds its cells.
        var part: String
    }

    let sheets: [Sheet]
    private let archive: ZipArchive
    private let limits: SheetLimits
    private let dateSystem: SheetDate.System
    private let stylesPart: String?
    private let stringsPart: String?
    private var texts: SheetTexts?

    init(path: String, limits: SheetLimits) throws(SheetError) {
        let archive = try ZipArchive(path: path, limits: limits)
        let main = try Self.mainPart(of: archive, limits: limits)
        let handler = WorkbookHandler(part: main, limits: limits)
        try XMLPart(entry: try archive.open(main), handler: handler).finish()
        let relations = try archive.relationships(of: main, limits: limits)
        var sheets: [Sheet] = []
        var parts: Set<String> = []
        for sheet in handler.sheets {
            guard let relation = relations[sheet.relationship] else {
                throw .damaged(.relation, SheetPlace(part: sheet.name))
            }
            guard relation.kind == "worksheet" else { continue }
            guard archive.contains(relation.target) else {
                throw .damaged(.missingPart, SheetPlace(part: relation.target))
            }
            guard parts.insert(relation.target).inserted else {
                throw .damaged(.relation, SheetPlace(part: sheet.name))
            }
            let info = SheetInfo(name: sheet.name, visibility: sheet.visibility)
            sheets.append(Sheet(info: info, part: relation.target))
        }
        guard !sheets.isEmpty else { throw .noSheets }
        self.sheets = sheets
        self.archive = archive
        self.limits = limits
        dateSystem = handler.dateSystem
        stylesPart = relations.values.first { $0.kind == "styles" }?.target
        stringsPart = relations.values.first { $0.kind == "sharedStrings" }?.target
    }

    func rows(of sheet: Int) throws(SheetError) -> WorkbookRows {
        let part = sheets[sheet].part
        let handler = SheetHandler(part: part, texts: try sharedTexts(), limits: limits)
        return WorkbookRows(xml: try XMLPart(entry: try archive.open(part), handler: handler), handler: handler)
    }

    func mergedRanges(of sheet: Int) throws(SheetError) -> [SheetRange] {
        let part = sheets[sheet].part
        let handler = MergedRangesHandler(part: part, limits: limits)
        try XMLPart(entry: try archive.open(part), handler: handler).finish()
        return handler.ranges
    }

    /// Where a sheet's bytes are, for a copy of the workbook.
    func entry(of sheet: Int) throws(SheetError) -> (index: UInt64, unpacked: ZipEntry) {
        let part = sheets[sheet].part
        guard let entry = archive.entry(named: part) else {
            throw .damaged(.missingPart, SheetPlace(part: part))
        }
        return (entry.index, try archive.open(part))
    }

    /// Read when the first sheet is.
    private func sharedTexts() throws(SheetError) -> SheetTexts {
        if let texts { return texts }
        var styles = SheetStyles()
        styles.dateSystem = dateSystem
        if let stylesPart {
            let handler = StylesHandler(part: stylesPart, limits: limits)
            try XMLPart(entry: try archive.open(stylesPart), handler: handler).finish()
            styles = handler.styles(dateSystem: dateSystem)
        }
        var strings = SheetStrings()
        if let stringsPart {
            let handler = SharedStringsHandler(part: stringsPart, limits: limits)
            try XMLPart(entry: try archive.open(stringsPart), handler: handler).finish()
            strings = handler.takeStrings()
        }
        let read = SheetTexts(strings: strings, styles: styles)
        texts = read
        return read
    }

    /// The part that lists the sheets. Throws what the archive is when it is no workbook.
    private static func mainPart(of archive: ZipArchive, limits: SheetLimits) throws(SheetError) -> String {
        if archive.contains("mimetype"), archive.contains("content.xml") { throw .openDocument }
        let relations = try archive.relationships(of: "", limits: limits)
        guard let main = relations.values.first(where: { $0.kind == "officeDocument" })?.target else {
            throw .zipWithoutWorkbook
        }
        let folded = main.lowercased()
        if folded.hasSuffix(".bin") { throw .binaryWorkbook }
        if folded.hasPrefix("word/") { throw .wordDocument }
        if folded.hasPrefix("ppt/") { throw .zipWithoutWorkbook }
        guard archive.contains(main) else { throw .damaged(.missingPart, SheetPlace(part: main)) }
        if archive.names.contains(where: { $0.lowercased().hasSuffix("vbaproject.bin") }) { throw .macroWorkbook }
        return main
    }
}

/// The rows of a workbook's sheet.
final class WorkbookRows {
    private let xml: XMLPart
    private let handler: SheetHandler
    private var isOver = false
    /// What stopped the reading; thrown when the rows before it are handed out.
    private var failure: SheetError?

    init(xml: XMLPart, handler: SheetHandler) {
        self.xml = xml
        self.handler = handler
    }

    var columnCount: Int { handler.columnCount }
    var mergedRanges: [SheetRange] { handler.mergedRanges }

    func next() throws(SheetError) -> SheetRow? {
        while true {
            if let row = handler.takeRow() { return row }
            if let failure {
                self.failure = nil
                throw failure
            }
            guard !isOver else { return nil }
            do {
                // The part is read to its end even after the last row: only there its checksum is known.
                isOver = try !xml.step()
            } catch {
                isOver = true
                failure = error
            }
        }
    }
}
