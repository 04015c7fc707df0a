import Testing

@testable import Web

@Suite struct JSONTests {
    private func parse(_ text: String) throws -> JSONValue { try JSONParser.value(of: Array(text.utf8)) }

    @Test func `what is written is read again as it was`() throws {
        let value: JSONValue = [
            "a": [1, -5, true, false, .null, .number(0.25), ""], "ế \"\\\n\u{1}\u{7f}": "😀 / \t",
            "max": .integer(.max), "min": .integer(.min), "leer": [:], "none": [],
        ]
        #expect(try JSONParser.value(of: value.bytes) == value)
    }

    @Test func `numbers, escapes and spaces are read as RFC 8259 has them`() throws {
        #expect(try parse(" [ 1.0 , 2e1 , -0 , 1.5e-1 ] ") == [1, 20, 0, .number(0.15)])
        #expect(try parse(#""\ud83d\ude00\u00e9\/\b""#) == .string("😀é/\u{8}"))
        #expect(try parse("9223372036854775808") == .number(9_223_372_036_854_775_808))
    }

    @Test(arguments: [
        ("", JSONParser.Refusal.Reason.malformed, 0), ("{\"a\":1,}", .malformed, 7), ("[1 2]", .malformed, 3),
        ("01", .malformed, 2), ("1.", .malformed, 2), ("+1", .malformed, 0), ("nul", .malformed, 3),
        ("NaN", .malformed, 0),
        ("\"a\nb\"", .malformed, 2), (#""\x""#, .malformed, 3), (#""\u12g4""#, .malformed, 5), ("[] []", .malformed, 3),
        (#""\udc00""#, .notUnicode, 7), (#""\ud800x""#, .notUnicode, 7), (#""\u0000""#, .nul, 7),
        (#"{"a":1,"a":2}"#, .repeatedName, 10), ("1e999", .number, 5), ("\u{feff}1", .malformed, 0),
    ])
    func `what is no JSON of ours is refused at its place`(text: String, reason: JSONParser.Refusal.Reason, offset: Int)
    {
        #expect(throws: JSONParser.Refusal(reason: reason, offset: offset)) { try parse(text) }
    }

    @Test func `depth has a limit, and bytes that are no UTF-8 are refused`() throws {
        let deepest = JSONParser.deepest
        #expect(throws: Never.self) {
            try parse(String(repeating: "[", count: deepest) + String(repeating: "]", count: deepest))
        }
        #expect(throws: JSONParser.Refusal(reason: .tooDeep, offset: deepest)) {
            try parse(String(repeating: "[", count: 100_000))
        }
        #expect(throws: JSONParser.Refusal(reason: .notUnicode, offset: 3)) {
            try JSONParser.value(of: [0x22, 0xc3, 0x28, 0x22])
        }
    }

    @Test func `a schema names each value that is not what it says`() {
        let schema = JSONSchema.object([
            .required("name", .text(1...3)), .required("age", .integer(0...9)),
            .optional("day", .nullable(.form(.day))),
            .optional("list", .array(.choice(["a", "b"]), most: 2)), .optional("flag", .boolean),
            .optional("more", .map(.reference("Pair"))),
        ])
        let named = ["Pair": JSONSchema.object([.required("x", .identity)])]
        func codes(_ value: JSONValue) -> [String] {
            schema.findings(in: value, named: named).map { "\($0.place) \($0.code.rawValue)" }
        }
        #expect(codes(["name": "ếếế", "age": 9, "day": .null, "list": ["a"], "flag": true, "more": [:]]).isEmpty)
        #expect(codes(["age": 10, "z": 1]) == ["name field.missing", "age field.range", "z field.unknown"])
        #expect(
            codes(["name": "", "age": "1", "day": "2026-02-30"]) == [
                "name field.length", "age field.type", "day field.form",
            ]
        )
        #expect(
            codes(["name": "a", "age": .number(1e300), "list": ["a", "c"]]) == [
                "age field.range", "list.1 field.choice",
            ]
        )
        #expect(codes(["name": "a", "age": 1, "list": ["a", "a", "a"]]) == ["list field.too_many"])
        #expect(codes(["name": "a", "age": 1, "more": ["k": ["x": "1"]]]) == ["more.k.x field.form"])
        #expect(codes([]) == [" field.type"])
    }

    @Test(arguments: JSONSchema.Form.allCases)
    func `a form takes what it is called for and no odd text`(form: JSONSchema.Form) {
        let good: [JSONSchema.Form: [String]] = [
            .identity: ["0192f0c1-5a30-7c1e-8f00-3b6a1d2e4f50", "0192F0C1-5A30-7C1E-8F00-3B6A1D2E4F50"],
            .day: ["2024-02-29", "0001-01-01"], .instant: ["2026-02-01T01:30:00Z", "2026-02-01T01:30:00.123Z"],
            .partialDate: ["1960", "1960-05", "1960-05-03~"], .cursor: ["a.b-c_9"],
            .version: ["\"1\"", "\"2147483647\""],
        ]
        for text in good[form] ?? [] { #expect(form.takes(text), "\(text)") }
        let odd: [JSONSchema.Form: [String]] = [
            .identity: ["0192f0c15a307c1e8f003b6a1d2e4f50", "0192f0c1-5a30-7c1e-8f00-3b6a1d2e4f5g"],
            .day: ["2025-02-29", "2025-2-9", "2025"],
            .instant: ["2026-02-01T25:00:00Z", "2026-02-30T01:00:00Z", "2026-02-01"],
            .partialDate: ["1960-13", "~1960", "60"], .version: ["1", "\"a\"", "W/\"1\"", "\"12345678901\""],
        ]
        for text in ["", " ", "x y", "\"\"", "١٩٦٠", "a\u{0}"] + (odd[form] ?? []) {
            #expect(!form.takes(text), "\(form): \(text)")
        }
    }
}
