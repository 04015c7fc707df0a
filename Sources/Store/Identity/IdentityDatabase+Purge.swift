import Postgres

/// What a purge removed.
package struct IdentityPurge: Hashable, Sendable {
    package let sessions: Int
    package let invitations: Int
    package let tokens: Int
    package let attempts: Int
    /// Something was left for the next time: it takes a bounded number at once.
    package var isComplete: Bool {
        [sessions, invitations, tokens, attempts].allSatisfy { $0 < IdentityDatabase.purgeRows }
    }
}

extension IdentityDatabase {
    /// Rows of each kind that one purge removes at most, so that it is over soon.
    package static let purgeRows = 5_000

    /// Removes what has ended and is of no more use to anybody: sessions and links after a week, tokens after 90 days,
    /// failed attempts when they count no more.
    package func purge() async throws -> IdentityPurge {
        let results = try await pool.batch([
            """
            -- IdentityDatabase.purge: sessions
            delete from identity.sessions
            where id in (
                select id
                from identity.sessions
                where least(ended_at, expires_at) < now() - interval '7 days'
                limit \(Self.purgeRows)
            )
            """,
            """
            -- IdentityDatabase.purge: invitations
            delete from identity.invitations
            where token_hash in (
                select token_hash
                from identity.invitations
                where least(used_at, expires_at) < now() - interval '7 days'
                limit \(Self.purgeRows)
            )
            """,
            """
            -- IdentityDatabase.purge: tokens
            delete from identity.api_tokens
            where id in (
                select id
                from identity.api_tokens
                where least(revoked_at, expires_at) < now() - interval '90 days'
                limit \(Self.purgeRows)
            )
            """,
            """
            -- IdentityDatabase.purge: attempts
            delete from identity.sign_in_attempts
            where subject_hash in (
                select subject_hash
                from identity.sign_in_attempts
                where last_failed_at < now() - make_interval(secs => \(Self.failuresKept.seconds))
                    and blocked_until < now()
                limit \(Self.purgeRows)
            )
            """,
        ])
        let counts = results.map(\.affectedRows)
        return IdentityPurge(sessions: counts[0], invitations: counts[1], tokens: counts[2], attempts: counts[3])
    }
}
