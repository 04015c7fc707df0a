/// A text file, turned into UTF-8 piece by piece.
final class TextFile {
    /// Bytes of the file a piece.
    static let pieceBytes = 64 << 10

    let form: SheetTextForm
    private let file: SheetFile
    private var raw = [UInt8](repeating: 0, count: TextFile.pieceBytes)
    private var decoder: TextDecoder

    /// Opens a file whose form is known, behind the mark of its encoding and a `sep=` line.
    init(path: String, form: SheetTextForm) throws(SheetError) {
        self.form = form
        file = try SheetFile(path: path)
        decoder = TextDecoder(encoding: form.encoding)
        let count = try file.readFully(into: &raw)
        let mark = Self.mark(raw[..<count])?.length ?? 0
        var head: [UInt8] = []
        try decoder.decode(raw[mark..<min(count, mark + 64)], isLast: count <= mark + 64, into: &head)
        let skipped = form.delimiterIsGuessed ? 0 : TextDelimiter.declared(head)?.lineBytes ?? 0
        decoder = TextDecoder(encoding: form.encoding)
        let isWide = form.encoding == .utf16LittleEndian || form.encoding == .utf16BigEndian
        try file.seek(to: mark + (isWide ? skipped * 2 : skipped))
    }

    /// Replaces the piece by the next one, as UTF-8. Returns false at the end.
    func next(into piece: inout [UInt8]) throws(SheetError) -> Bool {
        piece.removeAll(keepingCapacity: true)
        let count = try file.readFully(into: &raw)
        try decoder.decode(raw[..<count], isLast: count < raw.count, into: &piece)
        return count > 0
    }

    /// Finds out how a file is written. Reads all of it when no mark names the encoding: one byte in the last row may
    /// tell that it is no UTF-8.
    static func form(path: String, limits: SheetLimits) throws(SheetError) -> SheetTextForm {
        let file = try SheetFile(path: path)
        var raw = [UInt8](repeating: 0, count: pieceBytes)
        let count = try file.readFully(into: &raw)
        raw.removeLast(raw.count - count)
        let mark = mark(raw[...])
        let isUTF8 = try mark == nil ? isUTF8(path: path) : false
        let encoding = mark?.encoding ?? (isUTF8 ? .utf8 : .windows1258)
        var decoder = TextDecoder(encoding: encoding)
        var sample: [UInt8] = []
        let isWhole = file.sizeBytes <= count
        try decoder.decode(raw[(mark?.length ?? 0)...], isLast: isWhole, into: &sample)
        let hasText = sample.contains { $0 > 0x20 }
        guard hasText || !isWhole else { throw .empty }
        let declared = TextDelimiter.declared(sample)
        return SheetTextForm(
            encoding: encoding,
            encodingIsGuessed: mark == nil && !isUTF8,
            delimiter: declared?.delimiter ?? TextDelimiter.guess(sample, isWhole: isWhole),
            delimiterIsGuessed: declared == nil
        )
    }

    private static func mark(_ head: ArraySlice<UInt8>) -> (encoding: SheetTextForm.Encoding, length: Int)? {
        if head.starts(with: [0xEF, 0xBB, 0xBF]) { return (.utf8, 3) }
        if head.starts(with: [0xFF, 0xFE]) { return (.utf16LittleEndian, 2) }
        if head.starts(with: [0xFE, 0xFF]) { return (.utf16BigEndian, 2) }
        return nil
    }

    private static func isUTF8(path: String) throws(SheetError) -> Bool {
        let file = try SheetFile(path: path)
        var raw = [UInt8](repeating: 0, count: pieceBytes)
        var decoder = TextDecoder(encoding: .utf8)
        var piece: [UInt8] = []
        while true {
            let count = try file.readFully(into: &raw)
            piece.removeAll(keepingCapacity: true)
            do {
                try decoder.decode(raw[..<count], isLast: count < raw.count, into: &piece)
            } catch {
                return false
            }
            if count < raw.count { return true }
        }
    }
}
