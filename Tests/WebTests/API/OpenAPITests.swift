import Foundation
import HTTPTypes
import Testing

@testable import Web

@Suite struct OpenAPITests {
    @Test func `the document that is handed out tells of every address of the table, and of no other`() async throws {
        try await APIScene.with { scene in
            let answer = try await scene.client.get("/api/v1/openapi.json")
            #expect(answer.status == 200 && answer["Content-Type"] == "application/json")
            let document = try JSONParser.value(of: Array(answer.body.utf8))
            #expect(document["openapi"] == "3.1.0")
            var told: Set<String> = []
            let paths = try #require(document["paths"]?.members)
            for path in paths.names {
                for method in paths[path]?.members?.names ?? [] { told.insert("\(method.uppercased()) /api/v1\(path)") }
            }
            let table = Set(
                scene.operations.map { $0.route(folder: "") }.map { "\($0.method.rawValue) \($0.path)" } + [
                    "GET /api/v1/openapi.json"
                ]
            )
            #expect(told == table)
            for operation in scene.operations {
                let entry = paths[operation.path]?[operation.method.rawValue.lowercased()]
                #expect(operation.route(folder: "").permission == operation.permission)
                #expect(entry?["x-role"] == .string(operation.permission.name))
                #expect(entry?["x-scopes"]?.elements == operation.scopes.map { .string($0.rawValue) })
                #expect(entry?["responses"]?[String(operation.shape.status.code)] != nil)
            }
            let ids = scene.operations.map(\.shape.id)
            #expect(Set(ids).count == ids.count)
            expectReferences(in: document, document)
        }
    }

    @Test func `every example is what its schema says`() async throws {
        try await APIScene.with { scene in
            for operation in scene.operations {
                let shape = operation.shape
                #expect((shape.body == nil) == (shape.bodyExample == nil), "\(shape.id)")
                #expect((shape.answer == nil) == (shape.answerExample == nil), "\(shape.id)")
                for (schema, example) in [(shape.body, shape.bodyExample), (shape.answer, shape.answerExample)] {
                    guard let schema, let example else { continue }
                    let findings = schema.findings(in: example, named: APISchemas.named)
                    #expect(findings.isEmpty, "\(shape.id): \(findings)")
                }
            }
        }
    }

    /// Each `$ref` leads somewhere.
    private func expectReferences(in value: JSONValue, _ document: JSONValue) {
        for element in value.elements ?? [] { expectReferences(in: element, document) }
        for name in value.members?.names ?? [] {
            if name == "$ref", let text = value[name]?.text {
                let target = text.split(separator: "/").dropFirst().reduce(JSONValue?.some(document)) {
                    $0?[String($1)]
                }
                #expect(target != nil, "\(text)")
            } else if let inner = value[name] {
                expectReferences(in: inner, document)
            }
        }
    }
}
