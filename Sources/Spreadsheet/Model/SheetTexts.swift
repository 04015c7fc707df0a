/// What the cells of a workbook refer to: shared strings and formats. Fixed once it is read.
final class SheetTexts: Sendable {
    let strings: SheetStrings
    let styles: SheetStyles

    init(strings: SheetStrings, styles: SheetStyles) {
        self.strings = strings
        self.styles = styles
    }

    /// Of a text file, where nothing is shared.
    static let none = SheetTexts(strings: SheetStrings(), styles: SheetStyles())
}

/// The shared strings of a workbook, one behind the other in one piece of memory.
struct SheetStrings: Sendable {
    /// The bytes of all, as UTF-8.
    var bytes: [UInt8] = []
    /// Where each begins, and at the end where the last one ends.
    var starts: [UInt32] = [0]
    /// Those that are written in several fonts, by their number.
    var runs: [UInt32: [SheetText.Run]] = [:]

    var count: Int { starts.count - 1 }

    func isEmpty(_ index: Int) -> Bool { starts[index] == starts[index + 1] }

    func withUTF8<Result>(_ index: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        bytes.withUnsafeBufferPointer { bytes in
            body(UnsafeBufferPointer(rebasing: bytes[Int(starts[index])..<Int(starts[index + 1])]))
        }
    }
}

/// Text in a workbook's XML.
enum SheetText {
    /// A piece of a text with a font of its own.
    struct Run: Sendable {
        /// Where it begins, in bytes from the beginning of the text. It ends where the next begins.
        var start: UInt32
        var fontName: String?
    }

    /// Resolves `_x000D_` and the like from `start` on: how workbooks write what XML cannot. An escaped NUL and half a
    /// surrogate pair stay as they are written: no text can hold them.
    static func unescape(_ bytes: inout [UInt8], from start: Int) {
        guard let first = escape(in: bytes, from: start) else { return }
        var (read, write) = (first, first)
        while read < bytes.count {
            if bytes[read] == UInt8(ascii: "_"), let (scalar, length) = scalar(in: bytes, at: read) {
                for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter {
                    bytes[write] = byte
                    write += 1
                }
                read += length
            } else {
                bytes[write] = bytes[read]
                (read, write) = (read + 1, write + 1)
            }
        }
        bytes.removeLast(bytes.count - write)
    }

    /// The text with everything that XML or the reader above would change written as `_xHHHH_`.
    static func escaped(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for (offset, scalar) in zip(text.unicodeScalars.indices, text.unicodeScalars) {
            if mustBeEscaped(scalar) {
                result.append(contentsOf: "_x\(hex(scalar.value))_".unicodeScalars)
            } else if scalar == "_", isEscape(text.unicodeScalars[offset...].prefix(7)) {
                result.append(contentsOf: "_x005F_".unicodeScalars)
            } else {
                result.append(scalar)
            }
        }
        return String(result)
    }

    /// Whether `escaped` would change the text.
    static func needsEscape(_ text: String) -> Bool {
        var bytes = text.utf8.makeIterator()
        while let byte = bytes.next() {
            // U+FFFE and U+FFFF begin with EF; so do others, which `escaped` then leaves as they are.
            if byte < 0x20 && byte != 0x09 && byte != 0x0A || byte == UInt8(ascii: "_") || byte == 0xEF { return true }
        }
        return false
    }

    private static func mustBeEscaped(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 0x20 && scalar != "\t" && scalar != "\n" || scalar.value == 0xFFFE || scalar.value == 0xFFFF
    }

    private static func hex(_ value: UInt32) -> String {
        let digits = String(value, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }

    private static func isEscape(_ scalars: Substring.UnicodeScalarView.SubSequence) -> Bool {
        let values = scalars.map(\.value)
        return values.count == 7 && values[1] == 0x78 && values[6] == 0x5F
            && values[2..<6].allSatisfy { $0 < 128 && hexDigit(UInt8($0)) != nil }
    }

    /// Where the first `_x` is.
    private static func escape(in bytes: [UInt8], from start: Int) -> Int? {
        guard bytes.count - start >= 7 else { return nil }
        return (start...(bytes.count - 7)).first { index in
            bytes[index] == UInt8(ascii: "_") && bytes[index + 1] == UInt8(ascii: "x")
        }
    }

    /// The scalar that an escape at a place stands for, and how many bytes it takes there: one escape or a pair.
    private static func scalar(in bytes: [UInt8], at index: Int) -> (Unicode.Scalar, Int)? {
        guard let unit = unit(in: bytes, at: index), unit != 0 else { return nil }
        if let scalar = Unicode.Scalar(unit) { return (scalar, 7) }
        guard UTF16.isLeadSurrogate(unit), let next = self.unit(in: bytes, at: index + 7), UTF16.isTrailSurrogate(next)
        else { return nil }
        let value = 0x10000 + (UInt32(unit) - 0xD800) << 10 + (UInt32(next) - 0xDC00)
        return Unicode.Scalar(value).map { ($0, 14) }
    }

    private static func unit(in bytes: [UInt8], at index: Int) -> UInt16? {
        guard index + 7 <= bytes.count, bytes[index] == UInt8(ascii: "_"), bytes[index + 1] == UInt8(ascii: "x"),
            bytes[index + 6] == UInt8(ascii: "_")
        else { return nil }
        var unit: UInt16 = 0
        for digit in bytes[(index + 2)..<(index + 6)] {
            guard let value = hexDigit(digit) else { return nil }
            unit = unit << 4 | UInt16(value)
        }
        return unit
    }

    private static func hexDigit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        default: nil
        }
    }
}
