import Crypto
internal import Foundation

/// The content of an official report: one line of JSON for its head, one for each table, one for each row, each with its keys in
/// order. It is what a signature is for and what the hash is of; workbook, PDF and CSV are written from it, a row at a time, so that
/// no report is ever whole in memory.
///
///     {"format":"hoctap.report","head":{...},"version":1}
///     {"table":{"caption":"","columns":[...]}}
///     {"row":{"isTotal":false,"values":[1,"Tổ 1",12]}}
package enum OfficialContent {
    /// One line.
    package enum Line: Hashable, Sendable {
        case head(OfficialHead)
        case table(OfficialTable)
        case row(OfficialRow)
    }

    static let format = "hoctap.report"
    static let version = 1
    /// Rows of one report, at most: as many as a decision has at most, and those that add up.
    package static let mostRows = 110_000
    /// Bytes of one line: a head with its sentences.
    static let mostLineBytes = 1 << 20

    struct Document: Codable {
        var format: String?
        var version: Int?
        var head: OfficialHead?
        var table: OfficialTable?
        var row: OfficialRow?
    }
}

/// Writes the content of a report to a file.
package final class OfficialContentWriter {
    private static let bufferBytes = 256 << 10

    private let file: FileHandle
    private let encoder = JSONEncoder()
    private var buffer = Data()
    private var hash = SHA256()
    /// Rows so far.
    package private(set) var rows = 0

    /// Makes the file and writes the head.
    ///
    /// - Throws: `OfficialReportError.unwritable`.
    package init(path: String, _ head: OfficialHead) throws {
        guard FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600]),
            let file = FileHandle(forWritingAtPath: path)
        else { throw OfficialReportError.unwritable }
        self.file = file
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        try write(.init(format: OfficialContent.format, version: OfficialContent.version, head: head))
    }

    deinit { try? file.close() }

    /// Begins a table; the rows that follow are its.
    package func begin(_ table: OfficialTable) throws { try write(.init(table: table)) }

    /// Adds a row to the table begun last.
    ///
    /// - Throws: `OfficialReportError.tooManyRows`.
    package func append(_ row: OfficialRow) throws {
        guard rows < OfficialContent.mostRows else { throw OfficialReportError.tooManyRows }
        try write(.init(row: row))
        rows += 1
    }

    /// Writes what is left. Nothing may be added after it.
    ///
    /// - Returns: the sha256 of all lines.
    package func finish() throws -> [UInt8] {
        try flush()
        try file.close()
        return Array(hash.finalize())
    }

    private func write(_ line: OfficialContent.Document) throws {
        buffer.append(try encoder.encode(line))
        buffer.append(UInt8(ascii: "\n"))
        if buffer.count >= Self.bufferBytes { try flush() }
    }

    private func flush() throws {
        hash.update(data: buffer)
        try file.write(contentsOf: buffer)
        buffer.removeAll(keepingCapacity: true)
    }
}

/// Reads the content of a report line by line.
package final class OfficialContentReader {
    private static let pieceBytes = 256 << 10

    private let file: FileHandle
    private let decoder = JSONDecoder()
    private var buffer = Data()
    private var isAtEnd = false
    private var isBegun = false

    /// Opens a file that `OfficialContentWriter` wrote.
    package init(path: String) throws {
        guard let file = FileHandle(forReadingAtPath: path) else { throw OfficialReportError.unreadable }
        self.file = file
    }

    deinit { try? file.close() }

    /// The next line, the head first; nil at the end.
    ///
    /// - Throws: `OfficialReportError.unreadable` for what is no content of a report.
    package func next() throws -> OfficialContent.Line? {
        guard let bytes = try nextLine() else { return nil }
        let line = try decoder.decode(OfficialContent.Document.self, from: bytes)
        if let head = line.head, !isBegun {
            guard line.format == OfficialContent.format, line.version == OfficialContent.version else {
                throw OfficialReportError.unreadable
            }
            isBegun = true
            return .head(head)
        }
        guard isBegun else { throw OfficialReportError.unreadable }
        if let table = line.table { return .table(table) }
        if let row = line.row { return .row(row) }
        throw OfficialReportError.unreadable
    }

    private func nextLine() throws -> Data? {
        while true {
            if let end = buffer.firstIndex(of: UInt8(ascii: "\n")) {
                let line = Data(buffer[buffer.startIndex..<end])
                buffer = buffer[(end + 1)...]
                return line
            }
            guard !isAtEnd else { return nil }
            guard buffer.count < OfficialContent.mostLineBytes, let piece = try file.read(upToCount: Self.pieceBytes),
                !piece.isEmpty
            else {
                isAtEnd = true
                guard buffer.isEmpty else { throw OfficialReportError.unreadable }
                continue
            }
            buffer = Data(buffer) + piece
        }
    }
}

/// Why an official report cannot be written.
package enum OfficialReportError: Error, Hashable, Sendable {
    /// It has more rows than a report may have.
    case tooManyRows
    /// The disk takes no file.
    case unwritable
    /// A file is not the content of a report.
    case unreadable
    /// The form is for another kind of tenant.
    case notForTenant
    /// A file is larger than a file of a report may be.
    case tooLarge
    /// Somebody else makes it now.
    case lost
}
