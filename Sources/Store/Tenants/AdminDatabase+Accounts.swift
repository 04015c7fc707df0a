import Postgres
package import Programme

extension AdminDatabase {
    /// An account by what is typed to sign in.
    ///
    /// - Throws: `StoreError.notFound`.
    package func account(login typed: String) async throws -> Account {
        let rows = try await pool.query(
            """
            -- AdminDatabase.account
            select id, login, display_name, language, password_changed_at, totp_confirmed_at is not null,
                disabled_at is not null, created_at
            from identity.accounts
            where login = \(Account.login(typed))
            """
        )
        guard let account = try rows.decode(Account.self).first else { throw StoreError.notFound }
        return account
    }

    /// Makes a link by which somebody sets the password anew, and ends the account's sessions. The old password works until
    /// the link is used; using it also ends the tokens.
    ///
    /// - Throws: `StoreError.notFound`.
    package func resetPassword(
        _ account: AccountID,
        invitationHash: SecretHash,
        validFor validity: Duration
    ) async throws {
        try await act(on: account, .accountResetPassword) { transaction in
            _ = try await transaction.batch([
                Self.invitation(invitationHash, for: account, validFor: validity), Self.endingSessions(of: account),
            ])
        }
    }

    /// Asks for no one-time codes until they are set up again, and ends the account's sessions.
    ///
    /// - Throws: `StoreError.notFound`.
    package func resetSecondFactor(_ account: AccountID) async throws {
        try await act(on: account, .accountResetSecondFactor) { transaction in
            _ = try await transaction.batch([
                """
                -- AdminDatabase.resetSecondFactor
                update identity.accounts
                set totp_secret = null, totp_confirmed_at = null, totp_last_step = null
                where id = \(account)
                """,
                """
                -- AdminDatabase.resetSecondFactor: codes
                delete from identity.recovery_codes
                where account_id = \(account)
                """,
                Self.endingSessions(of: account),
            ])
        }
    }

    /// Ends all sessions of an account, and with `includingTokens` its programs' tokens.
    ///
    /// - Throws: `StoreError.notFound`.
    package func endSessions(of account: AccountID, includingTokens: Bool = false) async throws {
        try await act(on: account, .accountEndSessions) { transaction in
            let tokens = includingTokens ? [Self.revokingTokens(of: account)] : []
            _ = try await transaction.batch([Self.endingSessions(of: account)] + tokens)
        }
    }

    /// Nobody signs in with the account any more; sessions and tokens end at once.
    ///
    /// - Throws: `StoreError.notFound`.
    package func disableAccount(_ account: AccountID) async throws {
        try await act(on: account, .accountDisable) { transaction in
            _ = try await transaction.batch([
                """
                -- AdminDatabase.disableAccount
                update identity.accounts
                set disabled_at = coalesce(disabled_at, now())
                where id = \(account)
                """,
                Self.endingSessions(of: account), Self.revokingTokens(of: account),
            ])
        }
    }

    /// The account signs in again, with the password that it had.
    ///
    /// - Throws: `StoreError.notFound`.
    package func enableAccount(_ account: AccountID) async throws {
        try await act(on: account, .accountEnable) { transaction in
            _ = try await transaction.query(
                """
                -- AdminDatabase.enableAccount
                update identity.accounts
                set disabled_at = null
                where id = \(account)
                """
            )
        }
    }

    /// Accounts that are officer of no tenant, not even an ended one, and never saw the city: left behind by a tenant that was
    /// removed, or by an officer who was never added.
    package func accountsWithoutTenant() async throws -> [Account] {
        try await pool.transaction(.init(isolation: .repeatableRead, readOnly: true)) { transaction in
            let tenants = try await transaction.query(Self.everyTenant).decode(Tenant.self)
            let busy = try await forEach(tenants.map(\.id), in: transaction) { tenant in
                """
                -- AdminDatabase.accountsWithoutTenant: busy
                select account_id
                from app.officers
                where tenant_id = \(tenant)
                """
            }.flatMap { try $0.decode(AccountID.self) }
            return try await transaction.query(
                """
                -- AdminDatabase.accountsWithoutTenant
                select id, login, display_name, language, password_changed_at, totp_confirmed_at is not null,
                    disabled_at is not null, created_at
                from identity.accounts
                where id <> all (\(busy))
                    and not exists (select from identity.city_viewers where city_viewers.account_id = accounts.id)
                order by login
                """
            ).decode(Account.self)
        }
    }

    /// Removes accounts with their sessions, tokens and links.
    ///
    /// - Throws: `StoreError.refused(.accountInUse)` where one is officer of a tenant or saw the city; none is removed then.
    /// - Returns: how many.
    package func removeAccounts(_ accounts: [AccountID]) async throws -> Int {
        do {
            return try await pool.query(
                """
                -- AdminDatabase.removeAccounts
                delete from identity.accounts
                where id = any (\(accounts))
                """
            ).affectedRows
        } catch let error as PostgresError
            where ["officers_account_fkey", "city_viewers_account_fkey"].contains(error.server?.constraint)
        {
            throw StoreError.refused(.accountInUse)
        }
    }

    // MARK: Steps

    /// Does something to an account, and leaves a line in each tenant for which it works.
    private func act(
        on account: AccountID,
        _ action: AuditAction,
        _ body: (PostgresTransaction) async throws -> Void
    ) async throws {
        let settings: PostgresSettings = ["app.actor": "operator", "app.request_id": requestID ?? ""]
        try await pool.transaction(settings: settings) { transaction in
            let found = try await transaction.batch([
                """
                -- AdminDatabase.act
                select exists (select from identity.accounts where id = \(account))
                """,
                Self.everyTenant,
            ])
            guard try found[0].value(Bool.self) else { throw StoreError.notFound }
            try await body(transaction)
            let tenants = try found[1].decode(Tenant.self).map(\.id)
            let officers = try await forEach(tenants, in: transaction) { tenant in
                """
                -- AdminDatabase.act: officers
                select id
                from app.officers
                where tenant_id = \(tenant) and account_id = \(account)
                """
            }
            for (tenant, rows) in zip(tenants, officers) {
                guard let officer = try rows.decode(OfficerID.self).first else { continue }
                let context = TenantContext.operator(in: tenant, requestID: requestID)
                let tx = TenantTransaction(context: context, transaction: transaction, personKey: personKey)
                _ = try await transaction.batch([
                    Self.enter(tenant), tx.auditLine(action, subjects: [officer.uuid]),
                ])
            }
        }
    }

    private static func endingSessions(of account: AccountID) -> PostgresQuery {
        """
        -- AdminDatabase.endingSessions
        update identity.sessions
        set ended_at = now()
        where account_id = \(account) and ended_at is null
        """
    }

    private static func revokingTokens(of account: AccountID) -> PostgresQuery {
        """
        -- AdminDatabase.revokingTokens
        update identity.api_tokens
        set revoked_at = now()
        where account_id = \(account) and revoked_at is null
        """
    }
}
