import FoundationEssentials
package import Postgres
import Programme

extension IdentityDatabase {
    /// What a cookie stands for now, in one round trip: nil for one that stands for nothing, because the session ended, was
    /// not used for too long, or its account is disabled. Use is noted, once a minute at most.
    ///
    /// - Parameter idleLimit: a session that was not used for so long has ended.
    package func resolve(session tokenHash: SecretHash, idleLimit: Duration) async throws -> ResolvedSession? {
        let results = try await pool.batch([
            """
            -- IdentityDatabase.resolve(session:): whose
            select set_config('synchronous_commit', 'off', true), set_config('app.account_id', coalesce((
                select sessions.account_id::text
                from identity.sessions
                join identity.accounts on accounts.id = sessions.account_id
                where sessions.token_hash = \(tokenHash) and sessions.ended_at is null
                    and sessions.expires_at > now()
                    and sessions.last_seen_at > now() - make_interval(secs => \(idleLimit.seconds))
                    and accounts.disabled_at is null
            ), ''), true)
            """,
            """
            -- IdentityDatabase.resolve(session:): seen
            update identity.sessions
            set last_seen_at = now()
            where token_hash = \(tokenHash) and account_id = (select app.current_account())
                and last_seen_at < now() - interval '1 minute'
            """,
            """
            -- IdentityDatabase.resolve(session:)
            select accounts.id, accounts.login, accounts.display_name, accounts.language, accounts.password_changed_at,
                accounts.totp_confirmed_at is not null, accounts.disabled_at is not null, accounts.created_at,
                sessions.id, sessions.is_second_factor_passed, sessions.created_at, sessions.expires_at,
                sessions.is_for_city, exists (
                    select from identity.city_viewers
                    where city_viewers.account_id = accounts.id and city_viewers.ended_at is null
                ), exists (
                    select from identity.city_viewers
                    where city_viewers.account_id = accounts.id and city_viewers.ended_at is null
                        and city_viewers.is_steward
                ), officers.id,
                case when officers.branch_id is not null
                    then app.branches_below(officers.tenant_id, officers.branch_id) end,
                case when officers.area_id is not null
                    then app.areas_below(officers.area_id) end
            from identity.sessions
            join identity.accounts on accounts.id = sessions.account_id
            left join app.officers on officers.tenant_id = sessions.tenant_id and officers.id = sessions.officer_id
                and officers.account_id = sessions.account_id and officers.state = 'active'
            where sessions.token_hash = \(tokenHash) and sessions.account_id = (select app.current_account())
            """,
            """
            -- IdentityDatabase.resolve(session:): officers
            select officers.tenant_id, tenants.key, tenants.kind, tenants.name, tenants.state, officers.id,
                officers.role, officers.branch_id, officers.area_id
            from app.officers
            join app.tenants on tenants.id = officers.tenant_id
            where officers.account_id = (select app.current_account()) and officers.state = 'active'
            order by tenants.name, tenants.id
            """,
        ])
        guard let row = try results[2].decode(SessionRow.self).first else { return nil }
        return row.resolved(with: try results[3].decode(AccountOfficer.self))
    }

