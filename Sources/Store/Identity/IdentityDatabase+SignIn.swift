import Postgres
import Programme

extension IdentityDatabase {
    /// Failures further back than this count no more.
    package static let failuresKept: Duration = .seconds(24 * 3600)

    /// Asks whether a password may be looked at, and counts the attempt as failed in the same breath: so a thousand attempts
    /// at once get no more tries than one after the other. Tell `signInSucceeded` when it was right.
    ///
    /// An attempt that is not admitted is not counted: who waits is let in.
    package func admitSignIn(_ subjects: [SignInSubject]) async throws -> SignInAdmission {
        let subjects = Array(Dictionary(subjects.map { ($0.hash, $0) }) { first, _ in first }.values)
        let results = try await pool.batch([
            """
            -- IdentityDatabase.admitSignIn
            with subject as (
                select hash, free, first_delay, longest_delay
                from unnest(
                    \(subjects.map(\.hash)), \(subjects.map(\.rule.freeFailures)),
                    \(subjects.map(\.rule.firstDelaySeconds)), \(subjects.map(\.rule.longestDelaySeconds))
                ) as subject (hash, free, first_delay, longest_delay)
            ), counted as (
                insert into identity.sign_in_attempts as attempts (subject_hash, failures, last_failed_at, blocked_until)
                select hash, 1, now(), now() + make_interval(secs => case when free < 1 then first_delay else 0 end)
                from subject
                where not exists (
                    select from identity.sign_in_attempts
                    where subject_hash in (select hash from subject) and blocked_until > now()
                )
                order by hash
                on conflict (subject_hash) do update
                set (failures, last_failed_at, blocked_until) = (
                    select count.failures, now(), now() + make_interval(secs => case
                        when count.failures <= free then 0
                        else least(longest_delay, first_delay * 2 ^ least(count.failures - free - 1, 30))
                    end)
                    from (
                        select case
                            when attempts.last_failed_at < now() - make_interval(secs => \(Self.failuresKept.seconds))
                            then 1
                            else least(attempts.failures, 1000000) + 1
                        end as failures
                    ) count
                    join subject on subject.hash = attempts.subject_hash
                )
                where attempts.blocked_until <= now()
                returning 1
            )
            select count(*) from counted
            """,
            """
            -- IdentityDatabase.admitSignIn: until when
            select coalesce(extract(epoch from max(blocked_until) - now()), 0)::float8
            from identity.sign_in_attempts
            where subject_hash = any (\(subjects.map(\.hash)))
            """,
        ])
        if try results[0].value(Int.self) == subjects.count { return .admitted }
        return .delayed(.seconds(max(1, try results[1].value(Double.self))))
    }

    /// Forgets the failures of the account, and the attempt that `admitSignIn` counted for the source: whoever guesses other
    /// people's passwords cannot clear the own count by signing in once.
    package func signInSucceeded(account: SignInSubject, source: SignInSubject) async throws {
        _ = try await pool.batch([
            """
            -- IdentityDatabase.signInSucceeded: source
            delete from identity.sign_in_attempts
            where subject_hash = \(source.hash) and failures = 1
            """,
            """
            -- IdentityDatabase.signInSucceeded: source, one less
            update identity.sign_in_attempts
            set failures = failures - 1, blocked_until = now()
            where subject_hash = \(source.hash) and failures > 1
            """,
            """
            -- IdentityDatabase.signInSucceeded
            delete from identity.sign_in_attempts
            where subject_hash = \(account.hash)
            """,
        ])
    }
}
