import Postgres
package import Programme

extension IdentityDatabase {
    /// What to compare with when somebody signs in; nil if nobody has the name.
    ///
    /// - Parameter login: as typed; see `Account.login`.
    package func credentials(login typed: String) async throws -> AccountCredentials? {
        guard let login = Account.login(typed) else { return nil }
        return try await pool.query(
            """
            -- IdentityDatabase.credentials(login:)
            select id, login, display_name, language, password_changed_at, totp_confirmed_at is not null,
                disabled_at is not null, created_at, password_hash, totp_secret, totp_last_step
            from identity.accounts
            where login = \(login)
            """
        ).decode(AccountCredentials.self).first
    }

    /// The same of an account that is known: to ask for the password again before something important.
    package func credentials(account: AccountID) async throws -> AccountCredentials? {
        try await pool.query(
            """
            -- IdentityDatabase.credentials(account:)
            select id, login, display_name, language, password_changed_at, totp_confirmed_at is not null,
                disabled_at is not null, created_at, password_hash, totp_secret, totp_last_step
            from identity.accounts
            where id = \(account)
            """
        ).decode(AccountCredentials.self).first
    }

    /// Sets a password that its owner has chosen, and ends every session but the one in which it was done. Open invitations
    /// are used up.
    ///
    /// - Parameter hash: as its maker wrote it, with its parameters; at most 256 characters.
    /// - Throws: `StoreError.notFound` for an account that is disabled or gone.
    package func setPassword(_ account: AccountID, hash: String, keeping session: SessionID? = nil) async throws {
        let results = try await pool.batch([
            """
            -- IdentityDatabase.setPassword
            update identity.accounts
            set password_hash = \(hash), password_changed_at = now()
            where id = \(account) and disabled_at is null
            """,
            """
            -- IdentityDatabase.setPassword: sessions
            update identity.sessions
            set ended_at = now()
            where account_id = \(account) and ended_at is null and id is distinct from \(session)
            """,
            """
            -- IdentityDatabase.setPassword: invitations
            update identity.invitations
            set used_at = now()
            where account_id = \(account) and used_at is null
            """,
        ])
        guard results[0].affectedRows == 1 else { throw StoreError.notFound }
    }

    /// Replaces a hash by a stronger one of the same password, and ends nothing.
    ///
    /// - Returns: false where the password was changed meanwhile; nothing is done then.
    @discardableResult
    package func rehashPassword(_ account: AccountID, from old: String, to new: String) async throws -> Bool {
        let rows = try await pool.query(
            """
            -- IdentityDatabase.rehashPassword
            update identity.accounts
            set password_hash = \(new)
            where id = \(account) and password_hash = \(old)
            """
        )
        return rows.affectedRows == 1
    }

    /// Sets the language in which pages address somebody.
    package func setLanguage(_ account: AccountID, _ language: AccountLanguage) async throws {
        _ = try await pool.query(
            """
            -- IdentityDatabase.setLanguage
            update identity.accounts
            set language = \(language.rawValue)
            where id = \(account)
            """
        )
    }
}