    /// What a token stands for now, in one round trip: nil for one that stands for nothing, because it was revoked, is too
    /// old, or its officer, tenant or account works no more, or the account may not look at the city's totals any more. Use is
    /// noted, once a minute at most.
    package func resolve(token tokenHash: SecretHash) async throws -> ResolvedAPIToken? {
        let results = try await pool.batch([
            """
            -- IdentityDatabase.resolve(token:): whose
            select set_config('synchronous_commit', 'off', true), set_config('app.account_id', coalesce((
                select api_tokens.account_id::text
                from identity.api_tokens
                join identity.accounts on accounts.id = api_tokens.account_id
                where api_tokens.token_hash = \(tokenHash) and api_tokens.revoked_at is null
                    and api_tokens.expires_at > now() and accounts.disabled_at is null
            ), ''), true)
            """,
            """
            -- IdentityDatabase.resolve(token:): used
            update identity.api_tokens
            set last_used_at = now()
            where token_hash = \(tokenHash) and account_id = (select app.current_account())
                and coalesce(last_used_at < now() - interval '1 minute', true)
            """,
            """
            -- IdentityDatabase.resolve(token:)
            select officers.tenant_id, tenants.key, tenants.kind, tenants.name, tenants.state, officers.id,
                officers.role, officers.branch_id, officers.area_id,
                api_tokens.id, api_tokens.account_id, api_tokens.scopes,
                case when officers.branch_id is not null
                    then app.branches_below(officers.tenant_id, officers.branch_id) end,
                case when officers.area_id is not null
                    then app.areas_below(officers.area_id) end
            from identity.api_tokens
            join app.officers on officers.tenant_id = api_tokens.tenant_id and officers.id = api_tokens.officer_id
                and officers.account_id = api_tokens.account_id and officers.state = 'active'
            join app.tenants on tenants.id = officers.tenant_id and tenants.state = 'active'
            where api_tokens.token_hash = \(tokenHash) and api_tokens.account_id = (select app.current_account())
            """,
            """
            -- IdentityDatabase.resolve(token:): city
            select api_tokens.id, api_tokens.account_id, api_tokens.scopes, city_viewers.is_steward
            from identity.api_tokens
            join identity.city_viewers on city_viewers.account_id = api_tokens.account_id
                and city_viewers.ended_at is null
            where api_tokens.token_hash = \(tokenHash) and api_tokens.account_id = (select app.current_account())
                and api_tokens.is_for_city
            """,
        ])
        if let token = try results[2].decode(ResolvedAPIToken.self).first { return token }
        let city = try results[3].decode((APITokenID, AccountID, [String], Bool).self).first
        return city.map { id, account, scopes, isSteward in
            ResolvedAPIToken(
                id: id,
                account: account,
                scopes: Self.scopes(scopes),
                acting: .city,
                isSteward: isSteward
            )
        }
    }
}

/// A session beside its account and the officer who was chosen.
private struct SessionRow: PostgresRowDecodable {
    let account: Account
    let session: SessionID
    let isSecondFactorPassed: Bool
    let createdAt: Date
    let expiresAt: Date
    let isForCity: Bool
    let seesCity: Bool
    let isSteward: Bool
    let officer: OfficerID?
    let part: VisiblePart

    init(from row: inout PostgresRowReader) throws(PostgresError) {
        account = try Account(from: &row)
        session = try row.next()
        isSecondFactorPassed = try row.next()
        createdAt = try row.next()
        expiresAt = try row.next()
        isForCity = try row.next()
        seesCity = try row.next()
        isSteward = try row.next()
        officer = try row.next()
        part = try VisiblePart(branches: row.next(), areas: row.next())
    }

    func resolved(with officers: [AccountOfficer]) -> ResolvedSession {
        let chosen = officers.first { $0.officer == officer }
        let acting: ResolvedSession.Acting =
            switch chosen {
            case nil: isForCity && seesCity ? .city : .nowhere
            case let chosen? where chosen.isTenantSuspended: .suspended(chosen)
            case let chosen?: .officer(ActingOfficer(officer: chosen, part: part))
            }
        return ResolvedSession(
            id: session,
            account: account,
            isSecondFactorPassed: isSecondFactorPassed,
            createdAt: createdAt,
            expiresAt: expiresAt,
            acting: acting,
            officers: officers,
            seesCity: seesCity,
            isSteward: isSteward
        )
    }
}

/// Reads the officer, then `id, account_id, scopes` of the token and the two arrays of the part.
extension ResolvedAPIToken: PostgresRowDecodable {
    package init(from row: inout PostgresRowReader) throws(PostgresError) {
        let officer = try AccountOfficer(from: &row)
        id = try row.next()
        account = try row.next()
        scopes = IdentityDatabase.scopes(try row.next())
        let part = try VisiblePart(branches: row.next(), areas: row.next())
        acting = .officer(ActingOfficer(officer: officer, part: part))
        isSteward = false
    }
}
