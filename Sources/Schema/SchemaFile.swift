import Foundation

/// One file below `sql/`, as it stands on the disk.
struct SchemaFile {
    /// Behind the folder: `functions/current_tenant.sql`.
    let path: String
    /// `current_tenant.sql`.
    let name: String
    let sql: String
    let hash: String

    /// Far above what a person writes; a bound all the same.
    static let mostBytes = 4 << 20

    /// Reads `folder/path`.
    init(_ path: String, in folder: String) throws(SchemaError) {
        guard let bytes = FileManager.default.contents(atPath: "\(folder)/\(path)") else {
            throw .file(path: path, problem: "cannot be read")
        }
        guard bytes.count <= Self.mostBytes else {
            throw .file(path: path, problem: "more than \(Self.mostBytes) bytes")
        }
        guard let sql = String(data: bytes, encoding: .utf8), !sql.utf8.contains(0) else {
            throw .file(path: path, problem: "not UTF-8 text")
        }
        self.path = path
        name = path.split(separator: "/").last.map(String.init) ?? path
        self.sql = sql
        hash = SchemaHash.of(bytes)
    }

    /// The comment lines at its head, without their dashes.
    var head: [Substring] {
        var lines: [Substring] = []
        for line in sql.split(separator: "\n", omittingEmptySubsequences: false) {
            guard line.hasPrefix("--") else { break }
            lines.append(line.dropFirst(2).drop(while: \.isWhitespace))
        }
        return lines
    }

    /// What stands behind `-- hoctap: ` at its head, with the line from 0.
    var directives: [(line: Int, text: String)] {
        head.enumerated().compactMap { index, line in
            guard line.hasPrefix("hoctap:") else { return nil }
            return (index, line.dropFirst("hoctap:".count).trimmingCharacters(in: .whitespaces))
        }
    }

    /// - Throws: `.file` where a statement would begin or end a transaction: that is the migrator's part.
    func checkStatements() throws(SchemaError) {
        for statement in SchemaScript(sql).statements where statement.controlsTransaction {
            let word = statement.words.first ?? ""
            throw .file(
                path: path,
                problem: "line \(statement.line): \(word) is not for this file; the migrator does it"
            )
        }
    }

    /// Lower case letters, digits and underscores, beginning with a letter; dots where `allowingDots`.
    static func isName(_ text: Substring, allowingDots: Bool = false) -> Bool {
        guard let first = text.utf8.first, (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(first) else { return false }
        return text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"): true
            case UInt8(ascii: "."): allowingDots
            default: false
            }
        }
    }
}
