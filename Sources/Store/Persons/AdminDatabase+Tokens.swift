import Postgres
package import Programme

extension AdminDatabase {
    /// Rows of one transaction: few enough that nobody who saves a member waits for long.
    package static let tokensAtOnce = 1000
    /// Persons are counted anew when the key is exchanged; a city takes a minute.
    private static let exchangeTimeout = Duration.seconds(3600)

    /// From here on this key's tokens are compared, and no other's: memberships whose token another key made count as ones
    /// that nobody can link, until `makeTokens` has been there.
    package func exchangePersonKey(_ key: PersonKey) async throws {
        _ = try await pool.transaction { transaction in
            try await transaction.batch(
                [
                    """
                    -- AdminDatabase.exchangePersonKey: settings
                    select set_config('statement_timeout', \(String(Self.exchangeTimeout.components.seconds * 1000)), true)
                    """,
                    """
                    -- AdminDatabase.exchangePersonKey
                    select tally.use_person_key(\(key.epoch))
                    """,
                ],
                timeout: Self.exchangeTimeout
            )
        }
    }

    /// Writes the tokens of a tenant's members that have none or another key's, `tokensAtOnce` a transaction: it can be
    /// interrupted at any point, and done again. The audit has a line if anything was written.
    ///
    /// - Parameter progress: told how many were written so far.
    /// - Returns: how many were written.
    package func makeTokens(
        of tenant: TenantID,
        _ key: PersonKey,
        progress: (Int) -> Void = { _ in }
    ) async throws -> Int {
        var written = 0
        var last: MemberID?
        repeat {
            let after = last
            let batch = try await inTenant(tenant) { tx in
                let batch = try await tx.makeTokens(key, after: after)
                if batch.last == nil, written + batch.written > 0 {
                    let count = ["members": String(written + batch.written)]
                    _ = try await tx.run(tx.auditLine(.tenantTokens, subjects: [tenant.uuid], details: count))
                }
                return batch
            }
            written += batch.written
            last = batch.last
            progress(written)
        } while last != nil
        return written
    }
}

extension TenantTransaction {
    /// Writes the tokens of some members, in the order of their identities.
    ///
    /// - Returns: how many, and the last member looked at if there may be more.
    func makeTokens(_ key: PersonKey, after: MemberID?) async throws -> (written: Int, last: MemberID?) {
        let found = try await run(
            """
            -- TenantTransaction.findTokens
            select m.id, m.citizen_id
            from app.members as m
            where m.tenant_id = \(tenant)
                and m.id > coalesce(\(after), '00000000-0000-0000-0000-000000000000')
                and m.token_epoch is distinct from \(key.epoch)
                and (length(m.citizen_id) = 12 or m.token_epoch is not null)
            order by m.id
            limit \(AdminDatabase.tokensAtOnce)
            """,
            timeout: LoadingTable.timeout
        ).decode((MemberID, CitizenID?).self)
        guard !found.isEmpty else { return (0, nil) }
        let maker = key.maker
        let written = try await run(
            """
            -- TenantTransaction.makeTokens
            update app.members as m
            set person_token = made.token, token_epoch = case when made.token is not null then \(key.epoch)::int end
            from unnest(
                \(found.map(\.0))::uuid[], \(found.map(\.1))::text[], \(found.map { maker.token(for: $0.1)?.stored })::bytea[]
            ) as made (id, citizen_id, token)
            where m.tenant_id = \(tenant)
                and m.id = made.id
                and m.citizen_id is not distinct from made.citizen_id
            """,
            timeout: LoadingTable.timeout
        ).affectedRows
        return (written, found.count == AdminDatabase.tokensAtOnce ? found.last?.0 : nil)
    }

    /// The same for all members of the tenant, in this transaction. Nothing without a key.
    func makeAllTokens() async throws {
        guard let personKey else { return }
        var last: MemberID?
        repeat { last = try await makeTokens(personKey, after: last).last } while last != nil
    }
}
