internal import Foundation
internal import NIOCore

/// One file out of a form of a browser's (`multipart/form-data`, RFC 7578), written to disk as it comes in: memory holds
/// a piece of it at most.
struct FormUpload: Sendable {
    /// The small fields that stood before the file.
    let fields: [String: String]
    /// As the person's computer calls the file; empty when none was chosen.
    let fileName: String
    /// Bytes of the file.
    let sizeBytes: Int

    /// Reads the body of a request into the file `path`, which nobody else may read.
    /// - Throws: `Problem`: another kind of body, too large, not to be read.
    static func read(_ request: WebRequest, to path: String) async throws -> FormUpload {
        guard request.contentType == "multipart/form-data",
            let boundary = boundary(request.headers[.contentType] ?? "")
        else { throw Problem(.unsupportedMediaType) }
        guard FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600]),
            let handle = FileHandle(forWritingAtPath: path)
        else { throw Problem(.internalError) }
        defer { try? handle.close() }
        var parser = FormParts(boundary: boundary)
        try await request.body.read(upTo: request.limits.bodyBytes) { piece in
            let bytes = try parser.take(Array(piece.readableBytesView))
            if !bytes.isEmpty { try handle.write(contentsOf: bytes) }
        }
        guard parser.isWhole else { throw Problem(.badRequest) }
        return FormUpload(fields: parser.fields, fileName: parser.fileName ?? "", sizeBytes: parser.fileBytes)
    }

    /// What a type such as `multipart/form-data; boundary=x` names; nil if it names nothing that may be one.
    static func boundary(_ type: String) -> String? {
        for part in type.split(separator: ";").dropFirst() {
            let pair = part.split(separator: "=", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
            guard pair.count == 2, pair[0].lowercased() == "boundary" else { continue }
            let text = pair[1].trimmingCharacters(in: CharacterSet(charactersIn: "\""))
            return (1...70).contains(text.utf8.count) ? text : nil
        }
        return nil
    }
}

/// The parts of such a body, told from each other as the bytes come in.
///
///     preamble --boundary--> head --empty line--> field or file --boundary--> head ... --closing boundary--> whole
struct FormParts: Sendable {
    private enum Place: Sendable {
        case preamble
        case head
        case field(String)
        case file
        case whole
    }

    /// A head of a part has two or three lines.
    private static let mostHeadBytes = 8 * 1024
    /// The fields beside a file are a key and a few choices.
    private static let mostFieldBytes = 4 * 1024
    private static let mostFields = 20

    private let delimiter: [UInt8]
    private var place = Place.preamble
    // The first boundary stands at the very beginning, all others behind a line's end.
    private var open: [UInt8] = Array("\r\n".utf8)
    private(set) var fields: [String: String] = [:]
    private(set) var fileName: String?
    private(set) var fileBytes = 0

    init(boundary: String) { delimiter = Array("\r\n--\(boundary)".utf8) }

    /// Whether the last boundary was read.
    var isWhole: Bool { if case .whole = place { true } else { false } }

    /// Takes the next bytes; gives those of the file.
    /// - Throws: `Problem.badRequest` for what is no such body.
    mutating func take(_ bytes: [UInt8]) throws(Problem) -> [UInt8] {
        open += bytes
        var output: [UInt8] = []
        while try step(&output) {}
        fileBytes += output.count
        return output
    }

    /// Goes on by one part of a part; false when more bytes are needed.
    private mutating func step(_ output: inout [UInt8]) throws(Problem) -> Bool {
        switch place {
        case .whole:
            open = []
            return false
        case .preamble:
            guard let found = Self.find(delimiter, in: open) else {
                try limit(Self.mostHeadBytes)
                return false
            }
            return try enter(behind: found)
        case .head: return try readHead()
        case .field(let name):
            guard let found = Self.find(delimiter, in: open) else {
                try limit(Self.mostFieldBytes + delimiter.count)
                return false
            }
            guard found <= Self.mostFieldBytes, fields.count < Self.mostFields,
                let text = String(validating: open[..<found], as: UTF8.self), !text.utf8.contains(0)
            else { throw Problem(.badRequest) }
            fields[name] = text
            return try enter(behind: found)
        case .file:
            if let found = Self.find(delimiter, in: open) {
                // What stood before the boundary is taken now, even if the bytes behind it are not there yet.
                output += open[..<found]
                open.removeFirst(found)
                return try enter(behind: 0)
            }
            // What may be the beginning of a boundary waits for the rest of it.
            let safe = open.count - delimiter.count
            guard safe > 0 else { return false }
            output += open[..<safe]
            open.removeFirst(safe)
            return false
        }
    }

    /// Passes a boundary: another part follows, or the end. False when the bytes behind it are not there yet.
    private mutating func enter(behind found: Int) throws(Problem) -> Bool {
        let end = found + delimiter.count
        guard open.count >= end + 2 else { return false }
        let mark = Array(open[end..<end + 2])
        open.removeFirst(end + 2)
        switch mark {
        case Array("--".utf8): place = .whole
        case Array("\r\n".utf8): place = .head
        default: throw Problem(.badRequest)
        }
        return true
    }

    private mutating func readHead() throws(Problem) -> Bool {
        guard let found = Self.find(Array("\r\n\r\n".utf8), in: open) else {
            try limit(Self.mostHeadBytes)
            return false
        }
        let head = String(decoding: open[..<found], as: UTF8.self)
        open.removeFirst(found + 4)
        let line = head.components(separatedBy: "\r\n").first {
            $0.lowercased().hasPrefix("content-disposition:")
        }
        guard let line, let name = Self.parameter("name", in: line) else { throw Problem(.badRequest) }
        if let file = Self.parameter("filename", in: line) {
            guard fileName == nil else { throw Problem(.badRequest) }
            fileName = file
            place = .file
        } else {
            place = .field(name)
        }
        return true
    }

    private func limit(_ most: Int) throws(Problem) {
        guard open.count <= most else { throw Problem(.badRequest) }
    }

    /// The value in quotation marks behind a name; browsers write a quotation mark in it as `%22`.
    private static func parameter(_ name: String, in line: String) -> String? {
        guard let start = line.range(of: "; \(name)=\"") else { return nil }
        let rest = line[start.upperBound...]
        guard let end = rest.firstIndex(of: "\"") else { return nil }
        return String(rest[..<end]).replacing("%22", with: "\"")
    }

    private static func find(_ needle: [UInt8], in bytes: [UInt8]) -> Int? {
        guard let first = needle.first, bytes.count >= needle.count else { return nil }
        let last = bytes.count - needle.count
        var index = 0
        while index <= last {
            guard let next = bytes[index...last].firstIndex(of: first) else { return nil }
            if bytes[next..<next + needle.count].elementsEqual(needle) { return next }
            index = next + 1
        }
        return nil
    }
}
