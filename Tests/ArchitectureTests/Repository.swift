import Foundation

/// The files of this repository, as the rules read them.
enum Repository {
    private static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// The folders of Sources: one a room.
    static func rooms() throws -> Set<String> {
        Set(try FileManager.default.contentsOfDirectory(atPath: root.appending(path: "Sources").path))
    }

    /// One file, by its path in the repository.
    static func file(_ path: String) throws -> SourceFile {
        SourceFile(path: path, text: try String(contentsOf: root.appending(path: path), encoding: .utf8))
    }

    /// The text files under a folder whose names end so. A file that is not UTF-8 is not text.
    static func files(under folder: String, suffix: String = "") throws -> [SourceFile] {
        let paths = try FileManager.default.subpathsOfDirectory(atPath: root.appending(path: folder).path)
        return paths.sorted().filter { $0.hasSuffix(suffix) }.compactMap { try? file("\(folder)/\($0)") }
    }
}

/// One file of ours.
struct SourceFile {
    /// From the root of the repository.
    let path: String
    let lines: [Substring]

    init(path: String, text: String) {
        self.path = path
        lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    }

    /// The second part of `Sources/Postgres/...`.
    var room: String { path.split(separator: "/").dropFirst().first.map(String.init) ?? "" }

    /// The last part, without the ending.
    var name: String { path.split(separator: "/").last?.split(separator: ".").first.map(String.init) ?? "" }

    /// The modules that it imports, with or without attributes, access and kind.
    var imports: [String] {
        let form =
            #/
            ^\s* (?: @\w+ (?: \([^)]*\) )? \s+ )*
            (?: (?: public | package | internal | fileprivate | private ) \s+ )?
            import \s+ (?: (?: struct | class | enum | protocol | func | typealias | let | var ) \s+ )? (\w+)
            /#
        return lines.compactMap { line in line.firstMatch(of: form).map { String($0.1) } }
    }
}
