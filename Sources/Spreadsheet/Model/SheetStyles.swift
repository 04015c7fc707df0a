/// The cell formats of a workbook, as far as they tell something about what a cell holds.
struct SheetStyles: Sendable {
    struct Format: Sendable {
        var font: Int
        var numberFormat: Int
        var isDate = false
    }

    private var formats: [Format] = []
    private var fontNames: [String] = []
    private var codes: [Int: String] = [:]
    var dateSystem = SheetDate.System.from1900

    /// No formats: every number is a number.
    init() {}

    init(formats: [Format], fontNames: [String], codes: [Int: String], dateSystem: SheetDate.System) {
        self.formats = formats
        self.fontNames = fontNames
        self.codes = codes
        self.dateSystem = dateSystem
        for index in formats.indices {
            let id = formats[index].numberFormat
            let isDate = codes[id].map(SheetNumberFormat.isDate) ?? SheetNumberFormat.isBuiltInDate(id)
            self.formats[index].isDate = isDate
        }
    }

    /// Nil where the file has no styles at all, and then any number may be named.
    var count: Int? { formats.isEmpty ? nil : formats.count }

    func isDate(_ style: UInt32) -> Bool {
        Int(style) < formats.count && formats[Int(style)].isDate
    }

    func fontName(_ style: UInt32) -> String? {
        guard Int(style) < formats.count, fontNames.indices.contains(formats[Int(style)].font) else { return nil }
        let name = fontNames[formats[Int(style)].font]
        return name.isEmpty ? nil : name
    }

    func numberFormat(_ style: UInt32) -> String {
        guard Int(style) < formats.count else { return SheetNumberFormat.general }
        let id = formats[Int(style)].numberFormat
        return codes[id] ?? SheetNumberFormat.builtIn[id] ?? SheetNumberFormat.general
    }
}

/// Codes that say how a number is shown.
package enum SheetNumberFormat {
    /// How Excel shows what has no format.
    package static let general = "General"

    /// Formats that a file names by number only, in their American form.
    static let builtIn: [Int: String] = [
        0: general, 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?",
        13: "# ??/??", 14: "mm-dd-yy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM",
        20: "h:mm", 21: "h:mm:ss", 22: "m/d/yy h:mm", 37: "#,##0 ;(#,##0)", 38: "#,##0 ;[Red](#,##0)",
        39: "#,##0.00;(#,##0.00)", 40: "#,##0.00;[Red](#,##0.00)", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mmss.0",
        48: "##0.0E+0", 49: "@",
    ]

    /// Whether a format that is named by number only shows a day. Beside the general ones these are the formats of
    /// eastern Asia, which Excel writes where the system's country has them.
    static func isBuiltInDate(_ id: Int) -> Bool {
        switch id {
        case 14...17, 22, 27...31, 36, 50...54, 57, 58: true
        default: false
        }
    }

    /// Whether a code shows a day: year or day, or a month that is no minute. What stands in quotation marks, behind a
    /// backslash or in brackets is text, colour or country; `[h]` is a length of time. Only the part for positive
    /// numbers counts.
    static func isDate(_ code: String) -> Bool {
        var (hasDay, hasMonth, hasClock) = (false, false, false)
        var bytes = code.utf8.makeIterator()
        scan: while let byte = bytes.next() {
            switch byte {
            case UInt8(ascii: "\""):
                while let next = bytes.next(), next != UInt8(ascii: "\"") {}
            case UInt8(ascii: "\\"), UInt8(ascii: "_"), UInt8(ascii: "*"):
                _ = bytes.next()
            case UInt8(ascii: "["):
                var inside: [UInt8] = []
                while let next = bytes.next(), next != UInt8(ascii: "]") { inside.append(next | 0x20) }
                if let first = inside.first, "hms".utf8.contains(first), inside.allSatisfy({ $0 == first }) {
                    return false
                }
            case UInt8(ascii: ";"):
                break scan
            default:
                switch byte | 0x20 {
                case UInt8(ascii: "y"), UInt8(ascii: "d"): hasDay = true
                case UInt8(ascii: "m"): hasMonth = true
                case UInt8(ascii: "h"), UInt8(ascii: "s"): hasClock = true
                default: break
                }
            }
        }
        return hasDay || hasMonth && !hasClock
    }
}
