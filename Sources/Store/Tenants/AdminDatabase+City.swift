package import FoundationEssentials
package import Postgres
package import Programme

/// Somebody who may look at the city's totals, as the operator lists them.
package struct CityViewer: Hashable, Sendable {
    package let account: AccountID
    /// The name that signs in.
    package let login: String
    package let displayName: String
    package let grantedAt: Date
    /// Nil until further notice.
    package let endedAt: Date?
    /// False while the link by which the password is set is unused.
    package let hasPassword: Bool
    package let hasSecondFactor: Bool
    /// Whether criteria and the city's days are theirs to keep.
    package let isSteward: Bool
}

/// Somebody to whom the operator shows the city's totals.
package struct CityGrant: Sendable {
    package let login: String
    /// How pages address somebody who has no account yet; nil where there must be one.
    package let displayName: String?
    package let language: AccountLanguage
    /// Of the link by which a password is set; used only where there is none yet.
    package let invitationHash: SecretHash
    package let invitationValidity: Duration
    /// Whether criteria and the city's days are theirs to keep, too.
    package let isSteward: Bool

    /// A grant of these parts.
    package init(
        login: String,
        displayName: String? = nil,
        language: AccountLanguage = .vietnamese,
        invitationHash: SecretHash,
        invitationValidity: Duration,
        isSteward: Bool = false
    ) {
        self.login = login
        self.displayName = displayName
        self.language = language
        self.invitationHash = invitationHash
        self.invitationValidity = invitationValidity
        self.isSteward = isSteward
    }
}

extension AdminDatabase {
    /// Lets somebody look at the city's totals from now on, with account and link, all or nothing. Who may already goes on as
    /// before; if they are to be a steward besides and are none, what they had ends and this begins.
    ///
    /// - Returns: whether the link was kept, because the account has no password.
    /// - Throws: `StoreError.refused(.loginTaken)` for a name that cannot be one; `.notFound` for one that nobody has, where no
    ///   name to address them by was given.
    package func grantCity(_ grant: CityGrant) async throws -> Bool {
        guard let login = Account.login(grant.login) else { throw StoreError.refused(.loginTaken) }
        return try await pool.transaction(.init(retry: .init(attempts: 3))) { transaction in
            let found = try await transaction.batch([
                """
                -- AdminDatabase.grantCity: account
                insert into identity.accounts (id, login, display_name, language)
                select \(AccountID.next()), \(login), \(grant.displayName), \(grant.language.rawValue)
                where \(grant.displayName) is not null
                on conflict (login) do nothing
                """,
                """
                -- AdminDatabase.grantCity: found
                select id, password_changed_at is not null
                from identity.accounts
                where login = \(login)
                """,
            ])
            guard let row = found[1].first else { throw StoreError.notFound }
            let (account, hasPassword) = try row.decode((AccountID, Bool).self)
            var queries: [PostgresQuery] = [
                """
                -- AdminDatabase.grantCity: a viewer before
                update identity.city_viewers
                set ended_at = now()
                where account_id = \(account)
                    and ended_at is null
                    and \(grant.isSteward)
                    and not is_steward
                """,
                """
                -- AdminDatabase.grantCity
                insert into identity.city_viewers (account_id, is_steward)
                values (\(account), \(grant.isSteward))
                on conflict (account_id) where ended_at is null do nothing
                """,
            ]
            if !hasPassword {
                queries.append(Self.invitation(grant.invitationHash, for: account, validFor: grant.invitationValidity))
            }
            _ = try await transaction.batch(queries)
            return !hasPassword
        }
    }

    /// Shows somebody the city's totals no more, at once: sessions that look at them and their tokens end.
    ///
    /// - Throws: `StoreError.notFound` for one who may not look at them.
    package func revokeCity(_ account: AccountID) async throws {
        try await pool.transaction { transaction in
            let results = try await transaction.batch([
                """
                -- AdminDatabase.revokeCity
                update identity.city_viewers
                set ended_at = now()
                where account_id = \(account) and ended_at is null
                """,
                """
                -- AdminDatabase.revokeCity: sessions
                update identity.sessions
                set ended_at = now()
                where account_id = \(account) and is_for_city and ended_at is null
                """,
                """
                -- AdminDatabase.revokeCity: tokens
                update identity.api_tokens
                set revoked_at = now()
                where account_id = \(account) and is_for_city and revoked_at is null
                """,
            ])
            guard results[0].affectedRows == 1 else { throw StoreError.notFound }
        }
    }

    /// Who may look at the city's totals, by sign-in name; a person as often as it was granted.
    package func cityViewers(includingEnded: Bool = false) async throws -> [CityViewer] {
        try await pool.query(
            """
            -- AdminDatabase.cityViewers
            select accounts.id, accounts.login, accounts.display_name, city_viewers.granted_at, city_viewers.ended_at,
                accounts.password_changed_at is not null, accounts.totp_confirmed_at is not null, city_viewers.is_steward
            from identity.city_viewers
            join identity.accounts on accounts.id = city_viewers.account_id
            where \(includingEnded) or city_viewers.ended_at is null
            order by accounts.login, city_viewers.granted_at
            """
        ).decode(CityViewer.self)
    }
}

/// Reads `id, login, display_name, granted_at, ended_at`, whether there is a password, whether there is a second factor, and
/// whether they are a steward.
extension CityViewer: PostgresRowDecodable {
    package init(from row: inout PostgresRowReader) throws(PostgresError) {
        account = try row.next()
        login = try row.next()
        displayName = try row.next()
        grantedAt = try row.next()
        endedAt = try row.next()
        hasPassword = try row.next()
        hasSecondFactor = try row.next()
        isSteward = try row.next()
    }
}
