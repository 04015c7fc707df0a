package import Postgres
package import Programme

extension IdentityDatabase {
    /// Tokens that one account may have at a time: one for each program, and some to spare.
    package static let tokensPerAccount = 50

    /// Makes a token for a program that acts as the account's officer of a tenant, or looks at the city's totals.
    ///
    /// - Throws: `StoreError.notFound` where the account does not work for the tenant, or may not look at the city;
    ///   `.refused(.tooManyTokens)`.
    package func insertToken(_ draft: APITokenDraft) async throws -> APITokenID {
        let token = APITokenID.next()
        let results = try await pool.batch(
            [
                """
                -- IdentityDatabase.insertToken: one at a time
                select id
                from identity.accounts
                where id = \(draft.account)
                for update
                """,
                Self.insertion(draft, as: token),
                """
                -- IdentityDatabase.insertToken: why not
                select count(*) >= \(Self.tokensPerAccount)
                from identity.api_tokens
                where account_id = \(draft.account) and revoked_at is null and expires_at > now()
                """,
            ],
            settings: Self.settings(draft.account)
        )
        if results[1].affectedRows == 1 { return token }
        throw try results[2].value(Bool.self) ? StoreError.refused(.tooManyTokens) : .notFound
    }

    private static func insertion(_ draft: APITokenDraft, as token: APITokenID) -> PostgresQuery {
        let tenant: TenantID? = if case .tenant(let tenant) = draft.workplace { tenant } else { nil }
        return """
            -- IdentityDatabase.insertToken
            insert into identity.api_tokens (
                id, token_hash, account_id, tenant_id, officer_id, is_for_city, name, scopes, expires_at
            )
            select \(token), \(draft.tokenHash), \(draft.account), workplaces.tenant_id, workplaces.officer_id,
                workplaces.tenant_id is null, \(draft.name), \(draft.scopes.map(\.rawValue).sorted()),
                now() + make_interval(secs => \(draft.lifetime.seconds))
            from (
                select tenant_id, id as officer_id
                from app.officers
                where tenant_id = \(tenant) and account_id = \(draft.account) and state = 'active'
                union all
                select null, null
                from identity.city_viewers
                where \(tenant) is null and account_id = \(draft.account) and ended_at is null
                    and (is_steward or not \(draft.scopes.contains(.write)))
            ) workplaces
            where (
                    select count(*)
                    from identity.api_tokens
                    where account_id = \(draft.account) and revoked_at is null and expires_at > now()
                ) < \(Self.tokensPerAccount)
            """
    }

    /// The tokens of an account that work, the latest first.
    package func tokens(of account: AccountID) async throws -> [APITokenSummary] {
        try await pool.query(
            """
            -- IdentityDatabase.tokens
            select id, tenant_id, name, scopes, created_at, expires_at, last_used_at
            from identity.api_tokens
            where account_id = \(account) and revoked_at is null and expires_at > now()
            order by id desc
            limit \(Self.tokensPerAccount)
            """
        ).decode(APITokenSummary.self)
    }

    /// Ends a token of an account.
    ///
    /// - Returns: false where there is no such token that works.
    @discardableResult
    package func revokeToken(_ token: APITokenID, of account: AccountID) async throws -> Bool {
        let rows = try await pool.query(
            """
            -- IdentityDatabase.revokeToken
            update identity.api_tokens
            set revoked_at = now()
            where id = \(token) and account_id = \(account) and revoked_at is null
            """
        )
        return rows.affectedRows == 1
    }
}

extension IdentityDatabase {
    /// The scopes of a token, as the column has them.
    static func scopes(_ names: [String]) -> Set<APITokenScope> { Set(names.compactMap(APITokenScope.init(rawValue:))) }
}

/// Reads `id, tenant_id, name, scopes, created_at, expires_at, last_used_at`.
extension APITokenSummary: PostgresRowDecodable {
    package init(from row: inout PostgresRowReader) throws(PostgresError) {
        id = try row.next()
        workplace = try row.next(TenantID?.self).map(Workplace.tenant) ?? .city
        name = try row.next()
        scopes = IdentityDatabase.scopes(try row.next())
        createdAt = try row.next()
        expiresAt = try row.next()
        lastUsedAt = try row.next()
    }
}
