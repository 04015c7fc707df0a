internal import Programme
package import Store

/// What operations work with.
package struct APIServices: Sendable {
    /// Members and all else of tenants.
    let tenants: TenantDatabase
    /// Accounts and tokens.
    let identity: IdentityDatabase
    /// The totals of the city.
    let city: CityDatabase
    /// The criteria of the city.
    let stewards: StewardDatabase
    /// The door of classes.
    let classDoor: ClassDoor
    /// The areas, as they are and were.
    let areas: AreaBook
    /// Seal what signs webhooks.
    let keys: ServerKeys
    /// How people reach the server, for links that are handed out.
    let baseURL: BaseURL
    /// Where files are put for the time of one call; nobody else should be able to read it.
    let folder: String

    /// Services on these databases.
    ///
    /// - Parameters:
    ///   - tenants: on `hoctap_server`'s pool.
    ///   - identity: on `hoctap_auth`'s pool.
    ///   - city: on `hoctap_city`'s pool.
    ///   - stewards: on `hoctap_server`'s pool.
    package init(
        tenants: TenantDatabase,
        identity: IdentityDatabase,
        city: CityDatabase,
        stewards: StewardDatabase,
        classDoor: ClassDoor,
        areas: AreaBook,
        keys: ServerKeys,
        baseURL: BaseURL,
        folder: String
    ) {
        self.tenants = tenants
        self.identity = identity
        self.city = city
        self.stewards = stewards
        self.classDoor = classDoor
        self.areas = areas
        self.keys = keys
        self.baseURL = baseURL
        self.folder = folder
    }

    /// Answers out of a transaction that changes nothing.
    func read(_ call: APICall, _ body: (TenantTransaction) async throws -> APIAnswer) async throws -> APIAnswer {
        try await tenants.read(call.context, body)
    }

    /// Does a change once for each key: its effect, its line in the audit and its answer are of one transaction, and the same
    /// key brings the same answer again.
    func change(_ call: APICall, _ body: (TenantTransaction) async throws -> APIAnswer) async throws -> APIAnswer {
        guard let key = call.key else { throw Problem(.internalError) }
        return try await tenants.write(call.context) { tx in
            if let stored = try await tx.idempotency.claim(key.text, requestHash: key.requestHash) {
                return APIAnswer(repeating: stored)
            }
            let answer = try await body(tx)
            try await tx.idempotency.store(answer.stored, for: key.text, requestHash: key.requestHash)
            return answer
        }
    }

    /// The same for work that has transactions of its own, because it is long: each of its steps names a version, so that none
    /// is done twice, and the answer is kept when it is over.
    func changeOutside(_ call: APICall, _ body: () async throws -> APIAnswer) async throws -> APIAnswer {
        if let earlier = try await earlier(call) { return earlier }
        let answer = try await body()
        return try await change(call) { _ in answer }
    }

    /// What was answered under the call's key before; nil for a new key.
    /// - Throws: `StoreError` for a key that stands for another request.
    func earlier(_ call: APICall) async throws -> APIAnswer? {
        guard let key = call.key else { throw Problem(.internalError) }
        return try await tenants.read(call.context) { tx in
            try await tx.idempotency.claim(key.text, requestHash: key.requestHash).map(APIAnswer.init(repeating:))
        }
    }
}
