package import HTTPTypes
package import Programme
internal import Store

/// An answer that says no (RFC 9457): as JSON to programs, as a page to people. Handlers throw it; what else they throw
/// becomes one, so that no text of the database or of Swift ever reaches a reader.
package struct Problem: Error, Sendable {
    /// One value that cannot be taken.
    package struct Detail: Sendable, Hashable {
        /// The field as the request names it; nil if it is of the whole.
        package let field: String?
        /// What is wrong, for programs. Never changes its meaning.
        package let code: String
        /// What is wrong, for people.
        package let message: Phrase

        /// What is wrong with a field.
        package init(field: String?, code: String, message: Phrase) {
            self.field = field
            self.code = code
            self.message = message
        }

        /// What the domain found in a field.
        package init(field: String?, _ problem: FieldProblem) {
            let message = Phrase(problem.message(in: .vietnamese), problem.message(in: .english))
            self.init(field: field, code: problem.code.rawValue, message: message)
        }
    }

    /// Which problem.
    package var kind: ProblemKind
    /// What happened here, if there is more to say than the kind says.
    package var explanation: Phrase?
    /// The values that cannot be taken, in the order of the form.
    package var details: [Detail] = []
    /// When to try again.
    package var retryAfterSeconds: Int?
    /// The scope that would do, for `scopeMissing`.
    private(set) var neededScope: String?
    /// The methods that the address takes, for `methodNotAllowed`.
    package var allowedMethods: [HTTPRequest.Method] = []

    /// A problem of this kind.
    package init(_ kind: ProblemKind, _ explanation: Phrase? = nil, retryAfterSeconds: Int? = nil) {
        self.kind = kind
        self.explanation = explanation
        self.retryAfterSeconds = retryAfterSeconds
    }

    /// Values that are told of; what is wrong beyond them is heard of when these are mended.
    static let mostDetails = 200

    /// Values that cannot be taken; the first 200 are told.
    package init(invalid details: [Detail]) {
        self.init(invalid: details, as: .invalid)
    }

    /// A program's token that has none of these scopes; the first of them is named.
    init(scopeMissing scopes: [APITokenScope]) {
        self.init(.scopeMissing)
        neededScope = scopes.first?.rawValue
        details = scopes.prefix(1).map {
            Detail(
                field: "scope",
                code: $0.rawValue,
                message: Phrase("Cần phạm vi \($0.rawValue).", "The scope \($0.rawValue) is needed.")
            )
        }
    }

    /// The fields of the answer that belong to the problem.
    var headers: HTTPFields {
        var headers = HTTPFields()
        if let retryAfterSeconds { headers[.retryAfter] = String(max(1, retryAfterSeconds)) }
        if !allowedMethods.isEmpty { headers[.allow] = allowedMethods.map(\.rawValue).joined(separator: ", ") }
        if kind == .notSignedIn { headers[.wwwAuthenticate] = "Bearer" }
        if let neededScope {
            headers[.wwwAuthenticate] = "Bearer error=\"insufficient_scope\", scope=\"\(neededScope)\""
        }
        return headers
    }
}
