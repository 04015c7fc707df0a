internal import HTTPTypes
internal import Programme
internal import Store

/// The OpenAPI 3.1 document of the operations.
struct OpenAPIDocument: Sendable {
    private let operations: [APIOperation]
    private let baseURL: BaseURL

    init(_ operations: [APIOperation], baseURL: BaseURL) {
        self.operations = operations
        self.baseURL = baseURL
    }

    /// The document.
    var value: JSONValue {
        [
            "openapi": "3.1.0",
            "info": [
                "title": "hoctap", "version": "1.0.0", "summary": "Members of organisations and their learning.",
                "description": .string(Self.description),
            ],
            "jsonSchemaDialect": "https://json-schema.org/draft/2020-12/schema",
            "servers": [["url": .string(baseURL.origin + APIRoutes.prefix)]],
            "security": [["token": []], ["session": []]],
            "tags": .array(subjects.map { ["name": .string($0)] }),
            "paths": paths,
            "components": components,
        ]
    }

    private static let description = """
        Call with a program's token in `Authorization: Bearer hoctap_...`. A token has scopes; each operation names \
        those of which one is needed (`x-scopes`), and no token does more than its officer may (`x-role`).

        Every change takes an `Idempotency-Key`: the same key with the same request does its work once and brings the same \
        answer again, for 24 hours. A change of one record names the version that was seen in `If-Match`. Lists go on with \
        `cursor`. Dates that are known in part are EDTF: `1960`, `1960-05`, `1960-05-03`, with `~` behind if about. What is \
        refused is told as RFC 9457, in Vietnamese or English by `Accept-Language`. What does not exist and what the caller may \
        not see look the same. A token made for the city reads what begins with `/city`, and nothing else.
        """

    private var subjects: [String] {
        operations.map(\.subject).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }

    private var paths: JSONValue {
        var paths = JSONObject()
        paths[String(APIRoutes.documentPath.dropFirst(APIRoutes.prefix.count))] = ["get": Self.ownOperation]
        for operation in operations {
            var path = paths[operation.path]?.members ?? JSONObject()
            path[operation.method.rawValue.lowercased()] = operation.document
            paths[operation.path] = .object(path)
        }
        return .object(paths)
    }

    private static let ownOperation: JSONValue = [
        "operationId": "getDocument", "summary": "This document.", "tags": ["openapi.json"], "security": [],
        "responses": [
            "200": [
                "description": "OK", "content": ["application/json": ["schema": ["type": "object"]]],
            ]
        ],
    ]

    private var components: JSONValue {
        [
            "schemas": JSONValue(
                members: APISchemas.names.map { ($0, APISchemas.named[$0]?.document ?? [:]) }
            ),
            "headers": JSONValue(members: DocumentParts.headers),
            "parameters": JSONValue(members: DocumentParts.parameters),
            "responses": JSONValue(members: DocumentParts.responses),
            "securitySchemes": [
                "token": [
                    "type": "http", "scheme": "bearer",
                    "description": .string("A program's token. " + APITokenScope.table),
                ],
                "session": ["type": "apiKey", "in": "cookie", "name": .string(SessionCookie(baseURL: baseURL).name)],
            ],
        ]
    }
}
