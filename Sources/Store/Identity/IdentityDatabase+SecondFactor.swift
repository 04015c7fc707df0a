import Postgres
package import Programme

extension IdentityDatabase {
    /// Keeps the secret that was shown to somebody who sets up one-time codes. It is asked for from `confirmSecondFactor` on.
    ///
    /// - Parameter sealedSecret: sealed with the server's key, the account as associated data; at most 256 bytes.
    /// - Returns: false where codes are asked for already.
    package func beginSecondFactor(_ account: AccountID, sealedSecret: [UInt8]) async throws -> Bool {
        let rows = try await pool.query(
            """
            -- IdentityDatabase.beginSecondFactor
            update identity.accounts
            set totp_secret = \(sealedSecret), totp_last_step = null
            where id = \(account) and totp_confirmed_at is null and disabled_at is null
            """
        )
        return rows.affectedRows == 1
    }

    /// From now on codes are asked for: the first one was right.
    ///
    /// - Parameters:
    ///   - sealedSecret: the one that the code was checked with.
    ///   - step: of the code, which is used up by this.
    ///   - recoveryCodes: take the place of all earlier ones.
    /// - Returns: false where the secret is another by now, or codes are asked for already.
    package func confirmSecondFactor(
        _ account: AccountID,
        sealedSecret: [UInt8],
        step: Int64,
        recoveryCodes: [SecretHash]
    ) async throws -> Bool {
        try await pool.transaction { transaction in
            let rows = try await transaction.query(
                """
                -- IdentityDatabase.confirmSecondFactor
                update identity.accounts
                set totp_confirmed_at = now(), totp_last_step = \(step)
                where id = \(account) and totp_secret = \(sealedSecret) and totp_confirmed_at is null
                    and disabled_at is null
                """
            )
            guard rows.affectedRows == 1 else { return false }
            _ = try await transaction.batch(Self.replacingRecoveryCodes(account, by: recoveryCodes))
            return true
        }
    }

    /// Uses up the time step of a right code, so that the code works once.
    ///
    /// - Returns: false where this step or a later one was used.
    package func useSecondFactor(_ account: AccountID, step: Int64) async throws -> Bool {
        let rows = try await pool.query(
            """
            -- IdentityDatabase.useSecondFactor
            update identity.accounts
            set totp_last_step = \(step)
            where id = \(account) and totp_confirmed_at is not null and disabled_at is null
                and coalesce(totp_last_step < \(step), true)
            """
        )
        return rows.affectedRows == 1
    }

    /// Uses up a recovery code in the place of a one-time code.
    ///
    /// - Returns: false where there is no such code, or it was used.
    package func useRecoveryCode(_ account: AccountID, _ code: SecretHash) async throws -> Bool {
        let rows = try await pool.query(
            """
            -- IdentityDatabase.useRecoveryCode
            update identity.recovery_codes
            set used_at = now()
            where account_id = \(account) and code_hash = \(code) and used_at is null
            """
        )
        return rows.affectedRows == 1
    }

    /// How many recovery codes are left.
    package func countRecoveryCodes(_ account: AccountID) async throws -> Int {
        try await pool.query(
            """
            -- IdentityDatabase.countRecoveryCodes
            select count(*)
            from identity.recovery_codes
            where account_id = \(account) and used_at is null
            """
        ).value(Int.self)
    }

    /// Puts these codes in the place of all earlier ones.
    package func replaceRecoveryCodes(_ account: AccountID, by codes: [SecretHash]) async throws {
        _ = try await pool.batch(Self.replacingRecoveryCodes(account, by: codes))
    }

    /// One-time codes are asked for no more. Its owner proves who it is before; for one who cannot, there is the operator.
    package func removeSecondFactor(_ account: AccountID) async throws {
        _ = try await pool.batch([
            """
            -- IdentityDatabase.removeSecondFactor
            update identity.accounts
            set totp_secret = null, totp_confirmed_at = null, totp_last_step = null
            where id = \(account)
            """,
            """
            -- IdentityDatabase.removeSecondFactor: codes
            delete from identity.recovery_codes
            where account_id = \(account)
            """,
        ])
    }

    private static func replacingRecoveryCodes(_ account: AccountID, by codes: [SecretHash]) -> [PostgresQuery] {
        [
            """
            -- IdentityDatabase.replaceRecoveryCodes
            delete from identity.recovery_codes
            where account_id = \(account)
            """,
            """
            -- IdentityDatabase.replaceRecoveryCodes: new
            insert into identity.recovery_codes (account_id, code_hash)
            select \(account), code.hash
            from unnest(\(codes)) as code (hash)
            """,
        ]
    }
}
