internal import Programme
package import Store

/// What operations work with.
package struct APIServices: Sendable {
    /// Members and all else of tenants.
    let tenants: TenantDatabase
    /// Accounts and tokens.
    let identity: IdentityDatabase
    /// The areas, as they are and were.
    let areas: AreaBook
    /// How people reach the server, for links that are handed out.
    let baseURL: BaseURL

    /// - Parameters:
    ///   - tenants: on `hoctap_server`'s pool.
    ///   - identity: on `hoctap_auth`'s pool.
    package init(tenants: TenantDatabase, identity: IdentityDatabase, areas: AreaBook, baseURL: BaseURL) {
        self.tenants = tenants
        self.identity = identity
        self.areas = areas
        self.baseURL = baseURL
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
}
