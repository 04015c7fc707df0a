import Postgres
import Programme

/// An answer that was given, to be given again.
package struct StoredAnswer: Hashable, Sendable {
    /// HTTP status, 200 to 599.
    package let status: Int
    /// `ETag`, `Location` and the like, by name.
    package let headers: [String: String]
    /// At most 1 MiB.
    package let body: [UInt8]

    /// An answer of these parts.
    package init(status: Int, headers: [String: String] = [:], body: [UInt8]) {
        self.status = status
        self.headers = headers
        self.body = body
    }
}

/// Makes a request that is sent twice do its work once: after a lost connection nobody knows whether it was done, and the
/// client sends it again with the same key.
///
///     write begins -> claim(key) -> nothing stored: do the work, store(answer) -> commit
///                               \-> stored: give it again, and do nothing
///
/// A key belongs to one officer. Two requests with one key at once: the second waits in `claim` until the first is over, and
/// then finds its answer, or nothing if it failed.
package struct IdempotencyRepository {
    /// For how long a key is remembered: a client that was cut off for a day asks what became of it instead.
    package static let keptHours = 24
    /// Bytes that a key may have.
    package static let keyBytes = 1...128

    let tx: TenantTransaction

    /// Takes a key for this transaction, and gives the answer that was stored under it; nil for a new key.
    ///
    /// - Parameter requestHash: SHA-256 of method, path and body.
    /// - Throws: `StoreError.refused(.idempotencyKeyReused)` when the key was used for another request, or is too long;
    ///   `.notFound` where no officer acts.
    package func claim(_ key: String, requestHash: SecretHash) async throws -> StoredAnswer? {
        guard Self.keyBytes.contains(key.utf8.count) else { throw StoreError.refused(.idempotencyKeyReused) }
        guard let officer = tx.context.officer else { throw StoreError.notFound }
        // Two statements: the second must see what the holder of the lock has committed.
        let results = try await tx.transaction.batch([
            """
            -- IdempotencyRepository.claim: one at a time
            select pg_advisory_xact_lock(hashtextextended(\("\(tx.tenant) \(officer) \(key)"), 0))
            """,
            """
            -- IdempotencyRepository.claim
            select request_hash = \(requestHash), status, headers, body
            from app.idempotency_keys
            where tenant_id = \(tx.tenant) and officer_id = \(officer) and key = \(key)
                and created_at > now() - make_interval(hours => \(Int32(Self.keptHours)))
            """,
        ])
        guard let row = results[1].first else { return nil }
        let (isSame, status, headers, body) = try row.decode(
            (Bool, Int, PostgresJSON<[String: String]>, [UInt8]).self
        )
        guard isSame else { throw StoreError.refused(.idempotencyKeyReused) }
        return StoredAnswer(status: status, headers: headers.value, body: body)
    }

    /// Keeps the answer, in the transaction that did the work. The officer's keys that are too old go.
    ///
    /// - Throws: `StoreError.notFound` where no officer acts.
    package func store(_ answer: StoredAnswer, for key: String, requestHash: SecretHash) async throws {
        guard let officer = tx.context.officer else { throw StoreError.notFound }
        _ = try await tx.transaction.batch([
            """
            -- IdempotencyRepository.store: too old
            delete from app.idempotency_keys
            where tenant_id = \(tx.tenant) and officer_id = \(officer)
                and created_at <= now() - make_interval(hours => \(Int32(Self.keptHours)))
            """,
            """
            -- IdempotencyRepository.store
            insert into app.idempotency_keys (tenant_id, officer_id, key, request_hash, status, headers, body)
            values (
                \(tx.tenant), \(officer), \(key), \(requestHash), \(Int32(answer.status)),
                \(PostgresJSON(answer.headers)), \(answer.body)
            )
            """,
        ])
    }

    /// Removes keys that are too old: the officer's own; as an administrator or the operator, all of the tenant's.
    ///
    /// - Returns: how many.
    @discardableResult
    package func purge() async throws -> Int {
        try await tx.transaction.query(
            """
            -- IdempotencyRepository.purge
            delete from app.idempotency_keys
            where tenant_id = \(tx.tenant)
                and created_at <= now() - make_interval(hours => \(Int32(Self.keptHours)))
            """
        ).affectedRows
    }
}

extension TenantTransaction {
    /// Answers that were given.
    package var idempotency: IdempotencyRepository { IdempotencyRepository(tx: self) }
}
