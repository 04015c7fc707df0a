import Foundation

/// What the bytes of a file say that it is.
enum SheetFileKind {
    case zip, text

    /// Bytes from which a file is told: past a page's head of comments and blanks.
    private static let headBytes = 4096

    /// Looks at a file. Throws what it is when it is nothing that can be read here.
    static func of(path: String, limits: SheetLimits) throws(SheetError) -> SheetFileKind {
        let file = try SheetFile(path: path)
        guard file.sizeBytes <= limits.fileBytes else { throw .limit(.fileBytes, .file) }
        guard file.sizeBytes > 0 else { throw .empty }
        var head = [UInt8](repeating: 0, count: headBytes)
        let count = try file.readFully(into: &head)
        head.removeLast(head.count - count)
        if head.starts(with: [0x50, 0x4B, 0x03, 0x04]) { return .zip }
        if head.starts(with: [0x50, 0x4B, 0x05, 0x06]) { throw .zipWithoutWorkbook }
        if head.starts(with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) { throw try compoundFile(path: path) }
        // Excel 2 to 5 wrote their records without a container: the first one has up to 16 bytes.
        if head.count > 4, head[0] == 0x09, [0x00, 0x02, 0x04, 0x08].contains(head[1]), head[2] <= 16, head[3] == 0 {
            throw .oldExcel
        }
        if head.starts(with: "%PDF-".utf8) { throw .pdf }
        if head.starts(with: "{\\rtf".utf8) { throw .wordDocument }
        try refuseMarkup(head)
        if head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF]) { return .text }
        // A NUL in text is named with its row when the text is read; control characters beside it are no text at all.
        let controls = head.count { $0 < 0x20 && ![0x09, 0x0A, 0x0C, 0x0D].contains($0) }
        let nuls = head.count { $0 == 0 }
        guard nuls < 4, controls - nuls < 4 else { throw .notSpreadsheet }
        return .text
    }

    /// Pages and XML, which may begin with a mark of the encoding and with blanks.
    private static func refuseMarkup(_ head: [UInt8]) throws(SheetError) {
        let isWide = head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF])
        let narrow = isWide ? head.filter { $0 != 0 && $0 < 0xFE } : head
        let text = String(decoding: narrow, as: UTF8.self).lowercased()
        let start = text.drop { $0.isWhitespace || $0 == "\u{FEFF}" }
        if start.hasPrefix("<?xml") || start.hasPrefix("<workbook") {
            if start.contains("urn:schemas-microsoft-com:office:spreadsheet") { throw .xmlSpreadsheet2003 }
            if start.contains("<html") { throw .html }
            if start.contains("office:document") { throw .openDocument }
            throw .notSpreadsheet
        }
        for tag in ["<!doctype html", "<html", "<head", "<table", "<body", "<meta", "<style", "<div", "<!--"]
        where start.hasPrefix(tag) {
            throw .html
        }
        if start.hasPrefix("mime-version:") { throw .html }
    }

    /// What an OLE2 file is, by the names in its directory, which are UTF-16.
    private static func compoundFile(path: String) throws(SheetError) -> SheetError {
        let names: [(String, SheetError)] = [
            ("EncryptedPackage", .passwordProtected), ("Workbook", .oldExcel), ("Book", .oldExcel),
            ("WordDocument", .wordDocument),
        ]
        let wanted = names.map { name, _ in
            Data(name.utf8.reduce(into: [UInt8]()) { $0 += [$1, 0] } + [0, 0])
        }
        let overlap = 64
        let file = try SheetFile(path: path)
        var found = Set<Int>()
        var window: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 1 << 20)
        while true {
            let count = try file.readFully(into: &piece)
            guard count > 0 else { break }
            window = Array(window.suffix(overlap)) + piece[..<count]
            let data = Data(window)
            for (index, bytes) in wanted.enumerated() where data.range(of: bytes) != nil { found.insert(index) }
        }
        return found.min().map { names[$0].1 } ?? .otherCompoundFile
    }
}
