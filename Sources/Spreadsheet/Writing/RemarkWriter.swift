/// Writes the XML of remarks. All of it is ASCII, so that it fits every encoding that a sheet may be in.
struct RemarkWriter {
    private let annotator: WorkbookAnnotator
    private let limits: SheetLimits
    private let letters: String
    /// The prefix of the sheet's elements with its colon, such as `x:`, or nothing.
    private let prefix: String
    /// What stands between the cell's attributes and its text, plain and bold, and behind the text.
    private let head: [UInt8]
    private let boldHead: [UInt8]
    private let tail: [UInt8]

    /// The column, from 0, in which remarks stand.
    var column: Int { annotator.column }

    init(annotator: WorkbookAnnotator, limits: SheetLimits, prefix: String = "") {
        self.annotator = annotator
        self.limits = limits
        self.prefix = prefix
        letters = SheetColumn.letters(annotator.column)
        let digits = String(annotator.fontColour & 0xFFFFFF, radix: 16, uppercase: true)
        let colour = "FF" + String(repeating: "0", count: 6 - digits.count) + digits
        let start = " t=\"inlineStr\"><\(prefix)is><\(prefix)r><\(prefix)rPr>"
        let look = """
            <\(prefix)sz val="\(annotator.fontSizePoints)"/><\(prefix)color rgb="\(colour)"/><\(prefix)rFont val="
            """
        let end = "\"/></\(prefix)rPr><\(prefix)t xml:space=\"preserve\">"
        var font: [UInt8] = []
        Self.escape(annotator.fontName, into: &font)
        head = Array((start + look).utf8) + font + Array(end.utf8)
        boldHead = Array("\(start)<\(prefix)b/>\(look)".utf8) + font + Array(end.utf8)
        tail = Array("</\(prefix)t></\(prefix)r></\(prefix)is></\(prefix)c>".utf8)
    }

    /// The same for a sheet whose elements have this prefix.
    func with(prefix: String) -> RemarkWriter {
        prefix == self.prefix ? self : RemarkWriter(annotator: annotator, limits: limits, prefix: prefix)
    }

    /// Appends the cell of a remark. `style` is the number of the cell format, by which it gets its neighbour's borders.
    func appendCell(_ remark: SheetRemark, style: Int?, to xml: inout [UInt8]) throws(SheetError) {
        let place = SheetPlace(row: remark.row, column: column)
        guard remark.text.utf8.count <= limits.cellText || remark.text.utf16.count <= limits.cellText else {
            throw .limit(.cellText, place)
        }
        guard !remark.text.utf8.contains(0) else { throw .unwritableValue(place) }
        let styled = style.map { " s=\"\($0)\"" } ?? ""
        xml += "<\(prefix)c r=\"\(letters)\(remark.row)\"\(styled)".utf8
        xml += remark.isHeading ? boldHead : head
        Self.escape(SheetText.needsEscape(remark.text) ? SheetText.escaped(remark.text) : remark.text, into: &xml)
        xml += tail
    }

    /// A row that holds nothing but a remark.
    func row(_ remark: SheetRemark) throws(SheetError) -> [UInt8] {
        var xml = Array("<\(prefix)row r=\"\(remark.row)\">".utf8)
        try appendCell(remark, style: nil, to: &xml)
        return xml + endTag("row")
    }

    /// `</row>` with the sheet's prefix.
    func endTag(_ name: String) -> [UInt8] { Array("</\(prefix)\(name)>".utf8) }

    /// `<row>` with the sheet's prefix.
    func startTag(_ name: String) -> [UInt8] { Array("<\(prefix)\(name)>".utf8) }

    /// The element that says how far the cells reach.
    func dimension(_ range: SheetRange, isEmptyElement: Bool) -> [UInt8] {
        let first = "\(SheetColumn.letters(range.columns.lowerBound))\(range.rows.lowerBound)"
        let reference = "\(first):\(letters)\(range.rows.upperBound)"
        return Array("<\(prefix)dimension ref=\"\(reference)\"\(isEmptyElement ? "/>" : ">")".utf8)
    }

    /// The element that says how wide the column is.
    func columnWidth() -> [UInt8] {
        let (number, width) = (column + 1, annotator.columnWidth)
        return Array("<\(prefix)col min=\"\(number)\" max=\"\(number)\" width=\"\(width)\" customWidth=\"1\"/>".utf8)
    }

    private static func escape(_ text: String, into xml: inout [UInt8]) {
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": xml += "&amp;".utf8
            case "<": xml += "&lt;".utf8
            case ">": xml += "&gt;".utf8
            case "\"": xml += "&quot;".utf8
            case "\n", "\t", " "..."~": xml.append(UInt8(truncatingIfNeeded: scalar.value))
            default: xml += "&#\(scalar.value);".utf8
            }
        }
    }
}
