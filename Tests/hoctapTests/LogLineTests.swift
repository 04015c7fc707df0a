import Foundation
import Glibc
import Logging
import Testing

@testable import hoctap

@Suite struct LogLineTests {
    private let line = LogLine(
        time: "2026-11-23T15:04:05.123Z",
        level: .warning,
        label: "hoctap.web",
        message: "phiếu \"A\"\nERROR: forged\u{202E}",
        error: "lost",
        metadata: [
            "route": "/members/{id}", "count": .stringConvertible(3), "empty": "",
            "level": ["a", ["b": "c\td"]],
        ]
    )

    @Test func `for people an entry is one line, whatever is in it`() {
        #expect(
            line.human == #"""
                2026-11-23T15:04:05.123Z warning hoctap.web: phiếu "A"\nERROR: forged\u202e error=lost \#
                count=3 empty="" level="[\"a\", [\"b\": \"c\\td\"]]" route=/members/{id}
                """#
        )
    }

    @Test func `for machines an entry is one JSON object, and metadata cannot replace what every entry has`() throws {
        #expect(!line.json.contains("\n"))
        let object = try #require(try JSONSerialization.jsonObject(with: Data(line.json.utf8)) as? [String: Any])
        #expect(object["message"] as? String == "phiếu \"A\"\nERROR: forged\u{202E}")
        #expect(object["level"] as? String == "warning")
        #expect(object["logger"] as? String == "hoctap.web")
        #expect(object["error"] as? String == "lost")
        #expect(object["count"] as? String == "3")
        let nested = try #require(object["level_"] as? [Any])
        #expect(nested.first as? String == "a")
        #expect((nested.last as? [String: String]) == ["b": "c\td"])
    }

    @Test func `every control character survives in JSON`() throws {
        let text = String(String.UnicodeScalarView((0...0x2100).compactMap(Unicode.Scalar.init)))
        let decoded = try JSONDecoder().decode(String.self, from: Data(JSONText.string(text).utf8))
        #expect(decoded == text)
    }

    @Test func `the time is RFC 3339 in UTC`() {
        #expect(LogTime.text(of: timespec(tv_sec: 951_782_399, tv_nsec: 7_999_999)) == "2000-02-28T23:59:59.007Z")
    }
}
