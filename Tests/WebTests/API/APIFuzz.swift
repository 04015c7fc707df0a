import Foundation
import Programme
import TestSupport

@testable import Web

/// Makes requests that are wrong in some way, or nearly right, the same for the same seed.
struct APIFuzz {
    let mine: APIScene.Organisation
    let other: APIScene.Organisation
    let city: String
    let steward: String
    private var random: SeededRandom

    init(_ scene: APIScene, seed: UInt64) {
        mine = scene.mine
        other = scene.other
        city = scene.city
        steward = scene.steward
        random = SeededRandom(seed: seed)
    }

    /// One request, as it goes over the wire.
    struct Request {
        let method: String
        let target: String
        let bytes: [UInt8]
        /// Whether HTTP itself allows the head; another one is refused before any of ours sees it.
        let isHTTP: Bool
    }

    mutating func request(of operation: APIOperation, port: UInt16) -> Request {
        let method = operation.method.rawValue
        let target = "/api/v1" + path(of: operation) + query(of: operation)
        let body = operation.shape.bodyExample.map { self.body($0) } ?? (one(in: 20) ? Array("{}".utf8) : [])
        var fields = [("Host", "127.0.0.1:\(port)"), ("Connection", "close"), ("Content-Length", String(body.count))]
        let usual = [.city: city, .steward: steward][operation.permission] ?? mine.administrator
        fields.append(("Authorization", "Bearer \(one(in: 8) ? mine.editor : usual)"))
        fields.append(("Content-Type", contentType(method)))
        if !one(in: 12) { fields.append(("Idempotency-Key", key())) }
        if !one(in: 12) { fields.append(("If-Match", pick(Self.versions))) }
        if one(in: 25) { fields.append(("Content-Encoding", pick(["gzip", "br", "identity"]))) }
        if one(in: 6) { fields.append(("Accept-Language", pick(["en", "vi", "de", "*", ";;;,,,"]))) }
        let head = fields.map { "\($0.0): \($0.1)\r\n" }.joined()
        return Request(
            method: method,
            target: target,
            bytes: Array("\(method) \(target) HTTP/1.1\r\n\(head)\r\n".utf8) + body,
            isHTTP: !head.contains("\u{1}")
        )
    }

    // MARK: Parts

    private mutating func one(in count: Int) -> Bool { Int.random(in: 0..<count, using: &random) == 0 }

    private mutating func pick<Value>(_ values: [Value]) -> Value {
        values[Int.random(in: values.indices, using: &random)]
    }

    private mutating func identity() -> String {
        pick([
            mine.members[0], mine.members[1], mine.branch, mine.officer, mine.consent, other.members[0], other.branch,
            other.officer, other.consent, other.token, other.id.description, "00000000-0000-0000-0000-000000000000",
            "ffffffff-ffff-ffff-ffff-ffffffffffff", pick(mine.learning), pick(mine.learning), pick(other.learning),
            ClassExamples.topicID.text ?? "",
        ])
    }

    private mutating func path(of operation: APIOperation) -> String {
        operation.path.split(separator: "/").map { step -> String in
            guard step.hasPrefix("{") else { return "/" + step }
            return "/" + (one(in: 4) ? pick(Self.wrongSteps) : identity())
        }.joined()
    }

    private mutating func query(of operation: APIOperation) -> String {
        var parts: [String] = []
        for member in operation.shape.query where one(in: 2) {
            let value = one(in: 3) ? identity() : pick(Self.queryValues)
            parts.append("\(member.name)=\(value)")
            if one(in: 15) { parts.append("\(member.name)=\(value)") }
        }
        if one(in: 15) { parts.append(pick(["x=1", "=", "%", "limit", "\u{20}".isEmpty ? "" : "a=%zz", "%00=1"])) }
        return parts.isEmpty ? "" : "?" + parts.joined(separator: "&")
    }

    private mutating func contentType(_ method: String) -> String {
        if one(in: 15) {
            return pick(["text/plain", "application/xml", "multipart/form-data", "application/json; charset=x"])
        }
        return method == "PATCH" ? "application/merge-patch+json" : "application/json"
    }

    private mutating func key() -> String {
        if one(in: 10) { return pick(["", String(repeating: "k", count: 129), "a b", "kh\u{f3}a", "\u{1}"]) }
        return "k\(UInt32.random(in: 0...400, using: &random))"
    }

