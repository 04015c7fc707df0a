import Foundation
import TestSupport

/// The SQL of this repository, as text.
enum OwnStatements {
    /// The files in which a pattern stands, in either case, comments left out.
    ///
    /// - Throws: where there are so few files that it must be looking in the wrong place.
    static func files(with pattern: String) throws -> [String] {
        let pattern = try Regex(pattern).ignoresCase()
        var found: [String] = []
        var looked = 0
        for (folder, suffix) in [("Sources", ".swift"), ("sql", ".sql")] {
            let root = try RepositoryFolder.path(folder)
            for file in try FileManager.default.subpathsOfDirectory(atPath: root) where file.hasSuffix(suffix) {
                looked += 1
                let lines = try String(contentsOfFile: "\(root)/\(file)", encoding: .utf8).split(separator: "\n")
                let code = lines.filter { line in
                    let text = line.drop { $0 == " " }
                    return !text.hasPrefix("//") && !text.hasPrefix("--")
                }
                if code.contains(where: { $0.contains(pattern) }) { found.append("\(folder)/\(file)") }
            }
        }
        guard looked > 100 else { throw TestSupportError("only \(looked) files found") }
        return found
    }
}
