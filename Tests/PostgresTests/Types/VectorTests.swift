import Foundation
import Postgres
import TestSupport
import Testing

/// Values as PostgreSQL 15 sent them, with their text forms, in `Conformance/vectors.jsonl`.
struct Vector: Codable, CustomTestStringConvertible {
    var type: String
    var literal: String
    var hex: String
    var text: String

    static let all: [Vector] = {
        let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Conformance/vectors.jsonl")
        guard let text = try? String(contentsOf: file, encoding: .utf8) else { return [] }
        return text.split(separator: "\n").compactMap { try? JSONDecoder().decode(Vector.self, from: Data($0.utf8)) }
    }()

    var testDescription: String { "\(type) \(literal.prefix(40))" }

    /// The type without a modifier such as a length.
    func id(_ types: PostgresTypeCatalogue) -> PostgresTypeID? {
        guard let open = type.firstIndex(of: "(") else { return types.id(named: type) }
        return types.id(named: String(type[..<open]))
    }
}

@Suite struct VectorTests {
    let codec = Codec()

    @Test func `the server's values are all there`() {
        #expect(Vector.all.count >= 850)
    }

    @Test func `what the server sends is written again byte for byte`() throws {
        for vector in Vector.all {
            let id = try #require(vector.id(codec.types), "\(vector.type)")
            do {
                let value = try codec.decode(hex: vector.hex, id, as: PostgresDynamicValue.self)
                let written = try codec.hex(value)
                // The server leaves a scale that means nothing in its infinities.
                let sent = vector.hex.replacing("d0000020", with: "d0000000").replacing("f0000020", with: "f0000000")
                #expect(written == sent, "\(vector.testDescription)")
            } catch {
                Issue.record("\(vector.testDescription): \(error)")
            }
        }
    }

    /// Types whose text is another's business (names of objects, currencies), or has rules of its own.
    private static let withoutText: Set<String> = [
        "money", "money[]", "regclass", "regclass[]", "regtype", "regtype[]", "regproc", "regprocedure", "regoper",
        "regoperator", "regrole", "regnamespace", "regcollation", "regconfig", "regdictionary", "int2vector",
        "oidvector", "box[]",
    ]

    @Test func `descriptions are PostgreSQL's own text form`() throws {
        for vector in Vector.all where !Self.withoutText.contains(vector.type) {
            let id = try #require(vector.id(codec.types), "\(vector.type)")
            let value = try codec.decode(hex: vector.hex, id, as: PostgresDynamicValue.self)
            #expect(value.description == vector.text, "\(vector.testDescription)")
        }
    }

    @Test func `a value cut short or lengthened is refused`() throws {
        // The end of these is wherever it is.
        let open: Set<String> = [
            "text", "varchar", "bpchar", "char", "name", "citext", "xml", "json", "jsonb", "jsonpath", "bytea",
            "refcursor", "varchar(5)", "char(5)",
        ]
        for vector in Vector.all where !open.contains(vector.type) {
            let id = try #require(vector.id(codec.types), "\(vector.type)")
            let bytes = Codec.bytes(hex: vector.hex)
            guard bytes.count < 400 else { continue }
            for count in 0..<bytes.count {
                #expect(throws: PostgresDecodingProblem.self, "\(vector.testDescription) cut to \(count)") {
                    try codec.decode(Array(bytes[..<count]), id, as: PostgresDynamicValue.self)
                }
            }
            #expect(throws: PostgresDecodingProblem.self, "\(vector.testDescription) lengthened") {
                try codec.decode(bytes + [0], id, as: PostgresDynamicValue.self)
            }
        }
    }
}
