internal import HTTPTypes
internal import Programme

extension APIOperation {
    /// The operation as the OpenAPI document tells it.
    var document: JSONValue {
        var members: [(String, JSONValue)] = [
            ("operationId", .string(shape.id)), ("summary", .string(shape.summary)),
            ("tags", [.string(subject)]), ("x-role", .string(permission.name)),
            ("x-scopes", .array(scopes.map { .string($0.rawValue) })),
        ]
        members.append(("security", security))
        let parameters = parameters
        if !parameters.isEmpty { members.append(("parameters", .array(parameters))) }
        if let body = shape.body { members.append(("requestBody", request(body))) }
        if shape.takesFile { members.append(("requestBody", Self.file(UploadedFile.kinds))) }
        members.append(("responses", responses))
        return JSONValue(members: members)
    }

    /// Each of the scopes does alone.
    private var security: JSONValue {
        if permission == .open { return [] }
        return .array(scopes.map { ["token": [.string($0.rawValue)]] } + [["session": []]])
    }

    private var parameters: [JSONValue] {
        var parameters: [JSONValue] = places.map { place in
            ["name": .string(place), "in": "path", "required": true, "schema": JSONSchema.identity.document]
        }
        parameters += shape.query.map { member in
            [
                "name": .string(member.name), "in": "query", "required": .boolean(member.isRequired),
                "schema": member.schema.document,
            ]
        }
        if shape.effect.isKeyed { parameters.append(Self.reference("parameters", "IdempotencyKey")) }
        if shape.takesFile { parameters.append(Self.reference("parameters", "FileName")) }
        if shape.effect == .changesVersion { parameters.append(Self.reference("parameters", "IfMatch")) }
        return parameters
    }

    private func request(_ body: JSONSchema) -> JSONValue {
        let content = APICall.kinds(of: method).map { kind -> (String, JSONValue) in
            var members: [(String, JSONValue)] = [("schema", body.document)]
            if let example = shape.bodyExample { members.append(("example", example)) }
            return (kind, JSONValue(members: members))
        }
        return ["required": true, "content": JSONValue(members: content)]
    }

    private static func file(_ kinds: [String]) -> JSONValue {
        ["required": true, "content": JSONValue(members: kinds.map { ($0, [:]) })]
    }

    private var responses: JSONValue {
        var responses = JSONObject()
        responses[String(shape.status.code)] = success
        for status in refusalStatuses {
            responses[String(status)] = Self.reference("responses", "Problem\(status)")
        }
        return .object(responses)
    }

    private var success: JSONValue {
        var headers = [
            ("X-Request-Id", "RequestId"), ("RateLimit", "RateLimit"), ("RateLimit-Policy", "RateLimitPolicy"),
        ]
        if shape.hasVersion { headers.append(("ETag", "ETag")) }
        if shape.status == .created { headers.append(("Location", "Location")) }
        if shape.effect.isKeyed { headers.append(("Idempotency-Replayed", "IdempotencyReplayed")) }
        var members: [(String, JSONValue)] = [
            ("description", .string(shape.status.reasonPhrase)),
            ("headers", JSONValue(members: headers.map { ($0.0, Self.reference("headers", $0.1)) })),
        ]
        if let answer = shape.answer {
            var content: [(String, JSONValue)] = [("schema", answer.document)]
            if let example = shape.answerExample { content.append(("example", example)) }
            members.append(("content", ["application/json": JSONValue(members: content)]))
        }
        if shape.givesFile {
            members.append(("content", JSONValue(members: shape.fileKinds.map { ($0, [:]) })))
        }
        return JSONValue(members: members)
    }

    /// The statuses of everything by which a call can be refused, in order.
    var refusalStatuses: [Int] {
        var kinds: [ProblemKind] = [
            .badRequest, .notSignedIn, .forbidden, .tooLarge, .tooManyRequests, .internalError, .unavailable, .timedOut,
        ]
        if !places.isEmpty { kinds.append(.notFound) }
        if shape.body != nil { kinds += [.unsupportedMediaType, .invalid] }
        if shape.effect.isKeyed { kinds.append(.invalid) }
        if shape.effect == .changesVersion { kinds += [.preconditionRequired, .preconditionFailed] }
        return Set((kinds + shape.refusals).map(\.status.code)).sorted()
    }

    private static func reference(_ part: String, _ name: String) -> JSONValue {
        ["$ref": .string("#/components/\(part)/\(name)")]
    }
}
