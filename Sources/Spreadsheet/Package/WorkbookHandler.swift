/// Reads the part that lists the sheets.
final class WorkbookHandler: XMLHandler {
    struct Sheet {
        var name: String
        var visibility: SheetInfo.Visibility
        /// The relation that leads to the sheet's part.
        var relationship: String
    }

    private(set) var sheets: [Sheet] = []
    private(set) var dateSystem = SheetDate.System.from1900
    private var isInSheets = false

    override func start(_ name: XMLName, _ attributes: XMLAttributes) {
        if depth == 2 {
            isInSheets = name == "sheets"
            if name == "workbookPr", let date1904 = attributes.value("date1904"), date1904.isTrue {
                dateSystem = .from1904
            }
        } else if depth == 3, isInSheets, name == "sheet" {
            guard sheets.count < limits.sheets else { return fail(.sheets) }
            guard let name = attributes.value("name")?.string, let id = attributes.value("id")?.string else {
                return fail(.relation)
            }
            var visibility = SheetInfo.Visibility.visible
            if let state = attributes.value("state") {
                if state == "hidden" { visibility = .hidden } else if state == "veryHidden" { visibility = .veryHidden }
            }
            sheets.append(Sheet(name: name, visibility: visibility, relationship: id))
        }
    }
}

/// Reads the part that describes how cells look.
final class StylesHandler: XMLHandler {
    private enum Section {
        case numberFormats, fonts, cellFormats, other
    }

    private var section = Section.other
    private var formats: [SheetStyles.Format] = []
    private var fontNames: [String] = []
    private var codes: [Int: String] = [:]

    func styles(dateSystem: SheetDate.System) -> SheetStyles {
        SheetStyles(formats: formats, fontNames: fontNames, codes: codes, dateSystem: dateSystem)
    }

    override func start(_ name: XMLName, _ attributes: XMLAttributes) {
        if depth == 2 {
            section =
                if name == "numFmts" {
                    .numberFormats
                } else if name == "fonts" {
                    .fonts
                } else if name == "cellXfs" {
                    .cellFormats
                } else {
                    .other
                }
            return
        }
        switch section {
        case .numberFormats where depth == 3: numberFormat(attributes)
        case .fonts where depth == 3:
            guard fontNames.count < limits.styles else { return fail(.styles) }
            fontNames.append("")
        case .fonts where depth == 4 && name == "name":
            guard !fontNames.isEmpty, let value = attributes.value("val")?.string else { return }
            fontNames[fontNames.count - 1] = value
        case .cellFormats where depth == 3:
            guard formats.count < limits.styles else { return fail(.styles) }
            formats.append(
                SheetStyles.Format(
                    font: attributes.value("fontId")?.decimal ?? 0,
                    numberFormat: attributes.value("numFmtId")?.decimal ?? 0
                )
            )
        default: break
        }
    }

    private func numberFormat(_ attributes: XMLAttributes) {
        guard let id = attributes.value("numFmtId")?.decimal, let code = attributes.value("formatCode")?.string else {
            return
        }
        guard codes.count < limits.styles else { return fail(.styles) }
        codes[id] = code
    }
}

/// Reads the merged ranges of a sheet and nothing else.
final class MergedRangesHandler: XMLHandler {
    private(set) var ranges: [SheetRange] = []
    private var isInMergeCells = false

    override func start(_ name: XMLName, _ attributes: XMLAttributes) {
        if depth == 2 {
            isInMergeCells = name == "mergeCells"
        } else if isInMergeCells, depth == 3, name == "mergeCell" {
            guard ranges.count < limits.mergedRanges else { return fail(.mergedRanges) }
            guard let range = attributes.value("ref").flatMap({ SheetRange(reference: $0) }),
                range.rows.upperBound <= limits.rows, range.columns.upperBound < limits.columns
            else { return fail(.mergedRange) }
            ranges.append(range)
        }
    }
}
