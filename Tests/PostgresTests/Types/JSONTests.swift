import Foundation
import Postgres
import TestSupport
import Testing

@Suite struct JSONTests {
    let codec = Codec()

    struct Member: Codable, Hashable {
        var name: String
        var birth: Date?
        var wards: [Int]
    }

    private let member = Member(name: "Nguyễn \"Văn\" A/B", birth: Date(timeIntervalSince1970: 0), wards: [1, 2])

    @Test func `Codable values travel as jsonb`() throws {
        #expect(PostgresJSON<Member>.postgresType == .id(.jsonb))
        #expect(try codec.roundTrip(PostgresJSON(member)).value == member)
        let bytes = try codec.encode(PostgresJSON(member))
        #expect(bytes.first == 1)
        let text = String(decoding: bytes.dropFirst(), as: UTF8.self)
        #expect(text.contains("\"1970-01-01T00:00:00Z\""))
        #expect(text.contains("A/B"))
    }

    @Test func `json is read too`() throws {
        let text = Array(#"{"name":"x","wards":[]}"#.utf8)
        #expect(try codec.decode(text, .json, as: PostgresJSON<Member>.self).value.name == "x")
        #expect(try codec.decode([1] + text, .jsonb, as: PostgresJSON<Member>.self).value.name == "x")
        #expect(try codec.decode(text, .json, as: PostgresJSONText.self).text.hasPrefix("{\"name\""))
        #expect(try codec.decode(text, .json, as: String.self).hasPrefix("{\"name\""))
        #expect(throws: PostgresDecodingProblem.typeMismatch(found: .text, wanted: "PostgresJSON")) {
            try codec.decode(text, .text, as: PostgresJSON<Member>.self)
        }
    }

    @Test func `text is kept unparsed`() throws {
        let text = PostgresJSONText("{ \"a\" : 1.50 }")
        #expect(try codec.roundTrip(text) == text)
        #expect(throws: PostgresEncodingProblem.nulCharacter) { try codec.encode(PostgresJSONText("\0")) }
    }

    @Test func `an error tells the place and no value`() throws {
        let text = Array(#"{"name":"secret","wards":["secret"]}"#.utf8)
        do {
            _ = try codec.decode(text, .json, as: PostgresJSON<Member>.self)
            Issue.record("read")
        } catch let problem as PostgresDecodingProblem {
            #expect(problem == .malformed("JSON at wards.Index 0"))
        }
    }

    @Test(arguments: ["", "00", "027b7d", "01", "017b", "01ff", "017b7d7d"])
    func `malformed jsonb is refused`(_ hex: String) {
        #expect(throws: PostgresDecodingProblem.self) {
            try codec.decode(hex: hex, .jsonb, as: PostgresJSON<[String: Int]>.self)
        }
    }

    @Test func `JSON nested without end is refused`() {
        let text = [1] + Array(repeating: UInt8(ascii: "["), count: 1_000_000)
        #expect(throws: PostgresDecodingProblem.self) {
            try codec.decode(text, .jsonb, as: PostgresJSON<[Nested]>.self)
        }
    }

    /// A value that holds itself.
    struct Nested: Codable {
        var inner: [Nested]

        init(from decoder: any Decoder) throws { inner = try [Nested](from: decoder) }
    }

    @Test func `a value that JSON cannot hold is refused`() {
        #expect(throws: PostgresEncodingProblem.invalid("a value that JSON cannot hold")) {
            try codec.encode(PostgresJSON(Double.nan))
        }
    }
}
