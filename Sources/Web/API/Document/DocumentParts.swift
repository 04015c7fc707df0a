internal import HTTPTypes

/// What many operations of the document have in common.
enum DocumentParts {
    static let parameters: [(String, JSONValue)] = [
        (
            "IdempotencyKey",
            [
                "name": "Idempotency-Key", "in": "header", "required": true,
                "description": "Chosen by the caller; the same key does its work once.",
                "schema": ["type": "string", "minLength": 1, "maxLength": 128, "pattern": "^[!-~]{1,128}$"],
            ]
        ),
        (
            "FileName",
            [
                "name": "File-Name", "in": "header", "required": true,
                "description": "What the file is called, in UTF-8, percent-encoded.",
                "schema": ["type": "string", "minLength": 1, "maxLength": 1000],
                "example": "h%E1%BB%99i%20vi%C3%AAn.xlsx",
            ]
        ),
        (
            "IfMatch",
            [
                "name": "If-Match", "in": "header", "required": true,
                "description": "The `ETag` of the record as the caller saw it.",
                "schema": JSONSchema.form(.version).document, "example": "\"1\"",
            ]
        ),
    ]

    static let headers: [(String, JSONValue)] = [
        ("ETag", ["description": "The version of the record.", "schema": JSONSchema.form(.version).document]),
        ("Location", ["description": "Where the new record is.", "schema": ["type": "string"]]),
        ("RequestId", ["description": "Names the request in the log and the audit.", "schema": ["type": "string"]]),
        (
            "IdempotencyReplayed",
            [
                "description": "`true` on an answer that was given before.",
                "schema": JSONSchema.choice(["true"]).document,
            ]
        ),
        ("RateLimit", ["description": "What is left: `\"holder\";r=119;t=1`.", "schema": ["type": "string"]]),
        ("RateLimitPolicy", ["description": "What there is: `\"holder\";q=120;w=12`.", "schema": ["type": "string"]]),
    ]

    /// The refusals, by status.
    static let responses: [(String, JSONValue)] = kinds.map { kinds in
        let words = kinds.map { "`\($0.rawValue)`: \($0.explanation.english)" }.joined(separator: " ")
        return (name(of: kinds[0].status), refusal(kinds[0], words))
    }

    /// The name of the refusal with a status.
    static func name(of status: HTTPResponse.Status) -> String { "Problem\(status.code)" }

    /// Refusals of one status together, in the order of their status.
    private static let kinds: [[ProblemKind]] = Dictionary(grouping: ProblemKind.allCases, by: \.status.code)
        .sorted { $0.key < $1.key }.map(\.value)

    private static func refusal(_ kind: ProblemKind, _ words: String) -> JSONValue {
        let example: JSONValue = [
            "type": .string("https://hoctap.example.vn/problems/\(kind.rawValue)"),
            "title": .string(kind.title.english), "status": .integer(kind.status.code),
            "detail": .string(kind.explanation.english), "instance": "urn:uuid:0192f0c1-5a30-7c1e-8f00-3b6a1d2e4fff",
        ]
        return [
            "description": .string(words),
            "content": [
                "application/problem+json": ["schema": JSONSchema.reference("Problem").document, "example": example]
            ],
        ]
    }
}
