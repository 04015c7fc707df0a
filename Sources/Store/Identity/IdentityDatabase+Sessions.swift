package import Postgres
package import Programme

extension IdentityDatabase {
    /// Sessions that one account may have at a time: a person has a few devices. The oldest ends when one more begins.
    package static let sessionsPerAccount = 20

    /// Begins a session. Where the account works for one tenant alone, or for none and may look at the city's totals, that is
    /// chosen.
    ///
    /// - Throws: `StoreError.notFound` for an account that is disabled or gone.
    package func insertSession(_ draft: SessionDraft) async throws -> SessionID {
        let session = SessionID.next()
        let results = try await pool.batch(
            [
                """
                -- IdentityDatabase.insertSession
                insert into identity.sessions (
                    id, token_hash, account_id, tenant_id, officer_id, is_for_city, is_second_factor_passed, device,
                    expires_at
                )
                select \(session), \(draft.tokenHash), accounts.id, sole.tenant_id, sole.officer_id,
                    coalesce(sole.is_for_city, false), \(draft.isSecondFactorPassed), \(draft.device),
                    now() + make_interval(secs => \(draft.lifetime.seconds))
                from identity.accounts
                left join (
                    select (array_agg(tenant_id))[1] as tenant_id, (array_agg(officer_id))[1] as officer_id,
                        bool_or(is_for_city) as is_for_city
                    from (
                        select tenant_id, id as officer_id, false as is_for_city
                        from app.officers
                        where account_id = \(draft.account) and state = 'active'
                        union all
                        select null, null, true
                        from identity.city_viewers
                        where account_id = \(draft.account) and ended_at is null
                    ) workplaces
                    having count(*) = 1
                ) sole on true
                where accounts.id = \(draft.account) and accounts.disabled_at is null
                """,
                """
                -- IdentityDatabase.insertSession: no more than so many
                update identity.sessions
                set ended_at = now()
                where id in (
                    select id
                    from identity.sessions
                    where account_id = \(draft.account) and ended_at is null and expires_at > now()
                    order by id desc
                    offset \(Self.sessionsPerAccount)
                )
                """,
            ],
            settings: Self.settings(draft.account)
        )
        guard results[0].affectedRows == 1 else { throw StoreError.notFound }
        return session
    }

    /// A one-time code was right: the session counts as whole, under a new token.
    ///
    /// - Returns: false for a session that has ended.
    package func passSecondFactor(_ session: SessionID, newTokenHash: SecretHash) async throws -> Bool {
        let rows = try await pool.query(
            """
            -- IdentityDatabase.passSecondFactor
            update identity.sessions
            set is_second_factor_passed = true, token_hash = \(newTokenHash)
            where id = \(session) and ended_at is null and expires_at > now()
            """
        )
        return rows.affectedRows == 1
    }

    /// From now on the session acts for a tenant.
    ///
    /// - Returns: false where the account does not work for it, or it is suspended.
    package func chooseTenant(
        _ tenant: TenantID,
        session: SessionID,
        of account: AccountID
    ) async throws -> Bool {
        let rows = try await pool.query(
            """
            -- IdentityDatabase.chooseTenant
            update identity.sessions
            set tenant_id = officers.tenant_id, officer_id = officers.id, is_for_city = false
            from app.officers
            join app.tenants on tenants.id = officers.tenant_id
            where sessions.id = \(session) and sessions.account_id = \(account) and sessions.ended_at is null
                and officers.tenant_id = \(tenant) and officers.account_id = \(account)
                and officers.state = 'active' and tenants.state = 'active'
            """,
            settings: Self.settings(account)
        )
        return rows.affectedRows == 1
    }

    /// From now on the session acts for the city, and for no tenant.
    ///
    /// - Returns: false where the account may not look at the city's totals.
    package func chooseCity(session: SessionID, of account: AccountID) async throws -> Bool {
        let rows = try await pool.query(
            """
            -- IdentityDatabase.chooseCity
            update identity.sessions
            set tenant_id = null, officer_id = null, is_for_city = true
            from identity.city_viewers
            where sessions.id = \(session) and sessions.account_id = \(account) and sessions.ended_at is null
                and city_viewers.account_id = sessions.account_id and city_viewers.ended_at is null
            """
        )
        return rows.affectedRows == 1
    }

    /// The sessions of an account that have not ended, the latest first.
    ///
    /// - Parameter idleLimit: as in `resolve`.
    package func sessions(of account: AccountID, idleLimit: Duration) async throws -> [SessionSummary] {
        try await pool.query(
            """
            -- IdentityDatabase.sessions
            select id, device, created_at, last_seen_at, expires_at
            from identity.sessions
            where account_id = \(account) and ended_at is null and expires_at > now()
                and last_seen_at > now() - make_interval(secs => \(idleLimit.seconds))
            order by last_seen_at desc, id desc
            limit \(Self.sessionsPerAccount)
            """
        ).decode(SessionSummary.self)
    }

    /// Ends one session of an account.
    ///
    /// - Returns: false where there is no such session that has not ended.
    @discardableResult
    package func endSession(_ session: SessionID, of account: AccountID) async throws -> Bool {
        let rows = try await pool.query(
            """
            -- IdentityDatabase.endSession
            update identity.sessions
            set ended_at = now()
            where id = \(session) and account_id = \(account) and ended_at is null
            """
        )
        return rows.affectedRows == 1
    }

    /// Ends all sessions of an account but one.
    ///
    /// - Returns: how many.
    @discardableResult
    package func endSessions(of account: AccountID, keeping session: SessionID? = nil) async throws -> Int {
        try await pool.query(
            """
            -- IdentityDatabase.endSessions
            update identity.sessions
            set ended_at = now()
            where account_id = \(account) and ended_at is null and id is distinct from \(session)
            """
        ).affectedRows
    }
}

/// Reads `id, device, created_at, last_seen_at, expires_at`.
extension SessionSummary: PostgresRowDecodable {
    package init(from row: inout PostgresRowReader) throws(PostgresError) {
        id = try row.next()
        device = try row.next()
        createdAt = try row.next()
        lastSeenAt = try row.next()
        expiresAt = try row.next()
    }
}
