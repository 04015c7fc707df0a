internal import Crypto
internal import FoundationEssentials
internal import HTTPTypes
internal import Hummingbird
internal import Programme
package import Reports
package import Store

/// What the pages of a tenant work with. A form that changes something carries a key of its own, made when the form was
/// shown: sent twice, by a second click or after a lost connection, it does its work once and leads to the same place.
package struct TenantDesk: Sendable {
    let database: TenantDatabase
    let identity: IdentityDatabase
    let areas: AreaBook
    let keys: ServerKeys
    let pages: PageRenderer
    let baseURL: BaseURL
    let printer: PDFRenderer

    /// - Parameters:
    ///   - database: behind the pool of `hoctap_server`.
    ///   - keys: seal what is searched for, so that no name stands in an address.
    ///   - printer: one for the process.
    package init(
        database: TenantDatabase,
        identity: IdentityDatabase,
        areas: AreaBook,
        keys: ServerKeys,
        pages: PageRenderer,
        baseURL: BaseURL,
        printer: PDFRenderer = PDFRenderer()
    ) {
        self.database = database
        self.identity = identity
        self.areas = areas
        self.keys = keys
        self.pages = pages
        self.baseURL = baseURL
        self.printer = printer
    }

    /// The page in its frame.
    /// - Parameter path: where it can be come back to.
    func show(
        _ page: some Page,
        _ request: WebRequest,
        _ officer: SignedInOfficer,
        at path: String,
        status: HTTPResponse.Status = .ok
    ) -> Response {
        let frame = PageFrame(
            language: request.language,
            path: LocalPath(path),
            principal: officer.principal
        )
        return pages.response(page, frame, status: status)
    }

    /// Does what a form asks for, once, and leads on to where `work` says.
    /// - Throws: `Problem`, `StoreError`, `PostgresError`: nothing was done.
    func once(
        _ request: WebRequest,
        _ form: FormFields,
        _ officer: SignedInOfficer,
        _ work: (TenantTransaction) async throws -> LocalPath
    ) async throws -> Response {
        guard let response = try await onceIf(request, form, officer, work) else { throw Problem(.internalError) }
        return response
    }

    /// The same for work that may find that it is not to be done: it gives nil then, and the form may be sent again.
    func onceIf(
        _ request: WebRequest,
        _ form: FormFields,
        _ officer: SignedInOfficer,
        _ work: (TenantTransaction) async throws -> LocalPath?
    ) async throws -> Response? {
        guard let key = form[FormKey.name].flatMap(FormKey.init) else { throw Problem(.badRequest) }
        let hash = FormKey.hash(of: request.path, form)
        let next: LocalPath? = try await database.write(officer.context) { tx in
            if let answer = try await claim(key, hash, tx) {
                return answer.headers[FormKey.location].flatMap(LocalPath.init) ?? .start
            }
            guard let next = try await work(tx) else { return nil }
            let answer = StoredAnswer(status: 303, headers: [FormKey.location: next.description], body: [])
            try await tx.idempotency.store(answer, for: key.stored, requestHash: hash)
            return next
        }
        return next.map { .redirect(to: $0) }
    }

    private func claim(_ key: FormKey, _ hash: SecretHash, _ tx: TenantTransaction) async throws -> StoredAnswer? {
        do {
            return try await tx.idempotency.claim(key.stored, requestHash: hash)
        } catch StoreError.refused(.idempotencyKeyReused) {
            throw Problem(.conflict, Self.sentBefore)
        }
    }

    private static let sentBefore = Phrase(
        "Biểu mẫu này đã gửi một lần rồi. Xin mở lại trang và nhập vào biểu mẫu mới.",
        "This form was sent before. Please open the page again and use the new form."
    )
}

/// The key of a form: an identity that no other form has.
struct FormKey: Sendable {
    /// The field.
    static let name = "key"
    static let location = "location"

    private enum Form {}

    private let identity: Identity<Form>

    /// A new one.
    init() { identity = .next() }

    /// What a form sent; nil if it is no key of ours.
    init?(_ text: String) {
        guard let identity = Identity<Form>(text) else { return nil }
        self.identity = identity
    }

    /// As the form carries it.
    var text: String { identity.description }

    /// Apart from the keys of programs.
    var stored: String { "form \(identity)" }

    /// What the form asks for.
    static func hash(of path: String, _ form: FormFields) -> SecretHash {
        var digest = SHA256()
        digest.update(data: Data(path.utf8))
        for name in Set(form.names).sorted() where name != Self.name {
            for value in form.all(name) { digest.update(data: Data("\0\(name)\0\(value)".utf8)) }
        }
        return SecretHash(exactly: Array(digest.finalize()))
    }
}
