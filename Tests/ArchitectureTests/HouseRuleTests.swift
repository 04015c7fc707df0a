import Testing

/// What every file keeps to. The words that must not appear are put together here, so that this file has none of them.
@Suite struct HouseRuleTests {
    @Test func `no file in Sources is longer than 400 lines, none in Tests longer than 600`() throws {
        for (folder, limit) in [("Sources", 400), ("Tests", 600)] {
            let long = try Repository.files(under: folder, suffix: ".swift").filter { $0.lines.count > limit }
            #expect(long.map(\.path) == [])
        }
    }

    @Test func `no file is called for what it is not`() throws {
        let words: Set = ["Utils", "Helpers", "Core", "Common", "Manager", "Extensions", "New", "Deprecated"]
        let vague = try swiftFiles().filter { file in
            file.name.split(separator: "+").contains { words.contains(String($0)) }
        }
        #expect(vague.map(\.path) == [])
    }

    @Test func `no path of one machine is written down`() throws {
        let folders = ["work", "root", "home", "opt/swift"].joined(separator: "|")
        let pattern = try Regex("(^|[^A-Za-z0-9_}.$/-])/(\(folders))(/|[^A-Za-z0-9_-]|$)")
        #expect(try places(of: pattern) == [])
    }

    @Test func `nothing is marked as left for later`() throws {
        let words = ["TO" + "DO", "FIX" + "ME", "XX" + "X"].joined(separator: "|")
        #expect(try places(of: try Regex("\\b(\(words))\\b")) == [])
    }

    private func swiftFiles() throws -> [SourceFile] {
        try Repository.files(under: "Sources", suffix: ".swift") + Repository.files(under: "Tests", suffix: ".swift")
    }

    /// Where in all that is ours the pattern occurs, as `path:line`.
    private func places(of pattern: Regex<AnyRegexOutput>) throws -> [String] {
        var files = [try Repository.file("Package.swift"), try Repository.file("README.md")]
        for folder in ["Sources", "Tests", "deploy", ".ci"] { files += try Repository.files(under: folder) }
        return files.flatMap { file in
            file.lines.enumerated().filter { $0.element.contains(pattern) }.map { "\(file.path):\($0.offset + 1)" }
        }
    }
}
