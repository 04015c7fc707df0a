/// Writes the XML of remarks. All of it is ASCII, so that it fits every encoding that a sheet may be in.
struct RemarkWriter {
    let annotator: WorkbookAnnotator
    let limits: SheetLimits

    /// The cell of a remark. `style` is the number of the cell format, by which it gets the borders of its neighbour.
    func cell(_ remark: SheetRemark, style: Int?, prefix: String) throws(SheetError) -> String {
        guard remark.text.utf16.count <= limits.cellText else {
            throw .limit(.cellText, SheetPlace(row: remark.row, column: annotator.column))
        }
        guard !remark.text.utf8.contains(0) else {
            throw .unwritableValue(SheetPlace(row: remark.row, column: annotator.column))
        }
        let address = "\(SheetColumn.letters(annotator.column))\(remark.row)"
        let styled = style.map { " s=\"\($0)\"" } ?? ""
        let bold = remark.isHeading ? "<\(prefix)b/>" : ""
        let digits = String(annotator.fontColour & 0xFFFFFF, radix: 16, uppercase: true)
        let colour = "FF" + String(repeating: "0", count: 6 - digits.count) + digits
        return """
            <\(prefix)c r="\(address)"\(styled) t="inlineStr"><\(prefix)is><\(prefix)r><\(prefix)rPr>\(bold)\
            <\(prefix)sz val="\(annotator.fontSizePoints)"/><\(prefix)color rgb="\(colour)"/>\
            <\(prefix)rFont val="\(Self.escaped(annotator.fontName))"/></\(prefix)rPr>\
            <\(prefix)t xml:space="preserve">\(Self.escaped(SheetText.escaped(remark.text)))</\(prefix)t>\
            </\(prefix)r></\(prefix)is></\(prefix)c>
            """
    }

    /// A row that holds nothing but a remark.
    func row(_ remark: SheetRemark, prefix: String) throws(SheetError) -> String {
        "<\(prefix)row r=\"\(remark.row)\">" + (try cell(remark, style: nil, prefix: prefix)) + "</\(prefix)row>"
    }

    /// The element that says how wide the column is.
    func column(prefix: String) -> String {
        let number = annotator.column + 1
        let width = annotator.columnWidth
        return "<\(prefix)col min=\"\(number)\" max=\"\(number)\" width=\"\(width)\" customWidth=\"1\"/>"
    }

    private static func escaped(_ text: String) -> String {
        var result = ""
        result.reserveCapacity(text.utf8.count * 2)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "\n", "\t", " "..."~": result.unicodeScalars.append(scalar)
            default: result += "&#\(scalar.value);"
            }
        }
        return result
    }
}
