package import Postgres
package import Programme

/// The account of somebody who is to become an officer.
package struct OfficerAccount: Hashable, Sendable {
    package let id: AccountID
    /// False for a person who signs in already, for this tenant or another: ask whether it is the one who is meant.
    package let isNew: Bool
    /// False until an invitation is used.
    package let hasPassword: Bool
}

/// What became of an invitation.
package enum InvitationOutcome: Hashable, Sendable {
    /// The link works until it is used or too old.
    case issued
    /// The person has a password already and signs in with it; nobody but the operator may have it set anew.
    case hasPassword
    /// Another tenant invited the person before: their link is the one that counts.
    case invitedElsewhere
    /// The account is disabled, or no officer of the tenant.
    case refused
}

/// For whom a link works.
package struct InvitedAccount: Hashable, Sendable {
    package let account: AccountID
    package let login: String
    package let displayName: String
    package let language: AccountLanguage
}

extension IdentityDatabase {
    /// Finds or makes the account of somebody whom a tenant's administrator wants to make an officer.
    ///
    /// An account that another tenant has invited and that was never used is refused: whoever holds that link would act for
    /// this tenant too.
    ///
    /// - Throws: `StoreError.refused(.loginTaken)` for that, and for a name of another shape than `Account.login`'s.
    package func account(
        forLogin typed: String,
        displayName: String,
        language: AccountLanguage = .vietnamese,
        in tenant: TenantID
    ) async throws -> OfficerAccount {
        guard let login = Account.login(typed) else { throw StoreError.refused(.loginTaken) }
        let results = try await pool.batch([
            """
            -- IdentityDatabase.account: made
            insert into identity.accounts (id, login, display_name, language)
            values (\(AccountID.next()), \(login), \(displayName), \(language.rawValue))
            on conflict (login) do nothing
            """,
            """
            -- IdentityDatabase.account: whose
            select set_config('app.account_id', id::text, true)
            from identity.accounts
            where login = \(login)
            """,
            """
            -- IdentityDatabase.account: found
            select id, password_hash is not null, exists (
                    select from app.officers
                    where account_id = accounts.id and tenant_id <> \(tenant) and state = 'active'
                )
            from identity.accounts
            where login = \(login)
            """,
        ])
        guard let row = results[2].first else { throw StoreError.notFound }
        let (id, hasPassword, isElsewhere) = try row.decode((AccountID, Bool, Bool).self)
        guard hasPassword || !isElsewhere else { throw StoreError.refused(.loginTaken) }
        return OfficerAccount(id: id, isNew: results[0].affectedRows == 1, hasPassword: hasPassword)
    }

    /// Lets an officer of the tenant who has no password yet set one. Earlier links for the account work no more.
    ///
    /// An administrator can never make a link for somebody who signs in already or whom another tenant has invited: it would
    /// open that person's other tenants.
    package func invite(
        _ account: AccountID,
        by tenant: TenantID,
        tokenHash: SecretHash,
        validFor validity: Duration
    ) async throws -> InvitationOutcome {
        let results = try await pool.batch(
            [
                """
                -- IdentityDatabase.invite
                with issued as (
                    insert into identity.invitations (token_hash, account_id, expires_at)
                    select \(tokenHash), id, now() + make_interval(secs => \(validity.seconds))
                    from identity.accounts
                    where id = \(account) and disabled_at is null and password_hash is null
                        and exists (
                            select from app.officers
                            where account_id = accounts.id and tenant_id = \(tenant) and state = 'active'
                        )
                        and not exists (
                            select from app.officers
                            where account_id = accounts.id and tenant_id <> \(tenant) and state = 'active'
                        )
                    returning account_id
                ), earlier as (
                    update identity.invitations
                    set used_at = now()
                    where account_id in (select account_id from issued) and used_at is null
                )
                select count(*) = 1 from issued
                """,
                """
                -- IdentityDatabase.invite: why not
                select password_hash is not null, exists (
                        select from app.officers
                        where account_id = accounts.id and tenant_id <> \(tenant) and state = 'active'
                    )
                from identity.accounts
                where id = \(account) and disabled_at is null
                """,
            ],
            settings: Self.settings(account)
        )
        if try results[0].value(Bool.self) { return .issued }
        guard let row = results[1].first else { return .refused }
        let (hasPassword, isElsewhere) = try row.decode((Bool, Bool).self)
        return hasPassword ? .hasPassword : isElsewhere ? .invitedElsewhere : .refused
    }

    /// For whom a link works; nil for one that was used, is too old, or never was.
    package func invitation(_ tokenHash: SecretHash) async throws -> InvitedAccount? {
        let rows = try await pool.query(
            """
            -- IdentityDatabase.invitation
            select accounts.id, accounts.login, accounts.display_name, accounts.language
            from identity.invitations
            join identity.accounts on accounts.id = invitations.account_id
            where invitations.token_hash = \(tokenHash) and invitations.used_at is null
                and invitations.expires_at > now() and accounts.disabled_at is null
            """
        )
        return try rows.decode(InvitedAccount.self).first
    }

    /// Uses a link: sets the password, ends every session and token of the account, and every other link. The second
    /// factor stays.
    ///
    /// - Returns: whose password it is now; nil for a link that does not work. A link works once, however many come at once.
    package func useInvitation(_ tokenHash: SecretHash, passwordHash: String) async throws -> AccountID? {
        try await pool.query(
            """
            -- IdentityDatabase.useInvitation
            with used as (
                update identity.invitations
                set used_at = now()
                from identity.accounts
                where invitations.token_hash = \(tokenHash) and invitations.used_at is null
                    and invitations.expires_at > now()
                    and accounts.id = invitations.account_id and accounts.disabled_at is null
                returning invitations.account_id
            ), other_links as (
                update identity.invitations
                set used_at = now()
                where account_id in (select account_id from used) and token_hash <> \(tokenHash) and used_at is null
            ), ended as (
                update identity.sessions
                set ended_at = now()
                where account_id in (select account_id from used) and ended_at is null
            ), revoked as (
                update identity.api_tokens
                set revoked_at = now()
                where account_id in (select account_id from used) and revoked_at is null
            )
            update identity.accounts
            set password_hash = \(passwordHash), password_changed_at = now()
            where id in (select account_id from used)
            returning id
            """
        ).decode(AccountID.self).first
    }
}

/// Reads `id, login, display_name, language`.
extension InvitedAccount: PostgresRowDecodable {
    package init(from row: inout PostgresRowReader) throws(PostgresError) {
        account = try row.next()
        login = try row.next()
        displayName = try row.next()
        language = try row.choice()
    }
}
