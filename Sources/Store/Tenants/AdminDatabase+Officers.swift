package import Programme
import Postgres

/// Somebody whom the operator makes an officer.
package struct OfficerAddition: Sendable {
    package let login: String
    package let language: AccountLanguage
    package let officer: OfficerDraft
    /// Of the link by which a password is set; used only where there is none yet.
    package let invitationHash: SecretHash
    package let invitationValidity: Duration

    /// An addition of these parts.
    package init(
        login: String,
        language: AccountLanguage = .vietnamese,
        officer: OfficerDraft,
        invitationHash: SecretHash,
        invitationValidity: Duration
    ) {
        self.login = login
        self.language = language
        self.officer = officer
        self.invitationHash = invitationHash
        self.invitationValidity = invitationValidity
    }
}

/// An officer with the name that signs in.
package struct OfficerLogin: Hashable, Sendable {
    package let officer: Officer
    package let login: String
    /// When the password was set; nil while the link is unused.
    package let hasPassword: Bool
}

/// What became of an addition.
package struct AddedOfficer: Hashable, Sendable {
    package let officer: Officer
    /// False for a person who signs in already and needs no link.
    package let isInvited: Bool
}

extension AdminDatabase {
    /// Makes somebody an officer, with account and link, all or nothing. An account of this name is used as it is.
    ///
    /// - Throws: `StoreError.refused`: `.loginTaken` for a name of another shape; `.officerExists`, `.administratorScope`,
    ///   `.branchUnknown`, `.areaUnknown`; `.notFound` for a tenant that does not exist.
    package func addOfficer(_ addition: OfficerAddition, to tenant: TenantID) async throws -> AddedOfficer {
        guard let login = Account.login(addition.login) else { throw StoreError.refused(.loginTaken) }
        return try await inTenant(tenant) { tx in
            _ = try await tx.tenants.own
            let found = try await tx.transaction.batch([
                """
                -- AdminDatabase.addOfficer: account
                insert into identity.accounts (id, login, display_name, language)
                values (
                    \(AccountID.next()), \(login), \(addition.officer.displayName), \(addition.language.rawValue)
                )
                on conflict (login) do nothing
                """,
                """
                -- AdminDatabase.addOfficer: found
                select id, password_changed_at is not null
                from identity.accounts
                where login = \(login)
                """,
            ])
            guard let row = found[1].first else { throw StoreError.notFound }
            let (account, hasPassword) = try row.decode((AccountID, Bool).self)
            let officer = try await tx.officers.insert(addition.officer, account: account)
            if !hasPassword {
                _ = try await tx.transaction.query(
                    Self.invitation(addition.invitationHash, for: account, validFor: addition.invitationValidity)
                )
            }
            return AddedOfficer(officer: officer, isInvited: !hasPassword)
        }
    }

    /// The officers of a tenant with the names that sign in.
    package func officers(of tenant: TenantID, includingEnded: Bool = false) async throws -> [OfficerLogin] {
        try await inTenant(tenant) { tx in
            let officers = try await tx.officers.list(includingEnded: includingEnded)
            let accounts = try await tx.transaction.query(
                """
                -- AdminDatabase.officers
                select id, login, password_changed_at is not null
                from identity.accounts
                where id = any (\(officers.map(\.account)))
                """
            ).decode((AccountID, String, Bool).self)
            let byID = Dictionary(accounts.map { ($0.0, $0) }) { first, _ in first }
            return officers.compactMap { officer in
                byID[officer.account].map { OfficerLogin(officer: officer, login: $0.1, hasPassword: $0.2) }
            }
        }
    }

    /// Ends an officer's work for a tenant, whatever its version. The last administrator stays: add another one before, or suspend
    /// the tenant.
    ///
    /// - Throws: `StoreError.notFound`, `.refused(.lastAdministrator)`.
    package func endOfficer(_ officer: OfficerID, of tenant: TenantID) async throws -> Officer {
        try await inTenant(tenant, .init(retry: .init(attempts: 3))) { tx in
            let version = try await tx.officers.find(officer).version
            return try await tx.officers.end(officer, ifVersion: version)
        }
    }

    static func invitation(
        _ tokenHash: SecretHash,
        for account: AccountID,
        validFor validity: Duration
    ) -> PostgresQuery {
        """
        -- AdminDatabase.invitation
        insert into identity.invitations (token_hash, account_id, expires_at)
        values (\(tokenHash), \(account), now() + make_interval(secs => \(validity.seconds)))
        """
    }
}
