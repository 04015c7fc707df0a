internal import Crypto
internal import Foundation
internal import HTTPTypes
internal import Programme
internal import Store

/// A call of an operation, judged by the operation's shape before its handler sees it.
struct APICall: Sendable {
    let request: WebRequest
    /// Who is signed in.
    let principal: Principal
    /// What opens a transaction of the tenant.
    let context: TenantContext
    /// The fields behind the question mark.
    let query: JSONObject
    /// The document; no members if the operation takes none.
    let body: JSONObject
    /// The version that the caller saw, of `If-Match`; 0 if the operation asks for none.
    let version: Int
    /// The key, and what it stands for; nil if the operation asks for none.
    let key: IdempotencyKey?

    /// The file that was sent; nil if the operation takes none.
    let file: UploadedFile?

    /// A caller's key beside the request that it was sent with.
    struct IdempotencyKey: Sendable {
        let text: String
        let requestHash: SecretHash
    }

    /// - Throws: `Problem` that names every value which is not what the operation's shape says.
    init(_ request: WebRequest, _ officer: SignedInOfficer, _ operation: APIOperation, folder: String) async throws {
        let shape = operation.shape
        for place in operation.places { _ = try request.identity(place, of: Never.self) }
        self.request = request
        principal = officer.principal
        context = officer.context
        query = try Self.query(request, shape.query)
        version = shape.effect == .changesVersion ? try Self.version(request.headers[.ifMatch]) : 0
        let keyText = shape.effect.isKeyed ? try Self.keyText(request.headers[values: .idempotencyKey]) : nil
        file = shape.takesFile ? try await UploadedFile.receive(request, into: folder) : nil
        let bytes: [UInt8]
        if let file {
            bytes = file.digest
        } else {
            bytes = try await Self.bytes(of: request, isExpected: shape.body != nil)
        }
        body = try shape.body.map { try Self.document(bytes, $0) } ?? JSONObject()
        key = try keyText.map { try IdempotencyKey(text: $0, requestHash: Self.hash(of: request, bytes)) }
    }

    /// The identity at a place of the path.
    func identity<Subject>(_ name: String = "id", of subject: Subject.Type = Subject.self) throws -> Identity<Subject> {
        try request.identity(name, of: subject)
    }

    /// Elements on a page.
    func limit(usual: Int) -> Int { query["limit"]?.whole ?? usual }

    /// The identity in the query or the document under this name; nil if there is none, or null.
    static func identity<Subject>(_ name: String, in object: JSONObject) -> Identity<Subject>? {
        object[name]?.text.flatMap { Identity<Subject>($0) }
    }
}

/// A call of an operation of the city's: what it asks for, judged by the operation's shape.
struct CityCall: Sendable {
    let request: WebRequest
    /// The fields behind the question mark.
    let query: JSONObject

    /// - Throws: `Problem` that names every value which is not what the operation's shape says.
    init(_ request: WebRequest, _ operation: APIOperation) throws(Problem) {
        for place in operation.places { _ = try request.identity(place, of: Never.self) }
        self.request = request
        query = try APICall.query(request, operation.shape.query)
    }
}

/// A call of an operation of a steward's, judged by the operation's shape.
struct StewardCall: Sendable {
    let request: WebRequest
    /// Who changes something.
    let account: AccountID
    /// The document; no members if the operation takes none.
    let body: JSONObject

    /// - Throws: `Problem` that names every value which is not what the operation's shape says.
    init(_ request: WebRequest, _ account: AccountID, _ operation: APIOperation) async throws {
        for place in operation.places { _ = try request.identity(place, of: Never.self) }
        _ = try APICall.query(request, operation.shape.query)
        self.request = request
        self.account = account
        let bytes = try await APICall.bytes(of: request, isExpected: operation.shape.body != nil)
        body = try operation.shape.body.map { try APICall.document(bytes, $0) } ?? JSONObject()
    }
}

/// A call of an operation that is open to everybody, judged by the operation's shape.
struct OpenCall: Sendable {
    let request: WebRequest
    /// The document.
    let body: JSONObject

    /// - Throws: `Problem` that names every value which is not what the operation's shape says.
    init(_ request: WebRequest, _ operation: APIOperation) async throws {
        self.request = request
        _ = try APICall.query(request, operation.shape.query)
        let bytes = try await APICall.bytes(of: request, isExpected: operation.shape.body != nil)
        body = try operation.shape.body.map { try APICall.document(bytes, $0) } ?? JSONObject()
    }
}

// MARK: Query

extension APICall {
    static func query(_ request: WebRequest, _ known: [JSONSchema.Member]) throws(Problem) -> JSONObject {
        var query = JSONObject()
        var details: [Problem.Detail] = []
        for name in request.query.names {
            guard let member = known.first(where: { $0.name == name }) else {
                details.append(Problem.Detail(field: String(name.prefix(100)), .unknown, ""))
                continue
            }
            guard query[name] == nil else {
                details.append(Problem.Detail(field: name, .tooMany, "0...1"))
                continue
            }
            query[name] = member.schema.value(ofQuery: request.query[name] ?? "")
        }
        let findings = JSONSchema.object(known).findings(in: .object(query), named: [:])
        details += findings.map { Problem.Detail(field: $0.place, $0.code, $0.expected) }
        guard details.isEmpty else { throw Problem(invalid: details, as: .badRequest) }
        return query
    }
}

