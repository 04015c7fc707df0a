internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import Store

/// What a call is answered, when it is not refused.
struct APIAnswer: Sendable {
    var status: HTTPResponse.Status
    /// By name.
    var headers: [String: String] = [:]
    /// Nil for none.
    var body: [UInt8]?
    /// A file, in the place of all of that.
    private var file: Response?

    /// A document, with the version of the record that it tells of.
    init(_ document: JSONValue, status: HTTPResponse.Status = .ok, version: Int? = nil) {
        self.status = status
        body = document.bytes
        if let version { headers["ETag"] = "\"\(version)\"" }
    }

    /// A document that is written already.
    init(bytes: [UInt8]) {
        status = .ok
        body = bytes
    }

    /// A file.
    init(_ file: Response) {
        status = .ok
        self.file = file
    }

    /// Done, and nothing to say.
    static var done: APIAnswer { APIAnswer(status: .noContent) }

    private init(status: HTTPResponse.Status) { self.status = status }

    /// A page of a list.
    static func page(_ items: [JSONValue], next: String?) -> APIAnswer {
        APIAnswer(["items": .array(items), "next": JSONValue(next)])
    }

    /// A new record, and where it is.
    static func made(_ document: JSONValue, at path: String, version: Int? = nil) -> APIAnswer {
        var answer = APIAnswer(document, status: .created, version: version)
        answer.headers["Location"] = APIRoutes.prefix + path
        return answer
    }

    func response(language: Language) -> Response {
        if let file { return file }
        var fields = HTTPFields()
        for (name, value) in headers {
            if let name = HTTPField.Name(name) { fields[name] = value }
        }
        if body != nil {
            fields[.contentType] = "application/json"
            fields[.contentLanguage] = language.rawValue
        }
        return Response(
            status: status,
            headers: fields,
            body: body.map { ResponseBody(byteBuffer: ByteBuffer(bytes: $0)) } ?? ResponseBody()
        )
    }
}

// MARK: Kept for a repetition

extension APIAnswer {
    /// The answer as it is kept.
    var stored: StoredAnswer { StoredAnswer(status: status.code, headers: headers, body: body ?? []) }

    /// The answer that was given before.
    init(repeating stored: StoredAnswer) {
        status = HTTPResponse.Status(code: stored.status)
        headers = stored.headers
        headers[HTTPField.Name.idempotencyReplayed.canonicalName] = "true"
        body = stored.body.isEmpty ? nil : stored.body
    }
}
