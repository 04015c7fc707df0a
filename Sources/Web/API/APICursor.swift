internal import Programme
internal import Store

/// Where a list goes on. To callers a text without a meaning.
enum APICursor {
    static var refused: Problem {
        Problem(invalid: [Problem.Detail(field: "cursor", .form, "cursor")], as: .badRequest)
    }

    /// The identity that a cursor is; nil for none.
    /// - Throws: `Problem.badRequest` for what no page has given.
    static func identity<Subject>(_ text: String?) throws(Problem) -> Identity<Subject>? {
        guard let text else { return nil }
        guard let identity = Identity<Subject>(text) else { throw refused }
        return identity
    }

    /// The two identities that a cursor is; nil for none.
    static func identities<Subject>(_ text: String?) throws(Problem) -> (Identity<Subject>, Identity<Subject>)? {
        guard let text else { return nil }
        let parts = text.split(separator: ".").compactMap { Identity<Subject>(String($0)) }
        guard parts.count == 2 else { throw refused }
        return (parts[0], parts[1])
    }

    /// Reads a page; a record behind which it should begin and that is not there is the cursor's fault.
    static func reading(_ hasCursor: Bool, _ read: () async throws -> APIAnswer) async throws -> APIAnswer {
        do {
            return try await read()
        } catch StoreError.notFound where hasCursor {
            throw refused
        }
    }
}