extension JSONSchema {
    /// The value that a text of a query stands for.
    fileprivate func value(ofQuery text: String) -> JSONValue {
        switch self {
        case .integer: Int(text).map(JSONValue.integer) ?? .string(text)
        case .boolean: ["true": .boolean(true), "false": .boolean(false)][text] ?? .string(text)
        case .described(_, let schema), .nullable(let schema): schema.value(ofQuery: text)
        default: .string(text)
        }
    }
}

// MARK: Head

extension APICall {
    /// `"3"` is a version. `*` and a missing field say nothing about what the caller saw; any other tag cannot be one of ours,
    /// and what is no tag is a mistake.
    private static func version(_ field: String?) throws(Problem) -> Int {
        guard let field, field != "*" else { throw Problem(.preconditionRequired) }
        let isTag = field.utf8.count > 1 && field.hasSuffix("\"") && (field.hasPrefix("\"") || field.hasPrefix("W/\""))
        guard isTag else { throw Problem(invalid: [Problem.Detail(field: "If-Match", .form, "etag")], as: .badRequest) }
        guard JSONSchema.Form.version.takes(field), let version = Int(field.dropFirst().dropLast()),
            version <= APISchemas.largestVersion
        else {
            throw Problem(.preconditionFailed)
        }
        return version
    }

    private static func keyText(_ fields: [String]) throws(Problem) -> String {
        guard let field = fields.first else {
            throw Problem(invalid: [Problem.Detail(field: "Idempotency-Key", .missing, "")], as: .badRequest)
        }
        let isPrintable = field.utf8.allSatisfy { (0x21...0x7e).contains($0) }
        guard fields.count == 1, isPrintable, IdempotencyRepository.keyBytes.contains(field.utf8.count) else {
            throw Problem(invalid: [Problem.Detail(field: "Idempotency-Key", .length, "1...128")], as: .badRequest)
        }
        return field
    }

    /// What a key stands for: the address, the version and the document.
    private static func hash(of request: WebRequest, _ bytes: [UInt8]) throws(Problem) -> SecretHash {
        var hash = SHA256()
        for part in [request.method.rawValue, request.path, request.headers[.ifMatch] ?? ""] {
            hash.update(data: Data(part.utf8))
            hash.update(data: Data([0]))
        }
        hash.update(data: Data(bytes))
        guard let kept = SecretHash(Array(hash.finalize())) else { throw Problem(.internalError) }
        return kept
    }
}

// MARK: Body

extension APICall {
    static func bytes(of request: WebRequest, isExpected: Bool) async throws -> [UInt8] {
        if isExpected {
            guard kinds(of: request.method).contains(request.contentType), isPlainUTF8(request) else {
                throw Problem(.unsupportedMediaType)
            }
        }
        let bytes = Array(try await request.body.bytes(upTo: request.limits.bodyBytes).readableBytesView)
        guard isExpected || bytes.isEmpty else {
            throw Problem(invalid: [Problem.Detail(field: nil, .unknown, "")], as: .badRequest)
        }
        return bytes
    }

    /// The kinds of document that a method takes.
    static func kinds(of method: HTTPRequest.Method) -> [String] {
        method == .patch ? ["application/merge-patch+json", "application/json"] : ["application/json"]
    }

    private static func isPlainUTF8(_ request: WebRequest) -> Bool {
        if let encoding = request.headers[.contentEncoding], encoding.lowercased() != "identity" { return false }
        let parameters = (request.headers[.contentType] ?? "").lowercased().filter { $0 != " " && $0 != "\"" }
            .split(separator: ";").dropFirst()
        let charset = parameters.first { $0.hasPrefix("charset=") }?.dropFirst("charset=".count)
        return charset == nil || charset == "utf-8" || charset == "utf8"
    }

    static func document(_ bytes: [UInt8], _ schema: JSONSchema) throws -> JSONObject {
        let value: JSONValue
        do {
            value = try JSONParser.value(of: bytes)
        } catch {
            throw Problem(error)
        }
        let findings = schema.findings(in: value, named: APISchemas.named)
        guard findings.isEmpty, let members = value.members else {
            throw Problem(
                invalid: findings.map {
                    Problem.Detail(field: $0.place.isEmpty ? nil : $0.place, $0.code, $0.expected)
                },
                as: .invalid
            )
        }
        return members
    }
}

extension HTTPField.Name {
    /// The caller's key of a change.
    static let idempotencyKey = HTTPField.Name("Idempotency-Key") ?? .te
    /// How many requests there are in a time.
    static let rateLimitPolicy = HTTPField.Name("RateLimit-Policy") ?? .te
    /// How many of them are left.
    static let rateLimit = HTTPField.Name("RateLimit") ?? .te
    /// `true` on an answer that was given before.
    static let idempotencyReplayed = HTTPField.Name("Idempotency-Replayed") ?? .te
}
