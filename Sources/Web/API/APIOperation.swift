internal import HTTPTypes
internal import Hummingbird
internal import Programme

/// One thing that programs can ask for: its address, who may, what is sent and answered, and how it is done. The table of routes
/// and the OpenAPI document are both made of it, so neither knows an address that the other does not.
struct APIOperation: Sendable {
    /// What a call does to what is stored.
    enum Effect: Sendable, Equatable {
        /// Nothing, but for the audit.
        case reads
        /// Something, once, under an `Idempotency-Key`.
        case changes
        /// The same, of a record whose version the caller names with `If-Match`.
        case changesVersion
        /// Something that is the same when it is done again, so that no key is needed: what has ended stays ended.
        case ends

        /// Whether an `Idempotency-Key` is asked for.
        var isKeyed: Bool { self == .changes || self == .changesVersion }
    }

    /// What is sent and answered, as the document says it.
    struct Shape: Sendable {
        /// The operation's name in the document.
        let id: String
        /// What it does, in a line.
        let summary: String
        var effect = Effect.reads
        /// The fields behind the question mark; none of them is personal.
        var query: [JSONSchema.Member] = []
        /// Whether the body is a file instead of a document.
        var takesFile = false
        /// The document that is sent; nil for none.
        var body: JSONSchema?
        var bodyExample: JSONValue?
        var status = HTTPResponse.Status.ok
        /// The document that is answered; nil for none.
        var answer: JSONSchema?
        var answerExample: JSONValue?
        /// Whether a file is answered instead of a document.
        var givesFile = false
        /// What such a file may be.
        var fileKinds = ["members.xlsx", "members.csv"].map { HandedFile.contentType(of: $0) }
        /// Whether the answer has an `ETag`.
        var hasVersion = false
        var limits = Route.Limits.standard
        /// How it can be refused beyond what its shape itself says.
        var refusals: [ProblemKind] = []
    }

    let method: HTTPRequest.Method
    /// Below `/api/v1`.
    let path: String
    /// Who may.
    let permission: Permission
    let shape: Shape
    private let work: Work

    /// How it is done, by for whom.
    private enum Work: Sendable {
        case tenant(OfficerRole, @Sendable (APICall) async throws -> APIAnswer)
        case city(@Sendable (CityCall) async throws -> APIAnswer)
        case steward(@Sendable (StewardCall) async throws -> APIAnswer)
        case open(@Sendable (OpenCall) async throws -> APIAnswer)
    }

    /// An operation for officers of a tenant with at least a role.
    init(
        _ method: HTTPRequest.Method,
        _ path: String,
        _ role: OfficerRole,
        _ shape: Shape,
        _ run: @escaping @Sendable (APICall) async throws -> APIAnswer
    ) {
        self.method = method
        self.path = path
        permission = .officer(role)
        self.shape = shape
        work = .tenant(role, run)
    }

    /// An operation for those who look at the city's totals. It can only read.
    init(
        city path: String,
        _ shape: Shape,
        _ run: @escaping @Sendable (CityCall) async throws -> APIAnswer
    ) {
        method = .get
        self.path = path
        permission = .city
        self.shape = shape
        work = .city(run)
    }

    /// An operation for those who keep the city's criteria. It comes to the same when it is done again, so it takes no key.
    init(
        steward method: HTTPRequest.Method,
        _ path: String,
        _ shape: Shape,
        _ run: @escaping @Sendable (StewardCall) async throws -> APIAnswer
    ) {
        self.method = method
        self.path = path
        permission = .steward
        self.shape = shape
        work = .steward(run)
    }

    /// An operation for everybody, which takes a document.
    init(
        open path: String,
        _ shape: Shape,
        _ run: @escaping @Sendable (OpenCall) async throws -> APIAnswer
    ) {
        method = .post
        self.path = path
        permission = .open
        self.shape = shape
        work = .open(run)
    }

    /// What the operation is about: the first step of its path.
    var subject: String { String(path.split(separator: "/").first ?? "") }

    /// The names of the places in the path.
    var places: [String] {
        path.split(separator: "/").filter { $0.hasPrefix("{") }.map { String($0.dropFirst().dropLast()) }
    }

    /// The route that does it.
    /// - Parameter folder: where files are put for the time of one call.
    func route(folder: String) -> Route {
        let operation = self
        let limits = shape.takesFile ? Route.Limits.upload : shape.limits
        switch work {
        case .open(let run):
            return Route.open(method, APIRoutes.prefix + path, limits: limits) { request in
                try await run(OpenCall(request, operation)).response(language: request.language)
            }
        case .city(let run):
            return Route.city(APIRoutes.prefix + path, limits: limits) { request, _ in
                try await run(CityCall(request, operation)).response(language: request.language)
            }.needing(scopes)
        case .steward(let run):
            return Route.steward(method, APIRoutes.prefix + path, limits: limits) { request, steward in
                let call = try await StewardCall(request, steward.principal.account, operation)
                return try await run(call).response(language: request.language)
            }.needing(scopes)
        case .tenant(let role, let run):
            let route = Route.officer(role, method, APIRoutes.prefix + path, limits: limits) { request, officer in
                let call = try await APICall(request, officer, operation, folder: folder)
                defer { call.file?.remove() }
                return try await run(call).response(language: request.language)
            }
            return (shape.effect == .reads ? route.reading : route).needing(scopes)
        }
    }
}
