import Foundation
import Testing

@testable import Web

/// The templates as files: what a reviewer would look for in each.
@Suite struct TemplateTests {
    private struct Template {
        let name: String
        let text: String
    }

    private static func templates() throws -> [Template] {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(
            path: "../../../Sources/Web/Templates"
        )
        return try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted().filter {
            $0.hasSuffix(".mustache")
        }
        .map { Template(name: $0, text: try String(contentsOf: folder.appending(path: $0), encoding: .utf8)) }
    }

    /// Every script is a file behind the address that its content gives it.
    @Test func `no template has script, style, a handler, or a place that is not escaped or not in quotation marks`()
        throws
    {
        let ours = #/<script src="\{\{assets\.(?:door|menu|chart|figures)\}\}" defer><\/script>/#
        let forbidden = [
            #/<script/#, #/<style/#, #/\sstyle\s*=/#, #/\son[a-z]+\s*=/#, #/\{\{\{/#, #/\{\{\s*&/#, #/=\s*\{\{[^#^\/]/#,
            #/javascript:/#, #/https?:\/\//#, #/CONTENT_TYPE/#,
        ]
        let templates = try Self.templates()
        #expect(templates.count >= 4)
        for template in templates {
            for pattern in forbidden {
                let text = template.text.replacing(ours, with: "")
                #expect(text.firstMatch(of: pattern) == nil, "\(template.name)")
            }
        }
    }

    @Test func `every word of a template is in the catalogue, and every word of the catalogue in a template`() throws {
        var used: Set<String> = []
        for template in try Self.templates() {
            for match in template.text.matches(of: #/\{\{\s*t\.([A-Za-z]+)\.([A-Za-z]+)\s*\}\}/#) {
                let (section, word) = (String(match.1), String(match.2))
                #expect(TextCatalogue.sections[section]?[word] != nil, "\(template.name): \(section).\(word)")
                used.insert("\(section).\(word)")
            }
        }
        let all = TextCatalogue.sections.flatMap { section, words in words.keys.map { "\(section).\($0)" } }
        #expect(Set(all).subtracting(used).sorted() == [])
    }

    @Test func `no word of a page stands in a template itself`() throws {
        for template in try Self.templates() {
            let bare = template.text.replacing(#/\{\{[^}]*\}\}/#, with: "").replacing(#/<[^>]*>/#, with: "")
            let words = bare.split { !$0.isLetter }.filter { $0.count > 1 }
            #expect(words == [], "\(template.name)")
        }
    }

    @Test func `every phrase says something in both languages, with the same places`() {
        for (section, words) in TextCatalogue.sections {
            for (name, phrase) in words {
                #expect(!phrase.vietnamese.isEmpty && !phrase.english.isEmpty, "\(section).\(name)")
                let places = [phrase.vietnamese, phrase.english].map {
                    Set($0.matches(of: #/\{\d\}/#).map { String($0.0) })
                }
                #expect(places[0] == places[1], "\(section).\(name)")
                #expect(phrase.vietnamese == phrase.vietnamese.precomposedStringWithCanonicalMapping)
            }
        }
    }

    @Test func `every field has a label`() throws {
        for template in try Self.templates() {
            let labels = Set(template.text.matches(of: #/<label for="([^"]+)"/#).map { String($0.1) })
            for field in template.text.matches(of: #/<(?:input|select|textarea)\b([^>]*)>/#)
            where !field.1.contains("type=\"hidden\"") {
                let id = field.1.firstMatch(of: #/\bid="([^"]+)"/#).map { String($0.1) }
                #expect(id.map(labels.contains) == true, "\(template.name): \(field.0)")
            }
        }
    }

    @Test func `places of a phrase are filled in one pass`() {
        let phrase = Phrase("{0} và {1}", "{1} and {0}")
        #expect(phrase.text(in: .vietnamese, "{1}", "b") == "{1} và b")
        #expect(phrase.text(in: .english, "a", "b") == "b and a")
        #expect(Phrase("{x} {", "{9}").text(in: .vietnamese, "a") == "{x} {")
        #expect(Phrase("", "{9}").text(in: .english, "a") == "")
    }
}