    private mutating func body(_ example: JSONValue) -> [UInt8] {
        if one(in: 12) { return pick(Self.wrongDocuments) }
        var document = identified(example)
        for _ in 0..<Int.random(in: 0...3, using: &random) { document = changed(document) }
        var bytes = document.bytes
        if one(in: 20) { bytes.removeLast(Int.random(in: 1...bytes.count, using: &random)) }
        if one(in: 20), !bytes.isEmpty {
            bytes[Int.random(in: bytes.indices, using: &random)] = UInt8.random(in: 0...255, using: &random)
        }
        return bytes
    }

    /// The example with identities of records that there are.
    private mutating func identified(_ value: JSONValue) -> JSONValue {
        if let text = value.text, JSONSchema.Form.identity.takes(text) { return .string(identity()) }
        guard let members = value.members else { return value }
        return JSONValue(members: members.names.map { ($0, identified(members[$0] ?? .null)) })
    }

    /// One member exchanged for something else, taken away or added.
    private mutating func changed(_ value: JSONValue) -> JSONValue {
        guard var members = value.members, !one(in: 20) else { return pick(Self.values) }
        switch Int.random(in: 0..<6, using: &random) {
        case 0: members[pick(["colour", "id", "tenant_id", "", "__proto__", "a.b", "\u{0301}"])] = pick(Self.values)
        case 1: members[pick(MemberField.allCases).rawValue] = pick(Self.values)
        case 2: if let name = members.names.randomElement(using: &random) { members[name] = nil }
        default:
            guard let name = members.names.randomElement(using: &random) else { break }
            members[name] = one(in: 4) ? .string(identity()) : pick(Self.values)
        }
        return .object(members)
    }

    // MARK: What is hostile

    private static let wrongSteps = [
        "1", "x", "%00", "..%2f..%2fetc", "%27%20or%201=1", "0192f0c1-5a30-7c1e-8f00-3b6a1d2e4f5", "%ff%fe", "null",
        String(repeating: "a", count: 2000), "0192F0C1-5A30-7C1E-8F00-3B6A1D2E4F5G",
    ]

    private static let queryValues = [
        "", "0", "1", "-1", "200", "201", "99999999999999999999", "1e3", "true", "null", "%00", "%ff", "2026-02-30",
        "2026-02-01", "0001-01-01", "9999-12-31", "2026-02-01T01:30:00.000Z", "0000-01-01T00:00:00Z",
        "9999-12-31T23:59:60Z", "name", "phone", "citizen_id", "active", "died", "erased", "%27%3b--", "a%20b",
    ]

    private static let versions = [
        "\"1\"", "\"1\"", "\"1\"", "\"2\"", "\"3\"", "\"0\"", "*", "1", "W/\"1\"", "\"-1\"", "\"9999999999\"", "\"x\"",
        "",
        "\"1\", \"2\"", "\"2147483648\"",
    ]

    private static let wrongDocuments: [[UInt8]] = [
        [], Array("null".utf8), Array("[]".utf8), Array("\"\"".utf8), Array("{".utf8), [0xff, 0xfe, 0x00],
        [0xef, 0xbb, 0xbf, 0x7b, 0x7d],
        Array(#"{"full_name":"a\u0000"}"#.utf8), Array(#"{"a":1e999}"#.utf8), Array(#"{"a":1,"a":2}"#.utf8),
        Array(#"{"full_name":"\ud83d"}"#.utf8), Array("{\"full_name\":\"".utf8) + [0xc3, 0x28] + Array("\"}".utf8),
        Array(String(repeating: "[", count: 20_000).utf8), Array(String(repeating: #"{"a":"#, count: 5000).utf8),
        Array("\"\(String(repeating: "a", count: 262_200))\"".utf8),
    ]

    private static let values: [JSONValue] = [
        .null, true, false, 0, -1, 1, 2_147_483_648, .integer(.max), .integer(.min), .number(1e308), .number(0.5), "",
        " ",
        "\u{fffd}", "\u{1}", "\u{7f}", "\u{202e}abc", "a\nb", "😀", "'; drop table app.members; --", "%s%n{0}", "null",
        "true",
        "2026-02-30", "2026-02-01", "0001-01-01", "9999-12-31", "1960", "1960-13", "1960~", "~1960", "0000", "left",
        "moved",
        "administrator", "viewer", "editor", "paper", "consent", "Nguyễn Thị Hạnh", "A", "B5", "012345678901",
        "0905123456",
        .string(String(repeating: "ế", count: 100)), .string(String(repeating: "e\u{0302}\u{0301}", count: 60)),
        .string(String(repeating: "x", count: 5000)), [], [:], [[]], ["a": ["b": ["c": 1]]], ["phone"],
        ["phone", "phone"],
        ["family": "a", "middle": "", "given": ""], ["family": "Nguyễn", "middle": "Thị", "given": "Hạnh"],
    ]
}
